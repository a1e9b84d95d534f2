// See incident.hpp.
#include "server/http/incident.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "server/engine/starter_templates.hpp"
#include "server/notify/letters.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/incident_page.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

constexpr const char* usual_template = "post-mortem";

TicketId id_asked(store::Database& reading, const std::string& asked) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(asked.data(), asked.data() + asked.size(), number);
  const bool whole = fault == std::errc{} && end == asked.data() + asked.size();
  return whole ? store::find_ticket_by_number(reading, number).value_or(asked) : asked;
}

std::vector<FailedDelivery> failures_of(store::Database& reading, const TicketId& ticket) {
  std::vector<FailedDelivery> failed;
  for (const store::Told& told : store::outgoing_of(reading, ticket)) {
    if (told.message.state == store::Delivery::failed && !told.message.user.empty())
      failed.push_back({told.message.user, told.message.via});
  }
  return failed;
}

Row instant_or_null(const std::optional<Instant>& at) {
  return at ? Row(at->ms) : Row(nullptr);
}

Row facts_json(const IncidentFacts& facts) {
  Row row{{"escalated", instant_or_null(facts.escalated)},
          {"reason", facts.reason},
          {"highest_tier", facts.highest_tier},
          {"acknowledged", instant_or_null(facts.acknowledged)},
          {"acknowledged_by", facts.acknowledged_by},
          {"ended", instant_or_null(facts.ended)},
          {"customer_messages", facts.customer_messages},
          {"public_replies", facts.public_replies},
          {"told", Row::array()},
          {"breaches", Row::array()}};
  for (const IncidentFacts::Told& one : facts.told) {
    row["told"].push_back({{"user", one.user},
                           {"tier", one.tier},
                           {"at", one.at.ms},
                           {"times", one.times},
                           {"acknowledged_after", one.acknowledged_after ? Row(one.acknowledged_after->ms) : Row(nullptr)}});
  }
  for (const IncidentFacts::Breach& one : facts.breaches)
    row["breaches"].push_back({{"clock", word(one.clock)}, {"due", one.due.ms}});
  return row;
}

/// "Sent" only as long as nothing was written since.
bool is_sent(const store::StoredIncident& stored) {
  return stored.sent && *stored.sent >= stored.at;
}

Row templates_json(const Policies& policies) {
  Row list = Row::array();
  if (policies.text_template(usual_template) == nullptr) list.push_back({{"id", usual_template}, {"name", "Post-mortem"}});
  for (const Template& one : policies.workspace().templates) {
    if (incident_template(policies, one.id) != nullptr)
      list.push_back({{"id", one.id}, {"name", one.name.empty() ? one.id : one.name}});
  }
  return list;
}

std::string list_html(const std::vector<std::string>& lines, std::string_view none) {
  if (lines.empty()) return "<p class=\"empty\">" + escaped(none) + "</p>\n";
  std::string html = "<ul>\n";
  for (const std::string& line : lines) html += "<li>" + escaped(line) + "</li>\n";
  return html + "</ul>\n";
}

std::vector<std::string> fact_lines(const Incident& incident) {
  const IncidentFacts& facts = incident.facts;
  const Zone& zone = incident.policies->zone();
  std::vector<std::string> lines;
  lines.push_back("Escalated " + local_words(zone, *facts.escalated) + " (" + facts.reason + "), up to tier " +
                  std::to_string(facts.highest_tier));
  lines.push_back(facts.acknowledged ? "Acknowledged after " + duration_words(*facts.acknowledged - *facts.escalated) + " by " +
                                           name_of(*incident.policies, facts.acknowledged_by)
                                     : "Nobody acknowledged");
  for (const IncidentFacts::Told& one : facts.told)
    lines.push_back("Told: " + name_of(*incident.policies, one.user) + ", " + local_words(zone, one.at));
  for (const IncidentFacts::Breach& one : facts.breaches)
    lines.push_back("Overdue: " + std::string(in_a_sentence(one.clock)) + ", due " + local_words(zone, one.due));
  return lines;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (!line.empty()) lines.push_back(line.rfind("- ", 0) == 0 ? line.substr(2) : line);
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::optional<Incident> incident_of(store::Database& reading, const Reader& reader, const std::string& asked) {
  const TicketId id = id_asked(reading, asked);
  auto ticket = store::find_ticket(reading, id);
  if (!ticket || !may_see(reader.sight, *ticket)) return std::nullopt;
  Incident incident;
  incident.ticket = std::move(*ticket);
  incident.events = store::events_of(reading, id);
  incident.facts = incident_facts(incident.events);
  if (!incident.facts.escalated) return std::nullopt;
  incident.policies = reader.policies;
  incident.stored = store::find_incident(reading, id).value_or(store::StoredIncident{id, 0, {}, {}, {}, {}, {}, 0});
  incident.moments = moments_of(incident.events, *reader.policies);
  incident.suggested = causes_of(incident.events, failures_of(reading, id), *reader.policies);
  for (const Id& one : involved_in(incident.events, incident.ticket)) {
    if (may_see(sight_of(*reader.policies, one), incident.ticket)) incident.involved.push_back(one);
  }
  return incident;
}

Row incident_json(const Incident& incident, bool writes) {
  const store::StoredIncident& stored = incident.stored;
  Row row{{"ticket", incident.ticket.id},
          {"number", incident.ticket.number},
          {"subject", incident.ticket.subject},
          {"revision", stored.revision},
          {"by", stored.by},
          {"at", stored.revision > 0 ? Row(stored.at.ms) : Row(nullptr)},
          {"sent", instant_or_null(stored.sent)},
          {"sent_by", stored.sent_by},
          {"state", is_sent(stored) ? "sent" : "draft"},
          {"may_write", writes},
          {"facts", facts_json(incident.facts)},
          {"page", write_incident_page(stored.page)},
          {"timeline", Row::array()},
          {"suggested", Row::array()},
          {"involved", Row::array()},
          {"templates", templates_json(*incident.policies)}};
  for (const Moment& moment : incident.moments) row["timeline"].push_back({{"at", moment.at.ms}, {"what", moment.what}});
  for (const ProbableCause& cause : incident.suggested) {
    row["suggested"].push_back(
        {{"kind", word(cause.kind)}, {"what", cause.what}, {"evidence", cause.evidence}, {"place", cause.place}});
  }
  for (const Id& one : incident.involved) {
    const User* user = incident.policies->user(one);
    row["involved"].push_back({{"user", one}, {"mail", user != nullptr && !address_of(*user, "email").empty()}});
  }
  return row;
}

const Template* incident_template(const Policies& policies, const std::string& id) {
  const Template* own = policies.text_template(id.empty() ? usual_template : id);
  if (own == nullptr) return id.empty() || id == usual_template ? &engine::starter_template(usual_template) : nullptr;
  const bool of_another_kind = own->id == "digest" || own->id == "escalation";
  return !of_another_kind && (own->id == usual_template || is_for_our_people(*own)) ? own : nullptr;
}

TemplateLetter incident_letter(const Incident& incident, const Template& source, const User& reader,
                               std::string_view language, const Services& services) {
  const Policies& policies = *incident.policies;
  const Zone& zone = policies.zone_of(reader);
  const notify::Matter matter{policies,        policies.workspace(), services.zones,       services.links,
                              incident.ticket, incident.events,      services.writer.now()};
  const MoreValues more = {{"user.name", reader.name},
                           {"escalation.reason", incident.facts.reason},
                           {"facts", notify::facts(matter, zone.name())},
                           {"timeline", timeline(incident.events, policies, zone)},
                           {"incident.summary", incident.stored.page.summary},
                           {"incident.causes", causes_text(incident.stored.page)},
                           {"incident.actions", actions_text(incident.stored.page, policies)}};
  return letter_to_reader(source, incident.ticket, policies, reader, language, more);
}

std::string incident_page(const PageFrame& frame, const Incident& incident) {
  const store::StoredIncident& stored = incident.stored;
  const std::string number = std::to_string(incident.ticket.number);
  std::string body = "<div class=\"report\">\n<p class=\"where\"><a href=\"/#/tickets/" + number +
                     "/incident\">Back to the page</a></p>\n<h1>After the incident: " + escaped(incident.ticket.subject) +
                     "</h1>\n<p class=\"period\">Ticket #" + number + ", " + (is_sent(stored) ? "sent" : "draft") +
                     ". Times are of " + escaped(incident.policies->zone().name()) + ".</p>\n";
  const auto section = [&body](std::string_view title, const std::string& content) {
    body += "<section>\n<h2>" + escaped(title) + "</h2>\n" + content + "</section>\n";
  };
  section("What happened", stored.page.summary.empty() ? "<p class=\"empty\">Not written yet.</p>\n"
                                                       : "<p>" + escaped(stored.page.summary) + "</p>\n");
  section("Facts", list_html(fact_lines(incident), ""));
  std::vector<std::string> moments;
  for (const Moment& moment : incident.moments)
    moments.push_back(local_words(incident.policies->zone(), moment.at) + ": " + moment.what);
  section("Timeline", list_html(moments, "Nothing."));
  section("Contributing causes", list_html(lines_of(causes_text(stored.page)), "None are named yet."));
  section("What we change", list_html(lines_of(actions_text(stored.page, *incident.policies)), "Nothing is decided yet."));
  return page_document(frame, "After the incident: #" + number, body + "</div>\n", Width::wide);
}

}  // namespace oasis::http
