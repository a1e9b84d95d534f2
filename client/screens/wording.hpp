// How the client says things: durations, moments, clocks, and what happened on a ticket, one sentence each.
// In the reader's language (client/words/translated.hpp).
// May not: draw, or decide what to show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/event/event.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis::wording {

std::string_view name_of(Priority priority);
std::string_view name_of(Status status);
std::string_view name_of(ClockKind clock);  ///< "First response", "Next response", "Update", "Resolution"
std::string_view name_of(Urgency urgency);

/// A length of time as people say it, at most two units, rounded down: "2 h 5 min", "3 d 4 h", "40 s", "0 s".
/// Negative lengths are said without their sign.
std::string say(Duration duration);

/// How a clock stands at `now`, short enough for a chip: "2 h 5 min left", "12 min over", "paused", "met".
std::string say_clock(const Clock& clock, Instant now);

/// A moment in the reader's zone, as precise as its distance from `now` asks for: "14:05", "Mon 14:05",
/// "24 Nov, 14:05", "24 Nov 2025".
std::string say_moment(Instant at, const Zone& zone, Instant now);
/// The same in full, for tooltips: "Tuesday 24 November 2026, 14:05:09 (Europe/Berlin)".
std::string say_moment_fully(Instant at, const Zone& zone);
/// As a line of its own begins: with a capital, if the first letter is one of a to z.
std::string begin_line(std::string words);

/// "e-mail", "SMS", "Slack"; the word itself for a channel that has no other name.
std::string name_of_via(std::string_view via);

struct Sentence {
  std::string text;    ///< "Ann Ek acknowledged"
  std::string detail;  ///< why and how, second line: "tier 1, on call in tier-1"; may be empty
};

/// What an event says to a reader; people and channels by name as the workspace has them now.
Sentence say_event(const Event& event, const Workspace& workspace);

/// What marks a drill; of no language, as in the messages about it.
constexpr std::string_view drill_mark = "DRILL";
/// "#7 Fire"; of a drill "DRILL #7 Fire".
std::string name_of_ticket(const Ticket& ticket);

/// "Ann Ek" for a known id, the id itself for one that has left. Refers to the workspace or to the id.
const std::string& name_of_user(const Workspace& workspace, const Id& user);
/// The same for what else has a name; the id where it has none.
const std::string& name_of_team(const Workspace& workspace, const Id& team);
const std::string& name_of_customer(const Workspace& workspace, const Id& customer);
const std::string& name_of_schedule(const Workspace& workspace, const Id& schedule);
const std::string& name_of_chain(const Workspace& workspace, const Id& chain);

}  // namespace oasis::wording
