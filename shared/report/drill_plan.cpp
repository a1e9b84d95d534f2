// See drill_plan.hpp.
#include "shared/report/drill_plan.hpp"

#include <algorithm>
#include <string>

#include "shared/policy/chains.hpp"
#include "shared/text/sha256.hpp"

namespace oasis {
namespace {

constexpr Duration quarter_hour = minutes(15);
constexpr Duration shortest_drill = minutes(15);
constexpr Duration longest_drill = hours(4);
constexpr ClockTime drills_from{9 * 60};
constexpr ClockTime drills_until{17 * 60};
constexpr int first_day_off = 5;
constexpr std::int64_t periods_ahead = 8;
constexpr Duration longest_search = days(28);
constexpr Duration last_days = days(7);  // of a period, on which none is drawn: there must be time to find one

std::int64_t months_of(Drill::Every every) {
  switch (every) {
    case Drill::Every::never:
      return 0;
    case Drill::Every::month:
      return 1;
    case Drill::Every::quarter:
      return 3;
    case Drill::Every::year:
      return 12;
  }
  return 0;
}

/// The number of the period that `at` lies in, counted from the year 0.
std::int64_t period_of(Instant at, std::int64_t months, const Zone& zone) {
  const Date date = date_of(day_number(zone.to_local(at)));
  return floor_div(date.year * 12 + date.month - 1, months);
}

Instant begin_of(std::int64_t period, std::int64_t months, const Zone& zone) {
  const std::int64_t month = period * months;
  const Date first{floor_div(month, 12), static_cast<int>(floor_mod(month, 12)) + 1, 1};
  return zone.to_instant(at_clock(day_number(first)), Repeated::first);
}

/// A number below `most` that the text decides.
std::int64_t drawn(const std::string& text, std::int64_t most) {
  const std::string hex = sha256_hex(text);
  std::int64_t number = 0;
  for (std::size_t i = 0; i < 12; ++i)
    number = number * 16 + (hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
  return number % most;
}

bool is_at_work(const Policies& policies, const Drill& drill, const User& user, Instant at) {
  if (!drill.calendar.empty()) return policies.calendar_or_always(drill.calendar).is_open(at);
  const LocalTime local = policies.zone_of(user).to_local(at);
  const std::int64_t day = day_number(local);
  return weekday_of(day) < first_day_off && local >= at_clock(day, drills_from) && local < at_clock(day, drills_until);
}

}  // namespace

std::vector<Id> drill_participants(const Policies& policies, const Drill& drill, Instant at) {
  std::vector<Id> people;
  const Chain* chain = policies.chain(drill.chain);
  if (chain == nullptr) return people;
  const Ticket nobodys;  // as the drill's will be: of no team and no customer
  for (const Step& step : chain->steps) {
    const Urgency urgency = escalation_urgency(step, drill.priority, 1);
    const Reach reach = resolve_targets(nobodys, step.notify, policies, policies, at, urgency);
    for (const Candidate& candidate : reach.people) people.push_back(candidate.user);
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

bool may_drill(const Policies& policies, const Drill& drill, Instant at, bool outside_hours) {
  if (outside_hours || drill.outside_hours) return true;
  const std::vector<Id> people = drill_participants(policies, drill, at);
  return !people.empty() && std::all_of(people.begin(), people.end(), [&](const Id& id) {
    return is_at_work(policies, drill, *policies.user(id), at);
  });
}

std::optional<Instant> next_time_to_drill(const Policies& policies, const Drill& drill, Instant from, Instant to) {
  for (Instant at = from; at < std::min(to, from + longest_search); at = at + quarter_hour) {
    if (may_drill(policies, drill, at)) return at;
  }
  return std::nullopt;
}

std::optional<Instant> next_drill(const Policies& policies, const Drill& drill, Instant after,
                                  std::optional<Instant> held, std::string_view salt) {
  const std::int64_t months = months_of(drill.every);
  if (months == 0) return std::nullopt;
  const Zone& zone = policies.zone();
  const std::int64_t now = period_of(after, months, zone);
  const std::int64_t first = held ? std::max(now, period_of(*held, months, zone) + 1) : now;
  for (std::int64_t period = first; period <= first + periods_ahead; ++period) {
    const Instant from = begin_of(period, months, zone);
    const Instant to = begin_of(period + 1, months, zone);
    const std::string lot = std::string(salt) + "/" + drill.id + "/" + std::to_string(period);
    const std::int64_t quarters = ((to - from).ms - last_days.ms) / quarter_hour.ms;
    const Instant drawn_at = from + quarter_hour * drawn(lot, quarters);
    if (drawn_at <= after) continue;
    if (const auto at = next_time_to_drill(policies, drill, drawn_at, to)) return at;
  }
  return std::nullopt;
}

Duration drill_length(const Chain& chain) {
  Duration all;
  for (const Step& step : chain.steps) all += Duration{step.wait.ms * (chain.repeat + 1)};
  return std::clamp(all, shortest_drill, longest_drill);
}

}  // namespace oasis
