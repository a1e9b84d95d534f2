// See details.hpp.
#include "server/http/details.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "server/store/bounces.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

std::string joined(const std::vector<std::string>& rows) {
  std::string list = "[";
  for (std::size_t i = 0; i < rows.size(); ++i) list += (i > 0 ? "," : "") + rows[i];
  return list + "]";
}

/// What became of a message, with the instant of everything that has happened to it.
json delivery_json(store::Database& reading, const Reader& reader, const store::Told& told, const TicketId& ticket) {
  const store::Outgoing& message = told.message;
  json one = {{"id", message.id},
              {"cause", told.cause},
              {"user", message.user},
              {"via", message.via},
              {"state", store::name_of(message.state)},
              {"attempts", message.attempts},
              {"at", message.at.ms},
              {"may_repeat", message.may_repeat},
              {"queued_at", message.queued.ms}};
  if (sees_address_of(reader, message.user, message.via)) one["address"] = message.address;
  // A list is told of on its first ticket; on the others only the cause is theirs.
  if (message.ticket == ticket) one["event"] = store::event_number(reading, message.event);
  const auto add = [&one](const char* name, const std::optional<Instant>& instant) {
    if (instant) one[name] = instant->ms;
  };
  add("next_at", message.next_at);
  add("sent_at", message.sent);
  add("delivered_at", message.delivered);
  add("failed_at", message.failed);
  add("seen_at", message.seen);
  add("answered_at", message.answered);
  if (!message.answer.empty()) one["answer"] = message.answer;
  if (message.stands_in_for != 0) one["stands_in_for"] = message.stands_in_for;
  if (!message.error.empty()) one["error"] = message.error;
  return one;
}

std::string deliveries(store::Database& reading, const Reader& reader, const TicketId& ticket) {
  json list = json::array();
  for (const store::Told& told : store::outgoing_of(reading, ticket)) {
    list.push_back(delivery_json(reading, reader, told, ticket));
  }
  return list.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// What speaks against writing to the customer by mail, as a member of the answer; empty if nothing does.
std::string contact_trouble(store::Database& reading, const TicketId& id) {
  const auto ticket = store::find_ticket(reading, id);
  const auto bounce = ticket ? store::find_bounce(reading, ticket->contact_email) : std::nullopt;
  if (!bounce) return "";
  const json trouble = {{"address", ticket->contact_email},
                        {"at", bounce->at.ms},
                        {"permanent", bounce->permanent},
                        {"why", bounce->diagnostic.empty() ? bounce->status : bounce->diagnostic}};
  return ",\"contact_trouble\":" + trouble.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string details_body(store::Database& reading, const Reader& reader, const TicketId& id,
                         std::int64_t after) {
  const auto ticket = store::find_ticket_row(reading, id);
  if (!ticket || !may_see(reader.sight, ticket->team, ticket->customer)) return "";
  std::vector<std::string> events;
  const auto notes = sees_notes(reader.sight) ? store::Notes::with : store::Notes::without;
  for (std::string& row : store::event_rows_of(reading, id, after, notes))
    events.push_back(seen_event(reader, std::move(row)));
  return "{\"as_of\":" + std::to_string(store::head(reading)) + ",\"ticket\":" + ticket->row +
         ",\"messages\":" + joined(store::message_rows_of(reading, id, after, notes)) +
         ",\"events\":" + joined(events) +
         ",\"deliveries\":" + deliveries(reading, reader, id) + contact_trouble(reading, id) + "}";
}

}  // namespace oasis::http
