// See on_call_reason.hpp: each source is asked alone, in the order in which one beats the other.
#include "shared/policy/on_call_reason.hpp"

#include <algorithm>

namespace oasis {
namespace {

bool holds(const std::vector<Id>& people, const Id& user) {
  return std::find(people.begin(), people.end(), user) != people.end();
}

Schedule with_layers_only(const Schedule& schedule, std::vector<Layer> layers) {
  Schedule alone;
  alone.id = schedule.id;
  alone.zone = schedule.zone;
  alone.layers = std::move(layers);
  return alone;
}

std::optional<OnCallReason> by_fixed(const Schedule& schedule, const Id& user, Instant t) {
  for (const FixedPeriod& period : schedule.fixed) {
    for (const FixedShift& shift : period.shifts) {
      if (shift.user == user && period.during.contains(t) && shift.during.contains(t))
        return OnCallReason{OnCallReason::Kind::fixed, 0, {}, {}, shift.during};
    }
  }
  return std::nullopt;
}

std::optional<OnCallReason> by_swap(const Schedule& schedule, const Id& user, Instant t) {
  for (const Swap& swap : schedule.swaps) {
    if (swap.taken_by == user && swap.during.contains(t))
      return OnCallReason{OnCallReason::Kind::swapped, 0, swap.user, {}, swap.during};
  }
  return std::nullopt;
}

std::optional<OnCallReason> by_override(const Schedule& schedule, const Id& user, Instant t) {
  for (auto change = schedule.overrides.rbegin(); change != schedule.overrides.rend(); ++change) {
    if (change->add == user && change->during.contains(t))
      return OnCallReason{OnCallReason::Kind::replaced, 0, change->remove, {}, change->during};
  }
  return std::nullopt;
}

std::optional<OnCallReason> by_layer(const Schedule& schedule, const SharedZone& zone, const Id& user, Instant t) {
  std::optional<OnCallReason> reason;
  for (std::size_t i = 0; i < schedule.layers.size(); ++i) {
    if (reason && schedule.layers[i].priority <= schedule.layers[reason->layer].priority) continue;
    const Rota alone(with_layers_only(schedule, {schedule.layers[i]}), {}, zone);
    if (!holds(alone.on_call(t), user)) continue;
    reason = OnCallReason{OnCallReason::Kind::layer, i, {}, {t, t}, {}};
    for (const Shift& shift : alone.final_schedule(t - days(366), t + days(366)).shifts) {
      if (shift.user == user && shift.during.contains(t)) reason->shift = shift.during;
    }
  }
  return reason;
}

}  // namespace

OnCallReason on_call_reason(const Schedule& schedule, const std::vector<User>& users, const SharedZone& zone,
                            const Id& user, Instant t) {
  const Rota rota(schedule, users, zone);
  const std::vector<Id> on_call = rota.on_call(t);
  if (!holds(on_call, user)) {
    const std::vector<Id> also_away = rota.on_call(t, true);
    const bool them = holds(also_away, user);
    if (them || (on_call.empty() && !also_away.empty()))
      return {OnCallReason::Kind::away, 0, them ? user : also_away.front(), {}, {}};
    if (on_call.empty()) return {OnCallReason::Kind::gap, 0, {}, {}, {}};
    return {OnCallReason::Kind::not_theirs, 0, on_call.front(), {}, {}};
  }
  if (auto reason = by_fixed(schedule, user, t)) return *reason;
  if (auto reason = by_swap(schedule, user, t)) return *reason;
  if (auto reason = by_override(schedule, user, t)) return *reason;
  return by_layer(schedule, zone, user, t).value_or(OnCallReason{});
}

}  // namespace oasis
