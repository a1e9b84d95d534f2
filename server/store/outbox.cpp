// Rows of the outbox. May not: send anything.
#include "server/store/outbox.hpp"

#include <array>

namespace oasis::store {
namespace {

constexpr std::array<std::string_view, 4> state_names{"queued", "sending", "sent", "failed"};

Delivery state_of(std::string_view name) {
  for (std::size_t i = 0; i < state_names.size(); ++i) {
    if (state_names[i] == name) return static_cast<Delivery>(i);
  }
  throw Failure(Trouble::corrupt, "A message of the outbox is in an unknown state.");
}

Outgoing outgoing_in(const Statement& row) {
  Outgoing message;
  message.id = row.integer(0);
  message.key = row.text(1);
  message.ticket = row.text(2);
  message.event = row.integer(3);
  message.user = row.text(4);
  message.via = row.text(5);
  message.address = row.text(6);
  message.message_id = row.text(7);
  message.state = state_of(row.text(8));
  message.attempts = row.integer(9);
  message.at = Instant{row.integer(10)};
  if (!row.is_null(11)) message.next_at = Instant{row.integer(11)};
  message.may_repeat = row.integer(12) != 0;
  message.error = row.text(13);
  return message;
}

constexpr std::string_view next_sql =
    "SELECT id, key, ticket, event, user, via, address, message_id, state, attempts, at, next_at, may_repeat, error "
    "FROM outbox WHERE state = 'queued' ORDER BY next_at, id LIMIT 1";
constexpr std::string_view of_ticket_sql =
    "SELECT id, key, ticket, event, user, via, address, message_id, state, attempts, at, next_at, may_repeat, error "
    "FROM outbox WHERE ticket = ? ORDER BY id";

std::optional<std::int64_t> milliseconds_of(const std::optional<Instant>& instant) {
  return instant ? std::optional(instant->ms) : std::nullopt;
}

}  // namespace

std::string_view name_of(Delivery state) {
  return state_names[static_cast<std::size_t>(state)];
}

bool queue(Database& database, const Outgoing& message) {
  database
      .prepare(
          "INSERT INTO outbox (key, ticket, event, user, via, address, message_id, state, at, next_at, error) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING")
      .bind(message.key)
      .bind(message.ticket)
      .bind(message.event)
      .bind(message.user)
      .bind(message.via)
      .bind(message.address)
      .bind(message.message_id)
      .bind(name_of(message.state))
      .bind(message.at.ms)
      .bind(milliseconds_of(message.next_at))
      .bind(message.error)
      .run();
  return database.changed_rows() == 1;
}

std::optional<Outgoing> next_outgoing(Database& database) {
  auto row = database.prepare(next_sql);
  if (!row.step()) return std::nullopt;
  return outgoing_in(row);
}

void update_outgoing(Database& database, const Outgoing& message) {
  database
      .prepare(
          "UPDATE outbox SET state = ?, attempts = ?, at = ?, next_at = ?, may_repeat = ?, error = ? WHERE id = ?")
      .bind(name_of(message.state))
      .bind(message.attempts)
      .bind(message.at.ms)
      .bind(milliseconds_of(message.next_at))
      .bind(std::int64_t{message.may_repeat})
      .bind(message.error)
      .bind(message.id)
      .run();
}

std::int64_t requeue_interrupted(Database& database, Instant now) {
  database
      .prepare("UPDATE outbox SET state = 'queued', may_repeat = 1, at = ?1, next_at = ?1 WHERE state = 'sending'")
      .bind(now.ms)
      .run();
  return database.changed_rows();
}

void count_as_sent(Database& database) {
  database.run("UPDATE outbox SET state = 'sent', attempts = 1, next_at = NULL WHERE state = 'queued'");
}

std::vector<Outgoing> outgoing_of(Database& database, std::string_view ticket) {
  auto rows = database.prepare(of_ticket_sql).bind(ticket);
  std::vector<Outgoing> messages;
  while (rows.step()) messages.push_back(outgoing_in(rows));
  return messages;
}

std::int64_t event_number(Database& database, std::int64_t event) {
  auto row = database.prepare("SELECT number FROM event WHERE id = ?").bind(event);
  return row.step() ? row.integer(0) : 0;
}

}  // namespace oasis::store
