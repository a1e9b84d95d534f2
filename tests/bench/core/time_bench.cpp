// Deadlines, who is on call and final schedules, each beside a slower way to the same answer.
// May not: be part of the test suite; figures are for people (docs/benchmarks.md).
#include <benchmark/benchmark.h>
#include <cctz/civil_time.h>
#include <cctz/time_zone.h>

#include <set>

#include "shared/policy/rotation.hpp"
#include "shared/policy/schedules.hpp"
#include "shared/time/calendar.hpp"
#include "tests/bench/core/zones.hpp"

namespace oasis::bench {
namespace {

constexpr Instant monday{1'767'600'000'000};  // 2026-01-05T08:00:00Z

SharedZone berlin() {
  return *zones().find("Europe/Berlin");
}

/// Monday to Friday 09:00 to 17:00, with holidays.
Calendar office() {
  CalendarRules rules;
  rules.hours.emplace();
  for (std::size_t day = 0; day < 5; ++day) (*rules.hours)[day] = {{ClockTime{9 * 60}, ClockTime{17 * 60}}};
  for (const YearlyDate date : {YearlyDate{1, 1}, YearlyDate{5, 1}, YearlyDate{10, 3}, YearlyDate{12, 25}}) {
    rules.exceptions.push_back({std::nullopt, date.month, date.day, "", {}});
  }
  return *Calendar::prepare(rules, berlin());
}

// ---- deadlines
// ----------------------------------------------------------------------------------------------------

void Deadline(benchmark::State& state) {
  const Calendar calendar = office();
  const Duration open = hours(state.range(0));
  Instant from = monday;
  for (auto _ : state) {
    benchmark::DoNotOptimize(calendar.deadline(from, open));
    from = from + minutes(17);
  }
}
// 40 open hours are a week; 20,000 are ten years, 2,000,000 a thousand.
BENCHMARK(Deadline)->Arg(1)->Arg(40)->Arg(20'000)->Arg(2'000'000);

/// The same by steps of a minute, with the zone's reading of each.
void DeadlineByMinutes(benchmark::State& state) {
  const Calendar calendar = office();
  const auto is_open = [&](Instant t) {
    const LocalTime local = calendar.zone().to_local(t);
    const std::int64_t minute = time_of_day(local).ms / minutes(1).ms;
    return weekday_of(day_number(local)) < 5 && minute >= 9 * 60 && minute < 17 * 60;
  };
  for (auto _ : state) {
    Instant t = monday;
    for (std::int64_t left = state.range(0) * 60; left > 0; t = t + minutes(1)) left -= is_open(t) ? 1 : 0;
    benchmark::DoNotOptimize(t);
  }
}
BENCHMARK(DeadlineByMinutes)->Arg(1)->Arg(40);

void LocalTimeByCctz(benchmark::State& state) {
  cctz::time_zone zone;
  cctz::load_time_zone("Europe/Berlin", &zone);
  std::int64_t at = monday.ms / 1000;
  for (auto _ : state) {
    benchmark::DoNotOptimize(zone.lookup(cctz::time_point<cctz::seconds>(cctz::seconds(at))));
    at += 1020;
  }
}
BENCHMARK(LocalTimeByCctz);

void LocalTimeByZone(benchmark::State& state) {
  const SharedZone zone = berlin();
  Instant at = monday;
  for (auto _ : state) {
    benchmark::DoNotOptimize(zone->to_local(at));
    at = at + seconds(1020);
  }
}
BENCHMARK(LocalTimeByZone);

// ---- schedules
// ----------------------------------------------------------------------------------------------------

/// 50 daily rotations of three people each, the hand-offs 15 minutes apart.
Schedule fifty_layers() {
  Schedule schedule;
  schedule.id = "s";
  for (int i = 0; i < 50; ++i) {
    Layer layer;
    layer.rotation.kind = Rotation::Kind::daily;
    layer.rotation.start = at_clock(day_number(Date{2026, 1, 5})) + minutes(15) * i;
    for (int k = 0; k < 3; ++k) layer.rotation.people.push_back("person-" + std::to_string(i * 3 + k));
    schedule.layers.push_back(std::move(layer));
  }
  return schedule;
}

void OnCall(benchmark::State& state) {
  const Rota rota(fifty_layers(), {}, berlin());
  Instant at = monday;
  for (auto _ : state) {
    benchmark::DoNotOptimize(rota.on_call(at));
    at = at + minutes(17);
  }
}
BENCHMARK(OnCall);

/// The beginning of each layer's shift by libcctz alone: a lower bound for a way by conversions.
void OnCallByCctz(benchmark::State& state) {
  cctz::time_zone zone;
  cctz::load_time_zone("Europe/Berlin", &zone);
  const Schedule schedule = fifty_layers();
  std::int64_t at = monday.ms / 1000;
  for (auto _ : state) {
    const auto local = cctz::convert(cctz::time_point<cctz::seconds>(cctz::seconds(at)), zone);
    std::vector<Id> people;
    for (const Layer& layer : schedule.layers) {
      const auto start = cctz::civil_second(1970, 1, 1) + layer.rotation.start.ms / 1000;
      const std::int64_t shift = floor_div(local - start, 86'400);
      people.push_back(person_of_shift(layer.rotation, shift));
    }
    std::sort(people.begin(), people.end());
    benchmark::DoNotOptimize(people);
    at += 1020;
  }
}
BENCHMARK(OnCallByCctz);

void FinalScheduleOfAYear(benchmark::State& state) {
  const Rota rota(fifty_layers(), {}, berlin());
  std::size_t shifts = 0;
  for (auto _ : state) shifts = rota.final_schedule(monday, monday + days(365)).shifts.size();
  state.counters["shifts"] = static_cast<double>(shifts);
}
BENCHMARK(FinalScheduleOfAYear)->Unit(benchmark::kMillisecond);

/// Asks who is on call every 15 minutes, which is when it can change here.
void FinalScheduleByQuarters(benchmark::State& state) {
  const Rota rota(fifty_layers(), {}, berlin());
  for (auto _ : state) {
    std::size_t changes = 0;
    std::vector<Id> before;
    for (Instant t = monday; t < monday + days(365); t = t + minutes(15)) {
      std::vector<Id> now = rota.on_call(t);
      changes += now != before;
      before = std::move(now);
    }
    benchmark::DoNotOptimize(changes);
  }
}
BENCHMARK(FinalScheduleByQuarters)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace oasis::bench
