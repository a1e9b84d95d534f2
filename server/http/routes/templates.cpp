// GET /api/v1/templates/:id/preview?ticket=…: a template as it would read on a real ticket, in the language
// of its customer; the one with the id "digest" as the viewer's own. May not: send or keep anything.
#include "shared/text/templates.hpp"

#include <httplib.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/notify/digests.hpp"
#include "server/notify/letters.hpp"
#include "server/store/incidents.hpp"
#include "server/store/languages.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/template_values.hpp"
#include "shared/report/timeline.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

struct Subject {
  Ticket ticket;
  std::vector<Event> events;
  IncidentPage page;
};

/// The ticket by its id or its number, if the person sees it.
std::optional<Subject> subject_of(const Services& services, const Id& user, const std::string& asked) {
  std::optional<Subject> found;
  read_as(services, user, [&](store::Database& reading, const Reader& reader) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
    std::string id = asked;
    if (fault == std::errc{} && end == asked.data() + asked.size())
      id = store::find_ticket_by_number(reading, number).value_or(asked);
    if (auto ticket = store::find_ticket(reading, id); ticket && may_see(reader.sight, *ticket)) {
      found = Subject{std::move(*ticket), store::events_of(reading, id), {}};
      if (auto incident = store::find_incident(reading, id)) found->page = std::move(incident->page);
    }
  });
  return found;
}

void answer_letter(Call& call, const std::string& subject, const std::string& text) {
  const json answer = {{"subject", subject}, {"text", text}};
  answer_json(call.response, answer.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// A digest is about no single ticket: the viewer's own, as it would leave now.
void preview_digest(Call& call, const Services& services, const Policies& policies, const User& viewer) {
  const Instant now = services.writer.now();
  services.read([&](store::Database& reading) {
    const notify::DigestMatter matter =
        notify::gather_digest(reading, policies.workspace(), viewer, {},
                              [&](const auto& visit) { store::each_live_ticket(reading, visit); },
                              now - notify::digest_span(viewer), now);
    const notify::Letter letter = notify::digest_letter(
        matter, policies, services.links, viewer, store::language_of(reading, viewer.id), now);
    answer_letter(call, letter.subject, letter.text);
  });
}

void get_preview(Call& call, const Services& services) {
  const auto policies = services.writer.document().policies;
  const Template* source = policies->text_template(call.path.at("id"));
  if (!source) return refuse(call.response, Code::not_found, "There is no such template.");
  if (const User* viewer = policies->user(call.who->user_id); viewer && source->id == "digest")
    return preview_digest(call, services, *policies, *viewer);
  const std::string asked = call.request.get_param_value("ticket");
  if (asked.empty())
    return refuse(call.response, Code::bad_value, "ticket is the id or number of a ticket.", "/ticket");
  const auto subject = subject_of(services, call.who->user_id, asked);
  if (!subject) return refuse(call.response, Code::not_found, "There is no such ticket.");
  const User* viewer = policies->user(call.who->user_id);
  const notify::Matter matter{*policies,       policies->workspace(), services.zones,       services.links,
                              subject->ticket, subject->events,       services.writer.now()};
  const MoreValues more = {{"user.name", viewer ? viewer->name : call.who->user_id},
                           {"escalation.reason", "as an example"},
                           {"facts", notify::facts(matter, policies->workspace().zone)},
                           {"timeline", timeline(subject->events, *policies, policies->zone())},
                           {"incident.summary", subject->page.summary},
                           {"incident.causes", causes_text(subject->page)},
                           {"incident.actions", actions_text(subject->page, *policies)}};
  const TemplateLetter letter = letter_from(*source, subject->ticket, *policies, viewer, more);
  answer_letter(call, letter.subject, letter.text);
}

}  // namespace

void add_template_routes(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/templates/:id/preview", Role::agent, Body::none, 0,
              [&services](Call& call) { get_preview(call, services); }});
}

}  // namespace oasis::http
