// The score of a drill, as scenarios and the server answer it (docs/scenario.md). May not: compute one.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "shared/report/drill.hpp"

namespace oasis {

nlohmann::ordered_json write_drill(const DrillScore& drill);

}  // namespace oasis
