// A chain drawn for paper and other programs: one SVG picture (SVG 1.1, without styles, scripts or fonts of its own), and
// the same as lines of a table. May not: know a screen; decide who is told.
#pragma once

#include <string>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis {

/// One step as a row: what the picture's card says.
struct ChainRow {
  std::string tier;    ///< "1"
  std::string name;    ///< "Support"; may be empty
  std::string told;    ///< "on call in Support on call, Ann Ek"
  std::string backup;  ///< the same, of whom is told instead; may be empty
  std::string wait;    ///< "30m", "1h of Office hours"
};
std::vector<ChainRow> chain_rows(const Chain& chain, const Workspace& workspace);

/// What starts the chain, one line a rule: "urgent: at tier 2". Empty: by hand only.
std::vector<std::string> chain_starts(const Chain& chain, const Workspace& workspace);

/// What comes after the last step: rounds, the last resort, when an acknowledgement lapses, how often customers hear.
std::vector<std::string> chain_ends(const Chain& chain, const Workspace& workspace);

/// The picture: tiers as columns, steps as cards, arrows between them. `below`: a line at its foot (where and when it was
/// drawn); may be empty. Texts are escaped and wrapped. Linear.
std::string chain_svg(const Chain& chain, const Workspace& workspace, const std::string& below);

}  // namespace oasis
