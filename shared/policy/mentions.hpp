// Who a note calls by "@": people and teams, by name or id (docs/semantics.md, "Mentions, watchers, links").
// May not: know who may be told, or how.
#pragma once

#include <string_view>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis {

/// The people and teams that stand behind an '@' in `text`, each once, in the order of the text. An '@'
/// counts at the beginning of a word; of several names that fit the longest is meant ("@Ann Lee", not
/// "@Ann"); letters of ASCII are compared without case. O(text × people).
std::vector<Target> mentioned_in(const Workspace& workspace, std::string_view text);

}  // namespace oasis
