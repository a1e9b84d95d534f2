// SQLite with owners. May not: know any table.
#include "server/store/sqlite.hpp"

#include <sqlite3.h>

#include <utility>

namespace oasis::store {
namespace {

Trouble trouble_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Trouble::busy;
    case SQLITE_CONSTRAINT:
      return Trouble::constraint;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return Trouble::read_only;
    case SQLITE_FULL:
      return Trouble::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Trouble::corrupt;
    default:
      return Trouble::other;
  }
}

std::string sentence_of(Trouble trouble, const char* detail) {
  const std::string reason = std::string(" (SQLite: ") + detail + ").";
  switch (trouble) {
    case Trouble::busy:
      return "The database is locked by another program; stop it and try again" + reason;
    case Trouble::constraint:
      return "The change breaks a rule of the database" + reason;
    case Trouble::read_only:
      return "The data folder cannot be written; check its owner and permissions" + reason;
    case Trouble::full:
      return "The disk that holds the data folder is full; free some space" + reason;
    case Trouble::corrupt:
      return "The database is damaged; restore the last backup" + reason;
    case Trouble::other:
      break;
  }
  return "The database could not do what was asked" + reason;
}

[[noreturn]] void fail(sqlite3* connection, int code) {
  const Trouble trouble = trouble_of(code);
  throw Failure(trouble,
                sentence_of(trouble, connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code)));
}

}  // namespace

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// ---- Statement
// ---------------------------------------------------------------------------------------------

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      statement_(std::exchange(other.statement_, nullptr)),
      in_use_(std::exchange(other.in_use_, nullptr)),
      next_parameter_(other.next_parameter_) {}

Statement::~Statement() {
  if (!statement_) return;
  if (!in_use_) {  // a second use of the same text at once: not in the cache
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  *in_use_ = false;
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) fail(connection_, code);
}

Statement& Statement::bind(std::int64_t value) & {
  check(sqlite3_bind_int64(statement_, next_parameter_++, value));
  return *this;
}

Statement& Statement::bind(std::string_view text) & {
  // A null pointer would bind NULL: an empty view may hold one.
  const char* data = text.data() ? text.data() : "";
  check(sqlite3_bind_text64(statement_, next_parameter_++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(std::span<const std::byte> blob) & {
  const void* data = blob.data() ? static_cast<const void*>(blob.data()) : "";
  check(sqlite3_bind_blob64(statement_, next_parameter_++, data, blob.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind(std::nullptr_t) & {
  check(sqlite3_bind_null(statement_, next_parameter_++));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  fail(connection_, code);
}

void Statement::run() {
  while (step()) {
  }
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : "";
}

Blob Statement::blob(int column) const {
  const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
  return data ? Blob(data, data + sqlite3_column_bytes(statement_, column)) : Blob{};
}

// ---- Database
// ----------------------------------------------------------------------------------------------

void Database::Close::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}

void Database::Finalize::operator()(Cache* cache) const {
  for (auto& [sql, cached] : *cache) sqlite3_finalize(cached->statement);
  delete cache;
}

Database::Database(sqlite3* connection) : connection_(connection), cache_(new Cache) {}

Database Database::open(const std::string& path, Access access) {
  const int flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  Database database(connection);  // owns it even when opening failed
  if (code != SQLITE_OK) {
    throw Failure(trouble_of(code), "The database " + path + " cannot be opened: " +
                                        (connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code)) +
                                        ". Check that the folder exists and may be written.");
  }
  sqlite3_busy_timeout(connection, 5000);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // Plans that do not look at bound values: without this a cached join is compiled again at every use.
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  database.run(
      "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA "
      "temp_store=MEMORY;");
  if (access == Access::read_write) {
    database.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
    sqlite3_wal_autocheckpoint(connection, longest_log);
  } else {
    database.run("PRAGMA query_only=ON;");
  }
  return database;
}

sqlite3_stmt* Database::compile(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(connection_.get(), code);
  return statement;
}

Statement Database::prepare(std::string_view sql) {
  auto found = cache_->find(sql);
  if (found == cache_->end()) {
    auto cached = std::make_unique<Cached>();
    cached->statement = compile(sql);
    found = cache_->emplace(std::string(sql), std::move(cached)).first;
  }
  Cached& cached = *found->second;
  if (cached.in_use) return {connection_.get(), compile(sql), nullptr};
  cached.in_use = true;
  return {connection_.get(), cached.statement, &cached.in_use};
}

void Database::run(const std::string& sql) {
  const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(connection_.get(), code);
}

std::int64_t Database::changed_rows() const {
  return sqlite3_changes64(connection_.get());
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(connection_.get());
}

void Database::on_commit(std::function<void(int pages)> heard) {
  heard_ = std::make_unique<std::function<void(int)>>(std::move(heard));
  sqlite3_wal_hook(
      connection_.get(),
      [](void* context, sqlite3* connection, const char*, int pages) {
        (*static_cast<std::function<void(int)>*>(context))(pages);
        if (pages >= longest_log) sqlite3_wal_checkpoint_v2(connection, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        return SQLITE_OK;
      },
      heard_.get());
}

void Database::checkpoint() {
  sqlite3_wal_checkpoint_v2(connection_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_.get()) == 0;
}

std::int64_t Database::integer(const std::string& sql) {
  auto answer = prepare(sql);
  return answer.step() ? answer.integer(0) : 0;
}

// ---- Transaction and Savepoint
// -----------------------------------------------------------------------------

Transaction::Transaction(Database& database) : database_(database) {
  database_.prepare("BEGIN IMMEDIATE").run();
}

Transaction::~Transaction() {
  // A full disk or a broken rule may have rolled it back already.
  if (!open_ || !database_.in_transaction()) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Failure&) {  // the connection rolls back when it closes
  }
}

void Transaction::commit() {
  database_.prepare("COMMIT").run();
  open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) {
  database_.prepare("SAVEPOINT part").run();
}

Savepoint::~Savepoint() {
  if (!open_ || !database_.in_transaction()) return;
  try {
    database_.run("ROLLBACK TO part; RELEASE part");
  } catch (const Failure&) {  // the surrounding transaction fails at its commit
  }
}

void Savepoint::release() {
  database_.prepare("RELEASE part").run();
  open_ = false;
}

}  // namespace oasis::store
