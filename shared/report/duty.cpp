// See duty.hpp.
#include "shared/report/duty.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "shared/time/civil.hpp"

namespace oasis {
namespace {

constexpr ClockTime night{3 * 60};

struct Carried {
  std::vector<Interval> shifts;
  std::set<std::int64_t> nights;  // day numbers
};

/// The days whose night hour lies in the interval.
void add_nights(const Zone& zone, Interval during, std::set<std::int64_t>& nights) {
  const std::int64_t last = day_number(zone.to_local(during.to));
  for (std::int64_t day = day_number(zone.to_local(during.from)); day <= last; ++day) {
    if (during.contains(zone.to_instant(at_clock(day, night), Repeated::first))) nights.insert(day);
  }
}

DutyFigures sum_of(Carried& carried) {
  DutyFigures figures;
  figures.nights = static_cast<std::int64_t>(carried.nights.size());
  std::sort(carried.shifts.begin(), carried.shifts.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
  Interval run{};
  for (const Interval& shift : carried.shifts) {
    if (run.from == run.to || shift.from > run.to) run = {shift.from, shift.from};
    const Instant to = std::max(run.to, shift.to);
    figures.on_call += to - run.to;
    run.to = to;
    figures.longest_run = std::max(figures.longest_run, run.to - run.from);
  }
  return figures;
}

}  // namespace

std::map<Id, DutyFigures> duty_of(const Policies& policies, Interval period) {
  std::map<Id, Carried> people;
  for (const Schedule& schedule : policies.workspace().schedules) {
    const Rota* rota = policies.rota(schedule.id);
    if (rota == nullptr || !(period.from < period.to)) continue;
    for (const Shift& shift : rota->final_schedule(period.from, period.to).shifts) {
      Carried& carried = people[shift.user];
      carried.shifts.push_back(shift.during);
      add_nights(rota->zone(), shift.during, carried.nights);
    }
  }
  std::map<Id, DutyFigures> figures;
  for (auto& [user, carried] : people) figures[user] = sum_of(carried);
  return figures;
}

}  // namespace oasis
