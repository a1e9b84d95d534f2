// See words.hpp.
#include "client/chains/words.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"
#include "client/words/locale.hpp"
#include "client/words/translated.hpp"

namespace oasis::wording {
namespace {

/// As it stands within a sentence.
std::string lower_name(Priority priority) {
  constexpr const char* names[] = {"low"_kept, "normal"_kept, "high"_kept, "urgent"_kept};
  return translated(names[static_cast<std::size_t>(priority)]);
}

std::string lower_name(ClockKind clock) {
  constexpr const char* names[] = {"first response"_kept, "next response"_kept, "update"_kept, "resolution"_kept};
  return translated(names[static_cast<std::size_t>(clock)]);
}

template <typename Objects>
std::string name_in(const Objects& objects, const Id& id) {
  for (const auto& object : objects) {
    if (object.id == id) return object.name.empty() ? id : object.name;
  }
  return id;
}

std::string trigger_words(const Rule& rule) {
  switch (rule.on) {
    case Trigger::created:
      return "Opened"_tr;
    case Trigger::updated:
      return "Changed"_tr;
    case Trigger::customer_replied:
      return "The customer writes again"_tr;
    case Trigger::no_response:
      return phrase("No answer for {1}"_tr, say(rule.for_));
    case Trigger::idle:
      return phrase("Nothing happens for {1}"_tr, say(rule.for_));
    case Trigger::sla_warning:
      return rule.clock ? phrase("{1} nearly due"_tr, name_of(*rule.clock)) : "A due time is near"_tr;
    case Trigger::sla_breached:
      return rule.clock ? phrase("{1} overdue"_tr, name_of(*rule.clock)) : "A due time has passed"_tr;
    case Trigger::dissatisfied:
      return "The customer is unhappy"_tr;
    case Trigger::rated:
      return phrase("Rated {1} or less"_tr, rule.at_most);
    case Trigger::reopened:
      return count_of(std::max(1, rule.times), "Opened again"_kept, "Opened again {1} times"_kept);
    case Trigger::priority_raised:
      return "Priority raised"_tr;
    case Trigger::promise_broken:
      return "A promise was broken"_tr;
  }
  return {};
}

/// "high or urgent" of one word or more.
std::string either(const std::vector<std::string>& words) {
  std::string text = words.front();
  for (std::size_t i = 1; i + 1 < words.size(); ++i) text += ", " + words[i];
  return words.size() == 1 ? text : phrase("{1} or {2}"_tr, text, words.back());
}

}  // namespace

std::string name_of_step(const Chain& chain, std::size_t step) {
  const std::string& name = chain.steps[step].name;
  return name.empty() ? phrase("Step {1}"_tr, step + 1) : name;
}

std::string name_of_target(const Workspace& workspace, const Target& target) {
  if (target.kind == Target::Kind::user) return name_of_user(workspace, target.id);
  if (target.kind == Target::Kind::schedule) return name_of_schedule(workspace, target.id);
  return phrase("the team {1}"_tr, name_of_team(workspace, target.id));
}

std::string say_wait(const Workspace& workspace, const Step& step) {
  if (step.wait.ms == 0) return "at once"_tr;
  if (step.calendar.empty()) return say(step.wait);
  return phrase("{1} of {2}"_tr, say(step.wait), name_in(workspace.calendars, step.calendar));
}

std::string say_rule(const Workspace& workspace, const Rule& rule) {
  const RuleCondition& only = rule.condition;
  std::vector<std::string> some;
  for (const Priority priority : only.priority) some.push_back(lower_name(priority));
  std::string text = trigger_words(rule);
  if (!some.empty()) text += ", " + either(some);
  some.clear();
  for (const Id& customer : only.customer) some.push_back(name_of_customer(workspace, customer));
  for (const Id& team : only.team) some.push_back(name_of_team(workspace, team));
  for (const auto* words : {&only.customer_tag, &only.tag, &only.category, &only.channel}) {
    for (const std::string& word : *words) some.push_back(word);
  }
  for (const std::string& word : only.text_contains) some.push_back(phrase("“{1}”"_tr, word));
  if (!some.empty()) text += ", " + either(some);
  if (!only.within.empty()) text = phrase("{1}, within {2}"_tr, text, name_in(workspace.calendars, only.within));
  return text;
}

std::string say_day_and_time(Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  return write_day(day_number(local)) + " " + write_clock(local);
}

std::string say_problem(const Workspace& workspace, const ChainProblem& problem, const Zone& zone,
                        Instant now) {
  switch (problem.kind) {
    case ChainProblem::Kind::tells_nobody:
      return "Tells nobody yet"_tr;
    case ChainProblem::Kind::uncovered:
      return *problem.at <= now ? "Reaches nobody now"_tr
                                : phrase("Nobody from {1}"_tr, say_day_and_time(*problem.at, zone));
    case ChainProblem::Kind::no_channel:
      return phrase("{1} has no way to be told"_tr, name_of_user(workspace, problem.subject));
    case ChainProblem::Kind::long_wait:
      return phrase("Waits longer than the {1} for {2}, {3} tickets of {4}"_tr, say(problem.limit),
                  lower_name(problem.clock), lower_name(problem.priority), name_in(workspace.slas, problem.subject));
    case ChainProblem::Kind::past_by:
      return "By hand only: every rule starts behind it"_tr;
  }
  return {};
}

}  // namespace oasis::wording
