// See oncall_now.hpp.
#include "shared/report/oncall_now.hpp"

#include <algorithm>

namespace oasis {

std::vector<OncallNow> on_call_now(const Policies& policies, const Id& schedule, Instant now) {
  std::vector<OncallNow> all;
  for (const Schedule& one : policies.workspace().schedules) {
    const Rota* rota = policies.rota(one.id);
    if (rota == nullptr || (!schedule.empty() && one.id != schedule)) continue;
    OncallNow entry{one.id, rota->on_call(now), now + handoff_ahead, {}};
    const FinalSchedule ahead = rota->final_schedule(now, entry.until);
    const auto look_at = [&](Interval during) {
      for (const Instant edge : {during.from, during.to}) {
        if (edge > now && edge < entry.until && rota->on_call(edge) != entry.people) entry.until = edge;
      }
    };
    for (const Shift& shift : ahead.shifts) look_at(shift.during);
    for (const Interval& gap : ahead.gaps) look_at(gap);
    entry.next = rota->on_call(entry.until);
    all.push_back(std::move(entry));
  }
  return all;
}

}  // namespace oasis
