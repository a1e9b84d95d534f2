// See invariants.hpp.
#include "tests/property/histories/invariants.hpp"

#include <algorithm>

#include "shared/policy/chains.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/time/text.hpp"

namespace oasis::test {

namespace {

constexpr std::size_t most_faults = 20;

bool is_judged_once(ClockKind clock) {
  return clock == ClockKind::first_response || clock == ClockKind::resolution;
}

/// The schedule in "tier 1, backup, on call in tier-1".
std::optional<Id> schedule_named_in(const std::string& why) {
  constexpr std::string_view words = "on call in ";
  const std::size_t at = why.find(words);
  return at == std::string::npos ? std::nullopt : std::optional<Id>(why.substr(at + words.size()));
}

}  // namespace

void Invariants::fault(std::string sentence) {
  if (faults_.size() < most_faults) faults_.push_back(std::move(sentence));
}

void Invariants::hold(bool holds, const Event& event, const char* rule) {
  if (!holds) {
    fault(event.ticket + " event " + std::to_string(event.number) + " at " + to_text(event.at) + ": " + rule);
  }
}

void Invariants::add(const Event& event) {
  hold(last_ <= event.at, event, "events are in the order of time");
  last_ = event.at;
  if (const auto* told = std::get_if<Notified>(&event.fact)) check_told(event, *told);
  if (event.ticket.empty()) return;
  Seen& ticket = tickets_[event.ticket];
  check_order(event, ticket);
  check_after_the_end(event, ticket);
  check_clock_facts(event, ticket);
  if (std::holds_alternative<Created>(event.fact)) ticket.created = event.at;
  const bool finishes = std::holds_alternative<Resolved>(event.fact) ||
                        std::holds_alternative<Closed>(event.fact) ||
                        std::holds_alternative<Merged>(event.fact);
  if (finishes && !ticket.finished) ticket.finished = event.at;
  if (std::holds_alternative<Reopened>(event.fact)) ticket.finished.reset();
}

void Invariants::check_order(const Event& event, Seen& ticket) {
  hold(event.number == ticket.next_number, event, "events of a ticket are numbered without gaps");
  ticket.next_number = event.number + 1;
  hold((event.number == 0) == std::holds_alternative<Created>(event.fact), event,
       "creating comes first, once");
  hold(!event.cause || *event.cause < event.number, event, "a cause comes before its effect");
}

/// Once a ticket is resolved or closed its clocks are silent and nobody waits for an answer any more.
void Invariants::check_after_the_end(const Event& event, const Seen& ticket) {
  if (!ticket.finished || *ticket.finished == event.at) return;
  const bool of_a_clock =
      std::holds_alternative<SlaWarning>(event.fact) || std::holds_alternative<SlaBreached>(event.fact) ||
      std::holds_alternative<SlaMet>(event.fact) || std::holds_alternative<SlaPaused>(event.fact) ||
      std::holds_alternative<SlaResumed>(event.fact);
  hold(!of_a_clock, event, "no clock of a finished ticket does anything");
  const auto* fired = std::get_if<RuleFired>(&event.fact);
  const Rule* rule = fired == nullptr ? nullptr : policies_.rule(fired->rule);
  const bool waits = rule != nullptr && (rule->on == Trigger::no_response || rule->on == Trigger::idle);
  hold(!waits, event, "no rule waits for an answer on a finished ticket");
}

void Invariants::check_clock_facts(const Event& event, Seen& ticket) {
  if (const auto* fact = std::get_if<SlaWarning>(&event.fact)) {
    hold(event.at <= fact->due, event, "a warning comes before the due time");
  }
  if (const auto* fact = std::get_if<SlaBreached>(&event.fact)) {
    hold(fact->due <= event.at, event, "no breach before its due time");
    hold(fact->due >= ticket.created, event, "no due time before the start");
    hold(ticket.breached.insert({fact->clock, fact->due.ms}).second, event, "each breach once");
    const bool first = !is_judged_once(fact->clock) || ticket.judged.insert(fact->clock).second;
    hold(first, event, "a clock that runs once is breached once, and not after it was met");
  }
  if (const auto* fact = std::get_if<SlaMet>(&event.fact)) {
    hold(!fact->due || event.at <= *fact->due, event, "what is met is met in time");
    hold(fact->spent >= Duration{}, event, "time spent is never negative");
    if (fact->clock == ClockKind::first_response) {
      hold(ticket.judged.insert(fact->clock).second, event, "a response is judged once");
    }
  }
}

void Invariants::check_told(const Event& event, const Notified& told) {
  const auto key = std::make_tuple(event.ticket, told.user, told.via);
  const auto before = told_.find(key);
  hold(before == told_.end() || event.at - before->second >= quiet_minute, event,
       "one message per person, channel and ticket within 60 s");
  told_[key] = event.at;
  const User* user = policies_.user(told.user);
  hold(user != nullptr, event, "only people of the workspace are told");
  if (user == nullptr || told.waited || event.by.kind != Actor::Kind::system) return;
  const bool of_step = told.page && told.why.rfind("tier ", 0) == 0;
  const bool of_last_resort = told.page && told.why.rfind("last resort", 0) == 0;
  if (of_step) hold(!is_away(*user, event.at), event, "nobody is told by a step while away");
  const std::optional<Id> schedule = of_step ? schedule_named_in(told.why) : std::nullopt;
  if (schedule) {
    const std::vector<Id> on_call = policies_.rota(*schedule)->on_call(event.at);
    hold(std::find(on_call.begin(), on_call.end(), told.user) != on_call.end(), event,
         "who is told as on call is on call at that instant");
  }
  if (of_last_resort) {
    const auto& target = policies_.workspace().last_resort;
    const bool named = target && (target->kind != Target::Kind::user || target->id == told.user);
    hold(named, event, "the last resort is the one that the document names");
  }
}

void Invariants::finish(const State& state, Instant end) {
  for (const auto& [id, ticket] : state.tickets) {
    check_end_of_clocks(ticket, end);
    check_end_of_runs(ticket, end);
    if (ticket.events != tickets_[id].next_number) fault(id + ": its events are all there");
  }
}

/// "`explain` lists the open intervals and pauses that add up to a due time."
void Invariants::check_end_of_clocks(const Ticket& ticket, Instant end) {
  const Terms terms = terms_of(policies_, ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock& clock = ticket.clocks[i];
    if (clock.phase == Clock::Phase::off) continue;
    const Explanation explained = explain_clock(clock, *terms.calendar, end);
    Duration counted;
    std::optional<Instant> reached;
    for (const Explanation::Part& part : explained.parts) {
      counted += part.counted;
      if (reached && *reached != part.during.from)
        fault(ticket.id + ": parts of an explanation follow each other");
      reached = part.during.to;
    }
    if (explained.spent != spent_at(clock, *terms.calendar, end))
      fault(ticket.id + ": explain knows the time spent");
    if (clock.due && *clock.due < clock.started) fault(ticket.id + ": a due time lies before its start");
    const bool open = is_counting(clock) && clock.due;
    if (open && explained.parts.size() < 1000 && counted != *clock.target && !clock.breached)
      fault(ticket.id + ": the parts add up to the target");
    if (open && !clock.breached && *clock.due < end) fault(ticket.id + ": what is overdue is breached");
  }
}

/// Nothing is due any more that should have happened, and a chain has at most one active run.
void Invariants::check_end_of_runs(const Ticket& ticket, Instant end) {
  std::set<Id> active;
  for (const Run& run : ticket.runs) {
    if (!is_active(run)) continue;
    if (!active.insert(run.chain).second) fault(ticket.id + ": one active run per chain");
    if (run.phase == Run::Phase::waiting && (!run.next_at || *run.next_at < end))
      fault(ticket.id + ": a run that waits moves on");
    if (!is_finished(ticket.status) && run.lapses_at && *run.lapses_at < end)
      fault(ticket.id + ": an acknowledgement lapses");
  }
}

}  // namespace oasis::test
