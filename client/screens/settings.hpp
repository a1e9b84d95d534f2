// Room 9, settings: what the workspace has, what in it cannot work as it is, and how this browser is set.
// May not: change the workspace document; it says where that is done.
#pragma once

#include <string>
#include <vector>

#include "client/screens/desk.hpp"

namespace oasis {

struct SettingsRoom {
  bool asked_notifications = false;
};

/// Something that will not do what it looks like: nobody is told by an empty schedule, a person has no
/// address.
struct Concern {
  std::string what;
  std::string fix;
};
/// What can be seen in the document alone. O(document).
std::vector<Concern> find_concerns(const Workspace& workspace);

void draw_settings(Desk& desk, SettingsRoom& room, ui::Rect area, bool* navigation_open);

}  // namespace oasis
