// The weekly notice about gaps. May not: send.
#include "server/notify/gap_notices.hpp"

#include <string>

#include "server/notify/aftermath.hpp"
#include "server/store/kept_instant.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/gap_notice.hpp"

namespace oasis::notify {
namespace {

constexpr const char* kept_under = "gap_notice_due";  // when the next one is; nothing before the first

void queue_notice(engine::Turn& turn, const Policies& policies, const GapNotice& notice, Instant due) {
  for (const Id& id : notice.to) {
    const User* user = policies.user(id);
    if (user == nullptr || user->contacts.empty()) continue;
    queue_words(turn, "gaps/" + std::to_string(due.ms) + "/" + id, id, user->contacts.front(), notice.subject,
                notice.text);
  }
}

}  // namespace

Instant tell_of_gaps(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  const std::optional<Instant> due = store::kept_instant(turn.database(), kept_under);
  if (due && *due > turn.now()) return *due;
  if (due) {
    if (const auto notice = gap_notice(policies, turn.now())) queue_notice(turn, policies, *notice, *due);
  }
  const Instant next = next_gap_notice(policies, turn.now());
  store::keep_instant(turn.database(), kept_under, next);
  return next;
}

}  // namespace oasis::notify
