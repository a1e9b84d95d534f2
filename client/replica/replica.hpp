// What one browser profile knows: the rows that the server confirmed, the commands that still wait, and
// tickets as they look with both. Pure: no network, no storage, no clock; sync.hpp drives it. May not: draw,
// or know how rows travel.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/command/command.hpp"
#include "shared/event/event.hpp"
#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/result.hpp"

namespace oasis {

/// A place in one history of the server (docs/sync.md): epoch names the history, seq the last change in it.
struct Cursor {
  std::string epoch;
  std::int64_t seq = 0;
  friend bool operator==(const Cursor&, const Cursor&) = default;
};

/// A command that its author sees done, and that the server has not yet confirmed through the log.
struct PendingCommand {
  std::string key;             ///< names it in every tab of this browser
  std::string client;          ///< the client_id that it has a number of; empty: not numbered yet
  std::int64_t mid = 0;        ///< 1, 2, 3 … per client_id
  std::string epoch;           ///< the history in which it got this number, or was given
  std::string first_client;    ///< the number that it had before it got this one; empty: none
  std::int64_t first_mid = 0;  ///< of first_client
  Command command;
  Instant given;       ///< by the server's time as far as this browser knows it
  Cursor applied;      ///< where the log has its change, once the server said so; it may not have come yet
  bool kept = false;   ///< the browser's storage has it under its number
  bool again = false;  ///< given in a history that a restore from a backup has ended
};

/// A command that the server refused: shown until the person has read it, so that nothing typed is lost.
struct RefusedCommand {
  PendingCommand pending;
  std::string code;
  std::string what;
};

/// What became of a message to somebody about the ticket: a row of the server's outbox.
struct SentMessage {
  /// Number of the ticket's event that says that they were told; unset: it is a list that was told of on
  /// another ticket, and `cause` is what led to it on this one.
  std::optional<std::uint32_t> event;
  Id user;
  std::string via;
  std::string state;  ///< the furthest it came: queued, sending, sent, delivered, failed, seen, answered
  std::string error;
  bool may_repeat = false;
  Instant at = {};  ///< when it came there
  std::uint32_t cause = 0;
  std::string answer = {};  ///< "acknowledge", "escalate", "close": what they answered
};

/// Everything below a ticket that is fetched when somebody looks at it.
struct TicketDetails {
  std::vector<Message> messages;
  std::vector<Event> events;
  std::vector<SentMessage> deliveries;
  std::string contact_trouble;  ///< why mail to the customer does not arrive; empty: nothing speaks against it
  std::int64_t as_of = 0;  ///< the seq it was read at
};

struct Replica {
  std::uint64_t revision = 0;  ///< grows with every change; screens compare it before they sort anew
  Actor me;
  Cursor cursor;
  State confirmed;
  std::deque<PendingCommand> outbox;
  std::vector<RefusedCommand> refused;
  /// Tickets that pending commands touch, as they will look; and what those commands say.
  std::unordered_map<TicketId, Ticket> expected;
  std::unordered_map<TicketId, std::vector<Event>> expected_events;
  std::unordered_map<TicketId, TicketDetails> details;
};

/// The ticket as its reader should see it: expected if a command waits, else confirmed; null if unknown.
const Ticket* find_ticket(const Replica& replica, const TicketId& id);

/// Calls `visit` with every ticket as its reader should see it, in no particular order. O(tickets).
void for_each_ticket(const Replica& replica, const std::function<void(const Ticket&)>& visit);

/// The tickets that must be there for a command: none for one that opens its ticket.
std::vector<TicketId> tickets_needed(const Command& command);

/// Takes a command of the person at this browser: refused here if the shared core refuses it, else it is in
/// the outbox and its effects show. Its person-to-person effects (pages, mails) are the server's.
std::optional<Refusal> submit(Replica& replica, std::string key, Command command, Instant now);

/// Takes a command that was given in another tab, or before this page was loaded, into its place in the
/// order; shown by the next replay(). What is given again comes first. One that is there already is left
/// alone.
void add_pending(Replica& replica, PendingCommand pending);

/// Null if it does not wait (any more).
PendingCommand* find_pending(Replica& replica, const std::string& key);
PendingCommand* find_pending(Replica& replica, const std::string& client, std::int64_t mid);

/// The server refused a command: takes its effects back (with the next replay) and keeps it in `refused`.
void refuse(Replica& replica, const std::string& key, const std::string& code, const std::string& what);

/// A ticket row from the log replaces the confirmed one, or removes it (null).
void confirm(Replica& replica, const TicketId& id, std::optional<Ticket> row);

/// The log has reached the change of a command: its effects are among what is confirmed.
void confirm_command(Replica& replica, const std::string& key);

/// Shows the outbox on top of what is confirmed, again. Called after each batch of confirmations; only
/// tickets that a waiting command touches are decided anew. O(outbox).
void replay(Replica& replica, Instant now);

}  // namespace oasis
