// See customer_words.hpp.
#include "server/notify/customer_words.hpp"

#include <algorithm>

namespace oasis::notify {

CustomerStatus customer_status(const Ticket& ticket) {
  switch (ticket.status) {
    case Status::fresh:
      return {"Waiting for us", "waiting"};
    case Status::open:
      return {"We are working on it", "working"};
    case Status::pending:
      return {"Waiting for you", "yours"};
    case Status::on_hold:
      return {"On hold", "waiting"};
    case Status::resolved:
      return {"Resolved", "done"};
    case Status::closed:
      break;
  }
  return {"Closed", "done"};
}

std::string handled_by(const Workspace& workspace, const Ticket& ticket) {
  const Id& id = ticket.assignee.empty() ? ticket.acknowledged_by : ticket.assignee;
  const auto user = std::find_if(workspace.users.begin(), workspace.users.end(),
                                 [&id](const User& one) { return one.id == id; });
  return user == workspace.users.end() ? std::string() : user->name;
}

std::optional<Instant> next_word_due(const Ticket& ticket) {
  if (is_finished(ticket.status)) return std::nullopt;
  if (ticket.promise) return ticket.promise->due;
  std::optional<Instant> earliest;
  for (const ClockKind kind : {ClockKind::first_response, ClockKind::next_response, ClockKind::update}) {
    const Clock& clock = ticket.clocks[static_cast<std::size_t>(kind)];
    if (clock.phase != Clock::Phase::running || !clock.due) continue;
    if (!earliest || *clock.due < *earliest) earliest = clock.due;
  }
  return earliest;
}

}  // namespace oasis::notify
