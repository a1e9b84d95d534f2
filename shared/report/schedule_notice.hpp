// Who is told of a change of the on-call calendar, and what they read (docs/semantics.md, "Schedules").
// May not: send it; the caller puts it into the outbox, normal urgency.
#pragma once

#include <string>
#include <vector>

#include "shared/command/schedule_change.hpp"
#include "shared/policy/schedule_effect.hpp"

namespace oasis {

struct ScheduleNotice {
  Id to;
  std::string subject;
  std::string text;
  friend bool operator==(const ScheduleNotice&, const ScheduleNotice&) = default;
};

/// One letter for each person whose times on call changed, who is asked for a swap, or whose request is
/// answered; none to `by`, who did it ("nobody is told of what they did themselves"). Times by the zone of
/// each schedule. `policies`: of the document before or after, for names.
std::vector<ScheduleNotice> schedule_notices(const Policies& policies, const ScheduleChange& change,
                                             const std::vector<ScheduleEffect>& effects, const Id& by);

}  // namespace oasis
