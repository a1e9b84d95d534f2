// See help_desk.hpp.
#include "tests/bench/core/help_desk.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/codec/scenario.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/dissatisfaction.hpp"
#include "tests/chance.hpp"

namespace oasis::bench {
namespace {

constexpr const char* document = R"({
  "name": "Help desk", "zone": "Europe/Berlin", "default_sla": "standard", "last_resort": {"user": "olga"},
  "users": [
    {"id": "ann", "contacts": {"email": "ann@desk.example", "sms": "+491"}, "zone": "Europe/Berlin"},
    {"id": "bob", "contacts": {"email": "bob@desk.example", "sms": "+492"}, "zone": "Europe/Berlin"},
    {"id": "cid", "contacts": {"email": "cid@desk.example"}, "zone": "Europe/Berlin"},
    {"id": "dora", "contacts": {"email": "dora@desk.example"}, "zone": "America/New_York"},
    {"id": "eve", "contacts": {"email": "eve@desk.example", "sms": "+495"}, "zone": "America/New_York",
      "quiet_hours": {"from": "22:00", "to": "07:00"}},
    {"id": "finn", "contacts": {"email": "finn@desk.example"}, "zone": "Europe/Berlin"},
    {"id": "gus", "role": "manager", "contacts": {"email": "gus@desk.example"}, "zone": "Europe/Berlin",
      "quiet_hours": {"from": "20:00", "to": "08:00"}},
    {"id": "olga", "role": "admin", "contacts": {"email": "olga@desk.example", "sms": "+499"}}
  ],
  "teams": [{"id": "front", "members": ["ann", "bob", "cid", "dora"]}, {"id": "back", "members": ["eve", "finn"]}],
  "customers": [
    {"id": "acme", "sla": "gold", "tags": ["vip"], "domains": ["acme.example"]},
    {"id": "globex", "sla": "gold", "calendar": "all-day", "domains": ["globex.example"]},
    {"id": "initech", "domains": ["initech.example"]},
    {"id": "umbrella", "domains": ["umbrella.example"]},
    {"id": "hooli", "tags": ["trial"], "domains": ["hooli.example"]}
  ],
  "calendars": [
    {"id": "office", "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
      "thu": [["09:00", "17:00"]], "fri": [["09:00", "12:00"], ["13:00", "16:00"]]},
      "exceptions": [{"yearly": "01-01"}, {"yearly": "05-01"}, {"yearly": "10-03"}, {"yearly": "12-25"},
        {"yearly": "12-26"}, {"date": "2025-04-18"}, {"date": "2025-04-21"}]},
    {"id": "all-day", "zone": "UTC"}
  ],
  "slas": [
    {"id": "standard", "calendar": "office", "warn_at": [0.75], "targets": {
      "low": {"first_response": "16h", "resolution": "80h"},
      "normal": {"first_response": "8h", "next_response": "8h", "resolution": "40h"},
      "high": {"first_response": "4h", "next_response": "4h", "update": "16h", "resolution": "24h"},
      "urgent": {"first_response": "1h", "next_response": "2h", "update": "8h", "resolution": "16h"}}},
    {"id": "gold", "calendar": "office", "warn_at": [0.5, 0.9], "pause_in": ["pending", "on-hold"], "targets": {
      "low": {"first_response": "8h", "resolution": "40h"},
      "normal": {"first_response": "4h", "next_response": "4h", "update": "24h", "resolution": "24h"},
      "high": {"first_response": "2h", "next_response": "2h", "update": "8h", "resolution": "16h"},
      "urgent": {"first_response": "30m", "next_response": "1h", "update": "4h", "resolution": "8h"}}}
  ],
  "schedules": [
    {"id": "first-line", "layers": [
      {"rotation": {"kind": "weekly", "start": "2025-01-06T09:00:00", "people": ["ann", "bob", "cid"]}},
      {"priority": 1, "rotation": {"kind": "daily", "start": "2025-01-06T08:00:00", "people": ["finn", "eve"]},
        "windows": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "18:00"}]}]},
    {"id": "second-line", "zone": "America/New_York", "layers": [
      {"rotation": {"kind": "weekly", "every": 2, "start": "2025-01-06T09:00:00", "people": ["dora", "eve"]}}]}
  ],
  "chains": [
    {"id": "page", "repeat": 1, "ack_timeout": "4h", "steps": [
      {"tier": 1, "notify": [{"schedule": "first-line"}], "wait": "15m"},
      {"tier": 2, "notify": [{"schedule": "second-line"}], "wait": "30m"},
      {"tier": 3, "notify": [{"user": "gus"}], "wait": "1h"}]}
  ],
  "rules": [
    {"id": "urgent-pages", "on": "created", "if": {"priority": "urgent"}, "then": [{"escalate": {"chain": "page"}}]},
    {"id": "outages-are-high", "on": "created", "if": {"text_contains": ["outage", "is down"], "priority": ["low", "normal"]},
      "then": [{"set": {"priority": "high"}}]},
    {"id": "warn", "on": "sla_warning", "clock": "first_response",
      "then": [{"notify": {"schedule": "first-line", "urgency": "normal"}}]},
    {"id": "late", "on": "sla_breached", "clock": "first_response", "then": [{"escalate": {"chain": "page"}}]},
    {"id": "too-long", "on": "sla_breached", "clock": "resolution", "then": [{"notify": {"user": "gus"}}]},
    {"id": "unhappy", "on": "dissatisfied", "then": [{"notify": {"user": "gus", "urgency": "normal"}}]},
    {"id": "silence", "on": "no_response", "for": "24h", "calendar": "office",
      "then": [{"notify": {"team": "front", "urgency": "low"}}]}
  ]
})";

const std::array<const char*, 6> questions = {
    "Hello, since this morning the monthly report cannot be exported any more: the button turns grey and "
    "nothing "
    "happens. We tried two browsers. Could you have a look? Kind regards, Gina",
    "Hi team,\n\ncould you please add two more seats to our plan? The new colleagues start on "
    "Monday.\n\nThanks, Tom",
    "Our users see a blank page after the login. It worked yesterday. Version 4.2, Firefox and Chrome alike.",
    "The import of yesterday's orders stops at line 1,204 with 'value out of range'. The file is attached.",
    "The whole site is down for all of our customers! Please call back at once.",
    "How do I change the sender address of the invoices? I did not find it in the settings."};
const std::array<const char*, 4> answers = {
    "Hello, thank you for your message. We are looking into it and come back to you today.",
    "Could you send us the log file of the client, please? It is in the folder 'logs' beside the program.",
    "We found the reason: a certificate had expired. It is renewed, please try again.",
    "The seats are added; your colleagues can sign in with the link in their invitation."};
const std::array<const char*, 4> thanks_and_complaints = {
    "Here is the file you asked for. It happens every time.", "Thank you, that was quick! It works again.",
    "I am still waiting. This is the third time this month and it is really unacceptable, we are losing "
    "money.",
    "We tried that, it is the same as before. Anything else we could try?"};
const std::array<const char*, 6> senders = {"acme.example",     "globex.example", "initech.example",
                                            "umbrella.example", "hooli.example",  "nobody.example"};
const std::array<const char*, 6> agents = {"ann", "bob", "cid", "dora", "eve", "finn"};

/// Writes down what happens to one ticket after the other.
class Year {
 public:
  std::vector<ScenarioEvent> events;

  void add_ticket(std::size_t number, Instant created) {
    id_ = "T" + std::to_string(number);
    at_ = created;
    create(number);
    const std::int64_t rounds = 1 + chance_.below(3);
    for (std::int64_t round = 0; round < rounds; ++round) {
      wait(minutes(10), hours(chance_.once_in(10) ? 70 : 5));
      by_staff(Reply{id_, draft(chance_.one_of(answers))});
      const bool is_last = round + 1 == rounds;
      if (is_last) break;
      SetFields pending;
      pending.ticket = id_;
      pending.status = Status::pending;
      by_staff(pending);
      wait(minutes(20), hours(24));
      by_customer(CustomerReply{id_, customers_draft(chance_.one_of(thanks_and_complaints)), {}});
    }
    SetFields resolved;
    resolved.ticket = id_;
    resolved.status = Status::resolved;
    wait(minutes(1), hours(20));
    by_staff(resolved);
  }

 private:
  void create(std::size_t number) {
    CreateTicket create;
    create.ticket = id_;
    create.subject = "Question " + std::to_string(number);
    create.priority = static_cast<Priority>(chance_.one_of(std::array{0, 1, 1, 1, 1, 1, 1, 2, 2, 3}));
    create.from_name = "Gina Smith";
    create.from_email = std::string("gina@") + chance_.one_of(senders);
    create.channel = "email";
    create.message = customers_draft(chance_.one_of(questions));
    by_customer(std::move(create));
  }

  Draft draft(const char* text) {
    Draft draft;
    draft.id = "m" + std::to_string(++messages_);
    draft.text = text;
    return draft;
  }

  /// A message whose mood is known, as history keeps it.
  Draft customers_draft(const char* text) {
    Draft said = draft(text);
    const auto [known, is_new] = moods_.try_emplace(text);
    if (is_new) {
      const Dissatisfaction judged = judge_dissatisfaction(text);
      known->second = {judged.score, judged.dissatisfied, {}};
      for (const WeighedWord& word : judged.words) known->second.words.push_back(word.text);
    }
    said.mood = known->second;
    return said;
  }

  void wait(Duration least, Duration most) {
    at_ = at_ + least + minutes(chance_.below((most - least).ms / minutes(1).ms));
  }

  void by_staff(Command command) {
    events.push_back({at_, chance_.one_of(agents), false, std::move(command)});
  }
  void by_customer(Command command) { events.push_back({at_, {}, true, std::move(command)}); }

  test::Chance chance_{2025};
  std::string id_;
  Instant at_;
  std::int64_t messages_ = 0;
  std::map<std::string, Mood> moods_;  // by text
};

}  // namespace

Workspace help_desk(const Zones& zones) {
  const nlohmann::json json = nlohmann::json::parse(document, nullptr, false);
  Result<Workspace, std::vector<Error>> workspace = read_workspace(json, zones);
  if (!workspace.ok()) {
    for (const Error& fault : workspace.error())
      std::fprintf(stderr, "%s: %s\n", fault.where.c_str(), fault.what.c_str());
    std::exit(1);
  }
  return std::move(*workspace);
}

Scenario help_desk_year(std::size_t tickets, const Zones& zones) {
  Scenario scenario;
  scenario.workspace = help_desk(zones);
  constexpr Instant january{1'735'689'600'000};  // 2025-01-01T00:00:00Z
  Year year;
  for (std::size_t i = 0; i < tickets; ++i) {
    const auto share = static_cast<std::int64_t>(i) * days(365).ms / static_cast<std::int64_t>(tickets);
    year.add_ticket(i + 1, january + milliseconds(share));
  }
  scenario.events = std::move(year.events);
  std::stable_sort(scenario.events.begin(), scenario.events.end(),
                   [](const ScenarioEvent& a, const ScenarioEvent& b) { return a.at < b.at; });
  return scenario;
}

}  // namespace oasis::bench
