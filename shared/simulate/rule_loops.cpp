// See rule_loops.hpp.
#include "shared/simulate/rule_loops.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "shared/simulate/run.hpp"

namespace oasis {
namespace {

bool changes_tickets(const Rule& rule) {
  return std::any_of(rule.then.begin(), rule.then.end(),
                     [](const RuleAction& action) { return action.kind == RuleAction::Kind::set; });
}

constexpr Priority all_priorities[] = {Priority::low, Priority::normal, Priority::high, Priority::urgent};

void add(Scenario& scenario, Instant at, Command command) {
  scenario.events.push_back({at, "", false, std::move(command)});
}

void add_change(Scenario& scenario, Instant at, const TicketId& ticket, std::optional<Priority> priority,
                std::optional<Status> status) {
  SetFields fields;
  fields.ticket = ticket;
  fields.priority = priority;
  fields.status = status;
  add(scenario, at, std::move(fields));
}

Scenario every_change(Instant at) {
  Scenario scenario;
  for (const Priority from : all_priorities) {
    for (const Priority to : all_priorities) {
      CreateTicket create;
      create.ticket = "T" + std::to_string(scenario.events.size());
      create.priority = from;
      create.message.id = create.ticket;
      const TicketId ticket = create.ticket;
      add(scenario, at, std::move(create));
      add_change(scenario, at, ticket, to, std::nullopt);
      for (const Status status : {Status::pending, Status::resolved, Status::open})
        add_change(scenario, at, ticket, std::nullopt, status);
    }
  }
  scenario.until = at;
  return scenario;
}

}  // namespace

std::vector<Id> rules_in_a_loop(const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                Instant at) {
  std::vector<Id> found;
  const std::vector<Rule>& rules = policies->workspace().rules;
  if (std::none_of(rules.begin(), rules.end(), changes_tickets)) return found;
  const auto result = run_scenario(every_change(at), zones, policies);
  if (!result.ok()) return found;
  for (const auto& entry : result->timeline) {
    const auto* event = std::get_if<Event>(&entry);
    const auto* loop = event == nullptr ? nullptr : std::get_if<RuleLoop>(&event->fact);
    if (loop != nullptr && std::find(found.begin(), found.end(), loop->rule) == found.end())
      found.push_back(loop->rule);
  }
  return found;
}

}  // namespace oasis
