// The picture of the room "On call": weeks as strips of lanes in which a stretch of time is drawn open with
// mouse or finger, and the same as a list of days. The data stand in the semantic tree as tables.
// May not: know what a change means; it says what was opened or drawn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <cstdint>
#include <optional>

#include "client/screens/desk.hpp"
#include "client/screens/oncall_view.hpp"

namespace oasis {

/// A stretch that is being drawn open, or a cover or swap that is being moved, by its middle or by an end.
struct OncallDrag {
  enum class Grip : std::uint8_t { none, all, begin, end } grip = Grip::none;
  platform::NodeId lane = 0;  ///< 0: none
  Interval was;               ///< of what is gripped
  Id user;                    ///< who stands in then
  Instant anchor, at;
  float x = 0;         ///< where it began
  bool moved = false;  ///< far enough to be meant
};

struct OncallTouched {
  Id schedule;
  Id user;  ///< of a bar; empty: a gap
  Interval during;
  bool drawn = false;  ///< a stretch was drawn open or a bar was dragged there, not a bar opened
  std::optional<Interval> was;  ///< of the bar that was dragged
};

struct OncallCalendar {
  OncallDrag drag;
};

/// One week from day number `monday` on.
std::optional<OncallTouched> draw_strip(Desk& desk, OncallCalendar& calendar,
                                        const std::vector<OncallLane>& lanes, std::int64_t monday,
                                        bool month);
/// All days of a period, one below the other.
std::optional<OncallTouched> draw_days(Desk& desk, const std::vector<OncallLane>& lanes,
                                       const DayRange& range);

}  // namespace oasis
