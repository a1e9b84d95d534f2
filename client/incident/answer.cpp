// See answer.hpp.
#include "client/incident/answer.hpp"

#include <nlohmann/json.hpp>

#include "shared/codec/incident_page.hpp"
#include "shared/codec/loose.hpp"

namespace oasis {
namespace {

using nlohmann::json;

std::int64_t whole_of(const json& object, const char* name) {
  return loose::whole(loose::member(object, name));
}

std::optional<Instant> instant_of(const json& object, const char* name) {
  const json& value = loose::member(object, name);
  return value.is_number_integer() ? std::optional(Instant{value.get<std::int64_t>()}) : std::nullopt;
}

void read_facts(IncidentAnswer& incident, const json& facts) {
  incident.escalated = instant_of(facts, "escalated").value_or(Instant{});
  incident.reason = loose::text(facts, "reason");
  incident.highest_tier = whole_of(facts, "highest_tier");
  incident.acknowledged = instant_of(facts, "acknowledged");
  incident.acknowledged_by = loose::text(facts, "acknowledged_by");
  incident.ended = instant_of(facts, "ended");
  incident.customer_messages = whole_of(facts, "customer_messages");
  incident.public_replies = whole_of(facts, "public_replies");
  for (const json& row : loose::list(facts, "told")) {
    IncidentAnswer::Told& one = incident.told.emplace_back();
    one.user = loose::text(row, "user");
    one.tier = whole_of(row, "tier");
    one.times = whole_of(row, "times");
    one.at = Instant{whole_of(row, "at")};
    if (loose::member(row, "acknowledged_after").is_number_integer())
      one.acknowledged_after = milliseconds(whole_of(row, "acknowledged_after"));
  }
  for (const json& row : loose::list(facts, "breaches"))
    incident.breaches.push_back({loose::text(row, "clock"), Instant{whole_of(row, "due")}});
}

}  // namespace

std::optional<IncidentAnswer> read_incident(const json& answer) {
  if (!loose::member(answer, "facts").is_object() || !loose::member(answer, "page").is_object()) return std::nullopt;
  IncidentAnswer incident;
  incident.number = whole_of(answer, "number");
  incident.subject = loose::text(answer, "subject");
  incident.revision = whole_of(answer, "revision");
  incident.by = loose::text(answer, "by");
  incident.at = instant_of(answer, "at");
  incident.sent = instant_of(answer, "sent");
  incident.sent_by = loose::text(answer, "sent_by");
  incident.is_sent = loose::text(answer, "state") == "sent";
  incident.may_write = loose::truth(answer, "may_write");
  incident.page = incident_page_in(loose::member(answer, "page"));
  read_facts(incident, loose::member(answer, "facts"));
  for (const json& row : loose::list(answer, "timeline"))
    incident.timeline.push_back({Instant{whole_of(row, "at")}, loose::text(row, "what")});
  for (const json& row : loose::list(answer, "suggested"))
    incident.suggested.push_back({loose::text(row, "what"), loose::text(row, "evidence"), loose::text(row, "place")});
  for (const json& row : loose::list(answer, "involved"))
    incident.involved.push_back({loose::text(row, "user"), loose::truth(row, "mail")});
  for (const json& row : loose::list(answer, "templates"))
    incident.templates.push_back({loose::text(row, "id"), loose::text(row, "name")});
  return incident;
}

}  // namespace oasis
