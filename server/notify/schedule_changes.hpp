// A change of the on-call calendar as the server makes it: a new version of the document, and letters to
// those whom it concerns. May not: decide what a change means (shared/command/schedule_change), send.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/engine/turn.hpp"
#include "shared/command/schedule_change.hpp"
#include "shared/policy/schedule_effect.hpp"

namespace oasis::notify {

struct ChangedSchedule {
  std::optional<Refusal> refusal;       ///< then nothing has changed
  std::vector<ScheduleEffect> effects;  ///< what follows from it
};

/// Carries the change out for `by`, whose role is taken from the document in force. Open tickets keep their
/// due times. Everybody else whom it concerns is told, normal urgency: by their normal entries, after their
/// quiet hours. Throws store::Failure.
ChangedSchedule change_schedule(engine::Turn& turn, const ScheduleChange& change, const Id& by);

/// Queues a letter to a person, normal urgency: by their normal entries, after their quiet hours.
void queue_normal(engine::Turn& turn, const Policies& policies, const Id& to, const std::string& subject,
                  const std::string& text);

/// The requests for swaps that wait for an answer; those that are over are left out.
std::vector<SwapRequest> swap_requests(store::Database& reading, Instant now);

}  // namespace oasis::notify
