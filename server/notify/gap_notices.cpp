// The weekly notice about gaps. May not: send.
#include "server/notify/gap_notices.hpp"

#include <charconv>
#include <string>

#include "server/notify/aftermath.hpp"
#include "server/store/log.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/gap_notice.hpp"

namespace oasis::notify {
namespace {

constexpr const char* kept_under = "gap_notice_due";

/// When the next notice is due as far as it was kept; nullopt before the first.
std::optional<Instant> kept_due(store::Database& database) {
  const std::string text = store::meta(database, kept_under);
  Instant due;
  if (std::from_chars(text.data(), text.data() + text.size(), due.ms).ec != std::errc()) return std::nullopt;
  return due;
}

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
  const std::optional<Instant> due = kept_due(turn.database());
  if (due && *due > turn.now()) return *due;
  if (due) {
    if (const auto notice = gap_notice(policies, turn.now())) queue_notice(turn, policies, *notice, *due);
  }
  const Instant next = next_gap_notice(policies, turn.now());
  store::set_meta(turn.database(), kept_under, std::to_string(next.ms));
  return next;
}

}  // namespace oasis::notify
