// A pool of read-only connections. May not: write.
#include "server/store/readers.hpp"

#include <optional>
#include <utility>

namespace oasis::store {
namespace {

/// One read transaction: every query in it sees the same state.
class Snapshot {
 public:
  explicit Snapshot(Database& database) : database_(database) { database_.run("BEGIN"); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  ~Snapshot() {
    try {
      database_.run("ROLLBACK");
    } catch (const Failure&) {  // it ended by itself
    }
  }

 private:
  Database& database_;
};

}  // namespace

void Readers::run(const std::function<void(Database&)>& work) {
  std::optional<Database> database;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      database.emplace(std::move(idle_.back()));
      idle_.pop_back();
    }
  }
  if (!database) database.emplace(Database::open(path_, Access::read_only));
  {
    const Snapshot snapshot(*database);
    work(*database);
  }
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(*database));
}

}  // namespace oasis::store
