// A help desk's year through the whole core: what a back-test, `simulate` and the what-if preview cost.
// May not: be part of the test suite; figures are for people (docs/benchmarks.md).
#include <benchmark/benchmark.h>

#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/engine/back_test.hpp"
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

/// Each ticket's events lie together, as where they are read from a database.
std::vector<GivenTicket> by_ticket(const std::vector<ScenarioEvent>& events) {
  std::unordered_map<TicketId, std::size_t> places;
  std::vector<std::vector<const ScenarioEvent*>> found;
  for (const ScenarioEvent& event : events) {
    const TicketId& id = std::visit([](const auto& command) -> const TicketId& { return command.ticket; },
                                    std::get<Command>(event.what));
    const auto [place, is_new] = places.try_emplace(id, found.size());
    if (is_new) found.emplace_back();
    found[place->second].push_back(&event);
  }
  std::vector<GivenTicket> tickets(found.size());
  for (const auto& [id, place] : places) tickets[place] = {id, static_cast<TicketNumber>(place + 1), {}};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const ScenarioEvent* event : found[i]) tickets[i].events.push_back(*event);
  }
  return tickets;
}

/// The same history as a server keeps it, ticket by ticket, played as `support-oasis back-test` and the browser's workers
/// do: in portions, by all processors.
void BackTestByPortions(benchmark::State& state) {
  Scenario scenario = help_desk_year(static_cast<std::size_t>(state.range(0)), zones());
  const auto policies = Policies::prepare(scenario.workspace, zones(), 1);
  const Instant until = scenario.events.back().at + days(365);
  const std::vector<GivenTicket> tickets = by_ticket(std::exchange(scenario.events, {}));
  const auto threads = static_cast<unsigned>(state.range(1));
  for (auto _ : state) {
    const auto outcome = engine::back_test(tickets, *policies, zones(), until, threads);
    benchmark::DoNotOptimize(outcome.ok());
    state.counters["breaches"] = static_cast<double>(outcome->breaches[0].count);
  }
  state.counters["tickets"] = static_cast<double>(tickets.size());
}
BENCHMARK(BackTestByPortions)
    ->Args({100'000, 1})
    ->Args({100'000, static_cast<int>(std::thread::hardware_concurrency())})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace oasis::bench
