// Changes of a ticket's fields and status, by people and by rules alike (docs/semantics.md, "Service
// levels"). Internal to this room.
#pragma once

#include <vector>

#include "shared/command/command.hpp"
#include "shared/command/turn.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {

/// Records what `fields` really change: resolved or closed first, then fields and pauses, then reopened
/// ("stop before pause before start"), with everything that follows for clocks and runs. What rules may
/// answer to is added to `causes`. Whether anything changed.
bool change_fields(Turn& turn, const SetFields& fields, const Actor& by, std::optional<std::uint32_t> cause,
                   std::vector<Cause>& causes);

}  // namespace oasis
