// Rows of tickets with their events, messages and attachments, and of people.
// May not: decide, or know which rows belong into one transaction (server/engine).
//
// All functions throw Failure. A row that cannot be read back is `corrupt`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/event/event.hpp"
#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"

namespace oasis::store {

/// Both answer the row that they wrote.
std::string put_ticket(Database& database, const Ticket& ticket);
std::string put_person(Database& database, const Person& person);

std::optional<Ticket> find_ticket(Database& database, std::string_view id);
/// The row (JSON text) as it is; empty if there is none.
std::string ticket_row(Database& database, std::string_view id);
/// Its id, or nothing if there is no ticket with that number.
std::optional<TicketId> find_ticket_by_number(Database& database, std::int64_t number);
/// Where a ticket that is not finished stands in the order of `open_tickets`.
struct OpenPlace {
  std::uint32_t version = 0;  ///< of the document that it lives by
  TicketId id;
};
/// The next tickets that are not finished, by version and id; at most `limit`, none at the end. O(limit).
std::vector<OpenPlace> open_tickets(Database& database, const OpenPlace& after, std::int64_t limit);
/// Whose matters a digest is about, and when.
struct DigestInterest {
  Id user;
  std::vector<Id> teams;  ///< that the person is a member of
  Instant since;          ///< changed after this
  Instant now, soon;      ///< or due between these
};
/// Tickets that are not finished, in the person's hands or of their teams, that changed, have a service level
/// that runs out, or wait for the person. Does not read what concerns nobody.
void each_ticket_of_interest(Database& database, const DigestInterest& interest,
                             const std::function<void(const Ticket&)>& visit);
/// Every ticket that is not resolved or closed, or has a timer all the same.
void each_live_ticket(Database& database, const std::function<void(Ticket)>& visit);
/// A ticket's row (JSON text) with what decides who sees it.
struct TicketRow {
  TicketId id;
  std::string row;
  Id team;
  Id customer;
};
std::optional<TicketRow> find_ticket_row(Database& database, std::string_view id);
/// Every ticket that is not finished or had an event after `since`.
using TicketVisitor = std::function<void(const TicketRow&)>;
void each_current_ticket(Database& database, Instant since, const TicketVisitor& visit);
/// The highest number given so far, 0 without tickets.
std::int64_t last_ticket_number(Database& database);

/// Appends to the history; answers the event's row id. A message that the event brings is stored as well.
std::int64_t put_event(Database& database, const Event& event);
/// The events of a ticket with a number above `after` (-1: all), in order.
std::vector<Event> events_of(Database& database, std::string_view ticket, std::int64_t after = -1);
/// One event by its row id.
std::optional<Event> find_event(Database& database, std::int64_t id);
/// Rows (JSON texts) instead of values, for answers that only pass them on.
/// Internal notes only if asked for.
enum class Notes { with, without };
std::vector<std::string> event_rows_of(Database& database, std::string_view ticket, std::int64_t after,
                                       Notes notes);
std::vector<std::string> message_rows_of(Database& database, std::string_view ticket, std::int64_t after,
                                         Notes notes);

/// The messages of a ticket in order.
std::vector<Message> messages_of(Database& database, std::string_view ticket, Notes notes);
bool has_message(Database& database, std::string_view id);

/// The ticket that a mail with this Message-ID (without brackets) came to or went out from.
std::optional<TicketId> ticket_of_mail(Database& database, std::string_view mail_id);

/// A mail that was taken: kept so that it is not taken twice, and to count how many a sender sends.
struct ReceivedMail {
  std::string mail_id;
  Instant at;
  std::string sender;  ///< lower case
  std::string action;
  TicketId ticket;  ///< empty: none
};
void put_received_mail(Database& database, const ReceivedMail& mail);
bool has_received_mail(Database& database, std::string_view mail_id);
std::int64_t mails_from(Database& database, std::string_view sender, Instant since);
/// A program wrote or spread this mail: nothing automatic may answer it. Harmless when said again.
void note_machine_mail(Database& database, std::string_view mail_id);
/// Whether the customer's newest word on the ticket is such a mail.
bool newest_word_is_machine_mail(Database& database, std::string_view ticket);
/// The ticket of a message, by the message's id.
std::optional<TicketId> ticket_of_message(Database& database, std::string_view id);

struct StoredAttachment {
  std::string id;
  TicketId ticket;
  std::string name;
  std::string type;
  std::string bytes;
};
void put_attachment(Database& database, const StoredAttachment& attachment);
std::optional<StoredAttachment> find_attachment(Database& database, std::string_view id);
/// Whether an internal note of the ticket brought it.
bool is_of_a_note(Database& database, std::string_view attachment, std::string_view ticket);
/// Whether a message of the ticket brought it that its customer reads.
bool is_of_a_public_message(Database& database, std::string_view attachment, std::string_view ticket);

std::vector<Person> all_people(Database& database);
using PersonVisitor = std::function<void(const std::string& user, const std::string& row)>;
void each_person(Database& database, const PersonVisitor& visit);

}  // namespace oasis::store
