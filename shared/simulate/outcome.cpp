// See outcome.hpp.
#include "shared/simulate/outcome.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "shared/simulate/run.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

constexpr std::int64_t night_begins = 22, night_ends = 7;

bool is_night(Instant at, const Zone& zone) {
  const std::int64_t hour = floor_mod(zone.to_local(at).ms, days(1).ms) / hours(1).ms;
  return hour >= night_begins || hour < night_ends;
}

/// Adds up what a simulation tells.
class Counting {
 public:
  Counting(Outcome& outcome, const Policies& policies) : outcome_(outcome), policies_(policies) {}

  void hear(const Event& event) {
    event_ = &event;
    std::visit([this](const auto& fact) { note(fact); }, event.fact);
  }

 private:
  void count(Counted& counted) {
    ++counted.count;
    counted.tickets.insert(event_->ticket);
  }

  void note(const SlaBreached& fact) { count(outcome_.breaches[static_cast<std::size_t>(fact.clock)]); }
  void note(const Escalated& fact) {
    if (fact.starts_run) count(outcome_.escalated);
    count(outcome_.tiers[fact.tier]);
  }
  void note(const StepSkipped& fact) {
    if (fact.starts_run) count(outcome_.escalated);
  }
  void note(const ChainExhausted&) { count(outcome_.exhausted); }
  void note(const Notified& fact) {
    if (!fact.page) return;
    count(outcome_.pages[fact.user]);
    const User* user = policies_.user(fact.user);
    if (user != nullptr && is_night(event_->at, policies_.zone_of(*user))) count(outcome_.night_pages);
  }
  template <typename Other>
  void note(const Other&) {}

  Outcome& outcome_;
  const Policies& policies_;
  const Event* event_ = nullptr;
};

}  // namespace

std::vector<ScenarioEvent> history_of(const Ticket& ticket) {
  std::vector<ScenarioEvent> events;
  CreateTicket create;
  create.ticket = ticket.id;
  create.subject = ticket.subject;
  create.priority = ticket.priority;
  create.customer = ticket.customer;
  create.category = ticket.category;
  create.channel = ticket.channel;
  create.tags = ticket.tags;
  create.team = ticket.team;
  create.message.id = ticket.id + "/1";
  create.message.text = ticket.last_customer_text;
  events.push_back({ticket.created, "", true, Command(std::move(create))});
  if (ticket.first_replied) {
    Reply reply;
    reply.ticket = ticket.id;
    reply.message.id = ticket.id + "/2";
    events.push_back({*ticket.first_replied, ticket.assignee, false, Command(std::move(reply))});
  }
  if (ticket.resolved) {
    SetFields resolve;
    resolve.ticket = ticket.id;
    resolve.status = Status::resolved;
    events.push_back({*ticket.resolved, ticket.assignee, false, Command(std::move(resolve))});
  }
  return events;
}

std::optional<Error> add_outcome(Outcome& outcome, const std::vector<const Ticket*>& tickets,
                                 const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                 Instant until) {
  Scenario scenario;
  for (const Ticket* ticket : tickets) {
    std::vector<ScenarioEvent> events = history_of(*ticket);
    std::move(events.begin(), events.end(), std::back_inserter(scenario.events));
  }
  std::stable_sort(scenario.events.begin(), scenario.events.end(),
                   [](const ScenarioEvent& a, const ScenarioEvent& b) { return a.at < b.at; });
  scenario.until = until;
  Counting counting(outcome, *policies);
  const auto result = back_test(
      scenario, zones, [&counting](const Event& event) { counting.hear(event); }, policies);
  if (!result.ok()) return result.error();
  outcome.tickets += static_cast<std::int64_t>(tickets.size());
  return std::nullopt;
}

}  // namespace oasis
