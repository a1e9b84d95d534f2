// See what_if.hpp.
#include "shared/simulate/what_if.hpp"

#include <algorithm>
#include <utility>

namespace oasis {
namespace {

Command command_of(const WhatIfAct& act, std::size_t number) {
  switch (act.kind) {
    case WhatIfAct::Kind::acknowledge:
      return Acknowledge{what_if_ticket};
    case WhatIfAct::Kind::reply: {
      Reply reply;
      reply.ticket = what_if_ticket;
      reply.message.id = std::string(what_if_ticket) + "/" + std::to_string(number);
      return reply;
    }
    case WhatIfAct::Kind::resolve:
      break;
  }
  SetFields fields;
  fields.ticket = what_if_ticket;
  fields.status = Status::resolved;
  return fields;
}

/// Collects the timeline from the events of the one ticket.
class Playing {
 public:
  explicit Playing(Interval during) { played_.during = during; }

  void hear(const Event& event) {
    at_ = event.at;
    if (event.by.kind == Actor::Kind::user) meet(event.by.id);
    std::visit([this](const auto& fact) { note(fact); }, event.fact);
    played_.events.push_back(event);
  }

  void refuse(const RefusedEvent& refused) { played_.refused.push_back(refused.why); }

  Played take(const Ticket* ticket) {
    if (ticket != nullptr) add_running_clocks(*ticket);
    std::stable_sort(
        played_.clocks.begin(), played_.clocks.end(), [](const PlayedClock& a, const PlayedClock& b) {
          return a.during.from != b.during.from ? a.during.from < b.during.from : a.clock < b.clock;
        });
    return std::move(played_);
  }

 private:
  void meet(const Id& user) {
    const auto found = std::find(played_.people.begin(), played_.people.end(), user);
    if (!user.empty() && found == played_.people.end()) played_.people.push_back(user);
  }

  /// The step that waits, of that chain; nullptr if none does.
  PlayedStep* open_step(const Id& chain) {
    for (auto step = played_.steps.rbegin(); step != played_.steps.rend(); ++step) {
      if (step->chain == chain && !step->skipped) return &*step;
    }
    return nullptr;
  }

  void end_step(const Id& chain) {
    PlayedStep* step = open_step(chain);
    if (step != nullptr && step->during.to == played_.during.to) step->during.to = at_;
  }

  void note(const Escalated& fact) {
    end_step(fact.chain);
    played_.steps.push_back({fact.chain,
                             fact.step,
                             fact.tier,
                             fact.round,
                             {at_, played_.during.to},
                             std::nullopt,
                             false,
                             fact.reason});
  }
  void note(const StepSkipped& fact) {
    end_step(fact.chain);
    played_.steps.push_back(
        {fact.chain, fact.step, fact.tier, fact.round, {at_, at_}, std::nullopt, true, fact.reason});
  }
  void note(const Acknowledged&) {
    for (PlayedStep& step : played_.steps) {
      if (!step.skipped && step.during.to == played_.during.to && !step.acknowledged) step.acknowledged = at_;
    }
  }
  void note(const RunEnded& fact) { end_step(fact.chain); }
  void note(const ChainExhausted& fact) {
    end_step(fact.chain);
    played_.exhausted = at_;
  }
  void note(const RuleLoop&) { played_.loop = true; }
  void note(const Notified& fact) {
    meet(fact.user);
    played_.told.push_back({at_, fact.user, fact.via, fact.urgency, true, fact.why});
  }
  void note(const Suppressed& fact) {
    meet(fact.user);
    played_.told.push_back({at_, fact.user, fact.via, Urgency::normal, false, fact.why});
  }
  void note(const Replied&) {
    if (replied_ != at_) replied_before_ = std::exchange(replied_, at_);
  }
  void note(const SlaMet& fact) {
    PlayedClock clock;
    clock.clock = fact.clock;
    // An update is due after each reply; the one that meets it is noted already.
    const bool after_reply = fact.clock == ClockKind::update && replied_before_;
    clock.during = {after_reply ? *replied_before_ : played_.during.from, at_};
    clock.due = fact.due;
    clock.met = true;
    played_.clocks.push_back(clock);
  }
  void note(const SlaBreached& fact) { breached_[static_cast<std::size_t>(fact.clock)] = at_; }
  template <typename Other>
  void note(const Other&) {}

  void add_running_clocks(const Ticket& ticket) {
    for (std::size_t i = 0; i < clock_count; ++i) {
      const Clock& clock = ticket.clocks[i];
      const bool told = clock.phase == Clock::Phase::met || clock.phase == Clock::Phase::off;
      if (told || !(clock.target || clock.breached)) continue;
      PlayedClock played;
      played.clock = static_cast<ClockKind>(i);
      const bool ended = clock.phase == Clock::Phase::ended && clock.before && !clock.before->empty();
      played.during = {clock.started, ended ? clock.before->back().to : played_.during.to};
      if (clock.due) played.due = *clock.due;
      played.breached = breached_[i];
      played_.clocks.push_back(played);
    }
  }

  Played played_;
  Instant at_;
  std::optional<Instant> replied_, replied_before_;
  std::optional<Instant> breached_[clock_count];
};

}  // namespace

Scenario scenario_of(const WhatIf& what_if, Workspace workspace) {
  Scenario scenario;
  scenario.workspace = std::move(workspace);
  CreateTicket create;
  create.ticket = what_if_ticket;
  create.subject = what_if.subject;
  create.priority = what_if.priority;
  create.customer = what_if.customer;
  create.message.id = std::string(what_if_ticket) + "/1";
  create.message.text = what_if.text;
  scenario.events.push_back({what_if.at, "", true, Command(std::move(create))});
  if (!what_if.by_hand.empty()) {
    Escalate escalate;
    escalate.ticket = what_if_ticket;
    escalate.chain = what_if.by_hand;
    escalate.reason = "by hand";
    scenario.events.push_back({what_if.at, "", false, Command(std::move(escalate))});
  }
  std::vector<WhatIfAct> acts = what_if.acts;
  std::stable_sort(acts.begin(), acts.end(),
                   [](const WhatIfAct& a, const WhatIfAct& b) { return a.after < b.after; });
  std::size_t messages = 1;
  for (const WhatIfAct& act : acts) {
    if (act.kind == WhatIfAct::Kind::reply) ++messages;
    scenario.events.push_back({what_if.at + act.after, act.by, false, command_of(act, messages)});
  }
  scenario.until = what_if.at + what_if.length;
  return scenario;
}

Result<Played> play(const WhatIf& what_if, const std::shared_ptr<const Policies>& policies,
                    const Zones& zones) {
  OASIS_TRY(SimulationResult result, run_scenario(scenario_of(what_if, {}), zones, policies));
  Playing playing({what_if.at, what_if.at + what_if.length});
  for (const auto& entry : result.timeline) {
    if (const auto* event = std::get_if<Event>(&entry)) playing.hear(*event);
    if (const auto* refused = std::get_if<RefusedEvent>(&entry)) playing.refuse(*refused);
  }
  const auto ticket = result.state.tickets.find(what_if_ticket);
  return playing.take(ticket == result.state.tickets.end() ? nullptr : &ticket->second);
}

}  // namespace oasis
