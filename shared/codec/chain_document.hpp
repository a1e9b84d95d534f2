// The chains of a workspace document while it is being edited: read although something is missing, written
// back without touching what was not changed. May not: check them (codec/workspace does).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis {

/// What of each chain can be read; what cannot has its default. Linear.
std::vector<Chain> read_chains(const nlohmann::json& document);
/// Makes `document` have these chains, in this order. One that reads as it did stays as it was written.
void write_chains(nlohmann::json& document, const std::vector<Chain>& chains);

}  // namespace oasis
