// See drills.hpp.
#include "server/notify/drills.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/engine/digest.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/letters.hpp"
#include "server/store/audit.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "server/store/timers.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/report/drill_plan.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

constexpr const char* held_kept = "drills_held";
constexpr std::size_t most_held = 50;
constexpr Duration announced_ahead = days(1);
constexpr Duration look_at_drills_again = hours(1);  // documents change

// ---- what is kept from one look to the next ----

/// Of one drill of the document.
struct Plan {
  std::uint32_t version = 0;  ///< of the document that it was made for
  std::optional<Instant> next;
  std::optional<Instant> held;
  bool announced = false;
};

std::string plan_name(const Id& drill) {
  return "drill/" + drill;
}

std::optional<Instant> instant_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? std::optional(Instant{found->get<std::int64_t>()})
                                                             : std::nullopt;
}

Plan plan_of(store::Database& database, const Id& drill) {
  const json kept = json::parse(store::meta(database, plan_name(drill)), nullptr, false);
  if (!kept.is_object()) return {};
  return {kept.value("version", 0u), instant_in(kept, "next"), instant_in(kept, "held"), kept.value("announced", false)};
}

void keep_plan(store::Database& database, const Id& drill, const Plan& plan) {
  json kept = {{"version", plan.version}, {"announced", plan.announced}};
  if (plan.next) kept["next"] = plan.next->ms;
  if (plan.held) kept["held"] = plan.held->ms;
  store::set_meta(database, plan_name(drill), kept.dump());
}

void keep_held(store::Database& database, const std::vector<HeldDrill>& held) {
  json list = json::array();
  for (const HeldDrill& one : held)
    list.push_back({{"drill", one.drill},
                    {"ticket", one.ticket},
                    {"from", one.from.ms},
                    {"to", one.to.ms},
                    {"told", one.told}});
  store::set_meta(database, held_kept, list.dump());
}

bool is_running(const std::vector<HeldDrill>& held, const Id& drill, Instant now) {
  return std::any_of(held.begin(), held.end(),
                     [&](const HeldDrill& one) { return one.drill == drill && one.to > now; });
}

// ---- begin ----

std::optional<Refusal> begin(engine::Turn& turn, const Policies& policies, const Drill& drill) {
  const Actor by{Actor::Kind::system, "drill " + drill.id, Role::admin};
  CreateTicket create;
  create.ticket = engine::new_id(turn.now().ms);
  create.subject = drill.subject;
  create.priority = drill.priority;
  create.category = "drill";
  create.drill = true;
  create.message.id = engine::new_id(turn.now().ms);
  create.message.text = drill.text.empty() ? drill.subject : drill.text;
  Escalate escalate;
  escalate.ticket = create.ticket;
  escalate.chain = drill.chain;
  escalate.reason = "a drill";
  if (auto refusal = turn.run(create, by)) return refusal;
  if (auto refusal = turn.run(escalate, by)) return refusal;
  std::vector<HeldDrill> held = held_drills(turn.database());
  const Instant to = turn.now() + drill_length(*policies.chain(drill.chain));
  held.insert(held.begin(), {drill.id, create.ticket, turn.now(), to});
  if (held.size() > most_held) held.resize(most_held);
  keep_held(turn.database(), held);
  return std::nullopt;
}

// ---- before and after ----

void tell(engine::Turn& turn, const Policies& policies, const std::string& key, const Id& to, const std::string& subject,
          const std::string& text) {
  const User* user = policies.user(to);
  if (user == nullptr || user->contacts.empty()) return;
  const std::string mark(drill_word);
  queue_words(turn, key + "/" + to, to, user->contacts.front(), mark + subject, mark + text);
}

void announce(engine::Turn& turn, const Policies& policies, const Drill& drill, Instant at) {
  for (const Id& id : drill_participants(policies, drill, at)) {
    const Zone& zone = policies.zone_of(*policies.user(id));
    const std::string when = local_words(zone, at) + " (" + zone.name() + ")";
    tell(turn, policies, "drill/" + drill.id + "/" + std::to_string(at.ms), id,
         "announced: " + name_of(&drill, drill.id) + " on " + when,
         "is announced: " + name_of(&drill, drill.id) + " on " + when +
             ".\n\nYou will be told of an incident as if it were one; everything about it begins with DRILL. Do what "
             "you would do: acknowledge, or let the next one be told.\n");
  }
}

std::string score_words(const DrillScore& score, const Policies& policies) {
  std::string text = "Score: " + std::to_string(score.score) + " of 100.\n\n";
  for (const DrillScore::Tier& tier : score.tiers) {
    text += "- Tier " + std::to_string(tier.tier) + ": " +
            (tier.acknowledged_after
                 ? "acknowledged after " + std::to_string(tier.acknowledged_after->ms / 1000) + " s"
                 : std::string("nobody acknowledged")) +
            "\n";
  }
  for (const DrillScore::MissedStep& step : score.missed)
    text += "- Step " + std::to_string(step.step + 1) + " was missed: " + step.why + "\n";
  for (const Id& gap : score.gaps) text += "- Nobody was on call in " + name_of(policies.schedule(gap), gap) + "\n";
  for (const FailedDelivery& failed : score.failed) {
    text += "- " + name_of(policies.user(failed.user), failed.user) + " was not reached" +
            (failed.via.empty() ? "" : " by " + failed.via) + "\n";
  }
  return text;
}

/// Closes the ticket, and tells those who answer for the set-up.
void end(engine::Turn& turn, const Policies& policies, const HeldDrill& held) {
  const DrillScore score = score_of(turn.database(), held, turn.now());
  bool open = false;
  turn.look_at(held.ticket, [&open](const Ticket& ticket) { open = ticket.status != Status::closed; });
  if (open) {
    SetFields close;
    close.ticket = held.ticket;
    close.status = Status::closed;
    turn.run(close, Actor{Actor::Kind::system, "drill " + held.drill, Role::admin});
  }
  const auto& drills = policies.workspace().drills;
  const auto known = std::find_if(drills.begin(), drills.end(), [&](const Drill& one) { return one.id == held.drill; });
  const std::string name = name_of(known == drills.end() ? nullptr : &*known, held.drill);
  for (const User& user : policies.workspace().users) {
    if (!sees_settings(sight_of(&user))) continue;
    tell(turn, policies, "drill/" + held.ticket + "/score", user.id,
         "is over: " + name + ", score " + std::to_string(score.score),
         name + " is over. " + score_words(score, policies));
  }
}

/// The plan as it is under this document. A time that was found stays, as long as it fits: the next period must not
/// come in its place because somebody has changed something else meanwhile.
Plan made_for(const Policies& policies, const Drill& drill, Plan plan, Instant now, const std::string& salt) {
  if (std::exchange(plan.version, policies.version()) == policies.version()) return plan;
  const std::optional<Instant> before = plan.next;
  if (drill.every == Drill::Every::never) {
    plan.next.reset();
  } else if (plan.next && *plan.next > now && !may_drill(policies, drill, *plan.next)) {
    plan.next = next_time_to_drill(policies, drill, *plan.next, *plan.next + days(28));
  }
  if (!plan.next) plan.next = next_drill(policies, drill, now, plan.held, salt);
  plan.announced = plan.announced && plan.next == before;
  return plan;
}

/// Begins, announces or plans anew what this drill needs now; when it needs something next.
Instant look_at_drill(engine::Turn& turn, const Policies& policies, const Drill& drill) {
  const Instant now = turn.now();
  const Plan before = plan_of(turn.database(), drill.id);
  const std::string salt = store::meta(turn.database(), "instance");
  Plan plan = made_for(policies, drill, before, now, salt);
  if (plan.next && *plan.next <= now) {
    if (may_drill(policies, drill, now) && !is_running(held_drills(turn.database()), drill.id, now)) {
      begin(turn, policies, drill);
      plan.held = now;
      plan.next = next_drill(policies, drill, now, plan.held, salt);
    } else {
      plan.next = next_time_to_drill(policies, drill, now + minutes(15), now + days(28));
      if (!plan.next) plan.next = next_drill(policies, drill, now, plan.held, salt);
    }
    plan.announced = false;
  }
  if (plan.next && drill.announced && !plan.announced && *plan.next - now <= announced_ahead) {
    announce(turn, policies, drill, *plan.next);
    plan.announced = true;
  }
  keep_plan(turn.database(), drill.id, plan);
  if (!plan.next) return now + look_at_drills_again;
  return drill.announced && !plan.announced ? *plan.next - announced_ahead : *plan.next;
}

}  // namespace

Instant hold_drills(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  const Instant now = turn.now();
  Instant next = now + look_at_drills_again;
  for (const Drill& drill : policies.workspace().drills)
    next = std::min(next, look_at_drill(turn, policies, drill));
  std::vector<HeldDrill> held = held_drills(turn.database());
  for (HeldDrill& one : held) {
    if (one.to > now) {
      next = std::min(next, one.to);
    } else if (!std::exchange(one.told, true)) {
      end(turn, policies, one);
    }
  }
  keep_held(turn.database(), held);
  return next;
}

std::optional<Refusal> start_drill(engine::Turn& turn, const Id& drill, const Id& by, bool outside_hours) {
  using Code = Refusal::Code;
  const Policies& policies = *current_policies(turn.state());
  const auto& drills = policies.workspace().drills;
  const auto found = std::find_if(drills.begin(), drills.end(), [&](const Drill& one) { return one.id == drill; });
  if (found == drills.end()) return Refusal{Code::invalid, "/id", "There is no such drill in the workspace."};
  if (is_running(held_drills(turn.database()), drill, turn.now()))
    return Refusal{Code::conflict, "", "This drill is being held just now."};
  if (!may_drill(policies, *found, turn.now(), outside_hours))
    return Refusal{Code::conflict, "/outside_hours",
                   "Not all who take part are at work while it lasts; say \"outside_hours\": true to hold it all the same."};
  if (auto refusal = begin(turn, policies, *found)) return refusal;
  store::append_audit(turn.database(), {turn.now(), by, "", "drill_started", drill, ""});
  store::put_job(turn.database(), {job_of_drills, turn.now()});  // it looks when this one ends
  return std::nullopt;
}

std::vector<HeldDrill> held_drills(store::Database& reading) {
  std::vector<HeldDrill> held;
  const json list = json::parse(store::meta(reading, held_kept), nullptr, false);
  if (!list.is_array()) return held;
  for (const json& one : list)
    held.push_back({one.value("drill", ""), one.value("ticket", ""), Instant{one.value("from", std::int64_t{0})},
                    Instant{one.value("to", std::int64_t{0})}, one.value("told", false)});
  return held;
}

DrillScore score_of(store::Database& reading, const HeldDrill& held, Instant now) {
  const std::vector<Event> events = store::events_of(reading, held.ticket);
  std::vector<const Event*> story;
  for (const Event& event : events) story.push_back(&event);
  std::vector<FailedDelivery> failed;
  for (const store::Told& told : store::outgoing_of(reading, held.ticket)) {
    if (told.message.state == store::Delivery::failed && !told.message.user.empty())
      failed.push_back({told.message.user, told.message.via});
  }
  return score_drill(story, failed, std::min(now, held.to));
}

std::optional<Instant> planned_drill(store::Database& reading, const Policies& policies, const Drill& drill,
                                     Instant now) {
  return made_for(policies, drill, plan_of(reading, drill.id), now, store::meta(reading, "instance")).next;
}

}  // namespace oasis::notify
