// The whole state of a workspace: what server, browser and simulator hold in memory and fold events into.
// May not: decide or change itself; event/apply changes it, policy/ answers questions about it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// A workspace document made ready for questions: calendars with prefix sums, schedules in order
/// (policy/policies.hpp). Immutable and shared; the model only carries it.
class Policies;

/// A message to one person that is decided but not yet due: a delayed entry, the end of quiet hours, a
/// bundle.
struct WaitingMessage {
  TicketId ticket;
  std::uint32_t cause = 0;  ///< number of the ticket's event that led to it
  Urgency urgency = Urgency::normal;
  std::string via;
  std::int32_t entry = 0;  ///< which entry of the person's rules; part of the message's unique key
  std::string why;
  Instant due;
  bool bundled = false;       ///< leaves in one list with the others that are due then
  bool only_if_open = false;  ///< dropped if the ticket is acknowledged or resolved by then
  bool page = false;          ///< of a step of an escalation, or of its last resort
  friend bool operator==(const WaitingMessage&, const WaitingMessage&) = default;
};

/// The last message that went to a person by a channel about a ticket (semantics: Notifications, 60 s).
struct SentMark {
  TicketId ticket;
  std::string via;
  Instant at;
  friend bool operator==(const SentMark&, const SentMark&) = default;
};

constexpr std::size_t most_pages_kept = 100;

/// What a person of the workspace has been and will be told.
struct Person {
  Id user;
  std::vector<WaitingMessage> waiting;
  std::vector<SentMark> sent;           ///< of the last 60 s only
  std::optional<Instant> bundle_until;  ///< what is told before this instant is collected
  std::vector<WaitingMessage> digest;   ///< low urgency, for the next digest
  std::optional<Instant> digest_due;
  /// When escalations told them, oldest first, each instant once; the last `most_pages_kept`. The limit of
  /// pages per shift counts them.
  std::vector<Instant> pages;
  friend bool operator==(const Person&, const Person&) = default;
};

struct State {
  /// Every version of the document that something still lives by; the last one is the current one.
  std::vector<std::shared_ptr<const Policies>> versions;
  /// Tickets that can still change by themselves, and those that somebody asked for. The server keeps
  /// finished ones in its store and brings them in before a command touches them.
  std::unordered_map<TicketId, Ticket> tickets;
  std::map<Id, Person> people;
  /// Whose account is disabled: they may stand in the document still, and are told nothing. Only a server knows.
  std::set<Id> disabled;
  std::int64_t last_number = 0;  ///< the newest human ticket number given
};

}  // namespace oasis
