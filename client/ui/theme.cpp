// The values of the look.
// May not: draw.
#include "client/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace oasis::ui {
namespace {

double linear(double channel) {  // WCAG 2.2, "relative luminance"
  channel /= 255;
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * linear(c & 0xff) + 0.7152 * linear(c >> 8 & 0xff) + 0.0722 * linear(c >> 16 & 0xff);
}

constexpr Palette light{.dark = false,
                        .background = rgb(0xffffff),
                        .sidebar = rgb(0xf7f7f9),
                        .raised = rgb(0xffffff),
                        .hover = rgb(0xf1f1f5),
                        .pressed = rgb(0xe8e8ee),
                        .selected = rgb(0xecedfb),
                        .border = rgb(0xe6e6ec),
                        .border_strong = rgb(0xd3d4dd),
                        .accent = rgb(0x5052d0),
                        .accent_hover = rgb(0x4446bf),
                        .accent_pressed = rgb(0x3a3ca8),
                        .on_accent = rgb(0xffffff),
                        .danger = rgb(0xc8323a),
                        .danger_hover = rgb(0xb3272f),
                        .danger_pressed = rgb(0x9d1f27),
                        .on_danger = rgb(0xffffff),
                        .note = rgb(0xfff8e5),
                        .shadow = with_alpha(rgb(0x16161d), 26),
                        .scrim = with_alpha(rgb(0x16161d), 90),
                        .selection = with_alpha(rgb(0x5052d0), 56),
                        .tones = {
                            {rgb(0x1c1c22), rgb(0xf1f1f5)},  // normal
                            {rgb(0x56575f), rgb(0xf1f1f5)},  // secondary
                            {rgb(0x676872), rgb(0xf4f4f7)},  // faint
                            {rgb(0x4446bf), rgb(0xecedfb)},  // accent
                            {rgb(0x1d6b41), rgb(0xe3f4ea)},  // calm
                            {rgb(0x8a4b00), rgb(0xfdf0d8)},  // warning
                            {rgb(0xb3222b), rgb(0xfde8e8)},  // breached
                            {rgb(0x56575f), rgb(0xededf1)},  // paused
                            {rgb(0xb3222b), rgb(0xfde8e8)},  // danger
                            {rgb(0x1d6b41), rgb(0xe3f4ea)},  // success
                            {rgb(0xb3222b), rgb(0xfde8e8)},  // urgent
                            {rgb(0x8a4b00), rgb(0xfdf0d8)},  // high
                            {rgb(0x56575f), rgb(0xf1f1f5)},  // low
                        }};

constexpr Palette dark{.dark = true,
                       .background = rgb(0x151518),
                       .sidebar = rgb(0x0f0f12),
                       .raised = rgb(0x1d1d22),
                       .hover = rgb(0x212127),
                       .pressed = rgb(0x2a2a32),
                       .selected = rgb(0x26274a),
                       .border = rgb(0x28282f),
                       .border_strong = rgb(0x3a3a44),
                       .accent = rgb(0x5c5fd8),
                       .accent_hover = rgb(0x6669dd),
                       .accent_pressed = rgb(0x5053c4),
                       .on_accent = rgb(0xffffff),
                       .danger = rgb(0xc93a42),
                       .danger_hover = rgb(0xd0454d),
                       .danger_pressed = rgb(0xb2323a),
                       .on_danger = rgb(0xffffff),
                       .note = rgb(0x28231a),
                       .shadow = with_alpha(rgb(0x000000), 90),
                       .scrim = with_alpha(rgb(0x000000), 150),
                       .selection = with_alpha(rgb(0x7f83ff), 90),
                       .tones = {
                           {rgb(0xeeeef2), rgb(0x2a2a32)},  // normal
                           {rgb(0xa9aab5), rgb(0x26262d)},  // secondary
                           {rgb(0x9596a2), rgb(0x212127)},  // faint
                           {rgb(0xa9acff), rgb(0x26274a)},  // accent
                           {rgb(0x7fd1a2), rgb(0x15301f)},  // calm
                           {rgb(0xf0b860), rgb(0x36290f)},  // warning
                           {rgb(0xff9690), rgb(0x421a1b)},  // breached
                           {rgb(0xa9aab5), rgb(0x26262d)},  // paused
                           {rgb(0xff9690), rgb(0x421a1b)},  // danger
                           {rgb(0x7fd1a2), rgb(0x15301f)},  // success
                           {rgb(0xff9690), rgb(0x421a1b)},  // urgent
                           {rgb(0xf0b860), rgb(0x36290f)},  // high
                           {rgb(0xa9aab5), rgb(0x26262d)},  // low
                       }};

/// Borders and quiet text as strong as the rest, for people who ask their system for more contrast.
Palette more_contrast(Palette palette) {
  const Color text = palette.tone(Tone::normal).text;
  palette.border = mix(palette.border, text, 0.45f);
  palette.border_strong = mix(palette.border_strong, text, 0.65f);
  for (const Tone tone : {Tone::secondary, Tone::faint, Tone::paused, Tone::low}) {
    palette.tones[static_cast<int>(tone)].text = text;
  }
  return palette;
}

}  // namespace

Color mix(Color a, Color b, float share) {
  Color result = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    const float from = static_cast<float>(a >> shift & 0xff), to = static_cast<float>(b >> shift & 0xff);
    result |= static_cast<Color>(std::lround(from + (to - from) * share)) << shift;
  }
  return result;
}

double contrast(Color a, Color b) {
  const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

const Palette& light_palette() {
  return light;
}
const Palette& dark_palette() {
  return dark;
}

Theme make_theme(const platform::Preferences& preferences, Scheme scheme, Density density) {
  Theme theme{};
  const bool wants_dark = scheme == Scheme::system ? preferences.dark : scheme == Scheme::dark;
  theme.palette = wants_dark ? dark : light;
  if (preferences.more_contrast) theme.palette = more_contrast(theme.palette);
  theme.touch = density == Density::automatic ? preferences.coarse_pointer : density == Density::touch;
  theme.reduced_motion = preferences.reduced_motion;
  if (theme.touch) {
    theme.metrics.control = 44;
    theme.metrics.row = 48;
    theme.metrics.padding = 16;
    theme.metrics.icon = 20;
    theme.metrics.scrollbar = 4;                // to be seen, not to be held
    theme.type = {{13, 16, 22}, {16, 24, 28}};  // 16: below it, some phones zoom into a focused field
  }
  const float larger = std::clamp(preferences.text_scale, 0.75f, 2.f);
  for (int i = 0; i < 3; i++) {
    theme.type.em[i] = std::round(theme.type.em[i] * larger * 2) / 2;
    theme.type.line[i] = std::ceil(theme.type.line[i] * larger / 4) * 4;
  }
  const float added = std::max(0.f, theme.type.line[1] - (theme.touch ? 24 : 20));
  theme.metrics.control += added;  // controls grow with the words in them
  theme.metrics.row += added;
  return theme;
}

}  // namespace oasis::ui
