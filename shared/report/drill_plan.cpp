// See drill_plan.hpp.
#include "shared/report/drill_plan.hpp"

#include <algorithm>
#include <functional>
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

bool in_office_hours(const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  const std::int64_t day = day_number(local);
  return weekday_of(day) < first_day_off && local >= at_clock(day, drills_from) && local < at_clock(day, drills_until);
}

/// All the time in [from, to), at `from` in any case. No drill is as long as the night between two office days.
bool is_at_work(const Policies& policies, const Drill& drill, const User& user, Instant from, Instant to) {
  if (!drill.calendar.empty()) {
    const Calendar& calendar = policies.calendar_or_always(drill.calendar);
    return calendar.is_open(from) && calendar.open_time(from, to) == to - from;
  }
  const Zone& zone = policies.zone_of(user);
  return in_office_hours(zone, from) && in_office_hours(zone, std::max(from, to - milliseconds(1)));
}

/// Whom targets stand for on a ticket like the drill's: of no team and no customer.
std::vector<Candidate> reached_by(const std::vector<Target>& targets, const Policies& policies, Instant at,
                                  Urgency urgency, bool also_away = false) {
  const Ticket nobodys;
  return resolve_targets(nobodys, targets, policies, policies, {}, at, urgency, {}, also_away).people;
}

std::vector<Candidate> reached_by(const Step& step, const Policies& policies, const Drill& drill, std::int32_t round,
                                  Instant at) {
  const Urgency urgency = escalation_urgency(step, drill.priority, round);
  const std::vector<Candidate> people = reached_by(step.notify, policies, at, urgency);
  return people.empty() ? reached_by(step.backup, policies, at, urgency) : people;
}

/// Somebody whom the drill would tell, when, and until when they have time to answer.
using Visit = std::function<bool(const Id& user, Instant told, Instant until)>;

/// Everybody in turn, if it began at `at` and nobody answered, as long as `visit` says true; false if it did not, or if
/// no step reaches anybody.
bool each_told(const Policies& policies, const Drill& drill, Instant at, const Visit& visit) {
  const Chain* chain = policies.chain(drill.chain);
  if (chain == nullptr) return false;
  const Instant end = at + drill_length(*chain);
  Instant now = at;
  const auto tell = [&](const std::vector<Candidate>& people, Instant until) {
    return std::all_of(people.begin(), people.end(), [&](const Candidate& one) { return visit(one.user, now, until); });
  };
  bool reached = true;
  for (std::int32_t round = 1; reached && round <= chain->repeat + 1; ++round) {
    reached = false;
    for (const Step& step : chain->steps) {
      if (now > end) return true;
      const std::vector<Candidate> people = reached_by(step, policies, drill, round, now);
      if (people.empty()) continue;
      reached = true;
      const Instant next = wait_ends(step, policies, now);
      if (!tell(people, std::min(next, end))) return false;
      now = next;
    }
    if (!reached && round == 1) return false;
  }
  const std::optional<Target>& last = policies.workspace().last_resort;
  if (!last || now > end) return true;
  return tell(reached_by({*last}, policies, now, Urgency::critical, true), end);
}

}  // namespace

std::vector<Id> drill_participants(const Policies& policies, const Drill& drill, Instant at) {
  std::vector<Id> people;
  each_told(policies, drill, at, [&people](const Id& user, Instant, Instant) {
    people.push_back(user);
    return true;
  });
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  return people;
}

bool may_drill(const Policies& policies, const Drill& drill, Instant at, bool outside_hours) {
  if (outside_hours || drill.outside_hours) return true;
  return each_told(policies, drill, at, [&](const Id& user, Instant told, Instant until) {
    return is_at_work(policies, drill, *policies.user(user), told, until);
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
