// The delivery loop: takes messages from the outbox when they are due, hands each to its channel, and records
// what became of it. Several at once, so that a slow provider holds up nobody else; to one address one after
// the other, oldest first among those that are due. May not: decide who is told, write texts, decide what a
// failure leads to (aftermath.hpp).
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/engine/clock.hpp"
#include "server/engine/writer.hpp"
#include "server/notify/breaker.hpp"
#include "server/notify/parcel.hpp"
#include "server/store/access.hpp"

namespace oasis::notify {

/// Channels by a contact's `via`, looked up at each attempt, so that changed settings count at once. Callable
/// from several threads at once.
using Channels = std::function<Channel(const std::string& via)>;

/// How a provider is doing, for /healthz and metrics.
struct ProviderHealth {
  std::string via;
  Breaker::State state = Breaker::State::closed;
  int failures = 0;                     ///< in a row
  int under_way = 0;                    ///< messages being handed over just now
  std::optional<Instant> probe_at;      ///< open: when it is tried again
  std::optional<Instant> paused_until;  ///< it asked to be left alone so long
};
std::string_view name_of(Breaker::State state);

class Sender {
 public:
  static constexpr int workers = 8;
  static constexpr int workers_per_provider = 2;

  /// Messages that were being sent when the last process ended are queued again, marked "may repeat".
  Sender(engine::Writer& writer, store::Read read, const Zones& zones, engine::Links links,
         engine::Clock& clock, Channels channels);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;
  /// Waits for the attempts that are under way.
  ~Sender();

  /// There may be something new. Callable from any thread.
  void wake();
  /// Of every provider that something was sent by since the start. Callable from any thread.
  std::vector<ProviderHealth> providers() const;

 private:
  struct Attempted {
    std::int64_t row = 0;
    std::string via;
    Outcome outcome;
    Instant begun;
  };
  struct Lane {
    Breaker breaker;
    int under_way = 0;
    std::optional<Instant> paused_until;
  };
  /// What one round of the loop will do, all in one transaction.
  struct Plan {
    std::vector<Attempted> done;
    std::vector<store::Outgoing> start;
    struct Wait {
      std::int64_t row = 0;
      Instant until;
      std::string why;
    };
    std::vector<Wait> wait;
    std::optional<Instant> next;  ///< when there is something to do again
  };

  void loop();
  void work();
  bool round(std::optional<Instant>& until);
  Plan plan(Instant now);
  void plan_lane(store::Database& reading, const std::string& via, Instant now, Plan& plan);
  void carry_out(Plan& plan);
  void note(const Attempted& attempted, Instant now);
  Outcome attempt(const store::Outgoing& row);

  engine::Writer& writer_;
  store::Read read_;
  const Zones& zones_;
  engine::Links links_;
  engine::Clock& clock_;
  Channels channels_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;  // the loop
  std::condition_variable work_;  // the workers
  bool stopping_ = false;
  bool news_ = true;
  std::deque<store::Outgoing> todo_;
  std::vector<Attempted> done_;
  std::map<std::string, Lane> lanes_;  // changed by the loop only, under the mutex
  std::vector<Attempted> unrecorded_;  // the loop's own: what the disk had no room for yet
  std::vector<std::thread> workers_;
  std::thread thread_;
};

}  // namespace oasis::notify
