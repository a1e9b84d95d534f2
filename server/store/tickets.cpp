// Rows of tickets, events, messages, attachments and people. May not: decide.
#include "server/store/tickets.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/store/json_row.hpp"
#include "shared/codec/row_texts.hpp"
#include "shared/codec/rows.hpp"
#include "shared/command/timer.hpp"

namespace oasis::store {
namespace {

/// The message that an event brings, if it brings one.
const Message* message_in(const Fact& fact) {
  if (const auto* created = std::get_if<Created>(&fact)) return &created->message;
  if (const auto* replied = std::get_if<Replied>(&fact)) return &replied->message;
  if (const auto* noted = std::get_if<Noted>(&fact)) return &noted->message;
  if (const auto* customer = std::get_if<CustomerReplied>(&fact)) return &customer->message;
  return nullptr;
}

void put_message(Database& database, const Message& message, std::uint32_t event) {
  database
      .prepare("INSERT INTO message (id, ticket, event, internal, mail_id, row) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(message.id)
      .bind(message.ticket)
      .bind(std::int64_t{event})
      .bind(std::int64_t{message.internal})
      .bind(message.mail_id.empty() ? std::nullopt : std::optional<std::string_view>(message.mail_id))
      .bind(message_row_text(message))
      .run();
}

std::vector<std::string> texts(Statement& rows) {
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.text(0));
  return found;
}

/// Whether one of the ticket's notes, or one of its public messages, brought the file.
bool is_of_a_message(Database& database, std::string_view attachment, std::string_view ticket,
                     bool internal) {
  return database
      .prepare(
          "SELECT 1 FROM message, json_each(message.row, '$.attachments') AS file WHERE message.ticket = ? "
          "AND "
          "message.internal = ? AND json_extract(file.value, '$.id') = ?")
      .bind(ticket)
      .bind(std::int64_t{internal})
      .bind(attachment)
      .step();
}

}  // namespace

std::string put_ticket(Database& database, const Ticket& ticket) {
  std::string row = ticket_row_text(ticket);
  database
      .prepare(
          "INSERT INTO ticket (id, number, finished, updated, version, assignee, holder, row) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT (id) DO UPDATE SET finished = excluded.finished, updated = excluded.updated, "
          "version = excluded.version, assignee = excluded.assignee, holder = excluded.holder, row = "
          "excluded.row")
      .bind(ticket.id)
      .bind(ticket.number)
      .bind(std::int64_t{is_finished(ticket.status)})
      .bind(ticket.updated.ms)
      .bind(std::int64_t{ticket.version})
      .bind(ticket.assignee)
      .bind(ticket.acknowledged_by)
      .bind(row)
      .run();
  return row;
}

std::optional<Ticket> find_ticket(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT row FROM ticket WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return from_row<Ticket>(row.text(0), read_ticket);
}

std::optional<TicketRow> find_ticket_row(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT id, row, team, customer FROM ticket WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return TicketRow{row.text(0), row.text(1), row.text(2), row.text(3)};
}

std::string ticket_row(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT row FROM ticket WHERE id = ?").bind(id);
  return row.step() ? row.text(0) : "";
}

std::optional<TicketId> find_ticket_by_number(Database& database, std::int64_t number) {
  auto row = database.prepare("SELECT id FROM ticket WHERE number = ?").bind(number);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

std::vector<OpenPlace> open_tickets(Database& database, const OpenPlace& after, std::int64_t limit) {
  auto rows = database
                  .prepare(
                      "SELECT version, id FROM ticket INDEXED BY open_ticket WHERE finished = 0 AND "
                      "(version, id) > (?, ?) ORDER BY version, id LIMIT ?")
                  .bind(std::int64_t{after.version})
                  .bind(after.id)
                  .bind(limit);
  std::vector<OpenPlace> places;
  while (rows.step()) places.push_back({static_cast<std::uint32_t>(rows.integer(0)), rows.text(1)});
  return places;
}

void each_ticket_of_interest(Database& database, const DigestInterest& interest,
                             const std::function<void(const Ticket&)>& visit) {
  auto rows =
      database
          .prepare(
              "WITH mine AS (SELECT id FROM ticket WHERE finished = 0 AND assignee <> '' AND assignee = ?1 "
              "UNION SELECT id FROM ticket WHERE finished = 0 AND holder <> '' AND holder = ?1), "
              "stirred AS (SELECT id FROM ticket WHERE finished = 0 AND updated > ?3 "
              "UNION SELECT ticket FROM timer WHERE due > ?4 AND due <= ?5 AND kind = ?6 AND ticket <> '') "
              "SELECT t.row FROM (SELECT id FROM mine UNION SELECT id FROM stirred) AS one CROSS JOIN ticket "
              "AS t "
              "WHERE t.id = one.id AND t.finished = 0 AND (t.assignee = ?1 OR t.holder = ?1 OR t.team IN "
              "(SELECT "
              "value FROM json_each(?2)))")
          .bind(interest.user)
          .bind(nlohmann::json(interest.teams).dump())
          .bind(interest.since.ms)
          .bind(interest.now.ms)
          .bind(interest.soon.ms)
          .bind(static_cast<std::int64_t>(Timer::Kind::breach));
  while (rows.step()) visit(from_row<Ticket>(rows.text(0), read_ticket));
}

void each_live_ticket(Database& database, const std::function<void(Ticket)>& visit) {
  auto rows = database.prepare(
      "SELECT row FROM ticket WHERE finished = 0 UNION ALL SELECT row FROM ticket WHERE finished = 1 AND id "
      "IN (SELECT ticket FROM timer)");
  while (rows.step()) visit(from_row<Ticket>(rows.text(0), read_ticket));
}

void each_current_ticket(Database& database, Instant since, const TicketVisitor& visit) {
  auto rows = database
                  .prepare(
                      "SELECT id, row, team, customer FROM ticket WHERE finished = 0 UNION ALL "
                      "SELECT id, row, team, customer FROM ticket WHERE finished = 1 AND updated > ?")
                  .bind(since.ms);
  while (rows.step()) visit({rows.text(0), rows.text(1), rows.text(2), rows.text(3)});
}

std::int64_t last_ticket_number(Database& database) {
  return database.integer("SELECT coalesce(max(number), 0) FROM ticket");
}

std::int64_t put_event(Database& database, const Event& event) {
  database.prepare("INSERT INTO event (ticket, number, at, kind, body) VALUES (?, ?, ?, ?, ?)")
      .bind(event.ticket)
      .bind(std::int64_t{event.number})
      .bind(event.at.ms)
      .bind(event_word(event.fact))
      .bind(event_row_text(event))
      .run();
  const std::int64_t id = database.last_insert_id();
  if (const Message* message = message_in(event.fact)) put_message(database, *message, event.number);
  return id;
}

std::optional<Event> find_event(Database& database, std::int64_t id) {
  auto row = database.prepare("SELECT body FROM event WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return from_row<Event>(row.text(0), read_event);
}

std::vector<std::string> event_rows_of(Database& database, std::string_view ticket, std::int64_t after,
                                       Notes notes) {
  auto rows = database
                  .prepare(
                      "SELECT body FROM event WHERE ticket = ? AND ticket <> '' AND number > ? AND (? OR "
                      "kind <> 'noted') "
                      "ORDER BY number")
                  .bind(ticket)
                  .bind(after)
                  .bind(std::int64_t{notes == Notes::with});
  return texts(rows);
}

std::vector<Event> events_of(Database& database, std::string_view ticket, std::int64_t after) {
  std::vector<Event> events;
  for (const std::string& row : event_rows_of(database, ticket, after, Notes::with)) {
    events.push_back(from_row<Event>(row, read_event));
  }
  return events;
}

std::vector<std::string> message_rows_of(Database& database, std::string_view ticket, std::int64_t after,
                                         Notes notes) {
  auto rows =
      database
          .prepare("SELECT row FROM message WHERE ticket = ? AND event > ? AND internal <= ? ORDER BY event")
          .bind(ticket)
          .bind(after)
          .bind(std::int64_t{notes == Notes::with});
  return texts(rows);
}

std::vector<Message> messages_of(Database& database, std::string_view ticket, Notes notes) {
  auto rows = database.prepare("SELECT row FROM message WHERE ticket = ? AND internal <= ? ORDER BY event")
                  .bind(ticket)
                  .bind(std::int64_t{notes == Notes::with});
  std::vector<Message> messages;
  while (rows.step()) messages.push_back(from_row<Message>(rows.text(0), read_message));
  return messages;
}

bool has_message(Database& database, std::string_view id) {
  return database.prepare("SELECT 1 FROM message WHERE id = ?").bind(id).step();
}

std::optional<TicketId> ticket_of_mail(Database& database, std::string_view mail_id) {
  auto row =
      database
          .prepare(
              "SELECT ticket FROM message WHERE mail_id = ?1 UNION ALL SELECT ticket FROM outbox WHERE "
              "message_id = ?1 AND ticket <> '' LIMIT 1")
          .bind(mail_id);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

void put_received_mail(Database& database, const ReceivedMail& mail) {
  database.prepare("INSERT INTO received_mail (mail_id, at, sender, action, ticket) VALUES (?, ?, ?, ?, ?)")
      .bind(mail.mail_id)
      .bind(mail.at.ms)
      .bind(mail.sender)
      .bind(mail.action)
      .bind(mail.ticket)
      .run();
}

bool has_received_mail(Database& database, std::string_view mail_id) {
  return database.prepare("SELECT 1 FROM received_mail WHERE mail_id = ?").bind(mail_id).step();
}

std::int64_t mails_from(Database& database, std::string_view sender, Instant since) {
  auto count = database.prepare("SELECT count(*) FROM received_mail WHERE sender = ? AND at > ?")
                   .bind(sender)
                   .bind(since.ms);
  return count.step() ? count.integer(0) : 0;
}

void note_machine_mail(Database& database, std::string_view mail_id) {
  database.prepare("INSERT OR IGNORE INTO machine_mail (mail_id) VALUES (?)").bind(mail_id).run();
}

bool newest_word_is_machine_mail(Database& database, std::string_view ticket) {
  return database
      .prepare(
          "SELECT 1 FROM machine_mail WHERE mail_id = (SELECT mail_id FROM message WHERE ticket = ? AND "
          "json_extract(row, '$.by.kind') = 'customer' ORDER BY event DESC LIMIT 1)")
      .bind(ticket)
      .step();
}

std::optional<TicketId> ticket_of_message(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT ticket FROM message WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

void put_attachment(Database& database, const StoredAttachment& attachment) {
  database.prepare("INSERT INTO attachment (id, ticket, name, type, bytes) VALUES (?, ?, ?, ?, ?)")
      .bind(attachment.id)
      .bind(attachment.ticket)
      .bind(attachment.name)
      .bind(attachment.type)
      .bind(bytes_of(attachment.bytes))
      .run();
}

std::optional<StoredAttachment> find_attachment(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT id, ticket, name, type, bytes FROM attachment WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  const Blob bytes = row.blob(4);
  return StoredAttachment{row.text(0), row.text(1), row.text(2), row.text(3), std::string(text_of(bytes))};
}

bool is_of_a_note(Database& database, std::string_view attachment, std::string_view ticket) {
  return is_of_a_message(database, attachment, ticket, true);
}

bool is_of_a_public_message(Database& database, std::string_view attachment, std::string_view ticket) {
  return is_of_a_message(database, attachment, ticket, false);
}

std::string put_person(Database& database, const Person& person) {
  std::string row = person_row_text(person);
  database
      .prepare(
          "INSERT INTO person (user, row) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET row = excluded.row")
      .bind(person.user)
      .bind(row)
      .run();
  return row;
}

void each_person(Database& database, const PersonVisitor& visit) {
  auto rows = database.prepare("SELECT user, row FROM person ORDER BY user");
  while (rows.step()) visit(rows.text(0), rows.text(1));
}

std::vector<Person> all_people(Database& database) {
  std::vector<Person> people;
  auto rows = database.prepare("SELECT row FROM person ORDER BY user");
  while (rows.step()) people.push_back(from_row<Person>(rows.text(0), read_person));
  return people;
}

}  // namespace oasis::store
