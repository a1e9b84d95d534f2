// See escalation.hpp.
#include "shared/command/escalation.hpp"

#include <algorithm>
#include <utility>

#include "shared/command/clock_facts.hpp"
#include "shared/command/promises.hpp"
#include "shared/command/telling.hpp"
#include "shared/policy/chains.hpp"

namespace oasis {
namespace {

/// Where a run stands while its steps fire.
struct Place {
  TicketId ticket;
  Id chain;
  std::uint32_t version = 0;
  std::int32_t step = 0;
  std::int32_t round = 1;
  bool starts = false;
  std::string reason;
  Duration late;
  Actor by;  ///< whose doing the next step is
  std::optional<std::uint32_t> cause;
};

/// Less than this is the machine's own delay, not lateness.
constexpr Duration least_lateness = seconds(1);

Actor by_chain(const Place& place) {
  return by_system("chain " + place.chain);
}

PagesOf pages_seen(Turn& turn) {
  return [&turn](const Id& user) {
    const Person* person = turn.person(user);
    return person == nullptr ? std::vector<Instant>() : person->pages;
  };
}

/// Who was meant and could not be told: "a ticket is never dropped silently".
void record_missed(Turn& turn, const Place& place, const Reach& reach, std::uint32_t cause) {
  for (const Id& gap : reach.gaps) turn.record(place.ticket, by_chain(place), cause, ScheduleGap{gap});
  for (const Candidate& missed : reach.missed) {
    turn.record(place.ticket, by_chain(place), cause, Suppressed{missed.user, "", missed.why, 0, false});
  }
}

bool holds(const std::vector<Candidate>& people, const Id& user) {
  return std::any_of(people.begin(), people.end(), [&](const Candidate& person) { return person.user == user; });
}

/// Who was on call, but is left alone by a hard load limit because others are told.
void record_spared(Turn& turn, const Place& place, const Reach& reach, const std::vector<Candidate>& told,
                   std::uint32_t cause) {
  for (const Candidate& spared : reach.spared) {
    if (holds(told, spared.user)) continue;
    turn.record(place.ticket, by_chain(place), cause, Suppressed{spared.user, "", "over a load limit", 0, false});
  }
}

/// "After the last step start again, `repeat` more times; then `chain_exhausted`, which notifies
/// `last_resort` once" — away or not, and critically: nobody else is left.
void exhaust(Turn& turn, const Place& place, const std::string& reason) {
  const std::uint32_t number =
      turn.record(place.ticket, by_chain(place), place.cause, ChainExhausted{place.chain, reason});
  const std::optional<Target>& last_resort = turn.current().workspace().last_resort;
  if (!last_resort) return;
  const Reach reach = resolve_targets(*turn.ticket(place.ticket), {*last_resort}, turn.current(),
                                      turn.current(), turn.disabled(), turn.now(), Urgency::critical, PagesOf{}, true);
  record_missed(turn, place, reach, number);
  for (const Candidate& person : reach.people) {
    tell(turn, place.ticket, *turn.user(person.user), Urgency::critical,
         "last resort, chain " + place.chain + " exhausted", number, true);
  }
}

/// Moves to the step after this one; false if the run is over. "If a whole round reaches nobody, last_resort
/// is notified at once and the run is exhausted, without further rounds."
bool go_on(Turn& turn, Place& place, const Chain& chain) {
  if (static_cast<std::size_t>(place.step) + 1 < chain.steps.size()) {
    ++place.step;
    return true;
  }
  const Run* run = active_run(*turn.ticket(place.ticket), place.chain);
  if (run != nullptr && !run->round_reached_somebody) {
    exhaust(turn, place, "a whole round reached nobody");
    return false;
  }
  if (place.round > chain.repeat) {
    exhaust(turn, place, "");
    return false;
  }
  ++place.round;
  place.step = 0;
  return true;
}

/// `backup`: whom the step's backup reached instead, or nullptr.
void fire_step(Turn& turn, const Place& place, const Step& step, Urgency urgency, const Reach& first,
               const Reach* backup) {
  Escalated fact{place.chain, place.version, step.tier,    place.step,
                 place.round, place.reason,  place.starts, place.late};
  const std::uint32_t number = turn.record(place.ticket, place.by, place.cause, std::move(fact));
  const std::vector<Candidate>& told = (backup != nullptr ? *backup : first).people;
  record_missed(turn, place, first, number);
  if (backup != nullptr) record_missed(turn, place, *backup, number);
  record_spared(turn, place, first, told, number);
  if (backup != nullptr) record_spared(turn, place, *backup, told, number);
  for (const Candidate& person : told) {
    const std::string why =
        "tier " + std::to_string(step.tier) + ", " + (backup != nullptr ? "backup, " : "") + person.why;
    tell(turn, place.ticket, *turn.user(person.user), urgency, why, number, true);
  }
}

/// Fires the step at `place`, or the next one that reaches somebody: "A step that reaches nobody takes no
/// time: it is recorded with its reason, and the next fires at the same instant."
void fire_from(Turn& turn, Place place) {
  const Policies& named_in = *policies_of(turn.state(), place.version);
  const Chain* chain = named_in.chain(place.chain);
  if (chain == nullptr || chain->steps.empty()) return;
  const PagesOf pages = pages_seen(turn);
  for (;;) {
    const Step& step = chain->steps[static_cast<std::size_t>(place.step)];
    const Ticket& ticket = *turn.ticket(place.ticket);
    const Urgency urgency = escalation_urgency(step, ticket.priority, place.round);
    const auto resolve = [&](const std::vector<Target>& targets) {
      return resolve_targets(ticket, targets, turn.current(), named_in, turn.disabled(), turn.now(), urgency,
                             pages);
    };
    Reach first = resolve(step.notify);
    const bool needs_backup = first.people.empty() && !step.backup.empty();
    Reach second = needs_backup ? resolve(step.backup) : Reach{};
    if (!second.people.empty()) return fire_step(turn, place, step, urgency, first, &second);
    if (first.people.empty()) first.people.swap(first.spared);  // better somebody tired than nobody
    if (!first.people.empty()) return fire_step(turn, place, step, urgency, first, nullptr);
    second.people.swap(second.spared);
    if (!second.people.empty()) return fire_step(turn, place, step, urgency, first, &second);
    StepSkipped fact{place.chain, place.version, step.tier,    place.step,
                     place.round, first.nobody,  place.reason, place.starts};
    place.cause = turn.record(place.ticket, place.by, place.cause, std::move(fact));
    record_missed(turn, place, first, *place.cause);
    if (needs_backup) record_missed(turn, place, second, *place.cause);
    place.starts = false;
    if (!go_on(turn, place, *chain)) return;
  }
}

Place place_of(const Ticket& ticket, const Run& run) {
  Place place;
  place.ticket = ticket.id;
  place.chain = run.chain;
  place.version = run.version;
  place.step = run.step;
  place.round = run.round;
  place.reason = run.reason;
  place.by = by_chain(place);
  return place;
}

Duration lateness(std::optional<Instant> due, Instant now) {
  const Duration late = due ? now - *due : Duration{};
  return late >= least_lateness ? late : Duration{};
}

}  // namespace

std::optional<std::int32_t> next_tier(const Ticket& ticket, const Chain& chain) {
  const Run* run = active_run(ticket, chain.id);
  if (run == nullptr) return chain.steps.front().tier;
  for (const Step& step : chain.steps) {
    if (step.tier > run->highest_tier) return step.tier;
  }
  return std::nullopt;
}

void escalate(Turn& turn, const TicketId& id, const Id& chain_id, std::optional<std::int32_t> tier,
              const std::string& reason, const Actor& by, std::optional<std::uint32_t> cause) {
  const Ticket& ticket = *turn.ticket(id);
  const Run* run = active_run(ticket, chain_id);
  Place place;
  if (run != nullptr) {
    place = place_of(ticket, *run);
  } else {
    const Policies& policies = turn.policies(ticket);
    place.ticket = id;
    place.chain = chain_id;
    place.version = policies.chain(chain_id) != nullptr ? policies.version() : turn.current().version();
    place.starts = true;
  }
  const Chain* chain = policies_of(turn.state(), place.version)->chain(chain_id);
  if (chain == nullptr || chain->steps.empty()) return;
  place.step = step_of_tier(*chain, tier.value_or(chain->steps.front().tier));
  place.reason = reason;
  place.by = by;
  place.cause = cause;
  if (run != nullptr) {
    if (chain->steps[static_cast<std::size_t>(place.step)].tier <= run->highest_tier) return;
    if (run->phase == Run::Phase::acknowledged) {
      place.cause = turn.record(id, by_chain(place), cause, AckLapsed{chain_id, run->acknowledged_by});
    }
  }
  const std::uint32_t step = ticket.events;
  fire_from(turn, std::move(place));
  promise_by_cadence(turn, id, step);
}

void advance_run(Turn& turn, const TicketId& id, std::size_t index) {
  const Ticket& ticket = *turn.ticket(id);
  const Run& run = ticket.runs[index];
  const Chain* chain = policies_of(turn.state(), run.version)->chain(run.chain);
  if (chain == nullptr) return;
  Place place = place_of(ticket, run);
  place.late = lateness(run.next_at, turn.now());
  if (go_on(turn, place, *chain)) fire_from(turn, std::move(place));
}

void fail_step(Turn& turn, const TicketId& id, std::size_t index) {
  const Ticket& ticket = *turn.ticket(id);
  const Run& run = ticket.runs[index];
  const Chain* chain = policies_of(turn.state(), run.version)->chain(run.chain);
  if (chain == nullptr) return;
  Place place = place_of(ticket, run);
  const std::int32_t tier = chain->steps[static_cast<std::size_t>(run.step)].tier;
  StepSkipped fact{place.chain, place.version,        tier,         place.step,
                   place.round, "no message arrived", place.reason, false};
  place.cause = turn.record(id, place.by, std::nullopt, std::move(fact));
  if (go_on(turn, place, *chain)) fire_from(turn, std::move(place));
}

void lapse_run(Turn& turn, const TicketId& id, std::size_t index) {
  const Ticket& ticket = *turn.ticket(id);
  const Run& run = ticket.runs[index];
  Place place = place_of(ticket, run);
  place.late = lateness(run.lapses_at, turn.now());
  const Id acknowledged_by = run.acknowledged_by;
  const std::uint32_t number =
      turn.record(id, by_chain(place), std::nullopt, AckLapsed{run.chain, acknowledged_by});
  place.cause = number;
  const Id chain = run.chain;
  fire_from(turn, place);
  const User* user = turn.user(acknowledged_by);
  const Person* person = turn.person(acknowledged_by);
  const auto just_told = [&](const SentMark& mark) { return mark.ticket == id && mark.at == turn.now(); };
  if (user == nullptr ||
      (person != nullptr && std::any_of(person->sent.begin(), person->sent.end(), just_told)))
    return;
  const Step& step =
      policies_of(turn.state(), place.version)->chain(chain)->steps[static_cast<std::size_t>(place.step)];
  tell(turn, id, *user, escalation_urgency(step, turn.ticket(id)->priority, place.round),
       "your acknowledgement lapsed", number);
}

void end_runs(Turn& turn, const TicketId& id, const std::string& reason, std::uint32_t cause) {
  for (std::size_t i = 0; i < turn.ticket(id)->runs.size(); ++i) {
    const Run& run = turn.ticket(id)->runs[i];
    if (!is_active(run)) continue;
    turn.record(id, by_system("chain " + run.chain), cause, RunEnded{run.chain, reason});
  }
}

}  // namespace oasis
