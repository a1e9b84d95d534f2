// See chains.hpp.
#include "shared/policy/chains.hpp"

#include <algorithm>

#include "shared/policy/coverage.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {

std::int32_t step_of_tier(const Chain& chain, std::int32_t tier) {
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    if (chain.steps[i].tier >= tier) return static_cast<std::int32_t>(i);
  }
  return static_cast<std::int32_t>(chain.steps.size()) - 1;
}

const Run* active_run(const Ticket& ticket, std::string_view chain) {
  for (const Run& run : ticket.runs) {
    if (run.chain == chain && is_active(run)) return &run;
  }
  return nullptr;
}

Run* active_run(Ticket& ticket, std::string_view chain) {
  return const_cast<Run*>(active_run(static_cast<const Ticket&>(ticket), chain));
}

Instant wait_ends(const Step& step, const Policies& policies, Instant fired) {
  return policies.calendar_or_always(step.calendar).deadline(fired, step.wait).value_or(fired + step.wait);
}

Urgency escalation_urgency(const Step& step, Priority priority, std::int32_t round) {
  if (round > 1) return Urgency::critical;
  const bool pressing = priority == Priority::urgent || priority == Priority::high;
  const Urgency urgency = step.urgency.value_or(pressing ? Urgency::critical : Urgency::normal);
  return std::max(urgency, Urgency::normal);
}

const User* find_person(const Policies& current, const Policies& named_in, std::string_view id) {
  const User* user = current.user(id);
  return user != nullptr ? user : named_in.user(id);
}

bool is_away(const User& user, Instant t) {
  return std::any_of(user.away.begin(), user.away.end(),
                     [&](const Interval& away) { return away.contains(t); });
}

namespace {

class Resolution {
 public:
  Resolution(const Ticket& ticket, const Policies& current, const Policies& named_in,
             const std::set<Id>& disabled, Instant now, Urgency urgency, const PagesOf& pages, bool also_away)
      : ticket_(ticket),
        current_(current),
        named_in_(named_in),
        disabled_(disabled),
        now_(now),
        urgency_(urgency),
        pages_(pages),
        also_away_(also_away) {}

  void add(const Target& target) {
    switch (target.kind) {
      case Target::Kind::user:
        return add_person(target.id, "named");
      case Target::Kind::team:
        return add_team(target.id);
      case Target::Kind::schedule:
        return add_schedule(target.id);
    }
  }

  Reach take() {
    if (reach_.people.empty()) reach_.nobody = why_nobody();
    return std::move(reach_);
  }

 private:
  void add_person(const Id& id, std::string why) {
    const auto is_same = [&](const Candidate& known) { return known.user == id; };
    if (std::any_of(reach_.people.begin(), reach_.people.end(), is_same)) return;
    if (std::any_of(reach_.missed.begin(), reach_.missed.end(), is_same)) return;
    const User* user = find_person(current_, named_in_, id);
    if (user == nullptr) return;
    if (!also_away_ && is_away(*user, now_)) {
      reach_.missed.push_back({id, "away"});
    } else if (disabled_.count(id) != 0) {
      reach_.missed.push_back({id, "account is disabled"});
    } else if (user->contacts.empty()) {
      reach_.missed.push_back({id, "no working contact"});
    } else if (!has_entries(*user, urgency_)) {
      reach_.missed.push_back({id, "has no way to be told"});
    } else if (!may_see(sight_of(user), ticket_)) {
      reach_.missed.push_back({id, "does not see the ticket"});
    } else {
      reach_.people.push_back({id, std::move(why)});
    }
  }

  void add_team(const Id& id) {
    const Team* team = current_.team(id);
    if (team == nullptr) team = named_in_.team(id);
    if (team == nullptr) return;
    for (const Id& member : team->members) add_person(member, "member of " + id);
  }

  void add_schedule(const Id& id) {
    const Policies& source = current_.rota(id) != nullptr ? current_ : named_in_;
    const Rota* rota = source.rota(id);
    if (rota == nullptr) return;
    const std::vector<Id> people = rota->on_call(now_, also_away_);
    if (people.empty()) reach_.gaps.push_back(id);
    for (const Id& person : people) {
      const std::size_t reached = reach_.people.size();
      add_person(person, "on call in " + id);
      if (reach_.people.size() == reached || !over_hard_limit(source, *rota, person)) continue;
      reach_.spared.push_back(std::move(reach_.people.back()));
      reach_.people.pop_back();
    }
  }

  /// "Over a limit … escalation prefers the backup when the limit is `hard`."
  bool over_hard_limit(const Policies& source, const Rota& rota, const Id& person) const {
    const Guards& guards = source.workspace().guards;
    if (!guards.hard || !pages_) return false;
    constexpr Duration looked_back = days(35), looked_ahead = days(8);
    std::vector<Page> pages = {{person, now_}};
    for (const Instant at : pages_(person)) {
      if (at < now_) pages.push_back({person, at});  // several tickets at one instant are one page
    }
    const auto overloads = overloads_of(rota, guards, pages, now_ - looked_back, now_ + looked_ahead);
    return is_overloaded(overloads, person, now_);
  }

  std::string why_nobody() const {
    if (reach_.missed.empty()) return reach_.gaps.empty() ? "nobody to notify" : "nobody on call";
    std::string why;
    for (const Candidate& missed : reach_.missed) {
      if (!why.empty()) why += ", ";
      why += missed.user + ": " + missed.why;
    }
    return why;
  }

  const Ticket& ticket_;
  const Policies& current_;
  const Policies& named_in_;
  const std::set<Id>& disabled_;
  Instant now_;
  Urgency urgency_;
  const PagesOf& pages_;
  bool also_away_;
  Reach reach_;
};

}  // namespace

Reach resolve_targets(const Ticket& ticket, const std::vector<Target>& targets, const Policies& current,
                      const Policies& named_in, const std::set<Id>& disabled, Instant now, Urgency urgency,
                      const PagesOf& pages, bool also_away) {
  Resolution resolution(ticket, current, named_in, disabled, now, urgency, pages, also_away);
  for (const Target& target : targets) resolution.add(target);
  return resolution.take();
}

}  // namespace oasis
