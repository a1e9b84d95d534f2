// Keeps what reports read up to date: events counted in, days packed (docs/metrics.md), part by part, so that commands come in
// between. May not: know what a report asks.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "server/engine/writer.hpp"
#include "server/store/access.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/measures.hpp"

namespace oasis::engine {

/// How far it is.
struct RollupsLeft {
  store::Uncounted events;
  store::Unpacked days;
  /// More than a report does on the way.
  bool is_much() const;
  /// "1234 of 10000 events are counted, 30 of 730 days packed".
  std::string words() const;
};
RollupsLeft rollups_left(store::Database& reading);

/// One part: some events counted in, and once all are, some days packed, read beside the writer. False when all that had
/// happened is counted in and packed, whatever has come since: on a busy server there is always something new. Not from within a read.
bool roll_up_part(Writer& writer, const store::Read& read);

/// A thread that does all parts that are left, so that the first report after an update or a long time finds little to do.
/// Sleeps for good while nothing happens.
class Rollups {
 public:
  struct Pace {
    std::chrono::milliseconds first = std::chrono::minutes(1);    ///< after the start, if much is left
    std::chrono::milliseconds between = std::chrono::minutes(5);  ///< from what happens until it is counted in
    int rests = 2;  ///< after each part it rests so many times as long as the part took, for the sake of commands
  };

  /// Both outlive it.
  Rollups(Writer& writer, store::Read read) : Rollups(writer, std::move(read), Pace{}) {}
  Rollups(Writer& writer, store::Read read, Pace pace);
  Rollups(const Rollups&) = delete;
  Rollups& operator=(const Rollups&) = delete;
  /// Waits for the part that is being done.
  ~Rollups();

  /// Something has happened. Does not wait.
  void note();

 private:
  void run();
  bool is_much_left();
  /// False: it is to be tried again.
  bool caught_up();
  /// False: it is to stop.
  bool rest(std::chrono::nanoseconds time);

  Writer& writer_;
  const store::Read read_;
  const Pace pace_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool noted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace oasis::engine
