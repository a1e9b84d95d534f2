// Keeps a replica and the server together (docs/sync.md): snapshot, live stream with a long-poll fallback,
// and the outbox that goes out in order and survives a reload of the page. May not: decide anything about
// tickets, or draw.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "client/platform/platform.hpp"
#include "client/replica/replica.hpp"
#include "client/replica/snapshot.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

class Sync {
 public:
  enum class Link : std::uint8_t { starting, live, polling, offline, signed_out };

  /// Both outlive it.
  Sync(platform::Platform& platform, Replica& replica);
  ~Sync();
  Sync(const Sync&) = delete;
  Sync& operator=(const Sync&) = delete;

  void start();
  /// Called once a frame: reconnects when it is time, notices a stream that went silent.
  void tick();

  Link link() const { return link_; }
  bool ready() const { return ready_; }  ///< a snapshot is there: rooms can be drawn
  /// The server's time: this browser's clock and the offset measured from answers.
  Instant now() const;
  /// The zones that came with the document.
  const Zones& zones() const { return *zones_; }
  /// Fetches a zone's data when it did not come with the document; it appears in zones().
  void want_zone(const std::string& name);

  /// Shows a command done, keeps it in the outbox and sends it when it is its turn. A refusal by the shared
  /// core is answered, and nothing is kept.
  std::optional<Refusal> give(Command command);

  /// Somebody looks at the ticket: fetches its messages and events when they are missing or out of date.
  void look_at(const TicketId& ticket);

  /// A new identifier: UUIDv7 (RFC 9562, 5.7).
  std::string new_id();

 private:
  void bootstrap();
  void take_snapshot(const std::string& body);
  void use_snapshot(Snapshot snapshot);
  void fetch_zones(const std::vector<Document>& documents, std::function<void()> then);
  void take_workspace(const Document& document);
  void choose_identity();
  void take_identity(const std::string& client_id);
  void adopt_outbox(const platform::Storage::Entries& entries);
  void listen();
  void close_stream();
  void poll();
  void take_changes(const std::string& body);
  void take_change(const nlohmann::json& change);
  void push();
  void take_answers(const platform::Response& response);
  void take_result(const nlohmann::json& result);
  void renumber(std::int64_t expected);
  void unreachable(int status);
  std::string kept_at(const std::string& rest) const;
  void keep(const PendingCommand& pending);
  void forget(std::int64_t mid);

  platform::Platform& platform_;
  Replica& replica_;
  std::shared_ptr<Zones> zones_;
  Link link_ = Link::starting;
  bool ready_ = false;
  bool bootstrapping_ = false;
  bool other_history_ = false;  ///< the server follows another epoch: a new snapshot is due
  bool pushing_ = false;
  bool polling_ = false;   ///< a long poll is under way
  int failures_ = 0;       ///< in a row; the wait grows with it
  int quick_closes_ = 0;   ///< streams that ended at once: a proxy in between
  Duration offset_;        ///< server clock minus this browser's
  std::string client_id_;  ///< one per open page; its outbox outlives the page
  std::optional<Instant> identity_by_;
  platform::RequestId stream_ = 0;
  Instant stream_opened_;
  std::optional<Instant> heard_at_;
  std::optional<Instant> retry_at_;
  std::unordered_set<TicketId> fetching_;
  std::string wanted_zone_;
  std::unordered_map<TicketId, bool> stale_;  ///< changed since its details were read
};

}  // namespace oasis
