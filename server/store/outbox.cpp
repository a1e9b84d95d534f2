// Rows of the outbox. May not: send anything.
#include "server/store/outbox.hpp"

#include <array>

namespace oasis::store {
namespace {

constexpr std::array<std::string_view, 5> state_names{"queued", "sending", "sent", "delivered", "failed"};

Delivery state_of(std::string_view name) {
  for (std::size_t i = 0; i < state_names.size(); ++i) {
    if (state_names[i] == name) return static_cast<Delivery>(i);
  }
  throw Failure(Trouble::corrupt, "A message of the outbox is in an unknown state.");
}

std::optional<Instant> instant_in(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

std::optional<std::int64_t> milliseconds_of(const std::optional<Instant>& instant) {
  return instant ? std::optional(instant->ms) : std::nullopt;
}

constexpr int columns = 25;

/// A query whose first columns are those that outgoing_in reads.
std::string select(std::string_view rest) {
  return "SELECT o.id, o.key, o.ticket, o.event, o.user, o.via, o.address, o.message_id, o.state, "
         "o.attempts, o.at, "
         "o.next_at, o.may_repeat, o.provider, o.error, o.stands_in_for, o.subject, o.words, o.queued, "
         "o.sent, "
         "o.delivered, o.failed, o.seen, o.answered, o.answer" +
         std::string(rest);
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
  message.next_at = instant_in(row, 11);
  message.may_repeat = row.integer(12) != 0;
  message.provider = row.text(13);
  message.error = row.text(14);
  message.stands_in_for = row.integer(15);
  message.subject = row.text(16);
  message.words = row.text(17);
  message.queued = Instant{row.integer(18)};
  message.sent = instant_in(row, 19);
  message.delivered = instant_in(row, 20);
  message.failed = instant_in(row, 21);
  message.seen = instant_in(row, 22);
  message.answered = instant_in(row, 23);
  message.answer = row.text(24);
  return message;
}

std::vector<Outgoing> all_in(Statement& rows) {
  std::vector<Outgoing> messages;
  while (rows.step()) messages.push_back(outgoing_in(rows));
  return messages;
}

std::optional<Outgoing> first_in(Statement& rows) {
  if (!rows.step()) return std::nullopt;
  return outgoing_in(rows);
}

}  // namespace

std::string_view name_of(Delivery state) {
  return state_names[static_cast<std::size_t>(state)];
}

bool queue(Database& database, Outgoing& message, const std::vector<About>& about) {
  message.queued = message.at;
  database
      .prepare(
          "INSERT INTO outbox (key, ticket, event, user, via, address, message_id, state, at, next_at, "
          "error, "
          "stands_in_for, subject, words, queued) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT (key) DO NOTHING")
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
      .bind(message.stands_in_for)
      .bind(message.subject)
      .bind(message.words)
      .bind(message.queued.ms)
      .run();
  if (database.changed_rows() != 1) return false;
  message.id = database.last_insert_id();
  for (const About& one : about) {
    database
        .prepare("INSERT INTO outbox_about (ticket, cause, outbox) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(one.ticket)
        .bind(std::int64_t{one.cause})
        .bind(message.id)
        .run();
  }
  return true;
}

std::optional<Outgoing> find_outgoing(Database& database, std::int64_t id) {
  auto row = database.prepare(select(" FROM outbox o WHERE o.id = ?")).bind(id);
  return first_in(row);
}

std::vector<About> about_of(Database& database, std::int64_t id) {
  auto rows =
      database.prepare("SELECT ticket, cause FROM outbox_about WHERE outbox = ? ORDER BY ticket").bind(id);
  std::vector<About> about;
  while (rows.step()) about.push_back({rows.text(0), static_cast<std::uint32_t>(rows.integer(1))});
  return about;
}

std::vector<Outgoing> due_outgoing(Database& database, std::string_view via, Instant now, int most) {
  auto rows = database
                  .prepare(select(
                      " FROM outbox o WHERE o.state = 'queued' AND o.via = ?1 AND o.next_at <= ?2 AND NOT "
                      "EXISTS (SELECT 1 FROM outbox s WHERE s.state = 'sending' AND s.via = ?1 AND "
                      "s.address = o.address) ORDER BY o.next_at, o.id LIMIT ?3"))
                  .bind(via)
                  .bind(now.ms)
                  .bind(std::int64_t{most});
  return all_in(rows);
}

std::vector<Waiting> waiting_outgoing(Database& database) {
  auto rows = database.prepare("SELECT via, min(next_at) FROM outbox WHERE state = 'queued' GROUP BY via");
  std::vector<Waiting> waiting;
  while (rows.step()) waiting.push_back({rows.text(0), Instant{rows.integer(1)}});
  return waiting;
}

std::vector<Instant> sent_to(Database& database, std::string_view via, std::string_view address,
                             Instant since) {
  auto rows =
      database.prepare("SELECT sent FROM outbox WHERE via = ? AND address = ? AND sent > ? ORDER BY sent")
          .bind(via)
          .bind(address)
          .bind(since.ms);
  std::vector<Instant> instants;
  while (rows.step()) instants.push_back(Instant{rows.integer(0)});
  return instants;
}

void update_outgoing(Database& database, const Outgoing& message) {
  database
      .prepare(
          "UPDATE outbox SET state = ?, attempts = ?, at = ?, next_at = ?, may_repeat = ?, provider = ?, "
          "error = ?, "
          "sent = ?, delivered = ?, failed = ?, seen = ?, answered = ?, answer = ? WHERE id = ?")
      .bind(name_of(message.state))
      .bind(message.attempts)
      .bind(message.at.ms)
      .bind(milliseconds_of(message.next_at))
      .bind(std::int64_t{message.may_repeat})
      .bind(message.provider)
      .bind(message.error)
      .bind(milliseconds_of(message.sent))
      .bind(milliseconds_of(message.delivered))
      .bind(milliseconds_of(message.failed))
      .bind(milliseconds_of(message.seen))
      .bind(milliseconds_of(message.answered))
      .bind(message.answer)
      .bind(message.id)
      .run();
}

std::int64_t requeue_interrupted(Database& database, Instant now) {
  database
      .prepare(
          "UPDATE outbox SET state = 'queued', may_repeat = 1, at = ?1, next_at = ?1 WHERE state = 'sending'")
      .bind(now.ms)
      .run();
  return database.changed_rows();
}

void count_as_sent(Database& database) {
  database.run(
      "UPDATE outbox SET state = 'sent', attempts = 1, next_at = NULL, sent = at WHERE state = 'queued'");
}

std::vector<Told> outgoing_of(Database& database, std::string_view ticket) {
  auto rows =
      database
          .prepare(select(", a.cause FROM outbox_about a JOIN outbox o ON o.id = a.outbox WHERE a.ticket = ? "
                          "ORDER BY o.id"))
          .bind(ticket);
  std::vector<Told> told;
  while (rows.step()) told.push_back({outgoing_in(rows), static_cast<std::uint32_t>(rows.integer(columns))});
  return told;
}

std::vector<Outgoing> outgoing_about(Database& database, const About& about) {
  auto rows =
      database
          .prepare(select(
              " FROM outbox_about a JOIN outbox o ON o.id = a.outbox WHERE a.ticket = ? AND a.cause = ? "
              "ORDER BY o.id"))
          .bind(about.ticket)
          .bind(std::int64_t{about.cause});
  return all_in(rows);
}

std::vector<Outgoing> outgoing_to(Database& database, std::string_view user, Instant since) {
  auto rows = database
                  .prepare(select(
                      " FROM outbox o WHERE o.user = ? AND o.queued > ? ORDER BY o.queued DESC, o.id DESC"))
                  .bind(user)
                  .bind(since.ms);
  return all_in(rows);
}

std::optional<Outgoing> find_outgoing_by_provider(Database& database, std::string_view provider) {
  if (provider.empty()) return std::nullopt;
  auto row =
      database.prepare(select(" FROM outbox o WHERE o.provider = ? AND o.provider <> ''")).bind(provider);
  return first_in(row);
}

std::optional<Outgoing> find_outgoing_by_message_id(Database& database, std::string_view message_id) {
  auto row = database.prepare(select(" FROM outbox o WHERE o.message_id = ?")).bind(message_id);
  return first_in(row);
}

bool anything_was_sent(Database& database) {
  return database.prepare("SELECT 1 FROM outbox WHERE sent IS NOT NULL LIMIT 1").step();
}

std::vector<Outgoing> dead_letters(Database& database, int most) {
  auto rows = database
                  .prepare(select(
                      " FROM outbox o WHERE o.state = 'failed' ORDER BY o.failed DESC, o.id DESC LIMIT ?"))
                  .bind(std::int64_t{most});
  return all_in(rows);
}

std::vector<Counted> count_outgoing(Database& database) {
  auto rows =
      database.prepare("SELECT via, state, count(*) FROM outbox GROUP BY via, state ORDER BY via, state");
  std::vector<Counted> counted;
  while (rows.step()) counted.push_back({rows.text(0), state_of(rows.text(1)), rows.integer(2)});
  return counted;
}

std::map<std::string, ChannelCounts> count_channels(Database& database, Interval period) {
  std::map<std::string, ChannelCounts> counts;
  // Channel by channel, as the index is: grouping all of them would sort every message.
  auto channels = database.prepare(
      "WITH RECURSIVE channel(via) AS (SELECT min(via) FROM outbox UNION ALL "
      "SELECT (SELECT min(via) FROM outbox WHERE via > channel.via) FROM channel WHERE channel.via IS NOT NULL) "
      "SELECT via FROM channel WHERE via IS NOT NULL");
  while (channels.step()) {
    auto row = database
                   .prepare("SELECT count(*), sum(state = 'failed'), sum(delivered IS NOT NULL) FROM outbox "
                            "WHERE via = ? AND queued >= ? AND queued < ?")
                   .bind(channels.text(0))
                   .bind(period.from.ms)
                   .bind(period.to.ms);
    if (row.step() && row.integer(0) > 0) counts[channels.text(0)] = {row.integer(0), row.integer(1), row.integer(2)};
  }
  return counts;
}

ChannelMessages messages_of_channel(Database& database, std::string_view via, Outcome outcome, Interval period,
                                    std::size_t offset, std::size_t most) {
  constexpr std::array<std::string_view, 3> limits{"", " AND o.state = 'failed'", " AND o.delivered IS NOT NULL"};
  const std::string of = " FROM outbox o WHERE o.via = ? AND o.queued >= ? AND o.queued < ?" +
                         std::string(limits[static_cast<std::size_t>(outcome)]);
  ChannelMessages found;
  auto counts = database.prepare("SELECT count(*), count(DISTINCT nullif(o.ticket, ''))" + of)
                    .bind(via)
                    .bind(period.from.ms)
                    .bind(period.to.ms);
  if (counts.step()) found.count = counts.integer(0), found.tickets = counts.integer(1);
  auto rows = database.prepare(select(of + " ORDER BY o.queued DESC, o.id DESC LIMIT ? OFFSET ?"))
                  .bind(via)
                  .bind(period.from.ms)
                  .bind(period.to.ms)
                  .bind(static_cast<std::int64_t>(most))
                  .bind(static_cast<std::int64_t>(offset));
  found.messages = all_in(rows);
  return found;
}

std::int64_t event_number(Database& database, std::int64_t event) {
  auto row = database.prepare("SELECT number FROM event WHERE id = ?").bind(event);
  return row.step() ? row.integer(0) : 0;
}

bool use_claim(Database& database, std::string_view claim, Instant now) {
  database.prepare("INSERT INTO answer_given (claim, at) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .bind(claim)
      .bind(now.ms)
      .run();
  return database.changed_rows() == 1;
}

void forget_claims(Database& database, Instant before) {
  database.prepare("DELETE FROM answer_given WHERE at < ?").bind(before.ms).run();
}

}  // namespace oasis::store
