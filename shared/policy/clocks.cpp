// See clocks.hpp.
#include "shared/policy/clocks.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace oasis {
namespace {

using Phase = Clock::Phase;

Clock& clock_of(Ticket& ticket, ClockKind kind) {
  return ticket.clocks[static_cast<std::size_t>(kind)];
}

bool is_active(const Clock& clock) {
  return clock.phase == Phase::running || clock.phase == Phase::paused;
}

/// Also across versions of the document.
bool same_policy(const Terms& a, const Terms& b) {
  return a.sla != nullptr && b.sla != nullptr && a.sla->id == b.sla->id;
}

bool pauses_in(const Terms& terms, Status status) {
  if (terms.sla == nullptr) return false;
  const std::vector<Status>& states = terms.sla->pause_in;
  return std::find(states.begin(), states.end(), status) != states.end();
}

std::span<const Interval> periods_before(const Clock& clock) {
  return clock.before ? std::span<const Interval>(*clock.before) : std::span<const Interval>();
}

void add_period(Clock& clock, Interval period) {
  if (!clock.before) clock.before.emplace();
  clock.before->push_back(period);
}

/// Open time within the finished periods, by the calendar in force.
Duration spent_before(const Clock& clock, const Calendar& calendar) {
  Duration spent;
  for (const Interval& period : periods_before(clock)) spent += calendar.open_time(period.from, period.to);
  return spent;
}

/// When the clock has counted `amount`: in the past if a period reached it before it ended (also at a closing
/// within it), else in the running period. A period that ends exactly with `amount` does not reach it: the
/// next one does at its start, which is the due time moved by exactly the pause.
std::optional<Instant> reached_at(const Clock& clock, const Calendar& calendar, Duration amount) {
  Duration counted;
  for (const Interval& period : periods_before(clock)) {
    const Duration open = calendar.open_time(period.from, period.to);
    if (amount <= counted + open) {
      const std::optional<Instant> at = calendar.deadline(period.from, amount - counted);
      if (at && *at < period.to) return at;
    }
    counted += open;
  }
  if (clock.phase != Phase::running) return std::nullopt;
  return calendar.deadline(clock.counting_since, amount - counted);
}

Duration warning_amount(Duration target, double fraction) {
  return {static_cast<std::int64_t>(std::llround(static_cast<double>(target.ms) * fraction))};
}

/// "Warnings that a change jumps over are not sent afterwards."
void skip_jumped_warnings(Clock& clock, const Terms& terms, Instant now) {
  if (terms.sla == nullptr || !clock.target) return;
  const std::vector<double>& fractions = terms.sla->warn_at;
  while (clock.warned < fractions.size()) {
    const auto at =
        reached_at(clock, *terms.calendar, warning_amount(*clock.target, fractions[clock.warned]));
    if (!at || *at >= now) break;
    ++clock.warned;
  }
}

/// Recomputes due from the target and the periods. "What is already past due is breached at the instant of
/// the change"; a breached clock keeps the due time that it missed.
void settle_due(Clock& clock, const Terms& terms, Instant now) {
  if (clock.breached) return;
  clock.due.reset();
  if (!clock.target) return;
  const std::optional<Instant> due = reached_at(clock, *terms.calendar, *clock.target);
  if (clock.phase == Phase::running || (due && *due < now)) clock.due = due;
  if (due && *due < now) clock.breached = true;
}

std::optional<Duration> table_target(const Ticket& ticket, ClockKind kind, const Clock& clock,
                                     const Terms& terms) {
  if (terms.sla == nullptr) return std::nullopt;
  const auto& target =
      terms.sla->targets[static_cast<std::size_t>(ticket.priority)][static_cast<std::size_t>(kind)];
  if (!target) return std::nullopt;
  // `same-day` is "fixed in open time when the clock starts, then treated as a duration".
  std::optional<Duration> time = target->same_day ? terms.calendar->same_day(clock.started) : target->time;
  if (time && kind == ClockKind::first_response && ticket.first_response_cap) {
    time = std::min(*time, *ticket.first_response_cap);
  }
  return time;
}

void start(Ticket& ticket, ClockKind kind, const Terms& terms, Instant now) {
  Clock& clock = clock_of(ticket, kind);
  const Duration worst = clock.worst;
  clock = Clock{};
  clock.worst = worst;
  clock.phase = Phase::running;
  clock.started = clock.counting_since = now;
  clock.target = table_target(ticket, kind, clock, terms);
  settle_due(clock, terms, now);
}

/// Ends the running period. Later than due, the breach is noted now if it was not yet.
void finish_period(Clock& clock, const Terms& terms, Instant now) {
  if (clock.phase != Phase::running) return;
  if (clock.target && clock.due && *clock.due < now) clock.breached = true;
  if (clock.counting_since < now) add_period(clock, {clock.counting_since, now});
  clock.spent += terms.calendar->open_time(clock.counting_since, now);
}

void pause(Clock& clock, const Terms& terms, Instant now) {
  if (clock.phase != Phase::running) return;
  finish_period(clock, terms, now);
  clock.phase = Phase::paused;
  if (!clock.breached) clock.due.reset();
}

void resume(Clock& clock, const Terms& terms, Instant now) {
  if (clock.phase != Phase::paused) return;
  clock.phase = Phase::running;
  clock.counting_since = now;
  settle_due(clock, terms, now);
}

void end_without_verdict(Clock& clock, const Terms& terms, Instant now) {
  if (!is_active(clock)) return;
  finish_period(clock, terms, now);
  clock.phase = Phase::ended;
  clock.worst = std::max(clock.worst, clock.spent);
  if (!clock.breached) clock.due.reset();
}

/// "A reply exactly at due is met."
void stop(Clock& clock, const Terms& terms, Instant now) {
  if (!is_active(clock)) return;
  if (!clock.target) return end_without_verdict(clock, terms, now);
  finish_period(clock, terms, now);
  clock.phase = clock.breached ? Phase::ended : Phase::met;
  clock.worst = std::max(clock.worst, clock.spent);
}

/// Update and resolution pause "in `pause_in` states (default `pending`)", the response clocks never.
void pause_or_resume(Ticket& ticket, const Terms& terms, Instant now) {
  const bool paused = pauses_in(terms, ticket.status);
  for (ClockKind kind : {ClockKind::update, ClockKind::resolution}) {
    Clock& clock = clock_of(ticket, kind);
    if (paused) {
      pause(clock, terms, now);
    } else {
      resume(clock, terms, now);
    }
  }
}

/// "Reopening continues the resolution clock with the time spent so far; the time while resolved does not
/// count."
void reopen(Ticket& ticket, const Terms& terms, Instant now) {
  Clock& clock = clock_of(ticket, ClockKind::resolution);
  if (clock.phase != Phase::met && clock.phase != Phase::ended) return;
  clock.phase = Phase::paused;
  clock.spent = spent_before(clock, *terms.calendar);
  if (!clock.breached) clock.due.reset();
  clock.target = table_target(ticket, ClockKind::resolution, clock, terms);
  if (!pauses_in(terms, ticket.status)) resume(clock, terms, now);
  skip_jumped_warnings(clock, terms, now);  // those of a change while it was resolved
}

}  // namespace

Terms terms_of(const Policies& policies, const Ticket& ticket) {
  return policies.terms(ticket.customer);
}

void clocks_created(Ticket& ticket, const Terms& terms, Instant now) {
  start(ticket, ClockKind::first_response, terms, now);
  start(ticket, ClockKind::resolution, terms, now);
  pause_or_resume(ticket, terms, now);  // `new` may be one of the `pause_in` states
}

void clocks_agent_replied(Ticket& ticket, const Terms& terms, Instant now) {
  stop(clock_of(ticket, ClockKind::first_response), terms, now);
  stop(clock_of(ticket, ClockKind::next_response), terms, now);
  stop(clock_of(ticket, ClockKind::update), terms, now);
  if (is_finished(ticket.status)) return;
  start(ticket, ClockKind::update, terms, now);
  if (pauses_in(terms, ticket.status)) pause(clock_of(ticket, ClockKind::update), terms, now);
}

void clocks_customer_replied(Ticket& ticket, const Terms& terms, Instant now) {
  const bool running = is_active(clock_of(ticket, ClockKind::next_response));
  if (ticket.first_replied && !running) start(ticket, ClockKind::next_response, terms, now);
}

void clocks_status_changed(Ticket& ticket, Status was, const Terms& terms, Instant now) {
  if (is_finished(ticket.status)) {
    if (is_finished(was)) return;
    // "At resolve or close without a reply the response and update clocks end without verdict."
    stop(clock_of(ticket, ClockKind::resolution), terms, now);
    for (ClockKind kind : {ClockKind::first_response, ClockKind::next_response, ClockKind::update}) {
      end_without_verdict(clock_of(ticket, kind), terms, now);
    }
    return;
  }
  if (is_finished(was)) reopen(ticket, terms, now);
  pause_or_resume(ticket, terms, now);
}

void clocks_terms_changed(Ticket& ticket, const Terms& old_terms, Priority old_priority, const Terms& terms,
                          Instant now) {
  // "A ticket escalated in priority within an SLA never gets a later first_response due from the change."
  // The limit stays until the priority falls or another policy comes: a later edit of the document is no
  // reason.
  const Clock& first = clock_of(ticket, ClockKind::first_response);
  if (!same_policy(old_terms, terms) || ticket.priority < old_priority) {
    ticket.first_response_cap.reset();
  } else if (ticket.priority > old_priority && is_active(first) && first.target) {
    ticket.first_response_cap = first.target;
  }
  const bool other_policy = old_terms.sla != terms.sla && terms.sla != nullptr;
  for (std::size_t i = 0; i < clock_count; ++i) {
    Clock& clock = ticket.clocks[i];
    if (!is_active(clock)) continue;
    clock.spent = spent_before(clock, *terms.calendar);
    clock.target = table_target(ticket, static_cast<ClockKind>(i), clock, terms);
    if (other_policy) {  // fractions that were warned of stay behind it, also in the new policy's list
      const bool warned =
          old_terms.sla != nullptr && clock.warned > 0 && clock.warned <= old_terms.sla->warn_at.size();
      const double last = warned ? old_terms.sla->warn_at[clock.warned - 1] : 0;
      const auto& fractions = terms.sla->warn_at;
      clock.warned = static_cast<std::uint8_t>(std::upper_bound(fractions.begin(), fractions.end(), last) -
                                               fractions.begin());
    }
    settle_due(clock, terms, now);
    skip_jumped_warnings(clock, terms, now);
  }
  if (!is_finished(ticket.status)) pause_or_resume(ticket, terms, now);
}

void clocks_merged(Ticket& ticket, const Terms& terms, Instant now) {
  for (Clock& clock : ticket.clocks) end_without_verdict(clock, terms, now);
}

Duration spent_at(const Clock& clock, const Calendar& calendar, Instant now) {
  if (clock.phase != Phase::running) return clock.spent;
  return clock.spent + calendar.open_time(clock.counting_since, now);
}

namespace {

/// The time after which the next warning comes; nullopt if there is none left.
std::optional<Duration> next_warning_amount(const Clock& clock, const Terms& terms) {
  if (!is_counting(clock) || clock.breached || terms.sla == nullptr) return std::nullopt;
  if (clock.warned >= terms.sla->warn_at.size()) return std::nullopt;
  return warning_amount(*clock.target, terms.sla->warn_at[clock.warned]);
}

}  // namespace

std::optional<Instant> next_warning(const Clock& clock, const Terms& terms) {
  const std::optional<Duration> amount = next_warning_amount(clock, terms);
  return amount ? reached_at(clock, *terms.calendar, *amount) : std::nullopt;
}

std::optional<Instant> earliest_warning(const Clock& clock, const Terms& terms) {
  const std::optional<Duration> amount = next_warning_amount(clock, terms);
  if (!amount) return std::nullopt;
  return *amount > clock.spent ? clock.counting_since + (*amount - clock.spent) : clock.started;
}

Explanation explain_clock(const Clock& clock, const Calendar& calendar, Instant at) {
  constexpr std::size_t most_parts = 1000;
  Explanation result;
  if (clock.phase == Phase::off) return result;
  result.target = clock.target;
  result.due = clock.due;
  result.spent = spent_at(clock, calendar, at);
  using Kind = Explanation::Part::Kind;
  const auto add = [&](Kind kind, Instant from, Instant to) {
    if (from >= to || result.parts.size() >= most_parts) return;
    result.parts.push_back({kind, {from, to}, kind == Kind::open ? to - from : Duration{}});
  };
  Instant place = clock.started;
  const auto count = [&](Interval period) {
    add(Kind::paused, place, period.from);
    place = period.from;
    for (const Interval& open : calendar.open_intervals(period.from, period.to)) {
      add(Kind::closed, place, open.from);
      add(Kind::open, open.from, open.to);
      place = open.to;
    }
    add(Kind::closed, place, period.to);
    place = period.to;
  };
  for (const Interval& period : periods_before(clock)) count(period);
  if (clock.phase == Phase::running) {
    count({clock.counting_since, clock.due && *clock.due > clock.counting_since ? *clock.due : at});
  } else if (clock.phase == Phase::paused) {
    add(Kind::paused, place, at);
  }
  return result;
}

}  // namespace oasis
