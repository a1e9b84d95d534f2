// One piece of work inside the writer's transaction: decides with the core, folds the events into the state
// in memory and writes everything that follows from them (rows, history, change feed, timers, outbox). May
// not: begin or commit; answer anybody.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/engine/documents.hpp"
#include "server/engine/undo.hpp"
#include "server/store/log.hpp"
#include "server/store/sqlite.hpp"
#include "shared/command/command.hpp"
#include "shared/command/timer.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"

namespace oasis::engine {

/// What all turns of a server share.
struct Setting {
  const Zones& zones;
  std::string mail_domain;  ///< right-hand side of the Message-IDs that we make
};

/// What an edited document applies to.
enum class Reach { new_tickets, open_tickets };

class Turn {
 public:
  Turn(const Setting& setting, store::Database& database, State& state, Instant now)
      : setting_(setting), database_(database), state_(state), now_(now), undo_(state) {}

  store::Database& database() { return database_; }
  const State& state() const { return state_; }
  Instant now() const { return now_; }
  const std::string& mail_domain() const { return setting_.mail_domain; }

  /// Where the request came from that this turn serves, for the audit log; else the work is the machine's own.
  void come_from(std::string address) { address_ = std::move(address); }

  /// Does what `command` asks for and keeps it, or changes nothing and says why. `role` of the actor is taken
  /// from the current document, whatever it says. Throws store::Failure.
  std::optional<Refusal> run(const Command& command, Actor actor);
  /// Does what is due. Throws store::Failure.
  void fire(const Timer& timer);
  /// Makes `text` the current document, for open tickets too or for new ones only. All faults if it is not
  /// valid.
  std::vector<Error> adopt_document(std::string_view text, Reach reach, std::string_view by);
  /// Brings a ticket that is only in the store into memory. False if there is none.
  bool fetch(const TicketId& id);
  /// Calls `look` with a ticket, in memory or not, and leaves it where it is. False if there is none.
  bool look_at(const TicketId& id, const std::function<void(const Ticket&)>& look);
  /// Reads again whose account is disabled. To be called once this turn has changed an account.
  void look_at_accounts();
  /// Moves these open tickets to this version of the document, unless they live by a newer one.
  void adopt(const std::vector<TicketId>& ids, std::uint32_t version, std::string_view by);

  /// Tells replicas that a row changed; `owner` empty: all staff. Answers its seq.
  std::int64_t announce(std::string_view owner, std::string_view entity, std::string_view id,
                        std::string row);

  /// After an exception: makes the state in memory what it was. The rows are undone by the caller.
  void take_back() { undo_.restore(state_); }

  Undo& undo() { return undo_; }
  std::vector<store::Change>& changes() { return changes_; }
  /// Tickets that `fetch` brought in.
  const std::vector<TicketId>& fetched() const { return fetched_; }
  /// The newest seq that this turn gave, or that was there before.
  std::int64_t head();

 private:
  void keep(const std::vector<Event>& events);
  /// A ticket and those that it was merged into: what arrives on it belongs to the last of them.
  void fetch_with_survivors(const TicketId& id);
  /// The tickets that messages to this person tell of which are due now.
  void fetch_what_waits_for(const Id& user);
  /// Marks, for those who saw the ticket by its team and customer before, that it may not be theirs any more.
  void leave_scope(const TicketId& id, const Id& team, const Id& customer);
  std::int64_t append(store::Change change);
  void write_ticket(const TicketId& id);
  void write_person(const Id& user);

  const Setting& setting_;
  store::Database& database_;
  State& state_;
  Instant now_;
  std::string address_;
  Undo undo_;
  std::vector<store::Change> changes_;
  std::vector<TicketId> fetched_;
};

/// The person's role in the current document; viewer for one who is not in it.
Role role_of(const State& state, const Id& user);

}  // namespace oasis::engine
