// The texts that a new installation offers for the moments in which words are hard to find.
// May not: promise what a workspace may not keep.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace oasis::engine {

/// The `templates` of the default workspace, as docs/scenario.md writes them.
nlohmann::json starter_templates();

}  // namespace oasis::engine
