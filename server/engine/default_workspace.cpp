// The workspace that a new installation offers. May not: name people; the first admin fills the places
// (with_first_admin in documents.hpp).
#include <nlohmann/json.hpp>

#include "server/engine/documents.hpp"
#include "server/engine/starter_playbooks.hpp"
#include "server/engine/starter_templates.hpp"

namespace oasis::engine {

namespace {

constexpr std::string_view without_templates = R"json({
  "name": "Support",
  "zone": "UTC",
  "default_sla": "standard",
  "teams": [
    {"id": "support",     "name": "Support",     "members": []},
    {"id": "specialists", "name": "Specialists", "members": []},
    {"id": "managers",    "name": "Managers",    "members": []},
    {"id": "executives",  "name": "Executives",  "members": []}
  ],
  "calendars": [
    {"id": "office",
     "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
               "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]},
     "exceptions": [{"yearly": "01-01", "name": "New Year"}, {"yearly": "12-25", "name": "Christmas"}]},
    {"id": "always"}
  ],
  "slas": [
    {"id": "standard", "calendar": "always", "warn_at": [0.5, 0.9], "pause_in": ["pending"],
     "targets": {
       "urgent": {"first_response": "15m", "next_response": "30m", "resolution": "1h", "update": "30m"},
       "high":   {"first_response": "30m", "next_response": "1h", "resolution": "4h", "update": "2h"},
       "normal": {"first_response": "1h", "next_response": "4h", "resolution": "24h"},
       "low":    {"first_response": "same-day", "resolution": "72h"}}}
  ],
  "schedules": [
    {"id": "tier-1", "name": "Support on call"},
    {"id": "tier-2", "name": "Specialists on call"}
  ],
  "chains": [
    {"id": "default", "name": "Customer-facing", "repeat": 1, "ack_timeout": "1h", "update_every": "1h",
     "steps": [
       {"tier": 1, "name": "Support",    "notify": [{"schedule": "tier-1"}], "backup": [{"team": "support"}], "wait": "30m"},
       {"tier": 2, "name": "Specialist", "notify": [{"schedule": "tier-2"}], "backup": [{"team": "specialists"}], "wait": "30m"},
       {"tier": 3, "name": "Manager",    "notify": [{"team": "managers"}], "urgency": "critical", "wait": "15m"},
       {"tier": 4, "name": "Executive",  "notify": [{"team": "executives"}], "urgency": "critical", "wait": "15m"}]}
  ],
  "rules": [
    {"id": "no-answer",  "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "default", "tier": 1}}]},
    {"id": "urgent",     "on": "created", "if": {"priority": ["high", "urgent"]}, "then": [{"escalate": {"chain": "default", "tier": 2}}]},
    {"id": "raised",     "on": "priority_raised", "if": {"priority": ["high", "urgent"]}, "then": [{"escalate": {"chain": "default", "tier": 2}}]},
    {"id": "unhappy",    "on": "dissatisfied", "then": [{"escalate": {"chain": "default", "tier": 3}}]},
    {"id": "bad-rating", "on": "rated", "at_most": 2, "then": [{"notify": {"team": "managers", "urgency": "normal"}}]},
    {"id": "breach",     "on": "sla_breached", "clock": "resolution", "then": [{"escalate": {"chain": "default", "tier": 3}}]}
  ]
})json";

}  // namespace

std::string default_document() {
  nlohmann::json document = nlohmann::json::parse(without_templates);
  document["templates"] = starter_templates();
  document["playbooks"] = starter_playbooks();
  return document.dump();
}

}  // namespace oasis::engine
