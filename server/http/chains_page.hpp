// The page of all chains for the wall: each one's picture and the same as a table, a sheet of paper each. Plain HTML.
// May not: know requests; draw a chain (shared/report/chain_picture).
#pragma once

#include <string>
#include <vector>

#include "server/http/pages.hpp"
#include "shared/model/workspace.hpp"

namespace oasis::http {

/// `chains`: which of the workspace's; `at`: when and in which version, in words.
std::string chains_page(const PageFrame& frame, const Workspace& workspace, const std::vector<const Chain*>& chains,
                        const std::string& at);

}  // namespace oasis::http
