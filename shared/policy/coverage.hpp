// How good a schedule is: covered time, fairness, and the load of each person.
// May not: change a schedule; know who was paged (that comes in as an argument).
//
// Rules: docs/semantics.md, "Schedules" (coverage, balance, score, load guards).
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/schedules.hpp"

namespace oasis {

struct Quality {
  double coverage = 1;  ///< time with somebody on call ÷ time asked; 1 where no time was asked
  double balance = 1;  ///< mean over pairs of people in the layers of the smaller ÷ the larger of their hours
  std::int32_t score = 0;  ///< 0 to 100: round(50 × (coverage + balance)), halves up
};

/// Of [from, to). Two people without hours are in balance; so is one person alone.
/// O(shifts · log people + people²).
Quality quality_of(const Rota& rota, Instant from, Instant to);

/// Time on call by person; everybody of the layers is there, also with none.
/// O(shifts · log people).
std::map<Id, Duration> load_of(const Rota& rota, const FinalSchedule& schedule);

/// What one person carries of a final schedule.
struct DutyTime {
  Id user;
  Duration all;
  std::int32_t nights = 0;  ///< on call at 03:00 local time of the schedule
  Duration weekend;         ///< Saturdays and Sundays there
  friend bool operator==(const DutyTime&, const DutyTime&) = default;
};

/// By person; everybody of the layers is there, also without hours. Linear in the days on call.
std::vector<DutyTime> duty_times(const Rota& rota, const FinalSchedule& schedule);

/// The limits of `Guards`, in its order.
enum class Limit : std::uint8_t { longest_run, nights_in_a_row, hours_a_week, shortest_rest, pages_a_shift };

/// A stretch that is more than a person should carry.
struct Overload {
  Limit limit;
  Id user;
  Interval during;  ///< from where the limit is passed to the end of what passes it
  Id substitute;    ///< who in the layers has the least load among those free and not away then; empty if
                    ///< nobody

  friend bool operator==(const Overload&, const Overload&) = default;
};

struct Page {
  Id user;
  Instant at;
};

/// What [from, to) holds of overloads, by start, then by user. A run is time on call without a break, over
/// hand-offs to oneself; a night counts for who is on call at 03:00 local time of the schedule; weeks begin
/// on Monday 00:00 there. What was on call before `from` is not known, so ask from early enough.
/// O(shifts + overloads · people).
std::vector<Overload> overloads_of(const Rota& rota, const Guards& guards, const std::vector<Page>& pages,
                                   Instant from, Instant to);

/// Whether a person should rather not be called at `t`.
bool is_overloaded(const std::vector<Overload>& overloads, const Id& user, Instant t);

}  // namespace oasis
