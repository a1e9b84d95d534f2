// Who is told by what and when: a person's own rules, quiet hours, bundles, digests (docs/semantics.md,
// "Notifications"). May not: send, record, or know why somebody is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/state.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// "One message per person, channel and ticket within 60 s"; what a person is told within it after a first
/// message is collected.
constexpr Duration quiet_minute = seconds(60);

/// One way in which a person would be told of something, decided at an instant.
struct Delivery {
  enum class How : std::uint8_t { now, later, digest, dropped };
  How how = How::now;
  std::string via;
  std::string address;  ///< empty for a digest
  std::int32_t entry = 0;
  Instant due;                ///< later, digest
  bool bundled = false;       ///< later: in the list at the end of the minute
  bool only_if_open = false;  ///< later: an entry with `after`
  std::string why_dropped;
};

/// What is told to whom.
struct Telling {
  const User& user;
  const Zone& zone;       ///< the person's
  const Person* history;  ///< what they have been told lately; may be nullptr
  const TicketId& ticket;
  Urgency urgency = Urgency::normal;
  bool escalating = false;  ///< an escalation of the ticket is running: quiet hours do not count
};

/// The entries that hold for an urgency: the person's own, else "critical = every contact at once, normal =
/// e-mail (or the first contact), low = daily digest at 09:00".
std::vector<NotifyEntry> entries_of(const User& user, Urgency urgency);
/// Whether there is one.
bool has_entries(const User& user, Urgency urgency);

/// How the person's entry number `entry` would tell them at `now`. O(messages of the last minute).
Delivery plan_entry(const Telling& telling, const NotifyEntry& rule, std::int32_t entry, Instant now);

/// The same for a message that was held and is due at `now`: bundle and minute still count, quiet hours no
/// more.
Delivery plan_due(const Telling& telling, const WaitingMessage& message, Instant now);

/// Whether a message about the ticket went to the person by this channel less than 60 s ago.
/// O(messages of the last minute).
bool is_told(const Person& history, const TicketId& ticket, std::string_view via, Instant now);
/// Why another one is not sent then.
constexpr const char* told_lately = "told less than 60 s ago";

/// The end of the quiet hours that hold at `t` by the clock of `zone`, the person's: they include their start
/// and leave out their end, run into the next day where the end is at or before the start, and end at the
/// last of a clock that shows twice. nullopt if none hold. O(1).
std::optional<Instant> quiet_until(const User& user, const Zone& zone, Instant t);

/// The first time after `t` at which the digest of this entry leaves, by the clock of `zone`: its `at` of the
/// next day, or of the next such weekday. O(1).
Instant next_digest(const NotifyEntry& entry, const Zone& zone, Instant t);

/// The address of a person's channel; empty if they have none.
const std::string& address_of(const User& user, std::string_view via);

}  // namespace oasis
