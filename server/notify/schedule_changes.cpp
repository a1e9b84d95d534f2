// See schedule_changes.hpp.
#include "server/notify/schedule_changes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/engine/digest.hpp"
#include "server/engine/dispatch.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"
#include "shared/codec/schedule_change.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/schedule_notice.hpp"

namespace oasis::notify {
namespace {

constexpr const char* requests_kept = "swap_requests";

/// By which of a person's ways, and when.
struct Way {
  std::string via, address;
  Instant at;
};

/// "normal goes by the normal entries; in quiet hours it waits for their end".
std::vector<Way> ways_to(const User& user, const Zone& zone, Instant now) {
  std::vector<Way> ways;
  for (const NotifyEntry& entry : entries_of(user, Urgency::normal)) {
    Way way{entry.via, address_of(user, entry.via), now + entry.after};
    if (entry.kind != NotifyEntry::Kind::contact) {
      if (user.contacts.empty()) continue;
      way = {user.contacts.front().via, user.contacts.front().address, next_digest(entry, zone, now)};
    } else if (const auto end = quiet_until(user, zone, way.at)) {
      way.at = *end;
    }
    if (!way.address.empty()) ways.push_back(std::move(way));
  }
  return ways;
}

}  // namespace

void queue_normal(engine::Turn& turn, const Policies& policies, const Id& to, const std::string& subject,
                  const std::string& text) {
  const User* user = policies.user(to);
  if (user == nullptr) return;
  for (Way& way : ways_to(*user, policies.zone_of(*user), turn.now())) {
    const std::string key = "shifts/" + engine::new_id(turn.now().ms);
    store::Outgoing row = engine::own_words(key, turn.now(), turn.mail_domain());
    row.user = to;
    row.via = std::move(way.via);
    row.address = std::move(way.address);
    row.next_at = way.at;
    row.subject = subject;
    row.words = text;
    store::queue(turn.database(), row, {});
  }
}

ChangedSchedule change_schedule(engine::Turn& turn, const ScheduleChange& change, const Id& by) {
  const std::shared_ptr<const Policies> before = turn.state().versions.back();
  const Actor actor{Actor::Kind::user, by, engine::role_of(turn.state(), by)};
  const std::vector<SwapRequest> requests = swap_requests(turn.database(), turn.now());
  auto after = change_schedules(*before, requests, change, actor, turn.now());
  if (!after.ok()) return {std::move(after).error(), {}};
  ChangedSchedule changed;
  changed.effects = effects_of(*before, after->workspace, turn.now());
  if (!(after->workspace == before->workspace())) {
    const auto faults =
        turn.adopt_document(write_workspace(after->workspace).dump(), engine::Reach::new_tickets, by);
    if (!faults.empty())
      return {Refusal{Refusal::Code::invalid, faults.front().where, faults.front().what}, {}};
  }
  if (after->requests != requests)
    store::set_meta(turn.database(), requests_kept, write_swap_requests(after->requests).dump());
  const Policies& now = *current_policies(turn.state());
  for (const ScheduleNotice& notice : schedule_notices(now, change, changed.effects, by))
    queue_normal(turn, now, notice.to, notice.subject, notice.text);
  return changed;
}

std::vector<SwapRequest> swap_requests(store::Database& reading, Instant now) {
  const std::string kept = store::meta(reading, requests_kept);
  std::vector<SwapRequest> requests = read_swap_requests(nlohmann::json::parse(kept, nullptr, false));
  requests.erase(std::remove_if(requests.begin(), requests.end(),
                                [now](const SwapRequest& one) { return one.swap.during.to <= now; }),
                 requests.end());
  return requests;
}

}  // namespace oasis::notify
