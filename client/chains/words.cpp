// See words.hpp.
#include "client/chains/words.hpp"

#include <algorithm>

#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/words/locale.hpp"

namespace oasis::wording {
namespace {

std::string lower(std::string_view words) {
  std::string text(words);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
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
      return "Opened";
    case Trigger::updated:
      return "Changed";
    case Trigger::customer_replied:
      return "The customer writes again";
    case Trigger::no_response:
      return "No answer for " + say(rule.for_);
    case Trigger::idle:
      return "Nothing happens for " + say(rule.for_);
    case Trigger::sla_warning:
      return rule.clock ? std::string(name_of(*rule.clock)) + " nearly due" : "A due time is near";
    case Trigger::sla_breached:
      return rule.clock ? std::string(name_of(*rule.clock)) + " overdue" : "A due time has passed";
    case Trigger::dissatisfied:
      return "The customer is unhappy";
    case Trigger::rated:
      return "Rated " + std::to_string(rule.at_most) + " or less";
    case Trigger::reopened:
      return rule.times > 1 ? "Opened again " + std::to_string(rule.times) + " times" : "Opened again";
    case Trigger::priority_raised:
      return "Priority raised";
    case Trigger::promise_broken:
      return "A promise was broken";
  }
  return {};
}

/// "high or urgent"
std::string either(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

}  // namespace

std::string name_of_step(const Chain& chain, std::size_t step) {
  const std::string& name = chain.steps[step].name;
  return name.empty() ? "Step " + std::to_string(step + 1) : name;
}

std::string name_of_target(const Workspace& workspace, const Target& target) {
  if (target.kind == Target::Kind::user) return name_of_user(workspace, target.id);
  if (target.kind == Target::Kind::schedule) return name_of_schedule(workspace, target.id);
  return "the team " + name_of_team(workspace, target.id);
}

std::string say_wait(const Workspace& workspace, const Step& step) {
  if (step.wait.ms == 0) return "at once";
  if (step.calendar.empty()) return say(step.wait);
  return say(step.wait) + " of " + name_in(workspace.calendars, step.calendar);
}

std::string say_rule(const Workspace& workspace, const Rule& rule) {
  const RuleCondition& only = rule.condition;
  std::vector<std::string> some;
  for (const Priority priority : only.priority) some.push_back(lower(name_of(priority)));
  std::string text = trigger_words(rule);
  if (!some.empty()) text += ", " + either(some);
  some.clear();
  for (const Id& customer : only.customer) some.push_back(name_of_customer(workspace, customer));
  for (const Id& team : only.team) some.push_back(name_of_team(workspace, team));
  for (const auto* words : {&only.customer_tag, &only.tag, &only.category, &only.channel}) {
    for (const std::string& word : *words) some.push_back(word);
  }
  for (const std::string& word : only.text_contains) some.push_back("“" + word + "”");
  if (!some.empty()) text += ", " + either(some);
  if (!only.within.empty()) text += ", within " + name_in(workspace.calendars, only.within);
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
      return "Tells nobody yet";
    case ChainProblem::Kind::uncovered:
      return *problem.at <= now ? "Reaches nobody now" : "Nobody from " + say_day_and_time(*problem.at, zone);
    case ChainProblem::Kind::no_channel:
      return name_of_user(workspace, problem.subject) + " has no way to be told";
    case ChainProblem::Kind::long_wait:
      return "Waits longer than the " + say(problem.limit) + " for " + lower(name_of(problem.clock)) + ", " +
             lower(name_of(problem.priority)) + " tickets of " + name_in(workspace.slas, problem.subject);
    case ChainProblem::Kind::past_by:
      return "By hand only: every rule starts behind it";
  }
  return {};
}

}  // namespace oasis::wording
