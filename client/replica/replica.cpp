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
  if (const auto* link = std::get_if<Link>(&command)) ids.push_back(link->to);
  if (const auto* split = std::get_if<Split>(&command)) ids.push_back(split->opens);
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
    if (replica.expected.empty()) {  // no command waits: nothing to look for
      visit(ticket);
      continue;
    }
    auto expected = replica.expected.find(id);
    visit(expected == replica.expected.end() ? ticket : expected->second);
  }
  for (const auto& [id, ticket] : replica.expected) {
    if (replica.confirmed.tickets.count(id) == 0) visit(ticket);
  }
}

std::vector<TicketId> tickets_needed(const Command& command) {
  return std::holds_alternative<CreateTicket>(command) ? std::vector<TicketId>() : tickets_of(command);
}

std::optional<Refusal> submit(Replica& replica, std::string key, Command command, Instant now) {
  PendingCommand pending;
  pending.key = std::move(key);
  pending.command = std::move(command);
  pending.given = now;
  pending.epoch = replica.cursor.epoch;
  if (auto refusal = show(replica, pending, now)) return refusal;
  ++replica.revision;
  replica.outbox.push_back(std::move(pending));
  return std::nullopt;
}

void add_pending(Replica& replica, PendingCommand pending) {
  if (find_pending(replica, pending.key) != nullptr) return;
  ++replica.revision;
  const auto place =
      std::find_if(replica.outbox.begin(), replica.outbox.end(), [&pending](const PendingCommand& other) {
        const bool follows =
            !pending.client.empty() && other.client == pending.client && other.mid > pending.mid;
        return follows || (pending.again && !other.again);
      });
  replica.outbox.insert(place, std::move(pending));
}

PendingCommand* find_pending(Replica& replica, const std::string& key) {
  const auto found = std::find_if(replica.outbox.begin(), replica.outbox.end(),
                                  [&key](const PendingCommand& pending) { return pending.key == key; });
  return found == replica.outbox.end() ? nullptr : &*found;
}

PendingCommand* find_pending(Replica& replica, const std::string& client, std::int64_t mid) {
  const auto found = std::find_if(
      replica.outbox.begin(), replica.outbox.end(),
      [&](const PendingCommand& pending) { return pending.mid == mid && pending.client == client; });
  return found == replica.outbox.end() ? nullptr : &*found;
}

void refuse(Replica& replica, const std::string& key, const std::string& code, const std::string& what) {
  PendingCommand* pending = find_pending(replica, key);
  if (pending == nullptr) return;
  replica.refused.push_back(RefusedCommand{*pending, code, what});
  confirm_command(replica, key);
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

void confirm_command(Replica& replica, const std::string& key) {
  ++replica.revision;
  replica.outbox.erase(std::remove_if(replica.outbox.begin(), replica.outbox.end(),
                                      [&key](const PendingCommand& pending) { return pending.key == key; }),
                       replica.outbox.end());
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
