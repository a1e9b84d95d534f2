// Room 9, settings: the parts of the workspace, each object with a form of its own, and the bar that says
// what a change would do before it is saved. May not: know the members of an object (settings_parts.hpp).
#pragma once

#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/settings_audit.hpp"
#include "client/screens/settings_form.hpp"
#include "client/screens/settings_overview.hpp"

namespace oasis {

struct SettingsRoom {
  std::string at;  ///< the address below "/settings/": "people/ann"
  Typing typing;
  AuditLog audit;
  bool adding = false;        ///< the dialog that asks for the id of a new object is open
  std::string new_id;         ///< as typed there
  bool open_tickets = false;  ///< a saved change applies to open tickets, too
};

void draw_settings(Desk& desk, SettingsRoom& room, ui::Rect area, bool* navigation_open);

}  // namespace oasis
