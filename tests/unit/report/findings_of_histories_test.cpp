// For each kind of finding a history in which it must appear, and a near one in which it must not: what a
// help desk's people and customers do, run on the virtual clock, measured and added up by the rules that the
// server does it by.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/codec/scenario.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/measures.hpp"
#include "shared/simulate/run.hpp"
#include "shared/time/text.hpp"
#include "tests/zone_files.hpp"

namespace oasis {
namespace {

using Kind = Finding::Kind;
using nlohmann::json;

const Zones& some_zones() {
  static const Zones known = [] {
    Zones zones;
    for (const char* name : {"Europe/Berlin", "America/Los_Angeles"})
      (void)zones.add(name, test::zone_bytes(name));
    return zones;
  }();
  return known;
}

/// Ann is on call on weekdays from 9 to 16, all by the clock of UTC. An urgent ticket goes to her at once, 10
/// minutes later to Bob, and 10 minutes later to nobody.
json office() {
  return json::parse(R"({
    "users": [{"id": "ann", "name": "Ann Ek", "contacts": {"email": "ann@acme.example"}},
              {"id": "bob", "name": "Bob Okafor", "contacts": {"email": "bob@acme.example"}},
              {"id": "olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
    "customers": [{"id": "globex", "name": "Globex"}, {"id": "initech", "tags": ["vip"]}],
    "calendars": [{"id": "office", "hours": {
      "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]],
      "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}}],
    "slas": [{"id": "standard", "targets": {"urgent": {"first_response": "30m"}, "normal": {"first_response": "4h"}}}],
    "default_sla": "standard",
    "schedules": [{"id": "first-line", "layers": [{
      "rotation": {"kind": "daily", "start": "2026-01-05T00:00:00", "people": ["ann"]},
      "windows": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "16:00"}]}]}],
    "chains": [{"id": "c", "name": "Customer-facing", "steps": [
      {"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"}, {"tier": 2, "notify": [{"user": "bob"}], "wait": "10m"}]}],
    "rules": [{"id": "urgent", "on": "created", "if": {"priority": "urgent"}, "then": [{"escalate": {"chain": "c"}}]}]
  })");
}

/// The same with another value, written as JSON, at a place.
json office(const char* place, const char* value) {
  json changed = office();
  changed[json::json_pointer(place)] = json::parse(value);
  return changed;
}

struct Given {
  const char* priority = "normal";
  const char* customer = "globex";
  bool drill = false;
};
constexpr Given urgent{"urgent"};
constexpr Given drill{"urgent", "globex", true};

/// What happened at an office, ticket by ticket; its findings are those of March 2026 beside February.
class History {
 public:
  explicit History(json document = office()) : document_(std::move(document)) {}

  /// A customer opens a ticket at a minute of UTC: "2026-03-06 16:05".
  History& ticket(std::string at, Given given = {}) {
    at.replace(at.find(' '), 1, "T");
    opened_ = *parse_instant(at + ":00Z");
    name_ = "T" + std::to_string(events_.size());
    happen({}, {{"do", "create"},
                {"customer", given.customer},
                {"priority", given.priority},
                {"drill", given.drill},
                {"subject", "Printer"}});
    return *this;
  }
  /// Somebody answers the ticket that was opened last, and resolves it 5 minutes later.
  History& answered(const char* who, Duration after) {
    happen(after, {{"do", "reply"}, {"by", who}, {"text", "Done"}});
    happen(after + minutes(5), {{"do", "set"}, {"by", who}, {"status", "resolved"}});
    return *this;
  }
  /// `count` tickets, one a day at the same minute from the first on, each answered by somebody; by nobody:
  /// `who` is null.
  History& daily(int count, std::string first, Given given, const char* who, Duration after = {}) {
    first.replace(first.find(' '), 1, "T");
    const Instant begin = *parse_instant(first + ":00Z");
    for (int day = 0; day < count; ++day) {
      std::string at = to_text(begin + days(day)).substr(0, 16);
      ticket(at.replace(10, 1, " "), given);
      if (who != nullptr) answered(who, after);
    }
    return *this;
  }
  /// Another document is in force from then on.
  History& adopts(const char* at, json document) {
    events_.push_back({{"at", at}, {"do", "import"}, {"workspace", std::move(document)}});
    return *this;
  }
  History& happen(Duration after, json what) {
    what["at"] = to_text(opened_ + after);
    what["ticket"] = name_;
    events_.push_back(std::move(what));
    return *this;
  }

  std::vector<Finding> findings() const;
  std::vector<Finding> findings(Kind kind) const {
    std::vector<Finding> found = findings();
    std::erase_if(found, [kind](const Finding& one) { return one.kind != kind; });
    return found;
  }

 private:
  SimulationResult run() const;

  json document_;
  std::vector<json> events_;
  std::string name_;
  Instant opened_;
};

SimulationResult History::run() const {
  std::vector<json> events = events_;
  const auto earlier = [](const json& a, const json& b) {
    return *parse_instant(std::string(a.at("at"))) < *parse_instant(std::string(b.at("at")));
  };
  std::stable_sort(events.begin(), events.end(), earlier);
  json file;
  file["scenario"] = {{"workspace", document_}, {"events", events}, {"until", "2026-04-01T00:00:00Z"}};
  const auto scenario = read_scenario(file, some_zones());
  if (!scenario.ok()) {
    for (const Error& error : scenario.error()) ADD_FAILURE() << error.where << ": " << error.what;
    return {};
  }
  auto result = run_scenario(*scenario, some_zones());
  if (!result.ok()) {
    ADD_FAILURE() << result.error().what;
    return {};
  }
  for (const auto& entry : result->timeline) {
    if (const auto* refused = std::get_if<RefusedEvent>(&entry))
      ADD_FAILURE() << refused->ticket << ": " << refused->why;
  }
  return std::move(*result);
}

std::vector<Finding> History::findings() const {
  const SimulationResult result = run();
  std::map<TicketId, std::vector<const Event*>> by_ticket;
  for (const auto& entry : result.timeline) {
    const auto* event = std::get_if<Event>(&entry);
    if (event != nullptr && !event->ticket.empty()) by_ticket[event->ticket].push_back(event);
  }
  const Policies* policies = current_policies(result.state);
  if (policies == nullptr) return {};
  const Instant february = *parse_instant("2026-02-01T00:00:00Z"),
                march = *parse_instant("2026-03-01T00:00:00Z");
  Slice in_march, in_february;
  in_march.period = {march, *parse_instant("2026-04-01T00:00:00Z")};
  in_february.period = {february, march};
  Summing now(in_march, *policies), before(in_february, *policies);
  std::vector<Breach> breaches;
  for (const auto& [id, events] : by_ticket) {
    const Ticket& ticket = result.state.tickets.at(id);
    const Calendar& calendar = *terms_of(*policies_of(result.state, ticket.version), ticket).calendar;
    for (const Measure& measure : measures_of(events, calendar)) {
      now.add(measure);
      before.add(measure);
      if (measure.kind == Measure::Kind::breached && belongs(in_march, measure))
        breaches.push_back({measure.at, measure.priority, measure.customer});
    }
  }
  return findings_of(now.result(), before.result(), breaches, *policies);
}

/// One finding of that kind, and nothing else of it.
void must_find(const History& history, Kind kind, const char* subject, const char* what, const char* evidence,
               const char* place) {
  const std::vector<Finding> found = history.findings(kind);
  ASSERT_EQ(found.size(), 1u) << what;
  EXPECT_EQ(found[0].subject, subject);
  EXPECT_EQ(found[0].what, what);
  EXPECT_EQ(found[0].evidence, evidence);
  EXPECT_EQ(found[0].place, place);
}
void must_not_find(const History& history, Kind kind, const char* why) {
  for (const Finding& found : history.findings(kind))
    ADD_FAILURE() << found.what << " " << found.evidence << " But: " << why;
}

TEST(FindingsOfHistories, AQuietDeskHasNone) {
  const History quiet = History().daily(3, "2026-03-02 10:00", {}, "ann", minutes(10));
  for (const Finding& found : quiet.findings()) ADD_FAILURE() << found.what;
}

// ---- breaches

const std::vector<const char*> friday_evenings{"2026-03-06 16:05", "2026-03-13 16:40", "2026-03-13 17:20",
                                               "2026-03-20 18:00", "2026-03-27 16:10"};

History of(const std::vector<const char*>& tickets, Given given, json document = office()) {
  History history(std::move(document));
  for (const char* at : tickets) history.ticket(at, given);
  return history;
}

TEST(FindingsOfHistories, FiveUrgentTicketsOnFridaysAfterFourThatNobodyAnswersGather) {
  must_find(of(friday_evenings, urgent), Kind::breaches_gather, "globex/4/3",
            "Urgent tickets of Globex breach on Fridays after 16:00: nobody is on call then.",
            "5 of 5 breaches; nobody was on call at 5 of them.", "customers/globex");
}

TEST(FindingsOfHistories, TheSameFiveDoNotGatherWhereOneThingIsOtherwise) {
  must_not_find(
      of({"2026-03-02 16:05", "2026-03-10 16:40", "2026-03-11 17:20", "2026-03-19 18:00", "2026-03-27 16:10"},
         urgent),
      Kind::breaches_gather, "they are spread over the week");
  must_not_find(of({friday_evenings.begin(), friday_evenings.begin() + 3}, urgent), Kind::breaches_gather,
                "three are too few");
  History in_time, two_customers;
  bool other = false;
  for (const char* at : friday_evenings) {
    in_time.ticket(at, urgent).answered("ann", minutes(29));
    two_customers.ticket(at, {"urgent", std::exchange(other, !other) ? "initech" : "globex"});
  }
  must_not_find(in_time, Kind::breaches_gather, "each was answered within the half hour");
  must_not_find(two_customers, Kind::breaches_gather, "three of one and two of another customer");
  must_not_find(
      of({"2026-03-13 16:05", "2026-03-13 16:10", "2026-03-13 16:40", "2026-03-13 17:20", "2026-03-13 18:00"},
         urgent),
      Kind::breaches_gather, "one bad evening says nothing of Fridays");
}

TEST(FindingsOfHistories, ABreachLiesOnTheDayThatTheOfficeSees) {
  // Due half an hour later by the office's calendar: on Monday at 9:10 and later.
  const std::vector<const char*> before_the_weekend{"2026-03-06 16:40", "2026-03-13 16:45",
                                                    "2026-03-13 16:50", "2026-03-20 16:55"};
  must_find(of(before_the_weekend, urgent, office("/slas/0/calendar", R"("office")")), Kind::breaches_gather,
            "globex/0/3", "Urgent tickets of Globex breach on Mondays after 09:00.",
            "4 of 4 breaches; somebody was on call at each of them.", "customers/globex");
  const std::vector<const char*> late{"2026-03-06 23:05", "2026-03-13 23:15", "2026-03-20 23:05",
                                      "2026-03-27 22:45"};
  must_find(of(late, urgent, office("/zone", R"("Europe/Berlin")")), Kind::breaches_gather, "globex/5/3",
            "Urgent tickets of Globex breach on Saturdays after 00:00: nobody is on call then.",
            "4 of 4 breaches; nobody was on call at 4 of them.", "customers/globex");
}

TEST(FindingsOfHistories, PrioritiesAreThoseOfTheBreachNotOfTheTicketsEnd) {
  History lowered;
  for (const char* at : friday_evenings)
    lowered.ticket(at, urgent).happen(minutes(40), {{"do", "set"}, {"by", "olga"}, {"priority", "low"}});
  must_find(lowered, Kind::breaches_gather, "globex/4/3",
            "Urgent tickets of Globex breach on Fridays after 16:00: nobody is on call then.",
            "5 of 5 breaches; nobody was on call at 5 of them.", "customers/globex");
}

// ---- chains

TEST(FindingsOfHistories, AnEscalationThatNobodyAnswers) {
  History ends;
  ends.ticket("2026-03-03 10:00", urgent).answered("ann", minutes(5)).ticket("2026-03-04 10:00", urgent);
  must_find(ends, Kind::nobody_answered, "", "An escalation ended without anybody answering.",
            "1 of 2 escalations.", "");

  History last_minute;
  last_minute.ticket("2026-03-03 10:00", urgent).answered("ann", minutes(5));
  last_minute.ticket("2026-03-04 10:00", urgent).answered("bob", minutes(19));
  must_not_find(last_minute, Kind::nobody_answered, "Bob answered in the last minute");
  History resolved;
  resolved.ticket("2026-03-04 10:00", urgent)
      .happen(minutes(19), {{"do", "set"}, {"by", "olga"}, {"status", "resolved"}});
  must_not_find(resolved, Kind::nobody_answered, "it was resolved before the chain's end");
  must_not_find(History().ticket("2026-02-27 10:00", urgent), Kind::nobody_answered, "that was in February");
  must_not_find(History().ticket("2026-03-04 10:00", drill), Kind::nobody_answered,
                "a drill counts for nothing");
}

TEST(FindingsOfHistories, ATierThatReachesNobody) {
  const json by_schedule = office("/chains/0/steps/0/notify", R"([{"schedule": "first-line"}])");
  const auto two_evenings_and_a_day = [](json document) {
    return of({"2026-03-03 18:00", "2026-03-04 10:00", "2026-03-05 18:00"}, urgent, std::move(document));
  };
  must_find(two_evenings_and_a_day(by_schedule), Kind::step_reaches_nobody, "c/1",
            "Tier 1 of Customer-facing reached nobody.", "2 of 3 times.", "chains/c");

  must_not_find(of({"2026-03-03 11:00", "2026-03-04 10:00", "2026-03-05 11:00"}, urgent, by_schedule),
                Kind::step_reaches_nobody, "by day Ann is there");
  must_not_find(of({"2026-03-04 10:00", "2026-03-05 18:00"}, urgent, by_schedule), Kind::step_reaches_nobody,
                "once is chance");
  json with_backup = by_schedule;
  with_backup["chains"][0]["steps"][0]["backup"] = json::parse(R"([{"user": "olga"}])");
  must_not_find(two_evenings_and_a_day(with_backup), Kind::step_reaches_nobody, "the step has a backup");
}

TEST(FindingsOfHistories, ATierThatNeverAnswers) {
  must_find(History().daily(5, "2026-03-02 10:00", urgent, "bob", minutes(15)), Kind::step_never_answers,
            "c/1", "Tier 1 of Customer-facing is told and never answers in its time.",
            "Told 5 times, answered never.", "chains/c");
  const History too_late = History().daily(5, "2026-03-02 10:00", urgent, "ann", minutes(12));
  EXPECT_EQ(too_late.findings(Kind::step_never_answers).size(), 1u)
      << "Bob had been told before Ann answered";

  must_not_find(History()
                    .daily(4, "2026-03-02 10:00", urgent, "bob", minutes(15))
                    .daily(1, "2026-03-06 10:00", urgent, "ann", minutes(9)),
                Kind::step_never_answers, "Ann answered the fifth, in her ten minutes");
  must_not_find(History().daily(4, "2026-03-02 10:00", urgent, "bob", minutes(15)), Kind::step_never_answers,
                "four times may be chance");
}

// ---- levels

/// Twenty tickets, of which the last `late` are answered by nobody, in the month of `first`.
History& twenty(History& history, const std::string& month, int late) {
  history.daily(20 - late, "2026-" + month + "-01 10:00", {}, "ann", minutes(30));
  return history.daily(late, "2026-" + month + "-" + std::to_string(21 - late) + " 10:00", {}, nullptr);
}

TEST(FindingsOfHistories, ALevelThatIsMissed) {
  History missed, kept;
  must_find(twenty(missed, "03", 3), Kind::level_missed, "0", "First response is met in 85 % of cases.",
            "3 of 20 were breached.", "slas");

  must_not_find(twenty(kept, "03", 2), Kind::level_missed, "nine of ten are met");
  must_not_find(History()
                    .daily(16, "2026-03-01 10:00", {}, "ann", minutes(30))
                    .daily(3, "2026-03-17 10:00", {}, nullptr),
                Kind::level_missed, "nineteen say little");
  must_not_find(History().daily(20, "2026-03-01 10:00", {}, "ann", minutes(239)), Kind::level_missed,
                "in the last minute is in time");
}

TEST(FindingsOfHistories, ALevelThatFalls) {
  History falls, less, rises;
  must_find(twenty(twenty(falls, "02", 0), "03", 2), Kind::level_falls, "0",
            "First response is met less often than in the period before.", "100 % → 90 %.", "slas");

  must_not_find(twenty(twenty(less, "02", 0), "03", 1), Kind::level_falls, "that is five points");
  must_not_find(twenty(twenty(rises, "02", 2), "03", 0), Kind::level_falls, "it rises");
  History new_desk;
  must_not_find(twenty(new_desk, "03", 2), Kind::level_falls, "there was no month before");
}

// ---- people

TEST(FindingsOfHistories, BrokenSleep) {
  const auto three_nights = [](json document) {
    return History(std::move(document)).daily(3, "2026-03-03 04:00", urgent, "ann", minutes(5));
  };
  must_find(three_nights(office()), Kind::sleep_broken, "ann", "Ann Ek was paged in their sleep 3 times.",
            "3 of 3 pages between 22:00 and 07:00 of their day.", "schedules");

  must_not_find(three_nights(office("/users/0/zone", R"("America/Los_Angeles")")), Kind::sleep_broken,
                "where Ann is it is 20:00 of the day before");
  must_not_find(History().daily(3, "2026-03-03 07:00", urgent, "ann", minutes(5)), Kind::sleep_broken,
                "the day has begun");
  must_not_find(three_nights(office("/rules/0/then", R"([{"notify": {"user": "ann"}}])")), Kind::sleep_broken,
                "a mail that a rule sends is no page");
  History two_and_one;
  two_and_one.daily(2, "2026-03-03 04:00", urgent, "ann", minutes(5))
      .daily(1, "2026-03-05 10:00", urgent, "ann", minutes(5));
  must_not_find(two_and_one, Kind::sleep_broken, "two nights are bearable");
}

TEST(FindingsOfHistories, UnevenLoad) {
  // Whoever is told first answers, or leaves it to Bob.
  const auto ten = [](int by_ann, const json& document) {
    return History(document)
        .daily(by_ann, "2026-03-01 10:00", urgent, "ann", minutes(5))
        .daily(10 - by_ann, "2026-03-11 10:00", urgent, "bob", minutes(15));
  };
  must_find(ten(6, office()), Kind::load_uneven, "ann", "Ann Ek gets most of the pages.",
            "10 of 14, among 2 people.", "schedules");

  must_not_find(ten(0, office()), Kind::load_uneven, "each has ten of twenty");
  must_not_find(ten(10, office()), Kind::load_uneven, "there is nobody to share with");
  must_not_find(ten(6, office("/rules/0/then/0/escalate/tier", "2")), Kind::load_uneven, "Bob alone is told");
}

// ---- rules

json with_rule_for_vips() {
  return office(
      "/rules/1",
      R"({"id": "vip", "on": "created", "if": {"customer_tag": "vip"}, "then": [{"notify": {"user": "olga"}}]})");
}

TEST(FindingsOfHistories, ARuleThatNeverFires) {
  const auto march = [](int of_globex, int of_vip) {
    return History(with_rule_for_vips())
        .daily(of_globex, "2026-03-01 10:00", urgent, "ann", minutes(5))
        .daily(of_vip, "2026-03-25 10:00", {"urgent", "initech"}, "ann", minutes(5));
  };
  must_find(march(20, 0), Kind::rule_silent, "vip", "Rule vip never fired.", "0 times for 20 tickets.",
            "rules/vip");

  must_not_find(march(19, 1), Kind::rule_silent, "it fired for the one ticket of a customer with that tag");
  must_not_find(march(19, 0), Kind::rule_silent, "a quiet month says nothing");
}

TEST(FindingsOfHistories, ARuleThatFiresAllTheTime) {
  const auto march = [](int all_urgent) {
    return History()
        .daily(all_urgent, "2026-03-01 10:00", urgent, "ann", minutes(5))
        .daily(20 - all_urgent, "2026-03-12 11:00", {}, "ann", minutes(5));
  };
  must_find(march(11), Kind::rule_noisy, "urgent",
            "Rule urgent fires more often than for every second ticket.", "11 times for 20 tickets.",
            "rules/urgent");

  must_not_find(march(10), Kind::rule_noisy, "ten of twenty is every second");
  json without = office();
  without["rules"] = json::array();
  must_not_find(march(11).adopts("2026-03-31T12:00:00Z", without), Kind::rule_noisy,
                "the rule has been removed since");
}

TEST(FindingsOfHistories, ARuleIsNoisyForAFewTicketsToo) {
  json warns =
      office("/rules/1", R"({"id": "warned", "on": "sla_warning", "then": [{"notify": {"user": "olga"}}]})");
  warns["slas"][0]["warn_at"] = {0.2, 0.4, 0.6, 0.8};
  const auto march = [&warns](int slow) {
    History history(warns);
    return twenty(history, "03", slow);
  };
  must_find(march(3), Kind::rule_noisy, "warned",
            "Rule warned fires more often than for every second ticket.", "12 times for 20 tickets.",
            "rules/warned");
  must_not_find(march(2), Kind::rule_noisy, "two slow tickets have eight warnings");
}

}  // namespace
}  // namespace oasis
