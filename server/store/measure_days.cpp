// See measure_days.hpp.
#include "server/store/measure_days.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/store/measures.hpp"

namespace oasis::store {
namespace {

Interval interval_of(std::int64_t day) {
  return {measure_day_begins(day), measure_day_begins(day + 1)};
}

}  // namespace

std::int64_t measure_day_of(Instant at) {
  const std::int64_t length = days(1).ms;
  return at.ms >= 0 ? at.ms / length : -((-at.ms + length - 1) / length);
}

Instant measure_day_begins(std::int64_t day) {
  return Instant{} + days(day);
}

void note_changed_day(Database& database, std::int64_t day) {
  database
      .prepare("INSERT INTO measure_day (day, change, version, pack) VALUES (?, 1, 0, x'') "
               "ON CONFLICT (day) DO UPDATE SET change = change + 1, version = 0, pack = x''")
      .bind(day)
      .run();
}

void forget_packs(Database& database) {
  database.run("UPDATE measure_day SET change = change + 1, version = 0, pack = x''");
}

std::vector<StaleDay> stale_days(Database& database, std::int64_t most) {
  auto rows = database
                  .prepare("SELECT day, change FROM measure_day WHERE version <> ? "
                           "AND day < (SELECT max(day) FROM measure_day) ORDER BY day LIMIT ?")
                  .bind(std::int64_t{measure_pack_version})
                  .bind(most);
  std::vector<StaleDay> days;
  while (rows.step()) days.push_back({rows.integer(0), rows.integer(1)});
  return days;
}

Unpacked unpacked(Database& database) {
  auto row = database
                 .prepare("SELECT count(*), coalesce(sum(version <> ? AND day < (SELECT max(day) FROM measure_day)), 0) "
                          "FROM measure_day")
                 .bind(std::int64_t{measure_pack_version});
  return row.step() ? Unpacked{row.integer(0), row.integer(1)} : Unpacked{};
}

std::string pack_of_day(Database& database, std::int64_t day) {
  std::vector<std::pair<TicketId, Measure>> measures;
  each_measure(database, interval_of(day),
               [&measures](const TicketId& ticket, const Measure& measure) { measures.emplace_back(ticket, measure); });
  return MeasurePack::bytes_of(std::move(measures));
}

void put_pack(Database& database, const StaleDay& day, const std::string& pack) {
  database.prepare("UPDATE measure_day SET version = ?, pack = ? WHERE day = ? AND change = ?")
      .bind(std::int64_t{measure_pack_version})
      .bind(bytes_of(pack))
      .bind(day.day)
      .bind(day.change)
      .run();
}

void each_row_of_day(Database& database, std::int64_t day, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit) {
  const Interval whole = interval_of(day);
  each_measure(database, {std::max(whole.from, period.from), std::min(whole.to, period.to)}, visit);
}

void each_measure_or_bytes(Database& database, Interval period,
                           const std::function<void(std::int64_t day, Blob pack)>& of_days,
                           const std::function<void(const TicketId&, const Measure&)>& of_rows) {
  if (period.to <= period.from) return;
  auto rows = database.prepare("SELECT day, version, pack FROM measure_day WHERE day >= ? AND day <= ? ORDER BY day DESC")
                  .bind(measure_day_of(period.from))
                  .bind(measure_day_of(period.to - Duration{1}));
  while (rows.step()) {
    if (rows.integer(1) == measure_pack_version) {
      of_days(rows.integer(0), rows.blob(2));
    } else {
      each_row_of_day(database, rows.integer(0), period, of_rows);
    }
  }
}

void each_measure_or_pack(Database& database, Interval period, const std::function<void(const MeasurePack&)>& of_days,
                          const std::function<void(const TicketId&, const Measure&)>& of_rows) {
  each_measure_or_bytes(
      database, period,
      [&](std::int64_t day, const Blob& bytes) {
        if (const auto pack = MeasurePack::read(text_of(bytes))) {
          of_days(*pack);
        } else {
          each_row_of_day(database, day, period, of_rows);
        }
      },
      of_rows);
}

void each_measure_of(Database& database, std::string_view customer, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit) {
  each_measure_or_pack(
      database, period,
      [&](const MeasurePack& pack) {
        pack.each(
            period, [](Measure::Kind) { return true; },
            [&](const MeasurePack::Look& look) { return pack.words()[look.customer] == customer; }, visit);
      },
      [&](const TicketId& ticket, const Measure& measure) {
        if (measure.customer == customer) visit(ticket, measure);
      });
}

std::vector<std::int64_t> wrong_packs(Database& database, std::size_t most) {
  std::vector<std::int64_t> wrong;
  auto rows = database.prepare("SELECT day, pack FROM measure_day WHERE version = ? ORDER BY day")
                  .bind(std::int64_t{measure_pack_version});
  while (wrong.size() < most && rows.step()) {
    if (text_of(rows.blob(1)) != pack_of_day(database, rows.integer(0))) wrong.push_back(rows.integer(0));
  }
  return wrong;
}

}  // namespace oasis::store
