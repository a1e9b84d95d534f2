// SQLite with owners: a database, its statements, transactions and blobs close themselves.
// May not: know any table. Nothing outside server/store/ includes sqlite3.h.
//
// Failures are exceptions (store::Failure); they stay inside the server, whose edges turn them into answers.
// A Database belongs to one thread at a time: it is opened without SQLite's own locks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace oasis::store {

/// What kind of trouble it is, so that a caller can choose without knowing SQLite's numbers.
enum class Trouble {
  busy,        // somebody else holds the lock for longer than the busy timeout
  constraint,  // a UNIQUE, NOT NULL, CHECK or FOREIGN KEY rule was broken
  read_only,   // the file or folder cannot be written
  full,        // no space left
  corrupt,     // not a database, or a damaged one
  other,
};

/// `what()` is one sentence for the person who runs the server; it never holds a bound value.
class Failure : public std::runtime_error {
 public:
  Failure(Trouble trouble, const std::string& sentence) : std::runtime_error(sentence), trouble_(trouble) {}
  Trouble trouble() const { return trouble_; }

 private:
  Trouble trouble_;
};

using Blob = std::vector<std::byte>;

/// The bytes of a text as a blob and back; no conversion of any kind.
std::span<const std::byte> bytes_of(std::string_view text);
std::string_view text_of(std::span<const std::byte> bytes);

/// One use of a prepared statement; gives it back to the database's cache, reset and unbound, when it goes.
/// Parameters are bound in order of appearance, columns count from 0.
///
///     auto found = db.prepare("SELECT name FROM user WHERE id = ?").bind(id);
///     while (found.step()) use(found.text(0));
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(std::int64_t value) &;
  Statement& bind(std::string_view text) &;
  Statement& bind(std::span<const std::byte> blob) &;
  Statement& bind(std::nullptr_t) &;
  template <typename T>
  Statement& bind(const std::optional<T>& value) & {
    return value ? bind(*value) : bind(nullptr);
  }
  template <typename T>
  Statement&& bind(T&& value) && {
    static_cast<Statement&>(*this).bind(std::forward<T>(value));
    return std::move(*this);
  }

  /// True while there is a row. Throws Failure.
  bool step();
  /// Runs a statement that returns no rows. Throws Failure.
  void run();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Blob blob(int column) const;

 private:
  friend class Database;
  Statement(sqlite3* connection, sqlite3_stmt* statement, bool* in_use)
      : connection_(connection), statement_(statement), in_use_(in_use) {}
  void check(int code) const;

  sqlite3* connection_;
  sqlite3_stmt* statement_;
  bool* in_use_;
  int next_parameter_ = 1;
};

enum class Access {
  read_write,  // the one connection of the process that writes, and the one that checkpoints; creates the file
  read_only,   // any number; can neither write nor checkpoint
};

/// In pages of 4 KB. A checkpoint writes every page that changed since the last one, and most of them change again soon:
/// with 16 MB between two it costs a third of what it does with SQLite's 4 MB.
inline constexpr int longest_log = 4096;

/// One connection, opened for durability: WAL, synchronous=FULL (what was committed survives a power cut),
/// foreign keys, untrusted schema, a busy timeout of 5 s.
class Database {
 public:
  /// Throws Failure with a sentence that names the file and the way out.
  static Database open(const std::string& path, Access access);

  Database(Database&&) noexcept = default;
  Database& operator=(Database&&) noexcept = default;

  /// A statement from the cache, compiled on first use. The text should be a literal: every different text is
  /// kept as long as the connection. The same text may be in use twice at once (the second is not cached).
  Statement prepare(std::string_view sql);
  /// Runs any number of statements without parameters or rows (schema texts, pragmas).
  void run(const std::string& sql);

  /// Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t changed_rows() const;
  std::int64_t last_insert_id() const;
  bool in_transaction() const;
  /// Calls `heard` after each commit with the pages that the write-ahead log holds, and goes on to checkpoint it itself
  /// where it holds `longest_log`, as every connection that writes does.
  void on_commit(std::function<void(int pages)> heard);
  /// Copies into the database what nobody needs in the log any more; waits for nobody, and fails without a word: the
  /// log keeps what could not be copied.
  void checkpoint();
  /// The first column of the first row of a query without parameters; for pragmas.
  std::int64_t integer(const std::string& sql);

 private:
  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Cache = std::unordered_map<std::string, std::unique_ptr<Cached>, Hash, std::equal_to<>>;
  struct Finalize {
    void operator()(Cache* cache) const;
  };

  explicit Database(sqlite3* connection);
  sqlite3_stmt* compile(std::string_view sql);

  std::unique_ptr<std::function<void(int)>> heard_;  // before the connection, which calls it
  std::unique_ptr<sqlite3, Close> connection_;
  std::unique_ptr<Cache, Finalize> cache_;  // after the connection: its statements go first
};

/// BEGIN IMMEDIATE … COMMIT; rolled back unless commit() was called.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// Durable when this returns. Throws Failure; then nothing of the transaction has happened.
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

/// One part of a transaction that can be undone alone; undone unless release() was called.
class Savepoint {
 public:
  explicit Savepoint(Database& database);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();
  void release();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace oasis::store
