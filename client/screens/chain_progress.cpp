// See chain_progress.hpp.
#include "client/screens/chain_progress.hpp"

#include <algorithm>
#include <variant>

#include "client/screens/sent.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

StepPerson::State state_of(const SentMessage* delivery) {
  if (delivery == nullptr) return StepPerson::State::told;
  if (delivery->state == "failed") return StepPerson::State::failed;
  if (delivery->state == "seen" || delivery->state == "answered") return StepPerson::State::seen;
  return StepPerson::State::told;
}

std::string how_told(const std::string& via, const SentMessage* delivery) {
  std::string how = wording::name_of_via(via);
  if (delivery != nullptr) {
    how += ", " + (delivery->state == "sending" ? "sending"_tr : name_of_state(delivery->state));
    if (delivery->may_repeat) how += std::string(", ") + "may repeat"_tr;
    if (!delivery->error.empty()) how = phrase("{1}: {2}"_tr, how, delivery->error);
  }
  return how;
}

const SentMessage* delivery_of(const TicketDetails& details, const Event& event, const Id& user) {
  const auto found = std::find_if(details.deliveries.begin(), details.deliveries.end(), [&](const SentMessage& one) {
    return one.user == user && is_sent_by(one, event);
  });
  return found == details.deliveries.end() ? nullptr : &*found;
}

/// Who was told at a step of the run's present round, as the events have it.
std::vector<StepPerson> told_at(const TicketDetails* details, const Workspace& workspace, const Run& run,
                                std::int32_t step) {
  std::vector<StepPerson> people;
  if (details == nullptr) return people;
  bool inside = false;
  for (const Event& event : details->events) {
    if (const auto* fired = std::get_if<Escalated>(&event.fact)) {
      inside = fired->chain == run.chain && fired->step == step && fired->round == run.round &&
               event.at >= run.started;
      if (inside) people.clear();
    } else if (const auto* told = std::get_if<Notified>(&event.fact); told != nullptr && inside) {
      const SentMessage* delivery = delivery_of(*details, event, told->user);
      people.push_back(
          {wording::name_of_user(workspace, told->user), how_told(told->via, delivery), state_of(delivery)});
    } else if (const auto* held = std::get_if<Held>(&event.fact); held != nullptr && held->message.page && inside) {
      // Told in one list with other tickets: the list is told of on the first of them.
      if (const SentMessage* delivery = delivery_of(*details, event, held->user))
        people.push_back({wording::name_of_user(workspace, held->user),
                          how_told(delivery->via, delivery) + ", " + "with others"_tr, state_of(delivery)});
    } else if (const auto* quiet = std::get_if<Suppressed>(&event.fact); quiet != nullptr && inside) {
      people.push_back({wording::name_of_user(workspace, quiet->user), phrase("not told: {1}"_tr, retold(quiet->why)),
                        StepPerson::State::nobody});
    } else if (const auto* skipped = std::get_if<StepSkipped>(&event.fact);
               skipped != nullptr && skipped->chain == run.chain && skipped->step == step &&
               event.at >= run.started) {
      people = {{"Nobody"_tr, retold(skipped->reason), StepPerson::State::nobody}};
    }
  }
  return people;
}

/// Who would be told if the step fired at `at`.
std::vector<StepPerson> planned_at(const Policies& policies, const Step& step, Instant at) {
  std::vector<StepPerson> people;
  const Workspace& workspace = policies.workspace();
  const auto add = [&](const Id& user, std::string how) {
    people.push_back({wording::name_of_user(workspace, user), std::move(how), StepPerson::State::planned});
  };
  for (const Target& target : step.notify) {
    if (target.kind == Target::Kind::user) add(target.id, "");
    if (target.kind == Target::Kind::team)
      people.push_back(
          {wording::name_of_team(workspace, target.id), "the whole team"_tr, StepPerson::State::planned});
    if (target.kind != Target::Kind::schedule) continue;
    const Rota* rota = policies.rota(target.id);
    const std::vector<Id> on_call = rota == nullptr ? std::vector<Id>{} : rota->on_call(at);
    const std::string how = phrase("on call in {1}"_tr, wording::name_of_schedule(workspace, target.id));
    for (const Id& user : on_call) add(user, how);
    if (on_call.empty()) people.push_back({"Nobody"_tr, how, StepPerson::State::nobody});
  }
  return people;
}

const Run* run_to_show(const Ticket& ticket) {
  const Run* run = active_run(ticket);
  return run != nullptr || ticket.runs.empty() ? run : &ticket.runs.back();
}

/// State and time of one step of a run.
void place_step(StepProgress& step, std::int32_t index, const Run& run, const Zone& zone, Instant now) {
  using S = StepProgress::State;
  const bool over = run.phase == Run::Phase::ended || run.phase == Run::Phase::exhausted;
  if (index < run.step || (over && index == run.step)) {
    step.state = S::passed;
  } else if (index == run.step) {
    step.state = run.phase == Run::Phase::acknowledged ? S::acknowledged : S::current;
    step.when = wording::say_moment(run.step_at, zone, now);
  } else if (run.phase == Run::Phase::waiting && index == run.step + 1 && run.next_at) {
    step.state = S::next;
    step.when = *run.next_at > now ? phrase("in {1}"_tr, wording::say(*run.next_at - now)) : "now"_tr;
  }
}

std::string summary_of(const Run& run, const ChainProgress& progress, const Workspace& workspace,
                       const Zone& zone, Instant now) {
  switch (run.phase) {
    case Run::Phase::acknowledged: {
      const std::string& name = wording::name_of_user(workspace, run.acknowledged_by);
      if (!run.lapses_at) return phrase("{1} has it in hand"_tr, name);
      return phrase("{1} has it in hand until {2}"_tr, name, wording::say_moment(*run.lapses_at, zone, now));
    }
    case Run::Phase::exhausted:
      return "Everybody was told, nobody acted"_tr;
    case Run::Phase::ended:
      return "This escalation is over"_tr;
    case Run::Phase::waiting:
      break;
  }
  if (!run.next_at) return "Waits for somebody to acknowledge"_tr;
  const bool last = static_cast<std::size_t>(run.step) + 1 >= progress.steps.size();
  if (*run.next_at <= now) {
    return last ? "Waits for somebody to acknowledge; goes on now"_tr
                : "Waits for somebody to acknowledge; the next tier is told now"_tr;
  }
  return phrase(last ? "Waits for somebody to acknowledge; goes on in {1}"_tr
                   : "Waits for somebody to acknowledge; the next tier is told in {1}"_tr,
              wording::say(*run.next_at - now));
}

}  // namespace

ChainProgress chain_progress(const Ticket& ticket, const TicketDetails* details, const State& state,
                             const Zone& zone, Instant now) {
  ChainProgress progress;
  const Run* run = run_to_show(ticket);
  if (run == nullptr) return progress;
  const Policies* policies = policies_of(state, run->version);
  const Policies* newest = current_policies(state);
  const Chain* chain = policies == nullptr ? nullptr : policies->chain(run->chain);
  if (chain == nullptr) return progress;
  const Workspace& workspace = newest->workspace();
  progress.chain = run->chain;
  progress.name = chain->name.empty() ? chain->id : chain->name;
  if (run->round > 1) progress.name = phrase("{1}, round {2}"_tr, progress.name, run->round);
  const Chain* edited = newest->chain(run->chain);
  progress.out_dated = active_run(ticket) != nullptr && edited != nullptr &&
                       newest->version() != run->version && !(*edited == *chain);
  for (std::size_t i = 0; i < chain->steps.size(); ++i) {
    const Step& step = chain->steps[i];
    const auto index = static_cast<std::int32_t>(i);
    StepProgress shown;
    shown.tier = step.tier;
    shown.name = step.name;
    shown.wait = step.wait;
    place_step(shown, index, *run, zone, now);
    shown.people = index <= run->step ? told_at(details, workspace, *run, index)
                                      : planned_at(*newest, step, run->next_at.value_or(now));
    progress.steps.push_back(std::move(shown));
  }
  progress.summary = summary_of(*run, progress, workspace, zone, now);
  progress.counting = run->phase == Run::Phase::waiting && run->next_at && *run->next_at > now;
  return progress;
}

}  // namespace oasis
