// A help desk's year through the whole core: what a back-test, `simulate` and the what-if preview cost.
// May not: be part of the test suite; figures are for people (docs/benchmarks.md).
#include <benchmark/benchmark.h>

#include "shared/simulate/run.hpp"
#include "tests/bench/core/help_desk.hpp"
#include "tests/bench/core/zones.hpp"

namespace oasis::bench {
namespace {

void BackTest(benchmark::State& state) {
  const auto tickets = static_cast<std::size_t>(state.range(0));
  const Scenario scenario = help_desk_year(tickets, zones());
  std::size_t timeline = 0;
  for (auto _ : state) {
    timeline = 0;
    const auto result = back_test(scenario, zones(), [&](const Event&) { ++timeline; });
    benchmark::DoNotOptimize(result.ok());
  }
  state.counters["tickets"] = static_cast<double>(tickets);
  state.counters["given_per_ticket"] =
      static_cast<double>(scenario.events.size()) / static_cast<double>(tickets);
  state.counters["events_per_ticket"] = static_cast<double>(timeline) / static_cast<double>(tickets);
  state.counters["events/s"] =
      benchmark::Counter(static_cast<double>(timeline), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BackTest)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

}  // namespace
}  // namespace oasis::bench
