// See ties.hpp.
#include "shared/command/ties.hpp"

#include <algorithm>

#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_ties = 100;  // links or watchers of one ticket

bool holds(const Rare<std::vector<Id>>& list, const Id& id) {
  return list && std::find(list->begin(), list->end(), id) != list->end();
}

Refusal refused(Refusal::Code code, const char* where, std::string what) {
  return {code, where, std::move(what)};
}

}  // namespace

bool has_room_for_link(const Ticket& ticket) {
  return !ticket.links || ticket.links->size() < most_ties;
}

void record_link(Turn& turn, const TicketId& one, const TicketId& other, bool off, bool split) {
  turn.record(one, turn.actor(), std::nullopt, Linked{other, off, split});
  turn.record(other, turn.actor(), std::nullopt, Linked{one, off, split});
}

std::optional<Refusal> link(Turn& turn, const Link& command) {
  if (command.to == command.ticket)
    return refused(Refusal::Code::invalid, "/to", "a ticket cannot be linked to itself");
  const Ticket& ticket = *turn.ticket(command.ticket);
  if (holds(ticket.links, command.to) != command.off) return std::nullopt;
  const bool room = has_room_for_link(ticket) && has_room_for_link(*turn.ticket(command.to));
  if (!command.off && !room) return refused(Refusal::Code::too_large, "/to", "has 100 links already");
  record_link(turn, command.ticket, command.to, command.off, false);
  return std::nullopt;
}

std::optional<Refusal> watch(Turn& turn, const Watch& command) {
  const Ticket& ticket = *turn.ticket(command.ticket);
  const Id user = command.user.empty() ? turn.actor().id : command.user;
  if (!command.off && turn.current().user(user) == nullptr)
    return refused(Refusal::Code::invalid, "/user", "no user \"" + user + "\"");
  if (!command.off && !may_see(sight_of(turn.current(), user), ticket))
    return refused(Refusal::Code::invalid, "/user", "does not see the ticket");
  if (holds(ticket.watchers, user) != command.off) return std::nullopt;
  if (!command.off && ticket.watchers && ticket.watchers->size() >= most_ties)
    return refused(Refusal::Code::too_large, "/user", "has 100 watchers already");
  turn.record(command.ticket, turn.actor(), std::nullopt, Watched{user, command.off});
  return std::nullopt;
}

const Ticket& survivor_of(Turn& turn, const TicketId& id) {
  constexpr int most_hops = 100;
  const Ticket* ticket = turn.ticket(id);
  for (int hops = 0; hops < most_hops && !ticket->merged_into.empty(); ++hops) {
    const Ticket* next = turn.ticket(ticket->merged_into);
    if (next == nullptr) break;
    ticket = next;
  }
  return *ticket;
}

CreateTicket next_of(const Turn& turn, const Ticket& before, const Draft& message) {
  CreateTicket next;
  next.subject = before.subject;
  next.priority = before.priority;
  next.customer = turn.current().customer(before.customer) == nullptr ? Id{} : before.customer;
  next.from_name = before.contact_name;
  next.from_email = before.contact_email;
  next.category = before.category;
  next.channel = before.channel;
  next.tags = before.tags;
  next.team = before.team;
  next.drill = before.drill;
  next.message = message;
  return next;
}

}  // namespace oasis
