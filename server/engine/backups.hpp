// Backups by the clock: a due job starts one, a thread of its own makes it, so that nobody waits for it.
// May not: know how a backup is made (server/store/backup.hpp).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include "server/engine/writer.hpp"
#include "shared/result.hpp"

namespace oasis::engine {

struct BackupPlan {
  Duration every = hours(24);  ///< 0: never
  std::size_t keep = 7;
  std::string folder;
};

class Backups {
 public:
  /// Both outlive it.
  Backups(BackupPlan plan, std::string database, Writer& writer);
  Backups(const Backups&) = delete;
  Backups& operator=(const Backups&) = delete;
  /// Waits for the one that is being made, or was just asked for.
  ~Backups();

  /// The job: starts a backup if one is due; answers when the next one is. The first one of an installation
  /// is due after the first interval; a failed one is tried again after an hour.
  Instant when_due(Turn& turn);
  /// One now, beside those of the clock; waits for it. Its file, or one sentence that says why there is none.
  Result<std::string> make_now();

 private:
  void run();
  void make();
  void note(const std::string& file);

  const BackupPlan plan_;
  const std::string database_;
  Writer& writer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace oasis::engine
