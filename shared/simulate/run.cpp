// See run.hpp.
#include "shared/simulate/run.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "shared/command/adopt.hpp"
#include "shared/policy/policies.hpp"
#include "shared/simulate/clockwork.hpp"

namespace oasis {
namespace {

/// A scenario without an end runs until nothing is due any more, but not longer than this after its last
/// event.
constexpr Duration longest_run = days(366);

bool is_about_ticket(const Query& query) {
  return std::holds_alternative<DeadlinesQuery>(query) || std::holds_alternative<WhyQuery>(query) ||
         std::holds_alternative<ExplainQuery>(query) || std::holds_alternative<DrillQuery>(query);
}

Instant asked_at(const Query& query) {
  if (const auto* deadlines = std::get_if<DeadlinesQuery>(&query)) return deadlines->at;
  if (const auto* why = std::get_if<WhyQuery>(&query)) return why->at;
  if (const auto* drill = std::get_if<DrillQuery>(&query)) return drill->at;
  return std::get_if<ExplainQuery>(&query)->at;
}

const TicketId& ticket_of(const Command& command) {
  return std::visit([](const auto& c) -> const TicketId& { return c.ticket; }, command);
}

/// The other ticket that a command names: it may hear of the first one later, too.
const TicketId* other_ticket(const Command& command) {
  if (const auto* create = std::get_if<CreateTicket>(&command)) return &create->follows;
  if (const auto* merge = std::get_if<Merge>(&command)) return &merge->into;
  if (const auto* link = std::get_if<Link>(&command)) return &link->to;
  return nullptr;
}

/// For each event whether no later one names its ticket, and none ever names it as the other one.
std::vector<bool> last_mentions(const std::vector<const ScenarioEvent*>& events) {
  std::vector<bool> last(events.size(), false);
  std::unordered_map<std::string_view, std::size_t> last_of;
  last_of.reserve(events.size() / 4);  // most tickets have a few
  std::vector<std::string_view> others;
  for (std::size_t i = events.size(); i-- > 0;) {
    const auto* command = std::get_if<Command>(&events[i]->what);
    if (command == nullptr) continue;
    last[i] = last_of.try_emplace(ticket_of(*command), i).second;
    const TicketId* other = other_ticket(*command);
    if (other != nullptr && !other->empty()) others.push_back(*other);
  }
  for (const std::string_view other : others) {
    const auto found = last_of.find(other);
    if (found != last_of.end()) last[found->second] = false;
  }
  return last;
}

class Simulation {
 public:
  using Listener = std::function<void(const Event&)>;

  /// `happenings` and `queries` outlive this. Without a listener the events are kept.
  Simulation(std::vector<const ScenarioEvent*> happenings, std::optional<Instant> until, const std::vector<Query>& queries,
             const Zones& zones, const Listener* listener)
      : happenings_(std::move(happenings)), until_(until), queries_(queries), zones_(zones), listener_(listener) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      if (is_about_ticket(queries[i])) asked_.push_back(i);
    }
    std::stable_sort(asked_.begin(), asked_.end(),
                     [&](std::size_t a, std::size_t b) { return asked_at(queries[a]) < asked_at(queries[b]); });
    result_.answers.resize(queries.size());
    if (listener != nullptr) last_mention_ = last_mentions(happenings_);
  }

  /// `prepared` or else `workspace` is in force.
  std::optional<Error> run(const Workspace& workspace, std::shared_ptr<const Policies> prepared) {
    if (prepared != nullptr) {
      clockwork_.state.versions.push_back(std::move(prepared));
    } else if (auto error = put_in_force(workspace)) {
      return error;
    }
    for (std::size_t i = 0; i < happenings_.size(); ++i) {
      const ScenarioEvent& event = *happenings_[i];
      if (until_ && event.at > *until_) break;
      if (auto error = happen(event, i)) return error;
    }
    const bool down_at_end = down_until_ && until_ && *until_ < *down_until_;
    if (down_until_ && !down_at_end) come_up();
    const Instant end = until_.value_or(now_ + longest_run);
    if (!down_at_end) run_timers(end, true);
    result_.end = until_.value_or(now_);
    answer_until(end_of_time);
    return std::nullopt;
  }

  SimulationResult take() {
    result_.state = std::move(clockwork_.state);
    return std::move(result_);
  }

 private:
  // ---- what happens
  // -------------------------------------------------------------------------------------------
  std::optional<Error> happen(const ScenarioEvent& event, std::size_t index) {
    if (const auto* outage = std::get_if<Outage>(&event.what)) {
      if (!is_down(event.at)) reach(event.at);
      if (!down_until_ || *down_until_ < outage->until) down_until_ = outage->until;
      return std::nullopt;
    }
    if (is_down(event.at)) {
      // "Staff cannot act, customers' messages are processed at its end."
      if (event.by_customer) {
        deferred_.push_back(index);
      } else {
        refuse(index, event.at, "the server was down");
      }
      return std::nullopt;
    }
    reach(event.at);
    if (const auto* edit = std::get_if<ImportDocument>(&event.what)) return adopt(*edit, event);
    give(event, index);
    return std::nullopt;
  }

  bool is_down(Instant at) const { return down_until_ && at < *down_until_; }

  /// Moves the clock to `at`: everything due before it fires; what is due at that very instant comes after
  /// the file's events.
  void reach(Instant at) {
    if (down_until_) come_up();
    if (at > now_) run_timers(at, false);
    now_ = std::max(now_, at);
  }

  /// The outage is over: first what customers sent meanwhile; overdue timers fire when the clock moves on, so
  /// that file events of this instant come before them.
  void come_up() {
    run_before_outage_ends();
    now_ = std::max(now_, *down_until_);
    down_until_.reset();
    const std::vector<std::size_t> deferred = std::move(deferred_);
    deferred_.clear();
    for (std::size_t index : deferred) give(*happenings_[index], index);
  }

  void run_before_outage_ends() { answer_until(*down_until_); }

  void give(const ScenarioEvent& event, std::size_t index) {
    const Command& command = *std::get_if<Command>(&event.what);
    const auto* reply = std::get_if<CustomerReply>(&command);
    const Ticket* about = reply == nullptr ? nullptr : ticket(reply->ticket);
    if (about != nullptr && about->status == Status::closed) {
      CustomerReply next = *reply;
      next.opens = follow_up_id(reply->ticket);
      give(next, event, index);
    } else {
      give(command, event, index);
    }
    if (listener_ != nullptr && last_mention_[index]) clockwork_.let_go_when_finished(ticket_of(command));
  }

  void give(const Command& command, const ScenarioEvent& event, std::size_t index) {
    auto events = clockwork_.give(command, actor_of(event), now_, std::move(events_));
    if (!events.ok()) return refuse(index, now_, events.error().what);
    keep(std::move(*events));
  }

  /// The ticket that a message to a closed one would open: T1-2, T1-3, …
  TicketId follow_up_id(const TicketId& closed) const {
    for (int n = 2;; ++n) {
      TicketId id = closed + "-" + std::to_string(n);
      if (clockwork_.state.tickets.count(id) == 0) return id;
    }
  }

  Actor actor_of(const ScenarioEvent& event) const {
    Actor actor;
    if (event.by_customer) {
      actor.kind = Actor::Kind::customer;
      return actor;
    }
    actor.kind = Actor::Kind::user;
    actor.id = event.by;
    const User* user = current_policies(clockwork_.state)->user(event.by);
    actor.role = user == nullptr ? Role::agent : user->role;
    return actor;
  }

  std::optional<Error> put_in_force(const Workspace& workspace, DocumentInForce* document = nullptr) {
    auto& versions = clockwork_.state.versions;
    auto policies = Policies::prepare(workspace, zones_, static_cast<std::uint32_t>(versions.size() + 1));
    if (!policies.ok()) return policies.error();
    if (document != nullptr) {
      document->version = (*policies)->version();
      document->preview = preview_edit(clockwork_.state, *policies, now_);
      document->gaps = gaps_made(*versions.back(), **policies, now_);
    }
    versions.push_back(*policies);
    return std::nullopt;
  }

  std::optional<Error> adopt(const ImportDocument& edit, const ScenarioEvent& event) {
    DocumentInForce document;
    document.at = now_;
    document.open_tickets = edit.open_tickets;
    if (auto error = put_in_force(edit.workspace, &document)) return error;
    document.still_named = still_named(clockwork_.state);
    result_.timeline.emplace_back(std::move(document));
    if (edit.open_tickets) keep(clockwork_.adopt(actor_of(event), now_));
    return std::nullopt;
  }

  // ---- the clock
  // ----------------------------------------------------------------------------------------------
  /// Fires what is due before `limit` (with `also_at`: at it, too).
  void run_timers(Instant limit, bool also_at) {
    for (;;) {
      const std::optional<Instant> due = clockwork_.next_due();
      if (!due || *due > limit || (*due == limit && !also_at && limit > now_)) break;
      if (*due > now_) answer_until(*due);
      now_ = std::max(now_, *due);
      std::vector<Event> events = std::move(events_);
      clockwork_.fire_next(*due, now_, events);
      keep(std::move(events));
    }
    answer_until(limit);
  }

  void keep(std::vector<Event> events) {
    for (Event& event : events) {
      if (listener_ != nullptr) {
        (*listener_)(event);
      } else {
        result_.timeline.emplace_back(std::move(event));
      }
    }
    events.clear();
    events_ = std::move(events);
  }

  void refuse(std::size_t index, Instant at, std::string why) {
    const ScenarioEvent& event = *happenings_[index];
    TicketId ticket;
    if (const auto* command = std::get_if<Command>(&event.what)) {
      ticket = ticket_of(*command);
    }
    result_.timeline.emplace_back(RefusedEvent{index, at, std::move(ticket), std::move(why)});
  }

  // ---- questions about tickets
  // ----------------------------------------------------------------------------------
  /// Answers what was asked about instants before `limit`: nothing more can happen at them.
  void answer_until(Instant limit) {
    while (next_asked_ < asked_.size() && asked_at(queries_[asked_[next_asked_]]) < limit) {
      const std::size_t index = asked_[next_asked_++];
      std::visit([&](const auto& query) { answer(index, query); }, queries_[index]);
    }
  }

  const Ticket* ticket(const TicketId& id) const {
    const auto found = clockwork_.state.tickets.find(id);
    return found == clockwork_.state.tickets.end() ? nullptr : &found->second;
  }

  void answer(std::size_t index, const DeadlinesQuery& query) {
    const Ticket* about = ticket(query.ticket);
    if (about == nullptr) return;
    DeadlinesAnswer answer;
    for (std::size_t i = 0; i < clock_count; ++i) {
      const Clock& clock = about->clocks[i];
      if (is_counting(clock) && clock.due) answer.due.emplace_back(static_cast<ClockKind>(i), *clock.due);
    }
    result_.answers[index] = std::move(answer);
  }

  std::vector<const Event*> events_of(const TicketId& id) const {
    std::vector<const Event*> events;
    for (const auto& entry : result_.timeline) {
      const Event* event = std::get_if<Event>(&entry);
      if (event != nullptr && event->ticket == id) events.push_back(event);
    }
    return events;
  }

  void answer(std::size_t index, const WhyQuery& query) {
    if (ticket(query.ticket) == nullptr) return;
    result_.answers[index] = why_told(events_of(query.ticket), query.user, query.at);
  }

  /// No message fails in a simulation.
  void answer(std::size_t index, const DrillQuery& query) {
    const Ticket* about = ticket(query.ticket);
    if (about == nullptr || !about->drill) return;
    result_.answers[index] = score_drill(events_of(query.ticket), {}, query.at);
  }

  void answer(std::size_t index, const ExplainQuery& query) {
    const Ticket* about = ticket(query.ticket);
    if (about == nullptr) return;
    const Terms terms = terms_of(*policies_of(clockwork_.state, about->version), *about);
    result_.answers[index] =
        explain_clock(about->clocks[static_cast<std::size_t>(query.clock)], *terms.calendar, query.at);
  }

  template <typename OtherQuery>
  void answer(std::size_t, const OtherQuery&) {}

  const std::vector<const ScenarioEvent*> happenings_;
  const std::optional<Instant> until_;
  const std::vector<Query>& queries_;
  const Zones& zones_;
  const Listener* listener_;
  Clockwork clockwork_;
  SimulationResult result_;
  std::vector<Event> events_;  // empty; its room is used again and again
  Instant now_{-end_of_time.ms};
  std::optional<Instant> down_until_;
  std::vector<std::size_t> deferred_;
  std::vector<bool> last_mention_;  // by event; with a listener
  std::vector<std::size_t> asked_;
  std::size_t next_asked_ = 0;
};

}  // namespace

namespace {

std::vector<const ScenarioEvent*> happenings_of(const Scenario& scenario) {
  std::vector<const ScenarioEvent*> happenings;
  happenings.reserve(scenario.events.size());
  for (const ScenarioEvent& event : scenario.events) happenings.push_back(&event);
  return happenings;
}

Result<SimulationResult> result_of(Simulation simulation, const Workspace& workspace,
                                   std::shared_ptr<const Policies> prepared) {
  if (auto error = simulation.run(workspace, std::move(prepared))) return *std::move(error);
  return simulation.take();
}

}  // namespace

Result<SimulationResult> run_scenario(const Scenario& scenario, const Zones& zones,
                                      std::shared_ptr<const Policies> prepared) {
  return result_of(Simulation(happenings_of(scenario), scenario.until, scenario.queries, zones, nullptr),
                   scenario.workspace, std::move(prepared));
}

Result<SimulationResult> back_test(const Scenario& scenario, const Zones& zones,
                                   const std::function<void(const Event&)>& hear,
                                   std::shared_ptr<const Policies> prepared) {
  return result_of(Simulation(happenings_of(scenario), scenario.until, scenario.queries, zones, &hear),
                   scenario.workspace, std::move(prepared));
}

Result<SimulationResult> back_test(std::vector<const ScenarioEvent*> events, Instant until, const Zones& zones,
                                   const std::function<void(const Event&)>& hear,
                                   std::shared_ptr<const Policies> prepared) {
  static const std::vector<Query> nothing_asked;
  return result_of(Simulation(std::move(events), until, nothing_asked, zones, &hear), {}, std::move(prepared));
}

}  // namespace oasis
