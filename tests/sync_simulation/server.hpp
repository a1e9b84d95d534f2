// The server of a simulated run: the real ledger, commands, feed, backup and check on a simulated disk,
// without threads and sockets. May not: decide what a client should do.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/platform/network.hpp"
#include "server/engine/clock.hpp"
#include "server/engine/ledger.hpp"
#include "server/http/reader.hpp"
#include "server/watch/measures.hpp"
#include "tests/simulated/disk.hpp"
#include "tests/sync_simulation/world.hpp"

namespace oasis::test {

/// The wall clock of the server's machine: that of the world, and what it was set off by.
class MachineClock final : public engine::Clock {
 public:
  explicit MachineClock(const World& world) : world_(world) {}
  Instant now() override { return world_.now() + off; }
  Duration elapsed() override { return {world_.now().ms}; }
  void sleep(std::unique_lock<std::mutex>&, std::condition_variable&, std::optional<Instant>) override {}
  Duration off;

 private:
  const World& world_;
};

class Server {
 public:
  using Answered = std::function<void(platform::Response)>;

  Server(World& world, const Zones& zones);
  ~Server();

  bool is_running() const { return ledger_ != nullptr; }
  /// A request as it arrives; answered now, after the next commit, or never.
  void handle(const Id& user, const platform::Request& request, Answered answered);

  /// One live stream: `frame` is called for each batch as it leaves, `closed` when the server ends it.
  struct Stream {
    Id user;
    std::int64_t cursor = 0;
    std::function<void(std::string id, std::string data)> frame;
    std::function<void(int status)> closed;
  };
  /// The status; 200: the stream stands under `id`.
  int open_stream(std::uint64_t id, const std::string& cursor, Stream stream);
  void close_stream(std::uint64_t id) { streams_.erase(id); }

  // ---- what happens to it
  void customer_writes(const std::string& token);
  void adopt(const std::string& document);
  /// Loses power: at the n-th operation of the disk from now (0: just after the next commit, before anybody
  /// is answered). It comes back by itself.
  void crash(std::int64_t operations);
  /// One operation of the disk fails, the n-th from now; the process goes on.
  void disk_error(std::int64_t operations);
  void back_up();
  /// Puts the last backup back, if there is one.
  void restore();
  /// Nothing that was planned to go wrong does; if it is down, it comes back.
  void calm();
  bool has_backup() const { return has_backup_; }
  int restores() const { return restores_; }
  void clock_was_set() {
    if (ledger_) wake_at_next_due();
  }
  MachineClock clock;
  std::map<Id, bool> signed_out;

  // ---- what is so
  /// Runs `look` on the database as it is on the disk.
  void look(const std::function<void(store::Database&)>& look);
  /// Whether there is such a ticket, and it is this person's to see. The server must run.
  bool shows(const Id& user, const TicketId& ticket);
  /// What a new snapshot would hold for this person.
  std::string snapshot_of(const Id& user);
  /// How often the auditor has found a timer wrong: never, unless there is a fault.
  std::uint64_t mended() const { return work_.mended.value(); }
  http::Reader reader(const Id& user) const;
  void end_streams_of_another_sight();
  std::int64_t head() const { return ledger_ ? ledger_->head() : 0; }
  std::optional<Instant> next_due() const { return ledger_ ? ledger_->next_due() : std::nullopt; }
  const Zones& zones() const { return zones_; }

 private:
  void start();
  void stop();
  void die();
  void turn();
  void wake_at_next_due();
  void publish(std::int64_t head);
  void answer_poll(std::uint64_t number);
  platform::Response commands(engine::Turn& turn, const Id& user, const std::string& body);
  platform::Response read(const Id& user, const std::string& path);
  std::optional<int> misplaced(const Id& user, const std::string& cursor, std::int64_t& seq);

  World& world_;
  const Zones& zones_;
  Disk disk_;
  watch::Work work_;
  std::unique_ptr<engine::SteadyTime> time_;
  std::unique_ptr<engine::Ledger> ledger_;
  std::unique_ptr<store::Database> reading_;
  std::vector<engine::Task> waiting_;
  std::map<std::uint64_t, Stream> streams_;
  struct HeldPoll {
    Id user;
    std::string url;
    Answered answered;
  };
  std::map<std::uint64_t, HeldPoll> held_;  // until there is something, or for 25 s
  std::uint64_t polls_ = 0;
  std::uint64_t wakes_ = 0;  // only the last one that was planned counts
  std::uint64_t life_ = 0;   // of the process: what an earlier one planned is void
  bool turn_planned_ = false;
  bool dies_after_commit_ = false;
  bool has_backup_ = false;
  int restores_ = 0;
};

}  // namespace oasis::test
