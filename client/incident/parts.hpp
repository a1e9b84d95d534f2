// The parts of the page after an incident. May not: know the network.
#pragma once

#include <string>
#include <vector>

#include "client/incident/answer.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// What is being written; lies over what is kept until it is kept itself.
struct IncidentForm {
  std::int64_t revision = -1;  ///< that it began with
  IncidentPage page;
  std::string own_cause;       ///< as typed, not added yet
  bool changed = false;
};

/// Who was told, who answered after how long, what was overdue.
void draw_incident_facts(Desk& desk, const IncidentAnswer& incident);
void draw_incident_timeline(Desk& desk, const IncidentAnswer& incident);
/// Those that people named, and what the log suggests. `writes`: may be changed.
void draw_causes(Desk& desk, const IncidentAnswer& incident, IncidentForm& form, bool writes);
void draw_incident_actions(Desk& desk, IncidentForm& form, bool writes);

}  // namespace oasis
