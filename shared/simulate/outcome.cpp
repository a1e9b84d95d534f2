// See outcome.hpp.
#include "shared/simulate/outcome.hpp"

#include <algorithm>
#include <unordered_map>
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
  Counting(Outcome& outcome, const std::vector<const GivenTicket*>& tickets, const Policies& policies)
      : outcome_(outcome), policies_(policies) {
    for (const GivenTicket* ticket : tickets) waits_[ticket->id].number = ticket->number;
  }

  void hear(const Event& event) {
    event_ = &event;
    std::visit([this](const auto& fact) { note(fact); }, event.fact);
  }

 private:
  void count(Counted& counted) {
    ++counted.count;
    const TicketNumber number = waits_[event_->ticket].number;
    if (counted.tickets.empty() || counted.tickets.back() != number) counted.tickets.push_back(number);
  }

  void note(const Created&) {
    Waiting& waiting = waits_[event_->ticket];
    waiting = {waiting.number, event_->at, event_->at, false, false};
  }
  void note(const CustomerReplied&) {
    Waiting& waiting = waits_[event_->ticket];
    if (!waiting.since) waiting.since = event_->at;
  }
  void note(const Replied& fact) {
    Waiting& waiting = waits_[event_->ticket];
    if (fact.message.automatic || !waiting.since) return;
    Times& times = waiting.answered ? outcome_.next_responses : outcome_.first_responses;
    times.emplace_back(event_->at - *waiting.since, waiting.number);
    waiting.answered = true;
    waiting.since.reset();
  }
  void note(const Resolved&) { end(); }
  void note(const Closed&) { end(); }
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

  /// The first time only: what comes after a reopening is another story.
  void end() {
    Waiting& waiting = waits_[event_->ticket];
    if (waiting.resolved) return;
    outcome_.resolutions.emplace_back(event_->at - waiting.created, waiting.number);
    waiting.resolved = true;
  }

  /// How a ticket stands with its customer.
  struct Waiting {
    TicketNumber number = 0;
    Instant created;
    std::optional<Instant> since;  ///< when the customer began to wait
    bool answered = false;
    bool resolved = false;
  };

  Outcome& outcome_;
  std::unordered_map<TicketId, Waiting> waits_;
  const Policies& policies_;
  const Event* event_ = nullptr;
};

void add(Counted& counted, const Counted& other) {
  counted.count += other.count;
  counted.tickets.insert(counted.tickets.end(), other.tickets.begin(), other.tickets.end());
}

void add(Times& times, const Times& others) {
  times.insert(times.end(), others.begin(), others.end());
}

}  // namespace

Spread spread_of(const Times& times) {
  std::vector<Duration> values;
  for (const auto& [time, ticket] : times) values.push_back(time);
  return spread_of(std::move(values));
}

void add_outcome(Outcome& outcome, const Outcome& other) {
  outcome.tickets += other.tickets;
  for (std::size_t i = 0; i < clock_count; ++i) add(outcome.breaches[i], other.breaches[i]);
  add(outcome.escalated, other.escalated);
  add(outcome.exhausted, other.exhausted);
  for (const auto& [tier, counted] : other.tiers) add(outcome.tiers[tier], counted);
  for (const auto& [user, counted] : other.pages) add(outcome.pages[user], counted);
  add(outcome.first_responses, other.first_responses);
  add(outcome.next_responses, other.next_responses);
  add(outcome.resolutions, other.resolutions);
  add(outcome.night_pages, other.night_pages);
}

std::optional<Error> add_outcome(Outcome& outcome, const std::vector<const GivenTicket*>& tickets,
                                 const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                 Instant until) {
  std::vector<const ScenarioEvent*> events;
  for (const GivenTicket* ticket : tickets) {
    for (const ScenarioEvent& event : ticket->events) events.push_back(&event);
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const ScenarioEvent* a, const ScenarioEvent* b) { return a->at < b->at; });
  Counting counting(outcome, tickets, *policies);
  const auto result = back_test(
      std::move(events), until, zones, [&counting](const Event& event) { counting.hear(event); }, policies);
  if (!result.ok()) return result.error();
  outcome.tickets += static_cast<std::int64_t>(tickets.size());
  return std::nullopt;
}

}  // namespace oasis
