// Small pieces that tickets are made of: chips, avatars, clocks, the timeline.
// May not: compute anything about time or tickets; words come ready.
#pragma once

#include <string_view>

#include "client/ui/icons.hpp"
#include "client/ui/layout.hpp"
#include "client/ui/text.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

/// A rounded label on its tone's fill.
void chip(Ui& ui, std::string_view words, Tone tone = Tone::secondary, Icon icon = Icon::none);
/// A number in a pill, for "3 unread".
void badge(Ui& ui, int count, std::string_view what, Tone tone = Tone::accent);

/// How urgent a ticket is, told by shape as well as by colour: bars 1 to 3, and a filled sign for urgent.
enum class PrioritySign : std::uint8_t { low, normal, high, urgent };
void priority_sign(Ui& ui, PrioritySign priority);
void draw_priority(Painter& paint, const Palette& palette, PrioritySign priority, Rect rect);

/// Initials on a colour that belongs to the name.
void avatar(Ui& ui, std::string_view name, float size = 24);
void draw_avatar(Ui& ui, Painter& paint, std::string_view name, Rect rect);

enum class ClockState : std::uint8_t { calm, warning, breached, paused, met };

struct ClockText {
  ClockState state = ClockState::calm;
  std::string_view name;  // "First response"
  std::string_view left;  // "12 min left", "4 min over", "paused"
};
/// One clock as a sign (shape and colour) with its words.
void clock_chip(Ui& ui, const ClockText& clock, bool with_name = true);
/// Several, nearest first, as many as fit `width` (0: all there is).
void clock_strip(Ui& ui, const ClockText* clocks, int count, float width = 0);
/// The same inside a rectangle, for list rows; not in the semantic tree. The first `named` ones say which
/// clock they are: the nearest as far as there is room, another is left out where there is none. Answers the width used.
float draw_clocks(Ui& ui, Painter& paint, Rect rect, const ClockText* clocks, int count, int named = 4);
/// A rounded label inside a rectangle, its right end at the rectangle's; answers its width.
float draw_chip(Ui& ui, Painter& paint, Rect rect, std::string_view words, Tone tone);
Tone tone_of(ClockState state);

/// One fact of a ticket's history: a sign on a line, who did what, when, and why below.
struct TimelineEntry {
  Icon icon = Icon::none;
  Tone tone = Tone::secondary;
  std::string_view title;   // "Tier 2 paged: Mira by e-mail"
  std::string_view time;    // "14:05"
  std::string_view detail;  // why; may be empty
  bool last = false;        // no line below
};
void timeline_entry(Ui& ui, const TimelineEntry& entry);

/// A label that can be taken off. True when its cross is pressed, whose name is `remove`.
bool removable_chip(Ui& ui, Name words, std::string_view remove);

/// A label and its value in one line, for side panels.
void property(Ui& ui, std::string_view label, std::string_view value, Tone tone = Tone::normal);

}  // namespace oasis::ui
