// See incident_page.hpp.
#include "shared/report/incident_page.hpp"

#include "shared/report/local_words.hpp"

namespace oasis {

std::string causes_text(const IncidentPage& page) {
  std::string lines;
  for (const IncidentPage::Cause& cause : page.causes)
    lines += "- " + cause.what + (cause.evidence.empty() ? "" : " " + cause.evidence) + "\n";
  return lines;
}

std::string actions_text(const IncidentPage& page, const Policies& policies) {
  std::string lines;
  for (const IncidentPage::Action& action : page.actions) {
    std::string who = action.owner.empty() ? "nobody yet" : name_of(policies, action.owner);
    if (!action.due.empty()) who += ", by " + action.due;
    lines += "- " + action.what + " (" + (action.done ? "done" : who) + ")\n";
  }
  return lines;
}

}  // namespace oasis
