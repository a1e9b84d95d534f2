// Playbooks and drills to begin with: what the installation brings, added to the draft of the workspace document. For
// admins. May not: put a draft in force (that is the change bar's).
#pragma once

#include <string>

#include "client/screens/desk.hpp"
#include "client/training/requests.hpp"

namespace oasis {

struct StartersDialog {
  bool open = false;
  bool drills = false;  ///< else playbooks
};

void draw_starters(Desk& desk, StartersDialog& dialog, TrainingRequests& requests);

}  // namespace oasis
