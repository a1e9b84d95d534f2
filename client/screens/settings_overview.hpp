// The first page of Settings: what in the workspace cannot work as it is, who is there, and how this browser
// is set. May not: change the workspace.
#pragma once

#include <string>
#include <vector>

#include "client/screens/desk.hpp"

namespace oasis {

/// Something that will not do what it looks like: nobody is told by an empty schedule, a person has no
/// address.
struct Concern {
  std::string what;
  std::string fix;
};
/// What can be seen in the document alone. O(document).
std::vector<Concern> find_concerns(const Workspace& workspace);

void draw_settings_overview(Desk& desk);

}  // namespace oasis
