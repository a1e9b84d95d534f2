// The texts that a new installation offers for the moments in which words are hard to find.
// May not: promise what a workspace may not keep.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "shared/model/workspace.hpp"

namespace oasis::engine {

/// The `templates` of the default workspace, as docs/scenario.md writes them.
nlohmann::json starter_templates();

/// One of them, for a workspace without one of its own; `id` is one that there is.
const Template& starter_template(std::string_view id);

}  // namespace oasis::engine
