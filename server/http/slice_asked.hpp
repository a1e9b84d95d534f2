// Which tickets a report or a board is asked for, from the parameters of its address. May not: know a period.
#pragma once

#include <optional>
#include <string>

#include "server/http/routes.hpp"
#include "shared/report/figures.hpp"

namespace oasis::http {

/// `priority`, `customer`, `team`, `category`, `channel`; each that is left out is any. nullopt: the call was refused,
/// because there is no such priority. The period is left empty.
std::optional<Slice> slice_asked(Call& call);
/// The parameters that ask for it, "&priority=high&customer=globex"; empty of all tickets. What people wrote comes last, as in the
/// addresses of the program.
std::string parameters_of(const Slice& slice);

}  // namespace oasis::http
