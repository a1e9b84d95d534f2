// The playbooks of a workspace: which are one's own to know, and for those who answer for the set-up how far each team
// knows them. May not: draw a playbook's text (playbook_page.hpp).
#pragma once

#include "client/screens/desk.hpp"
#include "client/training/requests.hpp"

namespace oasis {

/// Draws the list into a column. True when somebody who may add playbooks asks for the starter set.
bool draw_playbooks(Desk& desk, const TrainingRequests& requests);

}  // namespace oasis
