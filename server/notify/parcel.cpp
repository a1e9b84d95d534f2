// From a row of the outbox to a message. May not: send.
#include "server/notify/parcel.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "server/notify/account_letters.hpp"
#include "server/store/tickets.hpp"

namespace oasis::notify {
namespace {

constexpr std::size_t references_kept = 20;

User user_or_stranger(const Workspace& workspace, const Id& id) {
  const auto found = std::find_if(workspace.users.begin(), workspace.users.end(),
                                  [&id](const User& user) { return user.id == id; });
  if (found != workspace.users.end()) return *found;
  User stranger;
  stranger.id = id;
  stranger.name = id;
  return stranger;
}

std::vector<Ticket> tickets_of(store::Database& reading, const std::vector<TicketId>& ids) {
  std::vector<Ticket> tickets;
  for (const TicketId& id : ids) {
    if (auto ticket = store::find_ticket(reading, id)) tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

/// The mails of the conversation with the customer so far, so that their program shows one thread.
std::vector<std::string> conversation_before(store::Database& reading, const store::Outgoing& row) {
  std::vector<std::string> ids;
  for (const Message& message : store::messages_of(reading, row.ticket, store::Notes::without)) {
    if (row.key == "reply/" + message.id) break;
    if (!message.mail_id.empty()) ids.push_back(message.mail_id);
    for (const store::Outgoing& earlier : store::outgoing_of(reading, row.ticket)) {
      if (earlier.key == "reply/" + message.id) ids.push_back(earlier.message_id);
    }
  }
  if (ids.size() > references_kept) ids.erase(ids.begin() + 1, ids.end() - (references_kept - 1));
  return ids;
}

}  // namespace

Parcel make_parcel(const store::Outgoing& row, store::Database& reading, const Workspace& workspace,
                   const Zones& zones, const engine::Links& links, Instant now) {
  Parcel parcel;
  parcel.row = row;
  if (row.event == 0) {  // about an account, not about something that happened
    parcel.letter = account_letter(row, workspace, links);
    parcel.to_name = user_or_stranger(workspace, row.user).name;
    return parcel;
  }
  const std::optional<Event> event = store::find_event(reading, row.event);
  if (!event) throw store::Failure(store::Trouble::corrupt, "The event that a message tells about is missing.");
  const User user = user_or_stranger(workspace, row.user);
  if (const auto* collected = std::get_if<Digest>(&event->fact)) {
    parcel.letter = digest(workspace, links, user, tickets_of(reading, collected->tickets));
    parcel.to_name = user.name;
  } else {
    const auto ticket = store::find_ticket(reading, row.ticket);
    if (!ticket) throw store::Failure(store::Trouble::corrupt, "The ticket that a message tells about is missing.");
    const std::vector<Event> events = store::events_of(reading, row.ticket);
    parcel.number = ticket->number;
    const Matter matter{workspace, zones, links, *ticket, events, now};
    if (const auto* reply = std::get_if<Replied>(&event->fact)) {
      parcel.letter = answer(matter, reply->message);
      parcel.to_name = ticket->contact_name;
      parcel.to_customer = true;
      parcel.automatic = reply->message.automatic || event->by.kind == Actor::Kind::system;
      parcel.references = conversation_before(reading, row);
    } else if (const auto* notified = std::get_if<Notified>(&event->fact)) {
      parcel.letter = page(matter, user, *notified, tickets_of(reading, notified->bundle));
      parcel.to_name = user.name;
    }
  }
  if (row.may_repeat) parcel.letter.text += "\n(This message may have reached you before: sending it was interrupted.)\n";
  return parcel;
}

}  // namespace oasis::notify
