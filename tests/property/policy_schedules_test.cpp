// Rotations in every zone of the system, and schedules minute by minute against a slow reading of the rules.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "shared/policy/rotation.hpp"
#include "shared/policy/schedules.hpp"
#include "shared/time/open_years.hpp"
#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Kind = Rotation::Kind;

// ---- every zone × kind × length
// -------------------------------------------------------------------------------

/// Instants where a zone's clock jumps between 1965 and 2045, and some on which nothing happens.
std::vector<Instant> interesting_instants(const Zone& zone) {
  std::vector<Instant> instants = {*parse_instant("2026-02-28T23:59:59Z"),
                                   *parse_instant("2400-01-01T00:00:00Z")};
  const Instant last = *parse_instant("2045-01-01T00:00:00Z");
  for (auto next = zone.next_transition(*parse_instant("1965-01-01T00:00:00Z")); next && next->at < last;
       next = zone.next_transition(next->at)) {
    instants.push_back(next->at);
  }
  return instants;
}

TEST(EveryZone, ReadingsTellWhatInstantsWould) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::int64_t> near(-100'000'000, 100'000'000);
  for (const std::string& name : test::system_zone_names()) {
    const SharedZone zone = test::system_zone(name);
    for (const Instant jump : interesting_instants(*zone)) {
      for (int i = 0; i < 10; ++i) {
        const Instant t =
            i < 2 ? jump - milliseconds(i) : jump + milliseconds(near(random) / 900'000 * 900'000);
        const LocalTime reading = i % 3 == 0 ? zone->to_local(jump) + milliseconds(near(random) / 60)
                                             : zone->to_local(jump - milliseconds(i)) + minutes(15 * (i - 5));
        const Zone::Readings readings = zone->readings_at(t);
        ASSERT_EQ(zone->to_instant(reading, Repeated::first) <= t, reading <= readings.latest_so_far)
            << name << ' ' << to_text(t) << ' ' << to_text(reading);
        ASSERT_EQ(zone->to_instant(reading, Repeated::last) > t, reading > readings.earliest_to_come)
            << name << ' ' << to_text(t) << ' ' << to_text(reading);
      }
    }
  }
}

TEST(EveryZone, EveryInstantLiesInExactlyOneShift) {
  std::mt19937_64 random(8);
  const auto any = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  for (const std::string& name : test::system_zone_names()) {
    const SharedZone zone = test::system_zone(name);
    for (const Instant jump : interesting_instants(*zone)) {
      for (const Kind kind : {Kind::hourly, Kind::daily, Kind::weekly, Kind::monthly}) {
        const LocalTime shown = zone->to_local(jump);
        const LocalTime start = any(0, 1) == 0 ? shown + minutes(15 * any(-400, 400))
                                               : shown + seconds(any(-400'000'000, 400'000'000));
        const Rotation rotation{
            kind, static_cast<std::int32_t>(any(1, any(0, 1) == 0 ? 2 : 30)), start, {"ann", "bob", "cid"}};
        const Instant t = jump + minutes(15 * any(-120, 120));
        const std::int64_t shift = shift_at(rotation, zone->readings_at(t).latest_so_far);
        ASSERT_LE(start_of_shift(rotation, *zone, shift), t) << name;
        ASSERT_GT(start_of_shift(rotation, *zone, shift + 1), t) << name;
      }
    }
  }
}

TEST(EveryZone, HandOffsStrictlyIncreaseAndAreAllThere) {
  std::mt19937_64 random(9);
  const auto any = [&](std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
  };
  for (const std::string& name : test::system_zone_names()) {
    const SharedZone zone = test::system_zone(name);
    const std::vector<Instant> instants = interesting_instants(*zone);
    for (int i = 0; i < 12; ++i) {
      const Kind kind = static_cast<Kind>(i % 4);
      const Instant jump =
          instants[static_cast<std::size_t>(any(0, static_cast<std::int64_t>(instants.size()) - 1))];
      const Rotation rotation{kind,
                              static_cast<std::int32_t>(any(1, 5)),
                              zone->to_local(jump) + minutes(30 * any(-60, 60)),
                              {"ann"}};
      const Instant from = jump - hours(any(0, 60));
      const Instant to = jump + hours(any(0, 60)) + days(kind == Kind::monthly ? 200 : 0);
      const std::vector<Instant> found = handoffs(rotation, *zone, from, to);
      for (std::size_t k = 1; k < found.size(); ++k) ASSERT_LT(found[k - 1], found[k]) << name;
      // Slowly: shift by shift, from far enough before.
      std::set<Instant> expected;
      for (std::int64_t shift = shift_at(rotation, zone->to_local(from)) - 80;; ++shift) {
        const Instant begin = start_of_shift(rotation, *zone, shift);
        if (begin >= to) break;
        if (begin >= from) expected.insert(begin);
      }
      ASSERT_EQ(found, std::vector<Instant>(expected.begin(), expected.end())) << name;
    }
  }
}

struct Length {
  Kind kind;
  std::int32_t every;
};
constexpr Length lengths[] = {{Kind::hourly, 1},  {Kind::hourly, 5},  {Kind::hourly, 24}, {Kind::daily, 1},
                              {Kind::daily, 2},   {Kind::daily, 7},   {Kind::weekly, 1},  {Kind::weekly, 2},
                              {Kind::monthly, 1}, {Kind::monthly, 5}, {Kind::monthly, 12}};

/// Who is on call in each minute, shift by shift; a new entry wherever the shift changes.
std::vector<Shift> by_minutes(const Rotation& rotation, const Zone& zone, Instant from, Instant to) {
  // Liberia's clocks were 44 minutes and 30 seconds behind until 1972.
  const bool whole =
      zone.offset_at(from).ms % minutes(1).ms == 0 && zone.offset_at(to).ms % minutes(1).ms == 0;
  const Duration step = whole ? minutes(1) : seconds(30);
  std::vector<Shift> shifts;
  std::int64_t shift = shift_at(rotation, zone.to_local(from)) + 2;
  while (start_of_shift(rotation, zone, shift) > from) --shift;
  Instant next = start_of_shift(rotation, zone, shift + 1);
  for (Instant t = from; t < to; t = t + step) {
    const bool hands_off = next <= t;
    while (next <= t) next = start_of_shift(rotation, zone, ++shift + 1);
    if (hands_off || t == from) shifts.push_back({person_of_shift(rotation, shift), {t, t}});
    shifts.back().during.to = t + step;
  }
  return shifts;
}

/// Each kind and length begins near a jump of the clock, and is looked at minute by minute on the day around
/// it.
TEST(EveryZone, EveryKindAndLengthIsOnCallAsEachMinuteSays) {
  std::size_t jumps = 0;
  for (const std::string& name : test::system_zone_names()) {
    const SharedZone zone = test::system_zone(name);
    const std::vector<Instant> instants = interesting_instants(*zone);
    for (const Length& length : lengths) {
      const Instant instant = instants[jumps++ % instants.size()];
      const Instant jump{floor_div(instant.ms, 30'000) * 30'000};
      const LocalTime shown = zone->to_local(jump - minutes(1)) + minutes(1);
      const LocalTime start = shown + minutes(30) * (static_cast<std::int64_t>(jumps % 11) - 5);
      const Rotation rotation{length.kind, length.every, start, {"ann", "bob", "cid"}};
      Schedule schedule;
      schedule.layers.push_back({0, rotation, {}});
      const Rota rota(schedule, {}, zone);
      const Instant from = jump - hours(11), to = jump + hours(13);
      const FinalSchedule found = rota.final_schedule(from, to);
      ASSERT_EQ(found.gaps, std::vector<Interval>()) << name;
      ASSERT_EQ(found.shifts, by_minutes(rotation, *zone, from, to))
          << name << ' ' << to_text(jump) << " kind " << static_cast<int>(length.kind) << " × "
          << length.every;
      for (const Shift& shift : found.shifts) {
        ASSERT_EQ(rota.on_call(shift.during.from), std::vector<Id>{shift.user}) << name;
        ASSERT_EQ(rota.on_call(shift.during.to - milliseconds(1)), std::vector<Id>{shift.user}) << name;
      }
    }
  }
}

// ---- final schedules
// --------------------------------------------------------------------------------------------

/// A schedule read the slow way: by instants, not by wall-clock readings.
class SlowSchedule {
 public:
  SlowSchedule(const Schedule& schedule, const std::vector<User>& users, const Zone& zone)
      : schedule_(schedule), users_(users), zone_(zone) {}

  /// By person: the layers (by index) and fixed shifts (by negative numbers) that put them on call; 1000 for
  /// overrides.
  std::map<Id, std::set<int>> duties(Instant t) const {
    std::vector<std::pair<Id, int>> on_call = of_fixed(t);
    if (!in_fixed_period(t)) {
      on_call = of_layers(t);
      for (const Override& change : schedule_.overrides) apply(change, t, on_call);
      for (auto& [user, source] : on_call) {
        std::set<Id> had = {user};
        for (const Swap& swap : schedule_.swaps) {
          if (!swap.during.contains(t) || swap.user != user || !had.insert(swap.taken_by).second) continue;
          user = swap.taken_by;
        }
      }
    }
    std::map<Id, std::set<int>> duties;
    for (const auto& [user, source] : on_call) {
      if (!is_away(user, t)) duties[user].insert(source);
    }
    return duties;
  }

  std::int64_t shift_of(const Rotation& rotation, Instant t) const {
    std::int64_t& shift = last_shift_[&rotation];
    while (start_of_shift(rotation, zone_, shift) > t) --shift;
    while (start_of_shift(rotation, zone_, shift + 1) <= t) ++shift;
    return shift;
  }

  bool hands_off(int source, Instant t) const {
    if (source == 1000) return false;
    if (source < 0) {
      const Interval during = fixed_shift(-source - 1);
      return during.from == t || during.to == t;
    }
    const Rotation& rotation = schedule_.layers[static_cast<std::size_t>(source)].rotation;
    return shift_of(rotation, t) != shift_of(rotation, t - minutes(1));
  }

 private:
  bool in_windows(const Layer& layer, Instant t) const {
    if (layer.windows.empty()) return true;
    const std::int64_t today = day_number(zone_.to_local(t));
    for (const ShiftWindow& window : layer.windows) {
      for (std::int64_t day = today - 3; day <= today + 2; ++day) {
        if (!window.days[static_cast<std::size_t>(weekday_of(day))]) continue;
        const ClockWindow clocks{ClockTime{window.hours.from}, ClockTime{window.hours.to}};
        if (interval_of(zone_, day, clocks).contains(t)) return true;
      }
    }
    return false;
  }

  std::vector<std::pair<Id, int>> of_layers(Instant t) const {
    std::map<std::int32_t, std::vector<std::pair<Id, int>>> by_priority;
    for (std::size_t i = 0; i < schedule_.layers.size(); ++i) {
      const Layer& layer = schedule_.layers[i];
      if (!in_windows(layer, t)) continue;
      const Id& person = person_of_shift(layer.rotation, shift_of(layer.rotation, t));
      by_priority[layer.priority].emplace_back(person, static_cast<int>(i));
    }
    return by_priority.empty() ? std::vector<std::pair<Id, int>>() : by_priority.rbegin()->second;
  }

  static void apply(const Override& change, Instant t, std::vector<std::pair<Id, int>>& on_call) {
    if (!change.during.contains(t)) return;
    if (change.remove.empty()) {
      on_call.emplace_back(change.add, 1000);
      return;
    }
    std::vector<std::pair<Id, int>> result;
    for (auto& [user, source] : on_call) {
      if (user != change.remove) {
        result.emplace_back(user, source);
      } else if (!change.add.empty()) {
        result.emplace_back(change.add, source);
      }
    }
    on_call = result;
  }

  bool in_fixed_period(Instant t) const {
    return std::any_of(schedule_.fixed.begin(), schedule_.fixed.end(),
                       [&](const FixedPeriod& period) { return period.during.contains(t); });
  }

  Interval fixed_shift(int number) const {
    for (const FixedPeriod& period : schedule_.fixed) {
      if (number < static_cast<int>(period.shifts.size())) {
        const Interval shift = period.shifts[static_cast<std::size_t>(number)].during;
        return {std::max(shift.from, period.during.from), std::min(shift.to, period.during.to)};
      }
      number -= static_cast<int>(period.shifts.size());
    }
    return {};
  }

  std::vector<std::pair<Id, int>> of_fixed(Instant t) const {
    std::vector<std::pair<Id, int>> on_call;
    int number = 0;
    for (const FixedPeriod& period : schedule_.fixed) {
      for (const FixedShift& shift : period.shifts) {
        ++number;
        if (period.during.contains(t) && shift.during.contains(t)) on_call.emplace_back(shift.user, -number);
      }
    }
    return on_call;
  }

  bool is_away(const Id& id, Instant t) const {
    for (const User& user : users_) {
      if (user.id != id) continue;
      for (const Interval& away : user.away) {
        if (away.contains(t)) return true;
      }
    }
    return false;
  }

  const Schedule& schedule_;
  const std::vector<User>& users_;
  const Zone& zone_;
  mutable std::map<const Rotation*, std::int64_t> last_shift_;
};

FinalSchedule minute_by_minute(const SlowSchedule& slow, Instant from, Instant to) {
  FinalSchedule result;
  std::map<Id, Instant> started;
  std::map<Id, std::set<int>> before;
  std::optional<Instant> gap;
  for (Instant t = from; t <= to; t = t + minutes(1)) {
    const std::map<Id, std::set<int>> now = t < to ? slow.duties(t) : std::map<Id, std::set<int>>();
    for (const auto& [user, sources] : before) {
      std::set<int> all = sources;
      const auto still = now.find(user);
      if (still != now.end()) all.insert(still->second.begin(), still->second.end());
      const bool split =
          std::any_of(all.begin(), all.end(), [&](int source) { return slow.hands_off(source, t); });
      if (still != now.end() && !split) continue;
      result.shifts.push_back({user, {started[user], t}});
      started[user] = t;
    }
    for (const auto& [user, sources] : now) {
      if (before.count(user) == 0) started[user] = t;
    }
    if (now.empty() && t < to && !gap) gap = t;
    if ((!now.empty() || t == to) && gap) {
      result.gaps.push_back({*gap, t});
      gap.reset();
    }
    before = now;
  }
  std::sort(result.shifts.begin(), result.shifts.end(), [](const Shift& a, const Shift& b) {
    return a.during.from != b.during.from ? a.during.from < b.during.from : a.user < b.user;
  });
  return result;
}

const std::vector<Id> crew = {"ann", "bob", "cid", "dan"};

Interval any_interval(Instant begin, int hours_long) {
  const Instant from = begin + minutes(15 * *rc::gen::inRange(0, hours_long * 4));
  return {from, from + minutes(15 * *rc::gen::inRange(0, 400))};
}

Layer any_layer(LocalTime around) {
  Layer layer;
  layer.priority = *rc::gen::inRange(0, 3);
  layer.rotation.kind = *rc::gen::element(Kind::hourly, Kind::daily, Kind::weekly, Kind::monthly);
  layer.rotation.every = *rc::gen::inRange(1, layer.rotation.kind == Kind::hourly ? 30 : 3);
  layer.rotation.start = around + minutes(15 * *rc::gen::inRange(-3000, 3000));
  layer.rotation.people =
      *rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<std::vector<Id>>(rc::gen::elementOf(crew))));
  const int windows = *rc::gen::inRange(0, 4);
  for (int i = 0; i < windows; ++i) {
    ShiftWindow window;
    for (bool& day : window.days) day = *rc::gen::inRange(0, 3) > 0;
    window.hours = {static_cast<ClockMinute>(15 * *rc::gen::inRange(0, 96)),
                    static_cast<ClockMinute>(15 * *rc::gen::inRange(0, 97))};
    layer.windows.push_back(window);
  }
  return layer;
}

Schedule any_schedule(Instant begin, LocalTime around, int hours_long) {
  Schedule schedule;
  const int layers = *rc::gen::inRange(0, 5);
  for (int i = 0; i < layers; ++i) schedule.layers.push_back(any_layer(around));
  const auto anyone = [] { return *rc::gen::elementOf(crew); };
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    const int kind = *rc::gen::inRange(0, 3);
    schedule.overrides.push_back(
        {any_interval(begin, hours_long), kind == 0 ? Id() : anyone(), kind == 1 ? Id() : anyone()});
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    schedule.swaps.push_back({any_interval(begin, hours_long), anyone(), anyone()});
  }
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    FixedPeriod period{any_interval(begin, hours_long), {}};
    for (int k = *rc::gen::inRange(0, 4); k > 0; --k)
      period.shifts.push_back({anyone(), any_interval(begin, hours_long)});
    schedule.fixed.push_back(period);
  }
  return schedule;
}

struct Place {
  const char* zone;
  const char* date;
};
const std::vector<Place> places = {{"Australia/Lord_Howe", "2026-04-05"},
                                   {"Australia/Lord_Howe", "2026-10-04"},
                                   {"America/Havana", "2026-11-01"},
                                   {"America/Sao_Paulo", "2018-02-18"},
                                   {"America/Sao_Paulo", "2018-11-04"},
                                   {"Pacific/Apia", "2011-12-30"},
                                   {"Asia/Tehran", "2022-09-22"},
                                   {"Africa/Casablanca", "2026-03-22"},
                                   {"America/St_Johns", "2010-11-07"},
                                   {"Pacific/Kwajalein", "1969-10-01"},
                                   {"Europe/Berlin", "2026-03-29"},
                                   {"Europe/Berlin", "2026-10-25"},
                                   {"UTC", "2024-02-29"},
                                   {"Europe/Berlin", "2475-10-27"}};

RC_GTEST_PROP(FinalSchedule, IsWhatTheRulesSayMinuteByMinute, ()) {
  const Place place = *rc::gen::elementOf(places);
  const SharedZone zone = test::system_zone(place.zone);
  const int days_long = *rc::gen::inRange(0, 6);
  const Instant from =
      Instant{at_clock(day_number(*parse_date(place.date)) - 2).ms} + minutes(15 * *rc::gen::inRange(0, 96));
  const Instant to = from + days(days_long) + minutes(15 * *rc::gen::inRange(0, 96));
  const Schedule schedule = any_schedule(from - days(1), zone->to_local(from), (days_long + 2) * 24);
  std::vector<User> users;
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    User user;
    user.id = crew[static_cast<std::size_t>(i)];
    user.away = {any_interval(from - days(1), days_long * 24 + 1), any_interval(from, days_long * 24 + 1)};
    users.push_back(user);
  }
  const Rota rota(schedule, users, zone);
  const SlowSchedule slow(schedule, users, *zone);
  const FinalSchedule expected = minute_by_minute(slow, from, to);
  const FinalSchedule found = rota.final_schedule(from, to);
  RC_ASSERT(found.shifts.size() == expected.shifts.size());
  RC_ASSERT(found == expected);

  for (int i = 0; i < 50; ++i) {
    const Instant t = from + minutes(*rc::gen::inRange<std::int64_t>(0, (to - from).ms / 60'000 + 1));
    std::vector<Id> people;
    for (const auto& [user, sources] : slow.duties(t)) people.push_back(user);
    RC_ASSERT(rota.on_call(t) == people);
  }
}

}  // namespace
}  // namespace oasis
