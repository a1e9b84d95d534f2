// See apply.hpp.
#include "shared/event/apply.hpp"

#include <algorithm>
#include <string_view>

#include "shared/policy/chains.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {
namespace {

constexpr std::size_t excerpt_bytes = 1000;

/// At most `excerpt_bytes` of whole UTF-8 characters.
std::string_view excerpt(std::string_view text) {
  if (text.size() <= excerpt_bytes) return text;
  std::size_t end = excerpt_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// Who has the ticket in hand by it. Staff that is not named leaves a name too, which no id can be: "neither
/// acknowledged nor resolved" asks whether there is one.
Id holder_of(const Actor& by) {
  return by.id.empty() ? Id("unnamed staff") : by.id;
}

/// Applies one fact to its ticket. What a fact leads to (a breach by a change, a verdict at a reply) is
/// decided by the same policies wherever it is applied; the facts that record it change nothing more.
class Application {
 public:
  Application(State& state, const Event& event, Ticket& ticket)
      : state_(state),
        event_(event),
        ticket_(ticket),
        now_(event.at),
        policies_(*policies_of(state, ticket.version)) {}

  void operator()(const Created& fact) {
    ticket_.version = fact.version;
    ticket_.number = fact.number;
    ticket_.subject = fact.subject;
    ticket_.priority = fact.priority;
    ticket_.customer = fact.customer;
    ticket_.contact_name = fact.contact_name;
    ticket_.contact_email = fact.contact_email;
    ticket_.category = fact.category;
    ticket_.channel = fact.channel;
    ticket_.tags = fact.tags;
    ticket_.team = fact.team;
    ticket_.follows = fact.follows;
    ticket_.drill = fact.drill;
    ticket_.created = ticket_.last_activity = ticket_.last_staff_activity = now_;
    ticket_.unanswered_since = now_;
    ticket_.last_customer_text = excerpt(fact.message.text);
    state_.last_number = std::max(state_.last_number, fact.number);
    clocks_created(ticket_, terms(), now_);
    refresh_watches(ticket_, policies_);
  }

  void operator()(const Replied& fact) {
    if (fact.message.automatic || event_.by.kind == Actor::Kind::system) return;
    clocks_agent_replied(ticket_, terms(), now_);
    if (!ticket_.first_replied) ticket_.first_replied = now_;
    ticket_.unanswered_since.reset();
    ticket_.promise.reset();
    ticket_.acknowledged_by = holder_of(event_.by);
    staff_did_something();
    somebody_did_something();
  }

  void operator()(const Noted& fact) {
    if (fact.message.automatic || event_.by.kind == Actor::Kind::system) return;
    staff_did_something();
    somebody_did_something();
  }

  void operator()(const CustomerReplied& fact) {
    clocks_customer_replied(ticket_, terms(), now_);
    if (!ticket_.unanswered_since) ticket_.unanswered_since = now_;
    ticket_.last_customer_text = excerpt(fact.message.text);
    somebody_did_something();
  }

  void operator()(const Changed& fact) {
    const Terms old_terms = terms();
    const Priority old_priority = ticket_.priority;
    const Policies* policies = &policies_;
    if (fact.priority) ticket_.priority = *fact.priority;
    if (fact.customer) ticket_.customer = *fact.customer;
    if (fact.assignee) ticket_.assignee = *fact.assignee;
    if (fact.team) ticket_.team = *fact.team;
    if (fact.tags) ticket_.tags = *fact.tags;
    if (fact.subject) ticket_.subject = *fact.subject;
    if (fact.category) ticket_.category = *fact.category;
    if (fact.version) {
      ticket_.version = *fact.version;
      policies = policies_of(state_, ticket_.version);
    }
    const Terms new_terms = terms_of(*policies, ticket_);
    if (fact.priority || fact.customer || fact.version) {
      clocks_terms_changed(ticket_, old_terms, old_priority, new_terms, now_);
    }
    if (fact.status && *fact.status != ticket_.status) change_status(*fact.status, new_terms);
    if (event_.by.kind == Actor::Kind::user && fact.status) staff_did_something();
    if (fact.version) {
      recompute_watches(ticket_, *policies);
    } else {
      somebody_did_something();
    }
  }

  void operator()(const Merged& fact) {
    clocks_merged(ticket_, terms(), now_);
    ticket_.merged_into = fact.into;
    ticket_.status = Status::closed;
    ticket_.promise.reset();
    ticket_.unanswered_since.reset();
    refresh_watches(ticket_, policies_);
  }

  void operator()(const Linked& fact) { keep(ticket_.links, fact.to, !fact.off); }
  void operator()(const Watched& fact) { keep(ticket_.watchers, fact.user, !fact.off); }

  void operator()(const Rated& fact) {
    ticket_.rating = fact.satisfaction;
    somebody_did_something();
  }

  void operator()(const Resolved&) { finish(Status::resolved); }
  void operator()(const Closed&) { finish(Status::closed); }

  void operator()(const Reopened& fact) {
    ticket_.reopened_times = fact.times;
    ticket_.resolved.reset();
    ticket_.acknowledged_by.clear();
    change_status(Status::open, terms());
    if (event_.by.kind == Actor::Kind::user) staff_did_something();
    somebody_did_something();
  }

  void operator()(const Acknowledged&) {
    ticket_.acknowledged_by = holder_of(event_.by);
    for (Run& run : ticket_.runs) {
      if (!is_active(run)) continue;
      run.phase = Run::Phase::acknowledged;
      run.acknowledged_by = event_.by.id;
      run.next_at.reset();
    }
    staff_did_something();
    somebody_did_something();
  }

  void operator()(const ContextGiven& fact) {
    ticket_.context.emplace(fact.context);
    somebody_did_something();
  }
  void operator()(const Promised& fact) {
    ticket_.promise.emplace({fact.due, fact.remind_at, fact.by_hand ? event_.by.id : Id{}, false});
    somebody_did_something();
  }
  void operator()(const PromiseReminder&) {
    if (ticket_.promise) ticket_.promise->remind_at.reset();
  }
  void operator()(const PromiseKept&) {}
  void operator()(const PromiseBroken&) {
    if (!ticket_.promise) return;
    ticket_.promise->remind_at.reset();
    ticket_.promise->broken = true;
  }

  void operator()(const SlaWarning& fact) {
    Clock& clock = ticket_.clocks[static_cast<std::size_t>(fact.clock)];
    if (clock.warned < 255) ++clock.warned;
  }
  void operator()(const SlaBreached& fact) {
    ticket_.clocks[static_cast<std::size_t>(fact.clock)].breached = true;
  }
  void operator()(const SlaMet&) {}
  void operator()(const SlaPaused&) {}
  void operator()(const SlaResumed&) {}

  void operator()(const RuleFired& fact) {
    for (RuleWatch& watch : ticket_.watches) {
      if (watch.rule == fact.rule) pass(watch);
    }
  }
  void operator()(const RulePassed& fact) {
    for (RuleWatch& watch : ticket_.watches) {
      if (watch.rule == fact.rule) pass(watch);
    }
  }
  void operator()(const RuleLoop&) {}

  void operator()(const Escalated& fact) {
    Run& run = run_for(fact.chain, fact.version, fact.reason, fact.starts_run);
    reach_step(run, fact.step, fact.round, fact.tier);
    run.round_reached_somebody = true;
    run.step_at = now_;
    ticket_.acknowledged_by.clear();
    somebody_did_something();
    const Policies& chain_version = *policies_of(state_, run.version);
    const Chain* chain = chain_version.chain(run.chain);
    if (chain == nullptr || static_cast<std::size_t>(run.step) >= chain->steps.size()) return;
    run.next_at = wait_ends(chain->steps[static_cast<std::size_t>(run.step)], chain_version, now_);
  }

  void operator()(const StepSkipped& fact) {
    Run& run = run_for(fact.chain, fact.version, fact.run_reason, fact.starts_run);
    reach_step(run, fact.step, fact.round, fact.tier);
    run.next_at = now_;
    somebody_did_something();
  }

  void operator()(const AckLapsed& fact) {
    ticket_.acknowledged_by.clear();
    Run* run = active_run(ticket_, fact.chain);
    if (run == nullptr) return;
    run->phase = Run::Phase::waiting;
    run->acknowledged_by.clear();
    run->lapses_at.reset();
  }

  void operator()(const RunEnded& fact) { end_run(fact.chain, Run::Phase::ended); }
  void operator()(const ChainExhausted& fact) { end_run(fact.chain, Run::Phase::exhausted); }
  void operator()(const RunMoved& fact) {
    Run* run = active_run(ticket_, fact.chain);
    const Chain* chain = policies_of(state_, fact.version)->chain(fact.chain);
    if (run == nullptr || chain == nullptr || chain->steps.empty()) return;
    run->version = fact.version;
    run->step = std::min(run->step, static_cast<std::int32_t>(chain->steps.size()) - 1);
  }
  void operator()(const ScheduleGap&) {}
  void operator()(const WebhookCalled&) {}

  // Facts about a person are applied by apply_to_person.
  void operator()(const Held&) {}
  void operator()(const Notified&) {}
  void operator()(const Suppressed&) {}
  void operator()(const Digest&) {}

 private:
  Terms terms() const { return terms_of(policies_, ticket_); }

  /// Whether `id` is in the list from now on; an empty list is none.
  static void keep(Rare<std::vector<Id>>& list, const Id& id, bool in_it) {
    std::vector<Id> ids = list ? *std::move(list) : std::vector<Id>();
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (in_it && found == ids.end()) ids.push_back(id);
    if (!in_it && found != ids.end()) ids.erase(found);
    list.reset();
    if (!ids.empty()) list.emplace(std::move(ids));
  }

  void change_status(Status status, const Terms& terms) {
    const Status was = ticket_.status;
    ticket_.status = status;
    clocks_status_changed(ticket_, was, terms, now_);
    refresh_watches(ticket_, policies_);
  }

  void finish(Status status) {
    if (!ticket_.resolved) ticket_.resolved = now_;
    ticket_.promise.reset();
    change_status(status, terms());
    if (event_.by.kind == Actor::Kind::user) staff_did_something();
    somebody_did_something();
  }

  /// Acknowledgement, reply, note or status change by staff: acknowledgements last `ack_timeout` from here
  /// on.
  void staff_did_something() {
    ticket_.last_staff_activity = now_;
    for (Run& run : ticket_.runs) {
      if (run.phase != Run::Phase::acknowledged) continue;
      const Chain* chain = policies_of(state_, run.version)->chain(run.chain);
      if (chain != nullptr && chain->ack_timeout) run.lapses_at = now_ + *chain->ack_timeout;
    }
  }

  /// Anything that a person or the customer did ends the silence that `idle` rules watch; what rules and
  /// chains do does not.
  void somebody_did_something() {
    if (event_.by.kind != Actor::Kind::system) ticket_.last_activity = now_;
    refresh_watches(ticket_, policies_);
  }

  void pass(RuleWatch& watch) {
    const bool waited = watch.due && *watch.due <= now_;
    if (!waited) return;
    watch.fired = true;
    watch.due.reset();
  }

  Run& run_for(const Id& chain, std::uint32_t version, const std::string& reason, bool starts) {
    Run* active = active_run(ticket_, chain);
    if (active != nullptr && !starts) {
      active->reason = reason;  // a jump ahead has a reason of its own
      return *active;
    }
    Run& run = ticket_.runs.emplace_back();
    run.chain = chain;
    run.version = version;
    run.reason = reason;
    run.started = run.step_at = now_;
    return run;
  }

  void reach_step(Run& run, std::int32_t step, std::int32_t round, std::int32_t tier) {
    if (round != run.round) run.round_reached_somebody = false;
    run.phase = Run::Phase::waiting;
    run.step = step;
    run.round = round;
    run.highest_tier = std::max(run.highest_tier, tier);
  }

  void end_run(const Id& chain, Run::Phase phase) {
    Run* run = active_run(ticket_, chain);
    if (run == nullptr) return;
    run->phase = phase;
    run->next_at.reset();
    run->lapses_at.reset();
  }

  State& state_;
  const Event& event_;
  Ticket& ticket_;
  Instant now_;
  const Policies& policies_;
};

// ---- people
// -------------------------------------------------------------------------------------------------

Person& person_of(State& state, const Id& user) {
  Person& person = state.people[user];
  person.user = user;
  return person;
}

bool is_same(const WaitingMessage& waiting, const Event& event, std::string_view via, std::int32_t entry) {
  return waiting.ticket == event.ticket && waiting.via == via && waiting.entry == entry &&
         waiting.cause == event.cause.value_or(0);
}

template <typename Unwanted>
void drop_waiting(Person& person, Unwanted&& unwanted) {
  person.waiting.erase(std::remove_if(person.waiting.begin(), person.waiting.end(), unwanted),
                       person.waiting.end());
}

void remember_sent(Person& person, const TicketId& ticket, const std::string& via, Instant now) {
  person.sent.erase(std::remove_if(person.sent.begin(), person.sent.end(),
                                   [&](const SentMark& mark) { return mark.at + quiet_minute <= now; }),
                    person.sent.end());
  person.sent.push_back({ticket, via, now});
}

void remember_page(Person& person, Instant now) {
  if (!person.pages.empty() && person.pages.back() == now) return;
  if (person.pages.size() >= most_pages_kept) person.pages.erase(person.pages.begin());
  person.pages.push_back(now);
}

void apply_to_person(State& state, const Event& event, const Held& fact) {
  Person& person = person_of(state, fact.user);
  if (fact.digest) {
    person.digest.push_back(fact.message);
    if (!person.digest_due || fact.message.due < *person.digest_due) person.digest_due = fact.message.due;
    return;
  }
  const WaitingMessage& message = fact.message;
  drop_waiting(person,
               [&](const WaitingMessage& w) { return is_same(w, event, message.via, message.entry); });
  person.waiting.push_back(message);
}

void apply_to_person(State& state, const Event& event, const Notified& fact) {
  Person& person = person_of(state, fact.user);
  if (fact.waited) {
    drop_waiting(person, [&](const WaitingMessage& w) { return is_same(w, event, fact.via, fact.entry); });
  }
  for (const TicketId& more : fact.bundle) {
    drop_waiting(person, [&](const WaitingMessage& w) {
      return w.bundled && w.ticket == more && w.via == fact.via && w.due <= event.at;
    });
  }
  const bool minute_runs = person.bundle_until && event.at < *person.bundle_until;
  if (!minute_runs) person.bundle_until = event.at + quiet_minute;
  remember_sent(person, event.ticket, fact.via, event.at);
  for (const TicketId& more : fact.bundle) remember_sent(person, more, fact.via, event.at);
  if (fact.page) remember_page(person, event.at);
}

void apply_to_person(State& state, const Event& event, const Suppressed& fact) {
  if (!fact.waited) return;
  Person& person = person_of(state, fact.user);
  drop_waiting(person, [&](const WaitingMessage& w) { return is_same(w, event, fact.via, fact.entry); });
}

void apply_to_person(State& state, const Event& event, const Digest& fact) {
  Person& person = person_of(state, fact.user);
  person.digest_due.reset();
  std::vector<WaitingMessage> rest;
  for (WaitingMessage& message : person.digest) {
    if (message.due <= event.at && message.via == fact.via) continue;
    if (!person.digest_due || message.due < *person.digest_due) person.digest_due = message.due;
    rest.push_back(std::move(message));
  }
  person.digest = std::move(rest);
}

template <typename OfTicket>
void apply_to_person(State&, const Event&, const OfTicket&) {}

/// The new ticket of a `created`; nullptr if there is one of that id already.
Ticket* new_ticket(State& state, const Event& event, const Created& fact) {
  const auto [place, is_new] = state.tickets.try_emplace(event.ticket);
  if (!is_new) return nullptr;
  place->second.id = event.ticket;
  place->second.version = fact.version;
  return &place->second;
}

}  // namespace

void apply(State& state, const Event& event) {
  const auto found = state.tickets.find(event.ticket);
  apply(state, event, found == state.tickets.end() ? nullptr : &found->second);
}

Ticket* apply(State& state, const Event& event, Ticket* ticket) {
  if (state.versions.empty()) return ticket;
  std::visit([&](const auto& fact) { apply_to_person(state, event, fact); }, event.fact);
  if (const auto* created = std::get_if<Created>(&event.fact)) {
    if (ticket != nullptr) return ticket;
    ticket = new_ticket(state, event, *created);
  }
  if (ticket == nullptr) return nullptr;
  std::visit(Application(state, event, *ticket), event.fact);
  ticket->events = std::max(ticket->events, event.number + 1);
  ticket->updated = event.at;
  return ticket;
}

}  // namespace oasis
