// The demo's workspace document. May not: do anything.
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/engine/starter_drills.hpp"
#include "server/engine/starter_playbooks.hpp"
#include "server/demo/story.hpp"

namespace oasis::demo {
namespace {

constexpr std::string_view own_parts = R"json({
  "name": "Harbour Cloud Support", "zone": "Europe/Berlin", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "olga", "name": "Olga Brandt", "role": "admin",   "zone": "Europe/Berlin",    "contacts": {"email": "olga@harbour.example"}},
    {"id": "ann",  "name": "Ann Ek",      "role": "agent",   "zone": "Europe/Stockholm", "contacts": {"email": "ann@harbour.example"}},
    {"id": "bob",  "name": "Bob Okafor",  "role": "agent",   "zone": "Europe/Berlin",    "contacts": {"email": "bob@harbour.example"}},
    {"id": "chen", "name": "Chen Li",     "role": "agent",   "zone": "Asia/Singapore",   "contacts": {"email": "chen@harbour.example"}},
    {"id": "dana", "name": "Dana Novak",  "role": "manager", "zone": "Europe/Prague",    "contacts": {"email": "dana@harbour.example"}}
  ],
  "teams": [
    {"id": "support",     "name": "Support",     "members": ["ann", "bob"]},
    {"id": "specialists", "name": "Specialists", "members": ["chen", "bob"]}
  ],
  "customers": [
    {"id": "globex", "name": "Globex", "domains": ["globex.example"], "tags": ["vip"], "sla": "express",
     "contacts": [{"id": "gina", "name": "Gina Roth", "email": "gina@globex.example"}]},
    {"id": "northwind", "name": "Northwind Bakeries", "domains": ["northwind.example"],
     "contacts": [{"id": "marek", "name": "Marek Dvorak", "email": "marek@northwind.example"}]},
    {"id": "lumen", "name": "Lumen Clinics", "domains": ["lumen.example"], "tags": ["health"],
     "contacts": [{"id": "amara", "name": "Amara Diallo", "email": "amara@lumen.example"}]},
    {"id": "tidewater", "name": "Tidewater Freight", "domains": ["tidewater.example"], "zone": "Europe/Amsterdam",
     "contacts": [{"id": "jonas", "name": "Jonas Weber", "email": "jonas@tidewater.example"}],
     "service_report": {"to": ["jonas"], "at": "08:00"}}
  ],
  "calendars": [
    {"id": "office", "name": "Office hours",
     "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}},
    {"id": "always", "name": "Around the clock"}
  ],
  "slas": [
    {"id": "standard", "name": "Standard", "calendar": "always", "warn_at": [0.5, 0.9], "pause_in": ["pending"],
     "targets": {
       "urgent": {"first_response": "15m", "next_response": "30m", "update": "30m", "resolution": "1h"},
       "high":   {"first_response": "30m", "next_response": "1h", "update": "2h", "resolution": "4h"},
       "normal": {"first_response": "1h", "next_response": "4h", "resolution": "24h"},
       "low":    {"first_response": "same-day", "resolution": "72h"}}},
    {"id": "express", "name": "Express (minutes, for watching)", "calendar": "always", "warn_at": [0.5], "pause_in": ["pending"],
     "targets": {
       "urgent": {"first_response": "1m", "next_response": "2m", "resolution": "4m"},
       "high":   {"first_response": "90s", "next_response": "3m", "resolution": "6m"},
       "normal": {"first_response": "2m", "next_response": "4m", "resolution": "10m"},
       "low":    {"first_response": "5m", "resolution": "20m"}}}
  ],
  "schedules": [
    {"id": "tier-1", "name": "Support on call",
     "layers": [{"priority": 0, "rotation": {"kind": "weekly", "every": 1, "start": "2026-01-05T09:00:00", "people": ["ann", "bob"]}}]},
    {"id": "tier-2", "name": "Specialists on call",
     "layers": [{"priority": 0, "rotation": {"kind": "daily", "every": 1, "start": "2026-01-05T09:00:00", "people": ["chen", "bob"]}}]}
  ],
  "chains": [
    {"id": "default", "name": "Customer-facing", "repeat": 1, "ack_timeout": "1h",
     "steps": [
       {"tier": 1, "name": "Support",    "notify": [{"schedule": "tier-1"}], "backup": [{"team": "support"}], "wait": "30m"},
       {"tier": 2, "name": "Specialist", "notify": [{"schedule": "tier-2"}], "backup": [{"team": "specialists"}], "wait": "30m"},
       {"tier": 3, "name": "Manager",    "notify": [{"user": "dana"}], "backup": [{"user": "olga"}], "urgency": "critical", "wait": "15m"},
       {"tier": 4, "name": "Executive",  "notify": [{"user": "olga"}], "urgency": "critical", "wait": "15m"}]},
    {"id": "express", "name": "Express (minutes, for watching)", "ack_timeout": "10m",
     "steps": [
       {"tier": 1, "name": "Support",    "notify": [{"schedule": "tier-1"}], "backup": [{"team": "support"}], "wait": "45s"},
       {"tier": 2, "name": "Specialist", "notify": [{"schedule": "tier-2"}], "backup": [{"team": "specialists"}], "wait": "1m"},
       {"tier": 3, "name": "Manager",    "notify": [{"user": "dana"}], "backup": [{"user": "olga"}], "urgency": "critical", "wait": "2m"},
       {"tier": 4, "name": "Executive",  "notify": [{"user": "olga"}], "urgency": "critical", "wait": "5m"}]}
  ],
  "rules": [
    {"id": "express-silence", "on": "no_response", "for": "40s", "if": {"customer": "globex"}, "then": [{"escalate": {"chain": "express", "tier": 1}}]},
    {"id": "no-answer",  "on": "no_response", "for": "30m", "if": {"customer": ["northwind", "lumen", "tidewater"]}, "then": [{"escalate": {"chain": "default", "tier": 1}}]},
    {"id": "urgent",     "on": "created", "if": {"priority": ["high", "urgent"], "customer": ["northwind", "lumen", "tidewater"]}, "then": [{"escalate": {"chain": "default", "tier": 2}}]},
    {"id": "unhappy",    "on": "dissatisfied", "then": [{"escalate": {"chain": "default", "tier": 3}}]},
    {"id": "bad-rating", "on": "rated", "at_most": 2, "then": [{"notify": {"user": "dana", "urgency": "normal"}}]},
    {"id": "breach",     "on": "sla_breached", "clock": "resolution", "then": [{"escalate": {"chain": "default", "tier": 3}}]}
  ],
  "templates": [
    {"id": "status-update", "name": "Status update", "subject": "Re: {{ticket.subject}}",
     "text": "Hello {{contact.name}},\n\n{{agent.name}} is working on this. Next update by {{clock.update.due | local}}.\n\n{{workspace.name}}"}
  ]
})json";

}  // namespace

std::string workspace() {
  nlohmann::json document = nlohmann::json::parse(own_parts);
  document["playbooks"] = engine::starter_playbooks();
  for (nlohmann::json drill : engine::starter_drills()) {
    drill.erase("lesson");
    drill["chain"] = "default";
    drill["every"] = "never";  // nobody looks at a demo for a quarter; all of them can be held by hand
    document["drills"].push_back(std::move(drill));
  }
  return document.dump();
}

}  // namespace oasis::demo
