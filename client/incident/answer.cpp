// See answer.hpp.
#include "client/incident/answer.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/question_answer.hpp"
#include "client/words/sentences.hpp"
#include "shared/codec/incident_page.hpp"

namespace oasis {
namespace {

using nlohmann::json;

void read_facts(IncidentAnswer& incident, const json& facts) {
  incident.escalated = wire::instant_of(facts, "escalated").value_or(Instant{});
  incident.reason = retold(wire::text_of(facts, "reason"));
  incident.highest_tier = wire::number_of(facts, "highest_tier");
  incident.acknowledged = wire::instant_of(facts, "acknowledged");
  incident.acknowledged_by = wire::text_of(facts, "acknowledged_by");
  incident.ended = wire::instant_of(facts, "ended");
  incident.customer_messages = wire::number_of(facts, "customer_messages");
  incident.public_replies = wire::number_of(facts, "public_replies");
  for (const json& row : wire::list_of(facts, "told")) {
    IncidentAnswer::Told& one = incident.told.emplace_back();
    one.user = wire::text_of(row, "user");
    one.tier = wire::number_of(row, "tier");
    one.times = wire::number_of(row, "times");
    one.at = Instant{wire::number_of(row, "at")};
    if (wire::member_of(row, "acknowledged_after").is_number_integer())
      one.acknowledged_after = milliseconds(wire::number_of(row, "acknowledged_after"));
  }
  for (const json& row : wire::list_of(facts, "breaches"))
    incident.breaches.push_back({wire::text_of(row, "clock"), Instant{wire::number_of(row, "due")}});
}

}  // namespace

std::optional<IncidentAnswer> read_incident(const json& answer) {
  if (!wire::member_of(answer, "facts").is_object() || !wire::member_of(answer, "page").is_object()) return std::nullopt;
  IncidentAnswer incident;
  incident.number = wire::number_of(answer, "number");
  incident.subject = wire::text_of(answer, "subject");
  incident.revision = wire::number_of(answer, "revision");
  incident.by = wire::text_of(answer, "by");
  incident.at = wire::instant_of(answer, "at");
  incident.sent = wire::instant_of(answer, "sent");
  incident.sent_by = wire::text_of(answer, "sent_by");
  incident.is_sent = wire::text_of(answer, "state") == "sent";
  incident.may_write = wire::is_true(answer, "may_write");
  incident.page = incident_page_in(wire::member_of(answer, "page"));
  read_facts(incident, wire::member_of(answer, "facts"));
  for (const json& row : wire::list_of(answer, "timeline"))
    incident.timeline.push_back({Instant{wire::number_of(row, "at")}, retold(wire::text_of(row, "what"))});
  for (const json& row : wire::list_of(answer, "suggested"))
    incident.suggested.push_back({retold(wire::text_of(row, "what")), retold(wire::text_of(row, "evidence")), wire::text_of(row, "place")});
  for (const json& row : wire::list_of(answer, "involved"))
    incident.involved.push_back({wire::text_of(row, "user"), wire::is_true(row, "mail")});
  for (const json& row : wire::list_of(answer, "templates"))
    incident.templates.push_back({wire::text_of(row, "id"), wire::text_of(row, "name")});
  return incident;
}

}  // namespace oasis
