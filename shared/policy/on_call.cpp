#include "shared/policy/on_call.hpp"

#include <algorithm>

namespace oasis {
namespace {

LocalTime nominal_handoff(const Rotation& rotation, std::int64_t shift) {
  const std::int64_t n = shift * rotation.every;
  switch (rotation.kind) {
    case Rotation::Kind::hourly:
      return rotation.start + hours(n);
    case Rotation::Kind::daily:
      return rotation.start + days(n);
    case Rotation::Kind::weekly:
      return rotation.start + days(7 * n);
    case Rotation::Kind::monthly:
      break;
  }
  const std::int64_t day = day_number(add_months(date_of(day_number(rotation.start)), n));
  return at_clock(day) + time_of_day(rotation.start);
}

const Id& person_at(const Rotation& rotation, const Zone& zone, Instant t) {
  constexpr std::int64_t period_ms[] = {3'600'000, 86'400'000, 604'800'000, 2'629'800'000};
  const std::int64_t period = period_ms[static_cast<std::size_t>(rotation.kind)] * rotation.every;
  std::int64_t shift = floor_div(zone.to_local(t).ms - rotation.start.ms, period);
  const auto begins = [&](std::int64_t n) {
    return zone.to_instant(nominal_handoff(rotation, n), Repeated::first);
  };
  while (begins(shift) > t) --shift;
  while (begins(shift + 1) <= t) ++shift;
  return rotation
      .people[static_cast<std::size_t>(floor_mod(shift, static_cast<std::int64_t>(rotation.people.size())))];
}

bool in_windows(const Layer& layer, const Zone& zone, Instant t) {
  if (layer.windows.empty()) return true;
  const std::int64_t today = day_number(zone.to_local(t));
  for (const ShiftWindow& window : layer.windows) {
    for (std::int64_t day = today - 1; day <= today; ++day) {
      if (!window.days[static_cast<std::size_t>(weekday_of(day))]) continue;
      const bool overnight = window.hours.to <= window.hours.from;
      const Instant from = zone.to_instant(at_clock(day, {window.hours.from}), Repeated::first);
      const Instant to = zone.to_instant(at_clock(day + overnight, {window.hours.to}), Repeated::last);
      if (from <= t && t < to) return true;
    }
  }
  return false;
}

void add(std::vector<Id>& people, const Id& person) {
  if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
}

bool remove(std::vector<Id>& people, const Id& person) {
  const auto found = std::find(people.begin(), people.end(), person);
  if (found == people.end()) return false;
  people.erase(found);
  return true;
}

std::vector<Id> of_layers(const Schedule& schedule, const Zone& zone, Instant t) {
  std::vector<Id> people;
  std::int32_t best = 0;
  for (const Layer& layer : schedule.layers) {
    if (layer.rotation.people.empty() || !in_windows(layer, zone, t)) continue;
    if (!people.empty() && layer.priority < best) continue;
    if (layer.priority > best) people.clear();
    best = layer.priority;
    add(people, person_at(layer.rotation, zone, t));
  }
  return people;
}

std::vector<Id> of_schedule(const Schedule& schedule, const Zone& zone, Instant t) {
  std::vector<Id> people;
  for (const FixedPeriod& period : schedule.fixed) {
    if (!period.during.contains(t)) continue;
    for (const FixedShift& shift : period.shifts) {
      if (shift.during.contains(t)) add(people, shift.user);
    }
    return people;
  }
  people = of_layers(schedule, zone, t);
  for (const Override& change : schedule.overrides) {
    if (!change.during.contains(t)) continue;
    const bool removed = !change.remove.empty() && remove(people, change.remove);
    if (!change.add.empty() && (removed || change.remove.empty())) add(people, change.add);
  }
  for (const Swap& swap : schedule.swaps) {
    if (swap.during.contains(t) && remove(people, swap.user)) add(people, swap.taken_by);
  }
  return people;
}

}  // namespace

std::vector<Id> people_on_call(const Policies& policies, const Schedule& schedule, Instant t) {
  std::vector<Id> people = of_schedule(schedule, policies.zone_of(schedule), t);
  const auto is_away = [&](const Id& id) {
    const User* user = policies.user(id);
    if (user == nullptr) return false;
    return std::any_of(user->away.begin(), user->away.end(),
                       [&](const Interval& away) { return away.contains(t); });
  };
  people.erase(std::remove_if(people.begin(), people.end(), is_away), people.end());
  std::sort(people.begin(), people.end());
  return people;
}

}  // namespace oasis
