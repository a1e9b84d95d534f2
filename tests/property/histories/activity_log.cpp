// See activity_log.hpp.
#include "tests/property/histories/activity_log.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/time/text.hpp"

namespace oasis::test {

namespace {

const char* const document = R"({
  "zone": "Europe/Rome", "last_resort": {"user": "olga"}, "default_sla": "std",
  "users": [
    {"id": "ann", "contacts": {"email": "a@x.example", "sms": "1"}, "quiet_hours": {"from": "22:00", "to": "07:00"},
     "notify": {"critical": [{"via": "email"}, {"via": "sms", "after": "5m"}]}},
    {"id": "bob", "contacts": {"email": "b@x.example"}, "away": [{"from": "2011-08-01T00:00:00Z", "to": "2011-08-22T00:00:00Z"}]},
    {"id": "cid", "contacts": {"email": "c@x.example"}},
    {"id": "olga", "role": "admin", "contacts": {"email": "o@x.example"}}],
  "teams": [{"id": "desk", "members": ["ann", "bob", "cid"]}],
  "customers": [{"id": "gold", "sla": "gold", "calendar": "always"}, {"id": "plain"}, {"id": "late", "calendar": "evenings"}],
  "calendars": [
    {"id": "office", "hours": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "tue": [["09:00", "18:00"]], "wed": [["09:00", "18:00"]],
                               "thu": [["09:00", "18:00"]], "fri": [["09:00", "17:00"]]},
     "exceptions": [{"yearly": "12-25"}, {"yearly": "01-01"}, {"yearly": "08-15"}, {"date": "2011-03-17"}]},
    {"id": "always"}, {"id": "evenings", "hours": {"mon": [["18:00", "02:00"]], "thu": [["18:00", "02:00"]], "sat": [["08:00", "24:00"]]}}],
  "slas": [
    {"id": "std", "calendar": "office", "warn_at": [0.5, 0.9], "targets": {
       "low": {"first_response": "same-day", "resolution": "80h"}, "normal": {"first_response": "8h", "next_response": "8h", "resolution": "40h"},
       "high": {"first_response": "4h", "update": "8h", "resolution": "16h"}, "urgent": {"first_response": "1h", "next_response": "2h", "update": "4h", "resolution": "8h"}}},
    {"id": "gold", "warn_at": [0.75], "pause_in": ["pending", "on-hold"], "targets": {
       "low": {"resolution": "72h"}, "normal": {"first_response": "30m", "resolution": "24h"}, "urgent": {"first_response": "15m", "update": "1h", "resolution": "4h"}}}],
  "schedules": [
    {"id": "first", "layers": [{"rotation": {"kind": "weekly", "every": 1, "start": "2010-01-04T09:00:00", "people": ["ann", "bob", "cid"]},
       "windows": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "20:00"}]}]},
    {"id": "nights", "layers": [{"rotation": {"kind": "daily", "every": 2, "start": "2010-01-04T20:00:00", "people": ["bob", "cid"]}}]}],
  "chains": [
    {"id": "desk", "repeat": 1, "ack_timeout": "4h", "steps": [
       {"tier": 1, "notify": [{"schedule": "first"}], "backup": [{"schedule": "nights"}], "wait": "30m"},
       {"tier": 2, "notify": [{"team": "desk"}], "wait": "1h", "calendar": "office"},
       {"tier": 3, "notify": [{"user": "olga"}], "urgency": "critical", "wait": "1h"}]},
    {"id": "breach", "steps": [{"tier": 1, "notify": [{"schedule": "first"}], "wait": "1h"}]}],
  "rules": [
    {"id": "silent", "on": "no_response", "for": "4h", "calendar": "office", "then": [{"escalate": {"chain": "desk"}}]},
    {"id": "forgotten", "on": "idle", "for": "120h", "then": [{"notify": {"user": "olga", "urgency": "low"}}]},
    {"id": "late", "on": "sla_breached", "clock": "resolution", "then": [{"escalate": {"chain": "breach"}}]},
    {"id": "raised", "on": "priority_raised", "if": {"priority": "urgent"}, "then": [{"escalate": {"chain": "desk", "tier": 3}}]},
    {"id": "again", "on": "reopened", "then": [{"escalate": {"chain": "desk", "tier": 2}}]}]
})";

constexpr int closed = 6;

/// What is known of a ticket while its entries are read.
struct Course {
  std::size_t order = 0;
  int last_code = 0;
  Instant last_at;
  Priority priority = Priority::normal;
  std::int64_t messages = 0;
};

class Translation {
 public:
  explicit Translation(Scenario& scenario) : scenario_(scenario) {}

  void add(const Activity& activity) {
    const auto [place, is_new] = courses_.try_emplace(activity.ticket);
    Course& course = place->second;
    if (is_new) {
      begin(activity, course);
    } else {
      go_on(activity, course);
    }
    course.last_code = activity.code;
    course.last_at = activity.at;
  }

 private:
  void begin(const Activity& activity, Course& course) {
    course.order = courses_.size() - 1;
    course.priority = static_cast<Priority>(course.order % priority_count);
    CreateTicket create;
    create.ticket = activity.ticket;
    create.subject = "Ticket " + activity.ticket;
    create.priority = course.priority;
    constexpr const char* customers[] = {"plain", "gold", "", "late", "plain"};
    create.customer = customers[course.order % std::size(customers)];
    give(activity.at, {}, create);
  }

  void go_on(const Activity& activity, Course& course) {
    const bool answers = activity.code == 8 && (course.last_code == 8 || course.last_code == 9);
    const Instant half_way{course.last_at.ms + (activity.at.ms - course.last_at.ms) / 2};
    if (answers) customer_writes(half_way, activity, course);
    if (course.last_code == closed && activity.code != closed) customer_writes(activity.at, activity, course);
    constexpr const char* agents[] = {"ann", "bob", "cid"};
    const Id agent = agents[course.order % std::size(agents)];
    SetFields fields;
    fields.ticket = activity.ticket;
    switch (activity.code) {
      case 1:
        course.priority =
            static_cast<Priority>((static_cast<std::size_t>(course.priority) + 1) % priority_count);
        fields.priority = course.priority;
        return give(activity.at, agent, fields);
      case closed:
        fields.status = Status::resolved;
        return give(activity.at, agent, fields);
      case 9:
        fields.status = Status::pending;
        return give(activity.at, agent, fields);
      case 8:
        return give(activity.at, agent, Reply{activity.ticket, message(activity, course)});
      default:
        return give(activity.at, agent, WriteNote{activity.ticket, message(activity, course)});
    }
  }

  void customer_writes(Instant at, const Activity& activity, Course& course) {
    give(at, {}, CustomerReply{activity.ticket, message(activity, course), activity.ticket + "-next"});
    scenario_.events.back().by_customer = true;
  }

  static Draft message(const Activity& activity, Course& course) {
    Draft draft;
    draft.id = activity.ticket + "-m" + std::to_string(course.messages++);
    return draft;
  }

  void give(Instant at, const Id& by, Command command) {
    ScenarioEvent event;
    event.at = at;
    event.by = by;
    event.by_customer = std::holds_alternative<CreateTicket>(command);
    event.what = std::move(command);
    scenario_.events.push_back(std::move(event));
  }

  Scenario& scenario_;
  std::map<std::string, Course> courses_;
};

}  // namespace

std::vector<Activity> read_activity_log(std::string_view csv) {
  std::vector<Activity> log;
  while (!csv.empty()) {
    const std::size_t end = csv.find('\n');
    std::string line(csv.substr(0, end));
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    std::string time = line.substr(second + 1) + "Z";
    std::replace(time.begin(), time.end(), ' ', 'T');
    const auto at = parse_instant(time);
    if (!at.ok()) continue;
    log.push_back({"T" + line.substr(0, first), std::atoi(line.c_str() + first + 1), *at});
  }
  return log;
}

Scenario scenario_of(std::vector<Activity> log, const Zones& zones) {
  Scenario scenario;
  scenario.workspace = *read_workspace(nlohmann::json::parse(document), zones);
  const auto earlier = [](const auto& a, const auto& b) { return a.at < b.at; };
  std::stable_sort(log.begin(), log.end(), earlier);
  Translation translation(scenario);
  for (const Activity& activity : log) translation.add(activity);
  std::stable_sort(scenario.events.begin(), scenario.events.end(), earlier);
  if (!log.empty()) scenario.until = log.back().at + days(60);
  return scenario;
}

}  // namespace oasis::test
