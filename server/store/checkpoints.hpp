// Copies what the write-ahead log holds into the database while the writer goes on, so that a commit which has to wait
// for a checkpoint (every 16 MB) finds most of it done. May not: write anything else.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/store/folder.hpp"
#include "server/store/sqlite.hpp"

namespace oasis::store {

class Checkpoints {
 public:
  /// Listens to the commits of `writing`, which must go before this does, and sleeps until enough has gathered.
  Checkpoints(const Folder& folder, Database& writing);
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;
  ~Checkpoints();

 private:
  void listen(int pages);
  void run(Database database);

  std::mutex mutex_;
  std::condition_variable wake_;
  int copied_ = 0;  // pages of the log when the last copying began; from there on it grows, until it begins anew
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace oasis::store
