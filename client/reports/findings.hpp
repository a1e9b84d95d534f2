// What a report found that somebody can act on: each with its evidence and the way to where it is changed.
// May not: find anything (shared/report/findings).
#pragma once

#include <vector>

#include "client/screens/desk.hpp"
#include "shared/report/findings.hpp"

namespace oasis {

void draw_findings(Desk& desk, const std::vector<Finding>& findings);

}  // namespace oasis
