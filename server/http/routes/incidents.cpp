// /api/v1/tickets/:id/incident: what the log says of an escalated ticket and what people wrote about it; POST keeps a
// new revision of that, …/letter shows how it would read, …/send sends it to people who see the ticket. GET
// /incidents/:id: the page to print. May not: judge; write to a customer.
#include "server/http/incident.hpp"

#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/json_body.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/notify/aftermath.hpp"
#include "server/store/audit.hpp"
#include "server/store/languages.hpp"
#include "shared/codec/incident_page.hpp"
#include "shared/policy/notifications.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

constexpr std::size_t most_recipients = 100;
constexpr const char* unknown_incident = "There is no such ticket that was escalated.";

std::optional<Incident> incident_asked(Call& call, const Services& services) {
  std::optional<Incident> found;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    found = incident_of(reading, reader, call.path.at("id"));
  });
  if (!found) refuse(call.response, Code::not_found, unknown_incident);
  return found;
}

void answer_incident(Call& call, const Services& services) {
  const auto incident = incident_asked(call, services);
  if (!incident) return;
  const bool writes = sight_of(*incident->policies, call.who->user_id).role >= Role::agent;
  answer_json(call.response, incident_json(*incident, writes).dump(-1, ' ', false, Row::error_handler_t::replace));
}

/// The object that was sent, with the revision that it changes; refused otherwise.
std::optional<nlohmann::json> body_for(Call& call) {
  auto body = read_json(call.request.body);
  if (!body.ok()) {
    refuse(call.response, Code::bad_json, body.error().what, body.error().where);
    return std::nullopt;
  }
  const auto revision = body->is_object() ? body->find("revision") : body->end();
  if (!body->is_object() || revision == body->end() || !revision->is_number_integer()) {
    refuse(call.response, Code::bad_value, "Send an object with the \"revision\" that it is written on, 0 at first.", "/revision");
    return std::nullopt;
  }
  return std::move(body).value();
}

std::optional<IncidentPage> page_in(Call& call, const nlohmann::json& body, const Policies& policies) {
  IncidentPage page;
  const std::vector<Error> faults = read_incident_page(body, page);
  if (!faults.empty()) {
    refuse(call.response, faults.front());
    return std::nullopt;
  }
  for (std::size_t i = 0; i < page.actions.size(); ++i) {
    if (page.actions[i].owner.empty() || policies.user(page.actions[i].owner) != nullptr) continue;
    refuse(call.response, Code::bad_value, "Nobody in the workspace has this id.", "/actions/" + std::to_string(i) + "/owner");
    return std::nullopt;
  }
  return page;
}

/// Changes what is kept if it is still at that revision; false if somebody else was faster.
template <typename Change>
bool change_incident(const Services& services, const TicketId& ticket, std::int64_t revision, Change&& change) {
  bool done = false;
  services.writer.run([&](engine::Turn& turn) {
    auto stored = store::find_incident(turn.database(), ticket).value_or(store::StoredIncident{ticket, 0, {}, {}, {}, {}, {}, 0});
    if (stored.revision != revision) return;
    change(turn, stored);
    store::put_incident(turn.database(), stored);
    done = true;
  });
  return done;
}

void refuse_stale(Call& call) {
  refuse(call.response, Code::conflict, "Somebody else has changed the page meanwhile; load it again.", "/revision");
}

void post_incident(Call& call, const Services& services) {
  const auto body = body_for(call);
  if (!body) return;
  const auto incident = incident_asked(call, services);
  if (!incident) return;
  const auto page = page_in(call, *body, *incident->policies);
  if (!page) return;
  const Id& by = call.who->user_id;
  const bool kept = change_incident(
      services, incident->ticket.id, (*body)["revision"].get<std::int64_t>(), [&](engine::Turn& turn, store::StoredIncident& stored) {
        ++stored.revision;
        stored.page = *page;
        stored.by = by;
        stored.at = turn.now();
        store::append_audit(turn.database(), {turn.now(), by, "", "incident_written", incident->ticket.id,
                                              "revision " + std::to_string(stored.revision)});
      });
  kept ? answer_incident(call, services) : refuse_stale(call);
}

/// Whom it goes to: people of the workspace with an address who see the ticket. Refused otherwise, with the place.
std::optional<std::vector<const User*>> recipients_in(Call& call, const nlohmann::json& body, const Incident& incident) {
  std::vector<const User*> people;
  const nlohmann::json to = body.value("to", nlohmann::json::array());
  if (!to.is_array() || to.empty() || to.size() > most_recipients) {
    refuse(call.response, Code::bad_value, "\"to\" names who gets it: 1 to 100 ids.", "/to");
    return std::nullopt;
  }
  for (std::size_t i = 0; i < to.size(); ++i) {
    const User* user = to[i].is_string() ? incident.policies->user(to[i].get_ref<const std::string&>()) : nullptr;
    const bool sees = user != nullptr && may_see(sight_of(user), incident.ticket);
    if (!sees || address_of(*user, "email").empty()) {
      refuse(call.response, Code::bad_value,
             sees ? "They have no e-mail address." : "Nobody in the workspace who sees the ticket has this id.",
             "/to/" + std::to_string(i));
      return std::nullopt;
    }
    if (std::find(people.begin(), people.end(), user) == people.end()) people.push_back(user);
  }
  return people;
}

const Template* template_asked(Call& call, const Policies& policies, const std::string& id) {
  const Template* source = incident_template(policies, id);
  if (source == nullptr)
    refuse(call.response, Code::bad_value, "There is no such template for our own people.", "/template");
  return source;
}

void get_letter(Call& call, const Services& services) {
  const auto incident = incident_asked(call, services);
  if (!incident) return;
  const Template* source = template_asked(call, *incident->policies, call.request.get_param_value("template"));
  const User* me = incident->policies->user(call.who->user_id);
  if (source == nullptr) return;
  if (me == nullptr) return refuse(call.response, Code::not_allowed, "You are nobody of this workspace.");
  std::string language;
  services.read([&](store::Database& reading) { language = store::language_of(reading, me->id); });
  const TemplateLetter letter = incident_letter(*incident, *source, *me, language, services);
  answer_json(call.response, Row{{"subject", letter.subject}, {"text", letter.text}}.dump(-1, ' ', false, Row::error_handler_t::replace));
}

void post_send(Call& call, const NotifyServices& notify) {
  const Services& services = notify.services;
  const auto body = body_for(call);
  if (!body) return;
  const auto incident = incident_asked(call, services);
  if (!incident) return;
  const Template* source = template_asked(call, *incident->policies, member_text(*body, "template"));
  if (source == nullptr) return;
  const auto people = recipients_in(call, *body, *incident);
  if (!people) return;
  if (incident->stored.revision == 0)
    return refuse(call.response, Code::conflict, "Write and keep the page before it is sent.", "/revision");
  const bool sent = change_incident(
      services, incident->ticket.id, (*body)["revision"].get<std::int64_t>(), [&](engine::Turn& turn, store::StoredIncident& stored) {
        stored.sent = turn.now();
        stored.sent_by = call.who->user_id;
        ++stored.times_sent;
        for (const User* user : *people) {
          const TemplateLetter letter =
              incident_letter(*incident, *source, *user, store::language_of(turn.database(), user->id), services);
          notify::queue_words(turn, "incident/" + stored.ticket + "/" + std::to_string(stored.times_sent) + "/" + user->id,
                              user->id, {"email", address_of(*user, "email")}, letter.subject,
                              letter.text + "\n\n" + services.links.ticket_url(incident->ticket.number) + "/incident\n");
        }
        store::append_audit(turn.database(), {turn.now(), call.who->user_id, "", "incident_sent", stored.ticket,
                                              "to " + std::to_string(people->size())});
      });
  if (!sent) return refuse_stale(call);
  notify.wake();
  answer_incident(call, services);
}

void get_page(Call& call, const Services& services, const PageFrame& frame) {
  const auto incident = incident_asked(call, services);
  if (incident) answer_page(call.response, incident_page(frame, *incident));
}

}  // namespace

void add_incident_routes(Routes& routes, const NotifyServices& notify, const PageFrame& frame) {
  const Services& services = notify.services;
  routes.add({"GET", "/api/v1/tickets/:id/incident", Role::viewer, Body::none, 0,
              [&services](Call& call) { answer_incident(call, services); }});
  routes.add({"POST", "/api/v1/tickets/:id/incident", Role::agent, Body::json, small_body,
              [&services](Call& call) { post_incident(call, services); }});
  routes.add({"GET", "/api/v1/tickets/:id/incident/letter", Role::agent, Body::none, 0,
              [&services](Call& call) { get_letter(call, services); }});
  routes.add({"POST", "/api/v1/tickets/:id/incident/send", Role::agent, Body::json, small_body,
              [&notify](Call& call) { post_send(call, notify); }});
  routes.add({"GET", "/incidents/:id", Role::viewer, Body::none, 0,
              [&services, &frame](Call& call) { get_page(call, services, frame); }});
}

}  // namespace oasis::http
