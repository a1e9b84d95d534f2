// Generated histories: any mix of commands and due times keeps what must always hold, whatever order they
// come in.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/rows.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"
#include "shared/simulate/clockwork.hpp"
#include "tests/property/histories/invariants.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

constexpr Instant start{1'772'452'800'000};  // Monday 2026-03-02T12:00:00Z

const char* const document = R"({
  "zone": "Europe/Berlin", "last_resort": {"user": "olga"}, "default_sla": "std",
  "users": [
    {"id": "ann", "contacts": {"email": "a@x.example", "sms": "1"}, "quiet_hours": {"from": "22:00", "to": "07:00"},
     "notify": {"critical": [{"via": "email"}, {"via": "sms", "after": "3m"}]}},
    {"id": "bob", "contacts": {"email": "b@x.example"}, "away": [{"from": "2026-03-03T00:00:00Z", "to": "2026-03-05T00:00:00Z"}]},
    {"id": "olga", "role": "admin", "contacts": {"email": "o@x.example"}}],
  "teams": [{"id": "t", "members": ["ann", "bob"]}],
  "customers": [{"id": "gold", "sla": "gold", "calendar": "always"}],
  "calendars": [{"id": "office", "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "12:00"], ["13:00", "17:00"]], "wed": [["22:00", "06:00"]]}},
                {"id": "always"}],
  "slas": [{"id": "std", "calendar": "office", "warn_at": [0.5, 0.9], "targets": {
              "low": {"first_response": "same-day"}, "normal": {"first_response": "1h", "next_response": "2h", "resolution": "8h"},
              "high": {"first_response": "2h", "update": "1h", "resolution": "4h"}, "urgent": {"first_response": "15m", "resolution": "1h"}}},
           {"id": "gold", "update_every": "2h", "warn_at": [0.75], "pause_in": ["pending", "on-hold"], "targets": {
              "normal": {"first_response": "10m", "update": "30m", "resolution": "2h"}, "urgent": {"resolution": "30m"}}}],
  "schedules": [{"id": "s", "layers": [{"rotation": {"kind": "hourly", "every": 6, "start": "2026-03-02T00:00:00", "people": ["ann", "bob"]},
                 "windows": [{"from": "06:00", "to": "23:00"}]}]}],
  "chains": [{"id": "c", "repeat": 1, "ack_timeout": "45m", "update_every": "40m", "steps": [
                {"tier": 1, "notify": [{"schedule": "s"}], "wait": "20m"},
                {"tier": 2, "notify": [{"user": "bob"}], "backup": [{"team": "t"}], "wait": "30m", "calendar": "office"},
                {"tier": 4, "notify": [{"user": "olga"}], "urgency": "critical", "wait": "0s"}]},
             {"id": "d", "steps": [{"tier": 1, "notify": [{"schedule": "s"}], "wait": "5m"}]}],
  "rules": [{"id": "silent", "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "c"}}]},
            {"id": "idle", "on": "idle", "for": "3h", "then": [{"notify": {"user": "olga", "urgency": "low"}}]},
            {"id": "late", "on": "sla_breached", "then": [{"escalate": {"chain": "c", "tier": 4}}, {"set": {"priority": "urgent"}}]},
            {"id": "raised", "on": "priority_raised", "then": [{"escalate": {"chain": "d"}}, {"notify": {"team": "t"}}]},
            {"id": "broken", "on": "promise_broken", "then": [{"escalate": {"chain": "c", "tier": 2}}]},
            {"id": "bad", "on": "rated", "then": [{"set": {"status": "open"}}]},
            {"id": "again", "on": "reopened", "then": [{"set": {"priority": "low"}}, {"set": {"priority": "high"}}]}]
})";

State fresh_state() {
  static const Zones zones = [] {
    Zones all;
    (void)all.add("Europe/Berlin", test::zone_bytes("Europe/Berlin"));
    return all;
  }();
  static const std::shared_ptr<const Policies> policies = [] {
    auto workspace = read_workspace(nlohmann::json::parse(document), zones);
    return *Policies::prepare(*workspace, zones, 1);
  }();
  State state;
  state.versions.push_back(policies);
  return state;
}

struct Move {
  Command command;
  Actor actor;
  Duration after;
};

TicketId some_ticket() {
  return "T" + std::to_string(*rc::gen::inRange(1, 4));
}

Command some_command() {
  const TicketId ticket = some_ticket();
  switch (*rc::gen::inRange(0, 12)) {
    case 0:
    case 1: {
      CreateTicket create;
      create.ticket = ticket;
      create.priority = static_cast<Priority>(*rc::gen::inRange(0, 4));
      if (*rc::gen::arbitrary<bool>()) create.customer = "gold";
      return create;
    }
    case 2:
      return Reply{ticket, {}, {}};
    case 3:
      return *rc::gen::arbitrary<bool>()
                 ? Command(Reply{ticket, {}, start + minutes(*rc::gen::inRange(0, 5000))})
                 : PromiseUpdate{ticket, start + minutes(*rc::gen::inRange(0, 5000))};
    case 4:
      return WriteNote{ticket, {}};
    case 5:
      return CustomerReply{ticket, {}, ticket + "-" + std::to_string(*rc::gen::inRange(2, 1000))};
    case 6:
      return Acknowledge{ticket};
    case 7:
      return Escalate{ticket, *rc::gen::arbitrary<bool>() ? "c" : "d", *rc::gen::inRange(1, 6), ""};
    case 8:
      return Rate{ticket, *rc::gen::inRange(1, 6), ""};
    case 9:
      return Merge{ticket, some_ticket()};
    default: {
      SetFields fields;
      fields.ticket = ticket;
      if (*rc::gen::arbitrary<bool>()) fields.status = static_cast<Status>(*rc::gen::inRange(0, 6));
      if (*rc::gen::arbitrary<bool>()) fields.priority = static_cast<Priority>(*rc::gen::inRange(0, 4));
      if (*rc::gen::inRange(0, 4) == 0) fields.customer = *rc::gen::arbitrary<bool>() ? "gold" : "";
      return fields;
    }
  }
}

std::vector<Move> some_moves() {
  std::vector<Move> moves;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    Move move;
    move.command = some_command();
    const bool by_customer =
        std::holds_alternative<CustomerReply>(move.command) || std::holds_alternative<Rate>(move.command);
    move.actor.kind = by_customer ? Actor::Kind::customer : Actor::Kind::user;
    if (!by_customer) move.actor.id = *rc::gen::element<std::string>("ann", "bob", "olga");
    move.actor.role = Role::agent;
    move.after = minutes(
        *rc::gen::weightedOneOf<int>({{5, rc::gen::inRange(0, 40)}, {1, rc::gen::inRange(40, 1500)}}));
    moves.push_back(std::move(move));
  }
  return moves;
}

/// One history on two states: one folds the events of the pure functions, the other is worked on in place.
class TwoStates {
 public:
  std::vector<Event> history;
  Clockwork in_place;
  State folded = fresh_state();
  Instant last_instant = start;  ///< a timer that a command makes overdue fires as of now, never in the past

  TwoStates() { in_place.state = fresh_state(); }

  void give(const Move& move, Instant now) {
    last_instant = now;
    const auto decided = decide(folded, move.command, move.actor, now);
    const auto done = in_place.give(move.command, move.actor, now);
    RC_ASSERT(decided.ok() == done.ok());
    if (decided.ok()) fold(*decided, *done);
  }

  /// Fires everything due before `until` in both.
  void run(Instant until) {
    int fired = 0;
    while (const auto first = first_timer()) {
      if (first->due >= until) break;
      RC_ASSERT(++fired < 10'000);
      std::vector<Event> done;
      RC_ASSERT(in_place.next_due() == first->due);
      last_instant = std::max(last_instant, first->due);
      const std::vector<Event> decided = fire(folded, *first, last_instant);
      RC_ASSERT(!decided.empty());
      RC_ASSERT(in_place.fire_next(first->due, last_instant, done));
      fold(decided, done);
    }
  }

 private:
  std::optional<Timer> first_timer() const {
    std::vector<Timer> timers;
    for (const auto& [id, ticket] : folded.tickets) {
      for (Timer& timer : timers_of(folded, ticket)) timers.push_back(std::move(timer));
    }
    for (const auto& [id, person] : folded.people) {
      for (Timer& timer : timers_of(folded, person)) timers.push_back(std::move(timer));
    }
    const auto first = std::min_element(timers.begin(), timers.end(), fires_before);
    return first == timers.end() ? std::nullopt : std::optional(*first);
  }

  void fold(const std::vector<Event>& decided, const std::vector<Event>& done) {
    RC_ASSERT(decided.size() == done.size());
    for (std::size_t i = 0; i < decided.size(); ++i) {
      RC_ASSERT(write_event(decided[i]) == write_event(done[i]));
      apply(folded, decided[i]);
      history.push_back(decided[i]);
    }
    RC_ASSERT(folded.tickets == in_place.state.tickets);
    RC_ASSERT(folded.people == in_place.state.people);
  }
};

RC_GTEST_PROP(Histories, FoldingTheEventsGivesWhatWorkingInPlaceGives, ()) {
  TwoStates states;
  Instant now = start;
  for (const Move& move : some_moves()) {
    now = now + move.after;
    states.run(now);
    states.give(move, now);
  }
  states.run(now + days(3));
  test::Invariants invariants(*current_policies(states.folded));
  for (const Event& event : states.history) invariants.add(event);
  invariants.finish(states.folded, now + days(3));
  RC_ASSERT(invariants.faults() == std::vector<std::string>());
}

RC_GTEST_PROP(Histories, RowsHoldEverything, ()) {
  TwoStates states;
  Instant now = start;
  for (const Move& move : some_moves()) {
    now = now + move.after;
    states.run(now);
    states.give(move, now);
  }
  for (const auto& [id, ticket] : states.folded.tickets) {
    const auto read = read_ticket(write_ticket(ticket));
    RC_ASSERT(read.ok());
    RC_ASSERT(*read == ticket);
  }
  for (const auto& [id, person] : states.folded.people) {
    const auto read = read_person(write_person(person));
    RC_ASSERT(read.ok());
    RC_ASSERT(*read == person);
  }
  for (const Event& event : states.history) {
    const auto read = read_event(write_event(event));
    RC_ASSERT(read.ok());
    RC_ASSERT(write_event(*read) == write_event(event));
  }
}

}  // namespace
}  // namespace oasis
