// The look in one place: colours, sizes, spacings. Everything else asks here.
// May not: draw, or hold state.
#pragma once

#include <cstdint>

#include "client/platform/platform.hpp"

namespace oasis::ui {

/// R, G, B, A from the low byte, as Dear ImGui packs it; straight alpha.
using Color = std::uint32_t;

constexpr Color rgb(std::uint32_t hex) {
  return 0xff000000u | (hex & 0xff) << 16 | (hex & 0xff00) | hex >> 16;
}
constexpr Color with_alpha(Color color, unsigned alpha) {
  return (color & 0xffffffu) | alpha << 24;
}
/// `share` 0…1 of `b` over `a`; both opaque.
Color mix(Color a, Color b, float share);
/// Contrast ratio of two opaque colours, 1…21 (WCAG 2.2, "contrast ratio").
double contrast(Color a, Color b);

enum class TextSize : std::uint8_t { small, body, title };
enum class Weight : std::uint8_t { regular, semibold };

/// What a colour means; never choose a colour any other way.
enum class Tone : std::uint8_t {
  normal,
  secondary,
  faint,   // text in three strengths
  accent,  // links, the current thing
  calm,
  warning,
  breached,
  paused,  // states of a clock
  danger,
  success,  // outcomes
  urgent,
  high,
  low,  // priorities; the ordinary one is `normal`
};
constexpr int tone_count = 13;

/// A tone's text on the plain background or on its own `fill`.
struct ToneColors {
  Color text;
  Color fill;
};

struct Palette {
  bool dark;
  Color background;  // of the page's main column
  Color sidebar;     // of navigation and side panels
  Color raised;      // of dialogs, menus, cards, fields
  Color hover, pressed, selected;
  Color border;         // between things
  Color border_strong;  // around controls
  Color accent, accent_hover, accent_pressed, on_accent;
  Color danger, danger_hover, danger_pressed, on_danger;
  Color note;       // background of an internal note
  Color shadow;     // with alpha
  Color scrim;      // behind a dialog, with alpha
  Color selection;  // of text, with alpha
  ToneColors tones[tone_count];

  const ToneColors& tone(Tone tone) const { return tones[static_cast<int>(tone)]; }
};

/// Em and line height of the three text sizes, CSS pixels.
struct TypeScale {
  float em[3] = {12, 14, 20};
  float line[3] = {16, 20, 28};
};

/// CSS pixels, multiples of 4 but for borders and radii.
struct Metrics {
  float control = 32;       // height of buttons, fields, tabs
  float row = 36;           // height of a plain list or menu row
  float gap = 8;            // between neighbours
  float padding = 12;       // inside controls, left and right
  float page = 16;          // inside panels
  float radius = 6;         // of controls
  float radius_large = 10;  // of cards, dialogs, menus
  float icon = 16;
  float scrollbar = 10;
};

struct Theme {
  Palette palette;
  Metrics metrics;
  TypeScale type;
  bool touch = false;
  bool reduced_motion = false;
};

enum class Scheme : std::uint8_t { system, light, dark };
enum class Density : std::uint8_t { automatic, comfortable, touch };

const Palette& light_palette();
const Palette& dark_palette();
/// The theme for what the system asks for and the person chose over it.
Theme make_theme(const platform::Preferences& preferences, Scheme scheme, Density density);

}  // namespace oasis::ui
