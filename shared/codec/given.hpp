// What people did on a ticket, in few bytes: a hundred thousand tickets travel to a browser like that.
//   {"ticket":"T1","number":17,"given":[[ms,by,name,{…args}?]…]}
// `ms` is since 1970 in the first, then since the one before; `by` a user's id, "" for staff without one, "*" for
// the customer; `name` and `args` as in commands (rows.hpp), without the ticket, and of the message only "text",
// "automatic" and "mood": [score, dissatisfied], where they say something. May not: know what a simulation makes
// of it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "shared/result.hpp"
#include "shared/simulate/given.hpp"

namespace oasis {

/// Linear in the size; events that hold no command are left out.
nlohmann::json write_given(const GivenTicket& ticket);
/// An error names the place of what is not written like that. Messages get ids of their own.
Result<GivenTicket> read_given(const nlohmann::json& json);

}  // namespace oasis
