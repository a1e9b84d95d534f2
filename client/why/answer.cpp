// See answer.hpp.
#include "client/why/answer.hpp"

#include <algorithm>

#include "client/chains/words.hpp"
#include "client/screens/wording.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/on_call_reason.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/why.hpp"

namespace oasis {

Events known_events(const Desk& desk, const TicketId& ticket) {
  Events events;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return events;
  for (const Event& event : details->second.events) events.push_back(&event);
  return events;
}

namespace {

class Wording {
 public:
  explicit Wording(const Desk& desk) : desk_(desk) {}

  std::string moment(Instant at) const { return wording::say_moment(at, desk_.zone, desk_.now); }
  const std::string& name(const Id& user) const { return wording::name_of_user(desk_.workspace, user); }

  /// "Specialists: layer 2, Mon 08:00 to Fri 18:00"
  std::string behind(const Policies& policies, const Schedule& schedule, const Id& user, Instant at) const {
    const OnCallReason why =
        on_call_reason(schedule, policies.workspace().users, policies.shared_zone(schedule.zone), user, at);
    const std::string& its = wording::name_of_schedule(policies.workspace(), schedule.id);
    switch (why.kind) {
      case OnCallReason::Kind::layer:
        return phrase("{1}: layer {2}, turn {3}"_tr, its, why.layer + 1, span(why.shift));
      case OnCallReason::Kind::replaced:
        if (why.other.empty()) return phrase("{1}: added by an override {2}"_tr, its, span(why.during));
        return phrase("{1}: in place of {2} by an override {3}"_tr, its, name(why.other), span(why.during));
      case OnCallReason::Kind::swapped:
        return phrase("{1}: took a shift over from {2}, {3}"_tr, its, name(why.other), span(why.during));
      case OnCallReason::Kind::fixed:
        return phrase("{1}: fixed shift {2}"_tr, its, span(why.during));
      case OnCallReason::Kind::away:
        return phrase("{1}: it was the turn of {2}, who was away"_tr, its, name(why.other));
      case OnCallReason::Kind::gap:
        return phrase("{1}: a gap, no layer had anybody at {2}"_tr, its, moment(at));
      case OnCallReason::Kind::not_theirs:
        break;
    }
    return phrase("{1}: {2} was on call"_tr, its, name(why.other));
  }

  /// What a step says: whom it tells, how long it waits, in which hours.
  std::string of_step(const Policies& policies, const Chain& chain, const Step& step) const {
    std::string people, waits = wording::say(step.wait);
    for (const Target& target : step.notify) people += (people.empty() ? "" : ", ") + of_target(target);
    if (step.calendar.empty()) {
      waits = phrase("waits {1}"_tr, waits);
    } else {
      const auto& calendars = policies.workspace().calendars;
      const auto found = std::find_if(calendars.begin(), calendars.end(),
                                      [&step](const auto& calendar) { return calendar.id == step.calendar; });
      const bool named = found != calendars.end() && !found->name.empty();
      waits = phrase("waits {1} of the open time of {2}"_tr, waits, named ? found->name : step.calendar);
    }
    const std::string words = people.empty() ? waits : phrase("tells {1}"_tr, people) + "; " + waits;
    return phrase("{1} ({2}, version {3})"_tr, words, wording::name_of_chain(policies.workspace(), chain.id),
                std::to_string(policies.version()));
  }

 private:
  std::string span(Interval during) const { return phrase("{1} to {2}"_tr, moment(during.from), moment(during.to)); }

  std::string of_target(const Target& target) const {
    const std::string whom = wording::name_of_target(desk_.workspace, target);
    return target.kind == Target::Kind::schedule ? phrase("on call in {1}"_tr, whom) : whom;
  }

  const Desk& desk_;
};

/// The step that an escalation is about, in the version of the document that was in force.
struct StepThen {
  const Policies* policies = nullptr;
  const Chain* chain = nullptr;
  const Step* step = nullptr;
};

template <typename Fact>
StepThen step_of(const Desk& desk, const Fact& fact) {
  StepThen then;
  then.policies = policies_of(desk.replica.confirmed, fact.version);
  if (then.policies == nullptr) return then;
  then.chain = then.policies->chain(fact.chain);
  if (then.chain != nullptr && fact.step >= 0 && static_cast<std::size_t>(fact.step) < then.chain->steps.size())
    then.step = &then.chain->steps[static_cast<std::size_t>(fact.step)];
  return then;
}

/// What the schedules of a step say of a person, or of nobody, at a moment; one after the other.
std::string schedules_behind(const Wording& say, const StepThen& then, const Id& user, Instant at) {
  std::string words;
  if (then.step == nullptr) return words;
  const auto add = [&](const std::vector<Target>& targets) {
    for (const Target& target : targets) {
      const Schedule* schedule =
          target.kind == Target::Kind::schedule ? then.policies->schedule(target.id) : nullptr;
      if (schedule != nullptr) words += (words.empty() ? "" : "; ") + say.behind(*then.policies, *schedule, user, at);
    }
  };
  add(then.step->notify);
  add(then.step->backup);
  return words;
}

std::string verdict(const Wording& say, const Event& last, const Id& user) {
  const std::string name = say.name(user), at = say.moment(last.at);
  if (const auto* told = std::get_if<Notified>(&last.fact))
    return phrase("{1} was told by {2} at {3}."_tr, name, wording::name_of_via(told->via), at);
  if (const auto* not_told = std::get_if<Suppressed>(&last.fact))
    return phrase("{1} was not told at {2}: {3}."_tr, name, at, retold(not_told->why));
  if (const auto* held = std::get_if<Held>(&last.fact)) {
    return phrase(held->digest ? "{1} will be told by {2} in the digest of {3}."_tr
                             : "{1} will be told by {2} at {3}."_tr,
                name, wording::name_of_via(held->message.via), say.moment(held->message.due));
  }
  return phrase("{1} was concerned at {2}."_tr, name, at);
}

}  // namespace

WhyAnswer why_person(const Desk& desk, const Events& events, const Id& user, Instant at) {
  const Wording say(desk);
  const Why why = why_told(events, user, at);
  WhyAnswer answer{why.told, "", {}};
  if (why.because.empty()) {
    answer.words = phrase("Nothing concerned {1} until {2}: no step of a chain and no rule named them."_tr,
                        say.name(user), say.moment(at));
    return answer;
  }
  answer.words = verdict(say, why.because.back(), user);
  StepThen then;
  for (const Event& event : why.because) {
    const wording::Sentence sentence = wording::say_event(event, desk.workspace);
    WhyLine line{event.at, sentence.text, sentence.detail, false};
    if (const auto* fired = std::get_if<Escalated>(&event.fact)) {
      then = step_of(desk, *fired);
      if (then.step != nullptr)
        line.detail += (line.detail.empty() ? "" : "; ") + say.of_step(*then.policies, *then.chain, *then.step);
    } else if (std::holds_alternative<Notified>(event.fact) || std::holds_alternative<Suppressed>(event.fact)) {
      const std::string schedules = schedules_behind(say, then, user, event.at);
      if (!schedules.empty()) line.detail += (line.detail.empty() ? "" : ". ") + schedules;
    }
    answer.lines.push_back(std::move(line));
  }
  return answer;
}

std::vector<WhyLine> when_nobody(const Desk& desk, const Events& events) {
  const Wording say(desk);
  std::vector<WhyLine> lines;
  for (const Event* event : events) {
    const auto* skipped = std::get_if<StepSkipped>(&event->fact);
    if (skipped == nullptr) continue;
    const wording::Sentence sentence = wording::say_event(*event, desk.workspace);
    WhyLine line{event->at, sentence.text, sentence.detail, true};
    const std::string schedules = schedules_behind(say, step_of(desk, *skipped), "", event->at);
    if (!schedules.empty()) line.detail += (line.detail.empty() ? "" : ". ") + schedules;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<WhyLine> schedules_then(const Desk& desk, const Id& user, Instant at) {
  const Wording say(desk);
  const Policies& policies = *desk.replica.confirmed.versions.back();
  std::vector<WhyLine> lines;
  for (const Schedule& schedule : policies.workspace().schedules) {
    const OnCallReason reason =
        on_call_reason(schedule, policies.workspace().users, policies.shared_zone(schedule.zone), user, at);
    const bool gap = reason.kind == OnCallReason::Kind::gap;
    lines.push_back({at, say.behind(policies, schedule, user, at), "", gap});
  }
  return lines;
}

std::vector<Instant> moments_of(const Desk& desk, const TicketId& ticket, const Id& user) {
  std::vector<Instant> moments;
  for (const Event* event : known_events(desk, ticket)) {
    if (concerns(*event, user) && (moments.empty() || moments.back() != event->at)) moments.push_back(event->at);
  }
  return moments;
}

}  // namespace oasis
