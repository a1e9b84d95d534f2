// A few read-only connections. May not: write.
#include "server/store/readers.hpp"

#include <utility>

namespace oasis::store {

Database Readers::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return !free_.empty() || opened_ < most_; });
  if (free_.empty()) {
    Database database = open_for_reading(folder_);
    ++opened_;
    return database;
  }
  Database database = std::move(free_.back());
  free_.pop_back();
  return database;
}

void Readers::give_back(Database database) {
  {
    std::lock_guard lock(mutex_);
    free_.push_back(std::move(database));
  }
  returned_.notify_one();
}

void Readers::read(const std::function<void(Database&)>& work) {
  Database database = take();
  try {
    database.prepare("BEGIN").run();
    work(database);
    database.prepare("COMMIT").run();
  } catch (...) {
    if (database.in_transaction()) database.run("ROLLBACK");
    give_back(std::move(database));
    throw;
  }
  give_back(std::move(database));
}

}  // namespace oasis::store
