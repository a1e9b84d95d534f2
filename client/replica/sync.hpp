// Keeps a replica and the server together (docs/sync.md): snapshot, live stream with a long-poll fallback,
// and the outbox that goes out in order and survives a reload of the page. Of several tabs one leads: it has
// the one stream and sends; the others hear from it. May not: decide anything about tickets, or draw.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "client/platform/platform.hpp"
#include "client/replica/replica.hpp"
#include "client/replica/snapshot.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

class Sync {
 public:
  enum class Link : std::uint8_t { starting, live, polling, offline, signed_out };
  /// `alone`: the tab that leads does not answer (its browser may have frozen it), or there is no way to ask.
  enum class Part : std::uint8_t { undecided, leading, following, alone };

  /// Both outlive it.
  Sync(platform::Platform& platform, Replica& replica);
  ~Sync();
  Sync(const Sync&) = delete;
  Sync& operator=(const Sync&) = delete;

  void start();
  /// Called once a frame: reconnects when it is time, notices a stream that went silent.
  void tick();

  Link link() const { return link_; }
  Part part() const { return part_; }
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
  // ---- sync.cpp: the snapshot, the document, time and trouble
  void bootstrap();
  void take_snapshot(const std::string& body);
  void use_snapshot(Snapshot snapshot);
  void look_at_what_waits();
  void fetch_zones(const std::vector<Document>& documents, std::function<void()> then);
  void take_workspace(const Document& document);
  void watch_clock(Instant now);
  void measure_offset(const nlohmann::json& answer);
  void unreachable(int status);
  void set_link(Link link);
  // ---- sync_stream.cpp: changes
  void listen();
  void close_stream();
  void poll(bool again_and_again);
  void forget_rows();
  void take_changes(const std::string& body);
  void take_change(const nlohmann::json& change);
  // ---- sync_tabs.cpp: who leads, and what tabs tell each other
  void find_part();
  void lead();
  void tell(nlohmann::json message);
  void tell_where_i_am();
  void hear(const std::string& text);
  void hear_done(const nlohmann::json& message);
  bool has_stream() const { return part_ == Part::leading || part_ == Part::alone; }
  // ---- sync_outbox.cpp: from a command that is given to one that is confirmed
  void take_over_outbox();
  void adopt(const platform::Storage::Entries& entries);
  void adopt_one(PendingCommand told);
  void number_what_was_given();
  void number(PendingCommand& pending);
  void number_alone(PendingCommand& pending);
  void keep(const PendingCommand& pending);
  void forget(const PendingCommand& pending);
  void push();
  void take_answers(const std::string& client, const platform::Response& response);
  void take_result(const std::string& client, const nlohmann::json& result, bool in_log);
  void confirmed(std::string key, std::int64_t seq);  // by value: it is that of a command that goes
  void refused(std::string key, const std::string& code, const std::string& what);
  bool settle();
  void mind_the_gap(const std::string& client, std::int64_t expected);
  void start_numbers_anew(const std::string& client, std::int64_t expected);
  std::string kept_at(const std::string& rest) const;
  // ---- sync_heal.cpp: a server that was restored from a backup gets back what it lost
  void remember_done(const PendingCommand& pending);
  void heal();
  void look_back(const platform::Storage::Entries& aside, const platform::Storage::Entries& done);
  void sort_out(const std::vector<PendingCommand>& ended,
                const std::map<std::string, std::int64_t>& last_mids);
  void find_tickets(std::vector<PendingCommand> lost);
  void is_done_here(PendingCommand pending);
  void give_again(PendingCommand pending);
  void set_aside(PendingCommand pending);
  void give_what_was_set_aside(const TicketId& ticket);
  /// Asks for all of `urls`; `then`, when `use` could use each answer. If not, all is begun anew later.
  void ask_each(const std::vector<std::string>& urls,
                const std::function<bool(const std::string& url, const platform::Response&)>& use,
                const std::function<void()>& then);

  platform::Platform& platform_;
  Replica& replica_;
  std::shared_ptr<Zones> zones_;
  Link link_ = Link::starting;
  Part part_ = Part::undecided;
  bool ready_ = false;
  bool bootstrapping_ = false;
  bool kept_snapshot_ =
      false;  ///< the snapshot on its way is one that the browser kept: there is no connection
  /// Rows were forgotten, or are of another history: nothing but a snapshot makes them whole again.
  bool snapshot_due_ = false;
  bool pushing_ = false;
  bool polling_ = false;                      ///< a long poll is under way
  bool healing_ = false;                      ///< before anything else is sent, what was lost is offered
  std::uint64_t heals_ = 0;                   ///< only what belongs to the last attempt counts
  int failures_ = 0;                          ///< in a row; the wait grows with it
  int quick_closes_ = 0;                      ///< streams that ended at once: a proxy in between
  Duration offset_;                           ///< server clock minus this browser's
  std::string client_id_;                     ///< what this page numbers commands under
  std::int64_t last_mid_ = 0;                 ///< of client_id_
  std::pair<std::string, std::int64_t> gap_;  ///< the last one that the server saw: client_id, expected mid
  platform::RequestId stream_ = 0;
  Instant stream_opened_;
  std::optional<Instant> heard_at_;  ///< from the stream, or from the tab that leads
  std::optional<Instant> retry_at_;
  std::optional<Instant> decide_by_;  ///< nobody leads until then: this tab goes alone
  std::optional<Instant> ticked_at_;
  std::string asked_as_;  ///< the person for whom this tab asked to lead
  std::unordered_set<TicketId> fetching_;
  std::uint64_t forgotten_ = 0;  ///< so often were rows forgotten: what was asked for before is not used
  std::string wanted_zone_;
  std::unordered_map<TicketId, bool> stale_;  ///< changed since its details were read
  std::map<std::string, PendingCommand>
      set_aside_;  ///< by key: lost by the server, and their ticket not back yet
};

}  // namespace oasis
