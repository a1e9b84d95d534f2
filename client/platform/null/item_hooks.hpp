// What takes the pointer, as Dear ImGui itself sees it.
// May not: be used outside tests.
#pragma once

#include <vector>

#include "client/platform/semantics.hpp"

namespace oasis::platform {

/// From now on, every item of the current context that takes part in hit-testing is added to `items`, which
/// is emptied first.
void record_items(std::vector<NodeId>& items);

}  // namespace oasis::platform
