// What put somebody on call, or nobody: the layer, override, swap or fixed shift behind it. May not: decide who is on
// call (schedules.hpp); word it for people.
//
// Rules: docs/semantics.md, "Schedules".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/schedules.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

struct OnCallReason {
  enum class Kind : std::uint8_t {
    layer,      ///< it is their turn
    replaced,   ///< an override put them there
    swapped,    ///< they took somebody's shift over
    fixed,      ///< a fixed period says so
    away,       ///< nobody: who would be on call is away
    gap,        ///< nobody: no layer has anybody
    not_theirs  ///< somebody else is on call
  };
  Kind kind = Kind::gap;
  std::size_t layer = 0;  ///< layer: index into the schedule's layers
  Id other;               ///< replaced, swapped: in whose place, empty for none; away: who is; not_theirs: who is on call
  Interval shift;         ///< layer: their turn around the instant, at most a year to each side
  Interval during;        ///< replaced, swapped, fixed: of the override, swap or fixed shift

  friend bool operator==(const OnCallReason&, const OnCallReason&) = default;
};

/// Why `user` was or was not on call at `t`; an empty id asks why nobody was. O(layers × shifts of a year).
OnCallReason on_call_reason(const Schedule& schedule, const std::vector<User>& users, const SharedZone& zone,
                            const Id& user, Instant t);

}  // namespace oasis
