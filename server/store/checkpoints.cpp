// Checkpoints beside the writer. May not: write anything else.
#include "server/store/checkpoints.hpp"

#include <utility>

namespace oasis::store {
namespace {

/// In pages of the log, of 4 KB: what gathers before it is copied.
constexpr int gathered = 1400;

}  // namespace

Checkpoints::Checkpoints(const Folder& folder, Database& writing) {
  writing.on_commit([this](int pages) { listen(pages); });
  thread_ = std::thread([this, database = Database::open(folder.database_path(), Access::read_write)]() mutable {
    run(std::move(database));
  });
}

Checkpoints::~Checkpoints() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Checkpoints::listen(int pages) {
  const std::lock_guard lock(mutex_);
  if (pages < copied_) copied_ = 0;  // the log began anew
  if (pages - copied_ < gathered) return;
  copied_ = pages;
  wanted_ = true;
  wake_.notify_one();
}

void Checkpoints::run(Database database) {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return wanted_ || stopping_; });
    if (stopping_) return;
    wanted_ = false;
    lock.unlock();
    database.checkpoint();
    lock.lock();
  }
}

}  // namespace oasis::store
