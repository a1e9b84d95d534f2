// Where something of the document is changed: the editor that a finding or a cause leads to. Pure. May not: draw.
#pragma once

#include <string>

#include "shared/model/workspace.hpp"

namespace oasis {

struct EditorPlace {
  std::string address;  ///< "/chains/c", without '#'; empty: nowhere in particular
  std::string name;     ///< "Open the chain Customer-facing"
};
/// `place` as in Finding and ProbableCause: "chains/c", "customers/c", "rules/r", "rules", "slas", "schedules", "oncall/s",
/// "people/p". Only what the document has.
EditorPlace editor_of(const std::string& place, const Workspace& workspace);

}  // namespace oasis
