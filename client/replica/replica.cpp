// See replica.hpp.
#include "client/replica/replica.hpp"

#include <algorithm>
#include <utility>

#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"

namespace oasis {
namespace {

/// The tickets that a command names: those whose rows it needs to be decided.
std::vector<TicketId> tickets_of(const Command& command) {
  std::vector<TicketId> ids;
  std::visit([&ids](const auto& intent) { ids.push_back(intent.ticket); }, command);
  if (const auto* merge = std::get_if<Merge>(&command)) ids.push_back(merge->into);
  return ids;
}

/// The confirmed state cut down to what `command` touches, with earlier commands' effects in it. The versions
/// are shared, so the cut costs the size of a ticket, not of the workspace.
State slice_for(const Replica& replica, const Command& command) {
  State slice;
  slice.versions = replica.confirmed.versions;
  slice.last_number = replica.confirmed.last_number;
  for (const TicketId& id : tickets_of(command)) {
    if (const Ticket* ticket = find_ticket(replica, id)) slice.tickets.insert_or_assign(id, *ticket);
  }
  return slice;
}

/// Decides `pending` on what is shown now and shows its effects. False if the core refuses it (any more).
std::optional<Refusal> show(Replica& replica, const PendingCommand& pending, Instant now) {
  State slice = slice_for(replica, pending.command);
  auto decided = decide(slice, pending.command, replica.me, now);
  if (!decided.ok()) return std::move(decided).error();
  for (Event& event : decided.value()) {
    apply(slice, event);
    replica.expected_events[event.ticket].push_back(std::move(event));
  }
  for (auto& [id, ticket] : slice.tickets) replica.expected.insert_or_assign(id, std::move(ticket));
  return std::nullopt;
}

}  // namespace

const Ticket* find_ticket(const Replica& replica, const TicketId& id) {
  if (auto found = replica.expected.find(id); found != replica.expected.end()) return &found->second;
  if (auto found = replica.confirmed.tickets.find(id); found != replica.confirmed.tickets.end())
    return &found->second;
  return nullptr;
}

void for_each_ticket(const Replica& replica, const std::function<void(const Ticket&)>& visit) {
  for (const auto& [id, ticket] : replica.confirmed.tickets) {
    auto expected = replica.expected.find(id);
    visit(expected == replica.expected.end() ? ticket : expected->second);
  }
  for (const auto& [id, ticket] : replica.expected) {
    if (replica.confirmed.tickets.count(id) == 0) visit(ticket);
  }
}

Result<std::int64_t, Refusal> submit(Replica& replica, Command command, Instant now) {
  PendingCommand pending{replica.last_mid + 1, std::move(command), now, false, false};
  if (auto refusal = show(replica, pending, now)) return std::move(*refusal);
  ++replica.revision;
  replica.last_mid = pending.mid;
  replica.outbox.push_back(std::move(pending));
  return replica.last_mid;
}

void answered(Replica& replica, std::int64_t mid, bool applied, const std::string& code,
              const std::string& what) {
  auto found = std::find_if(replica.outbox.begin(), replica.outbox.end(),
                            [mid](const PendingCommand& pending) { return pending.mid == mid; });
  if (found == replica.outbox.end()) return;
  ++replica.revision;
  if (applied) {
    found->answered = true;
    return;
  }
  replica.refused.push_back(RefusedCommand{std::move(*found), code, what});
  replica.outbox.erase(found);
}

void confirm(Replica& replica, const TicketId& id, std::optional<Ticket> row) {
  ++replica.revision;
  if (row) {
    replica.confirmed.tickets.insert_or_assign(id, std::move(*row));
  } else {
    replica.confirmed.tickets.erase(id);
    replica.details.erase(id);
  }
}

void confirm_mid(Replica& replica, std::int64_t mid) {
  ++replica.revision;
  while (!replica.outbox.empty() && replica.outbox.front().mid <= mid) replica.outbox.pop_front();
}

void replay(Replica& replica, Instant now) {
  ++replica.revision;
  replica.expected.clear();
  replica.expected_events.clear();
  for (PendingCommand& pending : replica.outbox) {
    // One that no longer fits stays in the outbox all the same: the server decides, and says why it refuses.
    show(replica, pending, std::max(now, pending.given));
  }
}

}  // namespace oasis
