// The delivery loop: takes messages from the outbox when they are due, hands each to its channel, and records
// what became of it. May not: decide who is told, write texts.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "server/engine/clock.hpp"
#include "server/engine/writer.hpp"
#include "server/notify/parcel.hpp"

namespace oasis::notify {

/// How long to wait after the n-th failed attempt (1, 2, …): 15 s, 1 min, 5 min, 15 min, each varied by up to a
/// fifth by `jitter` in [0, 1); nothing after the fifth: give up.
std::optional<Duration> retry_delay(std::int64_t failures, double jitter);

/// Channels by a contact's `via`, looked up at each attempt, so that changed settings count at once.
using Channels = std::function<Channel(const std::string& via)>;

class Sender {
 public:
  /// Messages that were being sent when the last process ended are queued again, marked "may repeat".
  Sender(engine::Writer& writer, store::Database reading, const Zones& zones, engine::Links links,
         engine::Clock& clock, Channels channels);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  /// Waits for the attempt that is under way.
  ~Sender();

  /// There may be something new.
  void wake();

 private:
  void loop();
  bool send_next();
  Outcome attempt(const store::Outgoing& row);
  void record(store::Outgoing row, const Outcome& outcome);
  void save(const store::Outgoing& row);

  engine::Writer& writer_;
  store::Database reading_;
  const Zones& zones_;
  engine::Links links_;
  engine::Clock& clock_;
  Channels channels_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool news_ = true;
  std::thread thread_;
};

}  // namespace oasis::notify
