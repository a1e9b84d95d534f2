// Drills of a workspace: those that run just now, what is planned and would be told whom, how earlier ones went. For who
// answers for the set-up. May not: start one by itself; compute a score.
#pragma once

#include <optional>
#include <string>

#include "client/screens/desk.hpp"
#include "client/training/requests.hpp"
#include "shared/simulate/what_if.hpp"

namespace oasis {

struct DrillsPanel {
  Id asked;                    ///< the drill whose dialog "Hold it now" is open
  bool asking = false, outside_hours = false, sending = false;
  std::string trouble;         ///< why it was not begun
  Id dry;                      ///< the drill that is played without telling anybody
  std::uint32_t dry_on = 0;    ///< the document that it was played on
  std::optional<Played> played;
  int team = 0;                ///< of the history: 0 all, else which of the document's
};

/// Draws them into a column. True when somebody who may add drills asks for the library.
bool draw_drills(Desk& desk, DrillsPanel& panel, TrainingRequests& requests);
/// The dialog before one is held.
void draw_drill_dialog(Desk& desk, DrillsPanel& panel, TrainingRequests& requests);

/// Whether a drill of that chain may reach somebody of the team. Pure.
bool concerns_team(const Workspace& workspace, const Id& chain, const Team& team);

}  // namespace oasis
