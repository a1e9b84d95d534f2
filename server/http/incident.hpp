// An escalated ticket's page after the incident, as a reader sees it: what the log fills in, what people wrote, the
// letter to those involved, and the page to print (docs/metrics.md, "After an incident"). May not: know requests; send.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/pages.hpp"
#include "server/http/reader.hpp"
#include "server/http/services.hpp"
#include "server/store/incidents.hpp"
#include "shared/model/ticket.hpp"
#include "shared/policy/template_values.hpp"
#include "shared/report/causes.hpp"
#include "shared/report/incident.hpp"
#include "shared/report/timeline.hpp"

namespace oasis::http {

struct Incident {
  Ticket ticket;
  std::vector<Event> events;
  store::StoredIncident stored;
  IncidentFacts facts;
  std::vector<Moment> moments;
  std::vector<ProbableCause> suggested;
  std::vector<Id> involved;  ///< people of the workspace who see the ticket
  std::shared_ptr<const Policies> policies;
};

/// By the ticket's id or number; nothing if there is none that the reader sees, or it never was escalated.
std::optional<Incident> incident_of(store::Database& reading, const Reader& reader, const std::string& asked);

/// `writes`: the reader may write on it.
nlohmann::ordered_json incident_json(const Incident& incident, bool writes);

/// What it is sent with: a template of the document for our own people (its id), by default the one that is called
/// "post-mortem", ours where there is none. nullptr for an id that is none of these.
const Template* incident_template(const Policies& policies, const std::string& id);
/// As it reads for one person.
TemplateLetter incident_letter(const Incident& incident, const Template& source, const User& reader,
                               std::string_view language, const Services& services);

std::string incident_page(const PageFrame& frame, const Incident& incident);

}  // namespace oasis::http
