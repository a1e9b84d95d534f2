// `support-oasis config check FILE`: is this workspace document valid? May not: touch a data folder (that is
// `config import`).
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "shared/time/zone.hpp"

namespace oasis::cli {

/// Checks each file (a bare workspace object, "-" is `in`). Prints what it holds on `out`, or one line per
/// fault on `err`. Returns 0, or 2 if any file had a fault.
int run_config_check(const std::vector<std::string>& files, const Zones& zones, std::istream& in,
                     std::ostream& out, std::ostream& err);

}  // namespace oasis::cli
