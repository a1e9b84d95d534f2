// See gap_notice.hpp.
#include "shared/report/gap_notice.hpp"

#include <algorithm>

#include "shared/report/local_words.hpp"

namespace oasis {
namespace {

constexpr ClockTime notice_clock{9 * 60};
constexpr std::size_t most_lines = 50;  // a mail that somebody reads

std::vector<Id> who_minds(const Workspace& workspace) {
  std::vector<Id> people;
  for (const User& user : workspace.users) {
    const bool minds = user.role == Role::manager || user.role == Role::admin;
    if (minds && !user.contacts.empty()) people.push_back(user.id);
  }
  std::sort(people.begin(), people.end());
  return people;
}

}  // namespace

Instant next_gap_notice(const Policies& policies, Instant after) {
  const Zone& zone = policies.zone();
  const std::int64_t today = day_number(zone.to_local(after));
  for (std::int64_t monday = today - weekday_of(today);; monday += 7) {
    const Instant at = zone.to_instant(at_clock(monday, notice_clock), Repeated::first);
    if (at > after) return at;
  }
}

std::optional<GapNotice> gap_notice(const Policies& policies, Instant now) {
  GapNotice notice;
  notice.gaps = gaps_ahead(policies, now);
  notice.to = who_minds(policies.workspace());
  if (notice.gaps.empty() || notice.to.empty()) return std::nullopt;
  const std::size_t count = notice.gaps.size();
  notice.subject = std::to_string(count) + (count == 1 ? " gap" : " gaps") +
                   " in the on-call schedules of the next 30 days";
  notice.text = "Nobody is on call:\n";
  for (std::size_t i = 0; i < std::min(count, most_lines); ++i) {
    const CoverageGap& gap = notice.gaps[i];
    const Schedule& schedule = *policies.schedule(gap.schedule);
    const Zone& zone = policies.zone_of(schedule);
    notice.text += "- " + schedule.name + ": " + local_words(zone, gap.during.from) + " to " +
                   local_words(zone, gap.during.to) + " (" + zone.name() + ")\n";
  }
  if (count > most_lines) notice.text += "and " + std::to_string(count - most_lines) + " more.\n";
  return notice;
}

}  // namespace oasis
