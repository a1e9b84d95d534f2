// See incident.hpp.
#include "shared/report/incident.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace oasis {
namespace {

/// Folds a ticket's events into the facts.
class Gathering {
 public:
  explicit Gathering(IncidentFacts& facts) : facts_(facts) {}

  void add(const Event& event) {
    now_ = event.at;
    by_ = &event.by;
    std::visit(*this, event.fact);
  }

  void operator()(const Created& fact) {
    if (!fact.message.text.empty()) ++facts_.customer_messages;
  }
  void operator()(const CustomerReplied&) { ++facts_.customer_messages; }
  void operator()(const Replied&) { ++facts_.public_replies; }
  void operator()(const Escalated& fact) {
    tier_ = fact.tier;
    facts_.highest_tier = std::max(facts_.highest_tier, fact.tier);
    begin(fact.reason);
  }
  void operator()(const StepSkipped& fact) { begin(fact.run_reason.empty() ? fact.reason : fact.run_reason); }
  void operator()(const Notified& fact) {
    if (!fact.page) return;
    const auto known = std::find_if(facts_.told.begin(), facts_.told.end(),
                                    [&](const IncidentFacts::Told& one) { return one.user == fact.user; });
    if (known != facts_.told.end()) {
      ++known->times;
    } else {
      facts_.told.push_back({fact.user, tier_, now_, 1, {}});
    }
  }
  void operator()(const Acknowledged&) {
    if (facts_.escalated && !facts_.acknowledged) {
      facts_.acknowledged = now_;
      facts_.acknowledged_by = by_->id;
    }
    for (IncidentFacts::Told& one : facts_.told) {
      if (one.user == by_->id && !one.acknowledged_after) one.acknowledged_after = now_ - one.at;
    }
  }
  void operator()(const SlaBreached& fact) { facts_.breaches.push_back({fact.clock, fact.due}); }
  void operator()(const Resolved&) { facts_.ended = now_; }
  void operator()(const Closed&) {
    if (!facts_.ended) facts_.ended = now_;
  }
  void operator()(const Reopened&) { facts_.ended.reset(); }
  template <typename OtherFact>
  void operator()(const OtherFact&) {}

 private:
  void begin(const std::string& reason) {
    if (facts_.escalated) return;
    facts_.escalated = now_;
    facts_.reason = reason;
  }

  IncidentFacts& facts_;
  Instant now_;
  const Actor* by_ = nullptr;
  std::int32_t tier_ = 0;
};

void add_once(std::vector<Id>& people, const Id& user) {
  if (!user.empty() && std::find(people.begin(), people.end(), user) == people.end()) people.push_back(user);
}

}  // namespace

IncidentFacts incident_facts(const std::vector<Event>& events) {
  IncidentFacts facts;
  Gathering gathering(facts);
  for (const Event& event : events) gathering.add(event);
  return facts;
}

std::vector<Id> involved_in(const std::vector<Event>& events, const Ticket& ticket) {
  std::vector<Id> people;
  for (const Event& event : events) {
    if (const auto* told = std::get_if<Notified>(&event.fact); told != nullptr && told->page) add_once(people, told->user);
    if (event.by.kind == Actor::Kind::user) add_once(people, event.by.id);
  }
  add_once(people, ticket.assignee);
  if (ticket.watchers) {
    for (const Id& watcher : *ticket.watchers) add_once(people, watcher);
  }
  return people;
}

}  // namespace oasis
