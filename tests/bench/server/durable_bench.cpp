// Durable commands, 64 in flight, beside one thread that writes the very same rows to a file of its own in
// group commits of 64. May not: be part of the test suite.
#include <sqlite3.h>
#include <sys/resource.h>

#include <stdexcept>
#include <utility>
#include <vector>

#include "server/store/folder.hpp"
#include "server/store/schema.hpp"
#include "server/store/schema_search.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

constexpr std::size_t in_flight = 64;

/// Every row of a table, as SQLite has it, and the statement that writes one.
class Rows {
 public:
  /// `order`: as the server wrote them.
  Rows(sqlite3* from, const char* table, const char* order) {
    const std::string columns = columns_of(from, table);
    sqlite3_stmt* reading = prepare(from, "SELECT " + columns + " FROM " + table + " ORDER BY " + order);
    columns_ = sqlite3_column_count(reading);
    while (sqlite3_step(reading) == SQLITE_ROW) {
      for (int i = 0; i < columns_; ++i)
        values_.push_back(sqlite3_value_dup(sqlite3_column_value(reading, i)));
    }
    sqlite3_finalize(reading);
    sql_ = std::string("INSERT OR REPLACE INTO ") + table + " (" + columns + ") VALUES (?";
    for (int i = 1; i < columns_; ++i) sql_ += ",?";
    sql_ += ")";
  }
  Rows(const Rows&) = delete;
  Rows(Rows&& other) = default;
  ~Rows() {
    for (sqlite3_value* value : values_) sqlite3_value_free(value);
  }

  std::size_t count() const { return values_.size() / static_cast<std::size_t>(columns_); }
  static sqlite3_stmt* prepare(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database));
    }
    return statement;
  }
  void open(sqlite3* to) { writing_ = prepare(to, sql_); }
  void write(std::size_t from, std::size_t until) {
    for (std::size_t row = from; row < until; ++row) {
      for (int i = 0; i < columns_; ++i) {
        sqlite3_bind_value(writing_, i + 1,
                           values_[row * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(i)]);
      }
      if (sqlite3_step(writing_) != SQLITE_DONE) throw std::runtime_error("a row cannot be written");
      sqlite3_reset(writing_);
    }
  }
  void close() { sqlite3_finalize(writing_); }

 private:
  /// Without those that are generated from others.
  static std::string columns_of(sqlite3* database, const char* table) {
    sqlite3_stmt* reading =
        prepare(database, std::string("SELECT group_concat(name) FROM pragma_table_info('") + table + "')");
    sqlite3_step(reading);
    const std::string columns = reinterpret_cast<const char*>(sqlite3_column_text(reading, 0));
    sqlite3_finalize(reading);
    return columns;
  }

  int columns_ = 0;
  std::string sql_;
  std::vector<sqlite3_value*> values_;
  sqlite3_stmt* writing_ = nullptr;
};

double own_cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/// When the words of a row come into their index: with the row, by a trigger, or all of a commit's before it, as the
/// server does it.
enum class Words { with_row, once_a_commit };
constexpr const char* words_with_row =
    "DROP TRIGGER message_searched; DROP TRIGGER subject_searched;"
    "CREATE TRIGGER message_searched AFTER INSERT ON message BEGIN"
    "  INSERT INTO searched (ticket, message, internal) VALUES (new.ticket, new.id, new.internal);"
    "  INSERT INTO search (rowid, text) VALUES (last_insert_rowid(), new.row ->> '$.text'); END;"
    "CREATE TRIGGER subject_searched AFTER INSERT ON ticket BEGIN"
    "  INSERT INTO searched (ticket, message, internal) VALUES (new.id, '', 0);"
    "  INSERT INTO search (rowid, text) VALUES (last_insert_rowid(), new.row ->> '$.subject'); END;";

/// Commands a second when nothing but their rows is written, `in_flight` of them in a commit.
struct Raw {
  double per_second = 0;
  double cpu_us = 0;  // a command
};
Raw raw_run(const Place& place, std::size_t commands, Words words) {
  sqlite3* from = nullptr;
  sqlite3_open_v2(place.database_path().c_str(), &from, SQLITE_OPEN_READONLY, nullptr);
  std::vector<Rows> tables;
  const std::vector<std::pair<const char*, const char*>> in_order{
      {"ticket", "number"}, {"event", "id"},        {"message", "id"}, {"timer", "ticket"},
      {"change", "seq"},    {"client", "last_mid"}, {"result", "at"},  {"outbox", "id"}};
  for (const auto& [table, order] : in_order) tables.emplace_back(from, table, order);
  sqlite3_close(from);
  const std::string path = place.path() + (words == Words::with_row ? "/raw.db" : "/raw-words-later.db");
  {
    auto fresh = store::Database::open(path, store::Access::read_write);
    store::migrate(fresh, store::migrations());
  }
  sqlite3* to = nullptr;
  sqlite3_open(path.c_str(), &to);
  sqlite3_exec(to, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF", nullptr,
               nullptr, nullptr);
  if (words == Words::with_row) sqlite3_exec(to, words_with_row, nullptr, nullptr, nullptr);
  for (Rows& rows : tables) rows.open(to);
  sqlite3_stmt* const index = Rows::prepare(to, std::string(store::index_words_sql));
  const double cpu_before = own_cpu_seconds();
  const std::int64_t began = now_us();
  for (std::size_t done = 0; done < commands; done += in_flight) {
    const std::size_t next = std::min(done + in_flight, commands);
    sqlite3_exec(to, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    for (std::size_t one = done; one < next; ++one) {
      for (Rows& rows : tables)
        rows.write(one * rows.count() / commands, (one + 1) * rows.count() / commands);
    }
    if (words == Words::once_a_commit) sqlite3_step(index), sqlite3_reset(index);
    if (sqlite3_exec(to, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error("no commit");
  }
  const double seconds = static_cast<double>(now_us() - began) / 1e6;
  const double cpu = own_cpu_seconds() - cpu_before;
  sqlite3_finalize(index);
  for (Rows& rows : tables) rows.close();
  sqlite3_close(to);
  return {static_cast<double>(commands) / seconds, 1e6 * cpu / static_cast<double>(commands)};
}

const Bench durable("durable_commands_64_in_flight", [] {
  const Place place(4);
  Server server(place);
  const std::string epoch = cursor_of(server, place).epoch;
  Load load{server.port(), in_flight, 8, {}, 0};
  load.request = [&](std::size_t connection, std::size_t round) {
    return post(
        "/api/v1/commands", place.cookie(connection),
        create_command(epoch, "bench-client-" + std::to_string(connection), round + 1, next_ticket_id()));
  };
  Loaded loaded = run(load);
  const double cpu = server.cpu_seconds();
  const double batch = metric(server, "commit_tasks_sum") / metric(server, "commit_tasks_count");
  if (loaded.last.find("\"applied\"") == std::string::npos)
    throw std::runtime_error("refused: " + loaded.last);
  server.stop();
  const auto tickets = static_cast<std::size_t>(place.integer("SELECT count(*) FROM ticket"));
  const Raw raw = raw_run(place, tickets, Words::with_row);
  const Raw later = raw_run(place, tickets, Words::once_a_commit);
  show("commands a second", loaded.per_second(), "/s");
  show("raw SQLite, the same rows, 64 a commit", raw.per_second, "/s");
  show("ours of raw", 100 * loaded.per_second() / raw.per_second, "%", "60");
  show("raw SQLite, the words of a commit together", later.per_second, "/s");
  show("ours of that", 100 * loaded.per_second() / later.per_second, "%");
  show("rows a command",
       static_cast<double>(place.integer(
           "SELECT (SELECT count(*) FROM event)+(SELECT count(*) FROM timer)+(SELECT count(*) FROM "
           "change)+(SELECT count(*) FROM message)+(SELECT count(*) FROM result)+(SELECT count(*) FROM "
           "ticket)+(SELECT count(*) FROM outbox)")) /
           static_cast<double>(tickets),
       "");
  show("answer p50", loaded.latencies.percentile(.5), "ms");
  show("answer p99", loaded.latencies.percentile(.99), "ms", "50");
  show("server CPU a command", 1e6 * cpu / static_cast<double>(loaded.answers), "us");
  show("raw SQLite CPU a command", raw.cpu_us, "us");
  show("raw SQLite CPU a command, words together", later.cpu_us, "us");
  show("tasks a commit", batch, "");
});

}  // namespace
}  // namespace oasis::bench
