// Rows of timers and jobs. May not: fire anything.
#include "server/store/timers.hpp"

#include <algorithm>

namespace oasis::store {
namespace {

Timer timer_in(const Statement& row) {
  return {Instant{row.integer(0)}, static_cast<Timer::Kind>(row.integer(1)), row.text(2), row.text(3),
          static_cast<std::int32_t>(row.integer(4))};
}

void put_timer(Database& database, const Timer& timer) {
  database
      .prepare(
          "INSERT INTO timer (ticket, person, kind, slot, due) VALUES (?, ?, ?, ?, ?) "
          "ON CONFLICT DO UPDATE SET due = excluded.due")
      .bind(timer.ticket)
      .bind(timer.person)
      .bind(static_cast<std::int64_t>(timer.kind))
      .bind(std::int64_t{timer.slot})
      .bind(timer.due.ms)
      .run();
}

void replace(Database& database, std::string_view ticket, std::string_view person,
             const std::vector<Timer>& timers) {
  const std::vector<Timer> before = stored_timers(database, ticket, person);
  const auto same_slot = [](const Timer& a) {
    return [&a](const Timer& b) { return a.kind == b.kind && a.slot == b.slot; };
  };
  for (const Timer& old : before) {
    if (std::none_of(timers.begin(), timers.end(), same_slot(old))) remove_timer(database, old);
  }
  for (const Timer& timer : timers) {
    if (std::find(before.begin(), before.end(), timer) == before.end()) put_timer(database, timer);
  }
}

}  // namespace

void replace_ticket_timers(Database& database, std::string_view ticket, const std::vector<Timer>& timers) {
  replace(database, ticket, "", timers);
}

void replace_person_timers(Database& database, std::string_view person, const std::vector<Timer>& timers) {
  replace(database, "", person, timers);
}

std::vector<Timer> stored_timers(Database& database, std::string_view ticket, std::string_view person) {
  auto rows = database
                  .prepare("SELECT due, kind, ticket, person, slot FROM timer WHERE ticket = ? AND person = ?")
                  .bind(ticket)
                  .bind(person);
  std::vector<Timer> timers;
  while (rows.step()) timers.push_back(timer_in(rows));
  return timers;
}

std::vector<TimedTicket> tickets_with_timers(Database& database, std::string_view after, std::int64_t limit) {
  auto rows = database
                  .prepare(
                      "SELECT ticket, coalesce((SELECT finished = 0 FROM ticket AS t WHERE t.id = one.ticket), 0) FROM "
                      "(SELECT DISTINCT ticket FROM timer WHERE ticket > ? ORDER BY ticket LIMIT ?) AS one")
                  .bind(after)
                  .bind(limit);
  std::vector<TimedTicket> tickets;
  while (rows.step()) tickets.push_back({rows.text(0), rows.integer(1) == 1});
  return tickets;
}

void remove_timer(Database& database, const Timer& timer) {
  database.prepare("DELETE FROM timer WHERE ticket = ? AND person = ? AND kind = ? AND slot = ?")
      .bind(timer.ticket)
      .bind(timer.person)
      .bind(static_cast<std::int64_t>(timer.kind))
      .bind(std::int64_t{timer.slot})
      .run();
}

bool has_timer(Database& database, const Timer& timer) {
  return database
      .prepare("SELECT 1 FROM timer WHERE ticket = ? AND person = ? AND kind = ? AND slot = ? AND due = ?")
      .bind(timer.ticket)
      .bind(timer.person)
      .bind(static_cast<std::int64_t>(timer.kind))
      .bind(std::int64_t{timer.slot})
      .bind(timer.due.ms)
      .step();
}

void postpone(Database& database, const Timer& timer, Instant due) {
  Timer later = timer;
  later.due = due;
  put_timer(database, later);
}

std::optional<Timer> first_timer(Database& database, Instant before) {
  auto row = database
                 .prepare(
                     "SELECT due, kind, ticket, person, slot FROM timer WHERE due < ? "
                     "ORDER BY due, kind, ticket, person, slot LIMIT 1")
                 .bind(before.ms);
  if (!row.step()) return std::nullopt;
  return timer_in(row);
}

void put_job(Database& database, const Job& job) {
  database.prepare("INSERT INTO job (name, due) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due")
      .bind(job.name)
      .bind(job.due.ms)
      .run();
}

void remove_job(Database& database, std::string_view name) {
  database.prepare("DELETE FROM job WHERE name = ?").bind(name).run();
}

std::optional<Job> first_job(Database& database) {
  auto row = database.prepare("SELECT name, due FROM job ORDER BY due, name LIMIT 1");
  if (!row.step()) return std::nullopt;
  return Job{row.text(0), Instant{row.integer(1)}};
}

std::optional<Instant> next_due(Database& database) {
  auto row = database.prepare("SELECT min(due) FROM (SELECT min(due) AS due FROM timer UNION ALL SELECT min(due) FROM job)");
  if (!row.step() || row.is_null(0)) return std::nullopt;
  return Instant{row.integer(0)};
}

}  // namespace oasis::store
