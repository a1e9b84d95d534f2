// See findings.hpp.
#include "shared/report/findings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "shared/policy/sight.hpp"
#include "shared/report/local_words.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using Kind = Finding::Kind;

// From how many on a pattern is no accident.
constexpr std::int64_t least_gathered = 4;   // breaches on one weekday
constexpr std::int64_t least_exhausted = 1;  // one escalation without an answer is one too many
constexpr std::int64_t least_skipped = 2;
constexpr std::int64_t least_told = 5;  // of a tier that never answers
constexpr std::int64_t least_woken = 3;
constexpr std::int64_t least_pages = 10;  // of all people together
constexpr double attainment_asked = 0.9;
constexpr std::int64_t fall_noticed = 10;  // points of a hundred
constexpr double most_of = 0.5;

constexpr std::array<const char*, 7> weekdays{"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                              "Fridays", "Saturdays", "Sundays"};

std::string number(std::int64_t value) {
  return std::to_string(value);
}

std::string times(std::int64_t value) {
  return value == 1 ? "once" : number(value) + " times";
}

std::string percent(double share) {
  return number(std::lround(share * 100)) + " %";
}

std::string customer_name(const Policies& policies, const Id& id) {
  return id.empty() ? "nobody we know" : name_of(policies.customer(id), id);
}

bool anybody_on_call(const Policies& policies, Instant at) {
  const auto& schedules = policies.workspace().schedules;
  return std::any_of(schedules.begin(), schedules.end(), [&](const Schedule& schedule) {
    const Rota* rota = policies.rota(schedule.id);
    return rota != nullptr && !rota->on_call(at).empty();
  });
}


/// A customer's breaches on one weekday, of one priority or of all. Who was on call then is asked only of those that make
/// a finding: of all breaches of a year it would take as long as to count them.
struct Gathering {
  std::vector<Instant> at;
  std::int64_t first_day = 0;  ///< `day_number` of the first that came
  bool recurs = false;         ///< on another day as well: one bad Friday says nothing of Fridays

  void add(Instant breach, std::int64_t day) {
    if (at.empty()) first_day = day;
    recurs = recurs || day != first_day;
    at.push_back(breach);
  }
  std::int64_t count() const { return static_cast<std::int64_t>(at.size()); }
  bool gathers(std::int64_t all) const {
    return recurs && count() >= least_gathered && static_cast<double>(count()) > most_of * static_cast<double>(all);
  }
};

/// All of a customer's breaches, by weekday and priority.
struct Gatherings {
  std::array<Gathering, 7> days;
  std::array<std::array<Gathering, priority_count>, 7> by_priority;
  std::int64_t all = 0;
};

/// The narrowest that the numbers bear: urgent or high tickets alone, if these are most of all breaches already.
std::optional<Priority> priority_of(const Gatherings& customer, std::size_t day) {
  for (const Priority priority : {Priority::urgent, Priority::high}) {
    if (customer.by_priority[day][static_cast<std::size_t>(priority)].gathers(customer.all)) return priority;
  }
  return std::nullopt;
}

Finding gathering_found(const Id& customer, const Gatherings& of, std::size_t day, const Policies& policies) {
  const auto priority = priority_of(of, day);
  const Gathering& gathered = priority ? of.by_priority[day][static_cast<std::size_t>(*priority)] : of.days[day];
  int earliest = 24;
  std::int64_t nobody = 0;  // was on call
  for (const Instant at : gathered.at) {
    earliest = std::min(earliest, static_cast<int>(time_of_day(policies.zone().to_local(at)).ms / hours(1).ms));
    if (!anybody_on_call(policies, at)) ++nobody;
  }
  const bool uncovered = static_cast<double>(nobody) > most_of * static_cast<double>(gathered.count());
  std::string what =
      (priority ? std::string(name_of(*priority)) + " tickets" : std::string("Tickets")) +
      " of " + customer_name(policies, customer) + " breach on " + weekdays[day] + " after " +
      (earliest < 10 ? "0" : "") + number(earliest) + ":00";
  if (uncovered && !policies.workspace().schedules.empty()) what += ": nobody is on call then";
  std::string subject = customer + "/" + number(static_cast<std::int64_t>(day));
  if (priority) subject += "/" + number(static_cast<std::int64_t>(*priority));
  return {Kind::breaches_gather,
          what + ".",
          number(gathered.count()) + " of " + number(of.all) + " breaches; " +
              (nobody == 0 ? "somebody was on call at each of them."
                           : "nobody was on call at " + number(nobody) + " of them."),
          uncovered ? "Put somebody on call at that time, or agree on other hours."
                    : "See in these tickets what held them up: people, waits, or hours that cannot be kept.",
          customer.empty() ? "" : "customers/" + customer,
          std::move(subject)};
}

void add_gatherings(const std::vector<Breach>& breaches, const Policies& policies,
                    std::vector<Finding>& findings) {
  std::map<Id, Gatherings> by_customer;
  std::unordered_map<std::string_view, Gatherings*> known;  // a walk through the tree for each breach would take longest
  for (const Breach& breach : breaches) {
    const std::int64_t day = day_number(policies.zone().to_local(breach.at));
    const auto weekday = static_cast<std::size_t>(weekday_of(day));
    Gatherings*& found = known[breach.customer];
    if (found == nullptr) found = &by_customer[breach.customer];
    Gatherings& customer = *found;
    customer.days[weekday].add(breach.at, day);
    customer.by_priority[weekday][static_cast<std::size_t>(breach.priority)].add(breach.at, day);
    ++customer.all;
  }
  for (const auto& [customer, of] : by_customer) {
    for (std::size_t day = 0; day < of.days.size(); ++day) {
      if (of.days[day].gathers(of.all)) findings.push_back(gathering_found(customer, of, day, policies));
    }
  }
}

std::string subject_of(const std::pair<Id, std::int32_t>& step) {
  return step.first + "/" + number(step.second);
}

void add_chains(const Figures& now, const Policies& policies, std::vector<Finding>& findings) {
  if (now.exhausted >= least_exhausted) {
    findings.push_back({Kind::nobody_answered,
                        now.exhausted == 1
                            ? "An escalation ended without anybody answering."
                            : number(now.exhausted) + " escalations ended without anybody answering.",
                        number(now.exhausted) + " of " + number(now.escalated) + " escalations.",
                        "Add a round or a tier, and check in Readiness whether people can be reached.", "", ""});
  }
  for (const auto& [step, counts] : now.steps) {
    if (counts.skipped < least_skipped) continue;
    findings.push_back({Kind::step_reaches_nobody,
                        "Tier " + number(step.second) + " of " +
                            name_of(policies.chain(step.first), step.first) + " reached nobody.",
                        number(counts.skipped) + " of " + number(counts.skipped + counts.told) + " times.",
                        "Fill the gap in its schedule, or give the step a backup.", "chains/" + step.first,
                        subject_of(step)});
  }
  for (const auto& [step, counts] : now.steps) {
    if (counts.told < least_told || counts.answered > 0) continue;
    findings.push_back({Kind::step_never_answers,
                        "Tier " + number(step.second) + " of " +
                            name_of(policies.chain(step.first), step.first) + " is told and never answers in its time.",
                        "Told " + times(counts.told) + ", answered never.",
                        "Shorten its wait, ask somebody else, or leave it out.", "chains/" + step.first,
                        subject_of(step)});
  }
}

void add_levels(const Figures& now, const Figures& before, std::vector<Finding>& findings) {
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Attainment& is = now.clocks[i];
    if (is.count() < few_values || *is.share() >= attainment_asked) continue;
    findings.push_back({Kind::level_missed,
                        std::string(name_of(static_cast<ClockKind>(i))) + " is met in " +
                            percent(*is.share()) + " of cases.",
                        number(is.breached) + " of " + number(is.count()) + " were breached.",
                        "See by customer and by team where, then look at hours, people or targets.", "slas",
                        number(static_cast<std::int64_t>(i))});
  }
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Attainment& is = now.clocks[i];
    const Attainment& was = before.clocks[i];
    if (is.count() < few_values || was.count() < few_values) continue;
    const std::int64_t fall = (was.met * is.count() - is.met * was.count()) * 100;
    if (fall < fall_noticed * was.count() * is.count()) continue;
    findings.push_back(
        {Kind::level_falls,
         std::string(name_of(static_cast<ClockKind>(i))) + " is met less often than in the period before.",
         percent(*was.share()) + " → " + percent(*is.share()) + ".",
         "Compare both periods: more tickets, fewer people, or one customer?", "slas",
         number(static_cast<std::int64_t>(i))});
  }
}

void add_people(const Figures& now, const Policies& policies, std::vector<Finding>& findings) {
  std::int64_t pages = 0;
  std::int64_t paged = 0;
  for (const auto& [user, person] : now.people) {
    pages += person.pages.count();
    paged += person.pages.count() > 0 ? 1 : 0;
  }
  for (const auto& [user, person] : now.people) {
    if (person.pages.sleep < least_woken) continue;
    findings.push_back(
        {Kind::sleep_broken,
         name_of(policies, user) + " was paged in their sleep " + times(person.pages.sleep) + ".",
         number(person.pages.sleep) + " of " + number(person.pages.count()) +
             " pages between 22:00 and 07:00 of their day.",
         "Give nights to more people, or let what can wait until the morning wait.", "schedules", user});
  }
  for (const auto& [user, person] : now.people) {
    const bool most = static_cast<double>(person.pages.count()) > most_of * static_cast<double>(pages);
    if (pages < least_pages || paged < 2 || !most) continue;
    findings.push_back(
        {Kind::load_uneven, name_of(policies, user) + " gets most of the pages.",
         number(person.pages.count()) + " of " + number(pages) + ", among " + number(paged) + " people.",
         "Share the rotation, or move a tier to somebody else.", "schedules", user});
  }
}

void add_rules(const Figures& now, const Policies& policies, std::vector<Finding>& findings) {
  if (now.created < few_values) return;  // a quiet period says nothing of a rule
  for (const Rule& rule : policies.workspace().rules) {
    if (now.rules.count(rule.id) > 0) continue;
    findings.push_back({Kind::rule_silent, "Rule " + rule.id + " never fired.",
                        "0 times for " + number(now.created) + " tickets.",
                        "Check its conditions, or remove it.", "rules/" + rule.id, rule.id});
  }
  for (const auto& [rule, fired] : now.rules) {
    // Firings are counted, not tickets: it may fire for one ticket again and again. Of one that is gone nobody can do anything.
    const bool often = static_cast<double>(fired) > most_of * static_cast<double>(now.created);
    if (!often || policies.rule(rule) == nullptr) continue;
    findings.push_back({Kind::rule_noisy, "Rule " + rule + " fires more often than for every second ticket.",
                        number(fired) + " times for " + number(now.created) + " tickets.",
                        "If it always applies it belongs into the service level or the chain.",
                        "rules/" + rule, rule});
  }
}

}  // namespace

std::vector<Finding> findings_of(const Figures& now, const Figures& before,
                                 const std::vector<Breach>& breaches, const Policies& policies) {
  std::vector<Finding> findings;
  add_gatherings(breaches, policies, findings);
  add_chains(now, policies, findings);
  add_levels(now, before, findings);
  add_people(now, policies, findings);
  add_rules(now, policies, findings);
  return findings;
}

std::vector<Finding> findings_seen(std::vector<Finding> findings, const Sight& sight) {
  if (sees_settings(sight)) return findings;
  if (sight.role < Role::manager) return {};
  std::erase_if(findings, [](const Finding& finding) {
    return finding.kind == Kind::sleep_broken || finding.kind == Kind::load_uneven || finding.kind == Kind::rule_silent ||
           finding.kind == Kind::rule_noisy;
  });
  return findings;
}

}  // namespace oasis
