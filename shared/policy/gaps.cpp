// See gaps.hpp.
#include "shared/policy/gaps.hpp"

#include <algorithm>

namespace oasis {

std::vector<CoverageGap> gaps_ahead(const Policies& policies, Instant now) {
  std::vector<CoverageGap> gaps;
  for (const Schedule& schedule : policies.workspace().schedules) {
    const Rota* rota = policies.rota(schedule.id);
    if (rota == nullptr) continue;
    for (const Interval& gap : rota->final_schedule(now, now + gaps_reported_ahead).gaps)
      gaps.push_back({schedule.id, gap});
  }
  std::sort(gaps.begin(), gaps.end(), [](const CoverageGap& a, const CoverageGap& b) {
    return a.during.from != b.during.from ? a.during.from < b.during.from : a.schedule < b.schedule;
  });
  return gaps;
}

std::vector<CoverageGap> gaps_made(const Policies& before, const Policies& after, Instant now) {
  const std::vector<CoverageGap> known = gaps_ahead(before, now);
  std::vector<CoverageGap> made = gaps_ahead(after, now);
  const auto was_there = [&](const CoverageGap& gap) {
    return std::any_of(known.begin(), known.end(), [&](const CoverageGap& old) {
      return old.schedule == gap.schedule && old.during.from <= gap.during.from &&
             gap.during.to <= old.during.to;
    });
  };
  made.erase(std::remove_if(made.begin(), made.end(), was_there), made.end());
  return made;
}

}  // namespace oasis
