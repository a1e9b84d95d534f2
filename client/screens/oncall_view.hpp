// What the room "On call" shows: its address, the days of a period, who is on call in lanes, and what each
// person carries. Everything about shifts is asked of the core. Pure. May not: draw, compute a schedule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/command/schedule_change.hpp"
#include "shared/policy/coverage.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

enum class OncallSpan : std::uint8_t { week, month, list };

/// "/oncall", "/oncall/tier-1?span=month&day=2026-03-02".
struct OncallPlace {
  Id schedule;  ///< empty: everybody
  OncallSpan span = OncallSpan::week;
  std::optional<std::int64_t> day;  ///< any day of the period, as a day number; unset: today
  friend bool operator==(const OncallPlace&, const OncallPlace&) = default;
};
OncallPlace read_oncall_address(const std::string& address);
std::string address_of(const OncallPlace& place);

/// Whole weeks from a Monday on: one, those that hold the month, or four.
struct DayRange {
  std::int64_t first = 0;  ///< day number in the reader's zone
  int days = 7;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};
DayRange range_of(const OncallPlace& place, std::int64_t today);
/// The period before or after.
OncallPlace moved(const OncallPlace& place, int direction, std::int64_t today);
Interval interval_of(const DayRange& range, const Zone& reader);

struct OncallBar {
  Interval during;  ///< as a whole, also where it reaches beyond the period
  Id user;          ///< empty: a gap, nobody is on call
  std::string label;
  bool stands_in = false;  ///< by a cover or a swap
  int slot = 0;            ///< below others that overlap it
};
struct OncallLane {
  enum class Kind : std::uint8_t { final_line, layer, changes } kind = Kind::final_line;
  Id schedule;
  std::string name;
  std::vector<OncallBar> bars;
  int slots = 1;
};
/// Of one schedule its layers, its covers and swaps, and the final line; of everybody every final line. In a
/// list only final lines.
std::vector<OncallLane> lanes_of(const Policies& policies, const OncallPlace& place, Interval shown);

/// What people carry in the period, most hours first; the qualities in the order of the document.
struct OncallLoad {
  std::vector<DutyTime> people;
  struct Score {
    std::string schedule;
    Quality quality;
    Duration uncovered;
  };
  std::vector<Score> scores;
};
OncallLoad load_in(const Policies& policies, const Id& schedule, Interval shown);

/// The schedules that a place shows.
std::vector<const Schedule*> schedules_of(const Workspace& workspace, const Id& schedule);

}  // namespace oasis
