// Scenario files through the simulator, two simulated weeks of them at most: no file crashes it, none keeps
// it busy for ever, and two runs print the same. May not: judge the result; tests/simulation does.
#include "shared/codec/scenario.hpp"

#include <nlohmann/json.hpp>

#include "tests/fuzz/fuzzed.hpp"
#include "tests/fuzz/json_mutation.hpp"

using namespace oasis;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  return test::mutate_json(data, size, max_size, seed);
}

namespace {

constexpr Duration longest_run = days(14);

/// The files of tests/scenarios also say what they show and expect.
nlohmann::json without_expectations(const nlohmann::json& file) {
  if (!file.is_object() || !file.contains("scenario")) return file;
  return {{"scenario", file["scenario"]}};
}

std::string printed(const Scenario& scenario) {
  const auto result = run_scenario(scenario, test::few_zones());
  test::must_hold(result.ok(), "an accepted scenario runs");
  return write_result(scenario, *result, test::few_zones()).dump();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parsed = parse_json(test::as_text(data, size));
  if (!parsed.ok()) return 0;
  auto scenario = read_scenario(without_expectations(*parsed), test::few_zones());
  if (!scenario.ok()) return 0;
  if (!scenario->events.empty()) {
    const Instant latest = scenario->events.front().at + longest_run;
    if (!scenario->until || *scenario->until > latest) scenario->until = latest;
  }
  test::must_hold(printed(*scenario) == printed(*scenario), "two runs print the same");
  return 0;
}
