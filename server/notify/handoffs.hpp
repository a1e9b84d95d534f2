// Changes of shift: whoever comes on call is told, with the note that the one before left. May not: send by
// itself; know who is on call (the core does).
#pragma once

#include <optional>
#include <string>

#include "server/engine/turn.hpp"
#include "server/notify/schedule_changes.hpp"
#include "shared/report/handoff.hpp"

namespace oasis::notify {

constexpr std::size_t longest_handoff_note = 4'000;  // bytes

/// The note that waits for the next change of shift of a schedule; empty text: none.
HandoffNote handoff_note(store::Database& reading, const Id& schedule);
/// Leaves one, or takes it back with an empty text. For who is on call there now, managers and admins.
std::optional<Refusal> leave_handoff_note(engine::Turn& turn, const Id& schedule, const HandoffNote& note);

/// The job: tells those who came on call since the last run, and answers when to look again: at the next
/// change of shift, in an hour at the latest (the document may have changed). Nobody is told of what changed
/// before the first run.
Instant tell_of_handoffs(engine::Turn& turn);

}  // namespace oasis::notify
