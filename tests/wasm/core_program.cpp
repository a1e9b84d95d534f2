// The core as a program, built natively and with the browser build, so that tests can compare the two and
// benchmarks can time them. May not: do anything that differs between the two but reading files.
//
//   simulate FILE…          what `support-oasis simulate` prints
//   hash COUNT SEED         gives COUNT random commands; prints the hash of what they lead to
//   backtest TICKETS        runs a help desk's year; prints events and milliseconds
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "server/cli/simulate.hpp"
#include "server/engine/system_zones.hpp"
#include "shared/simulate/run.hpp"
#include "tests/bench/core/help_desk.hpp"
#include "tests/wasm/random_commands.hpp"

namespace {

using namespace oasis;

std::size_t number(const std::string& word) {
  return std::strtoul(word.c_str(), nullptr, 10);
}

int backtest(std::size_t tickets, const Zones& zones) {
  const Scenario scenario = bench::help_desk_year(tickets, zones);
  const std::clock_t start = std::clock();
  std::size_t events = 0;
  const auto result = back_test(scenario, zones, [&](const Event&) { ++events; });
  const auto took = (std::clock() - start) * 1000 / CLOCKS_PER_SEC;
  std::cout << tickets << " tickets, " << events << " events in " << took << " ms of processor time\n";
  return result.ok() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const std::string task = words.empty() ? std::string() : words.front();
  const Zones zones = engine::load_zones();
  if (task == "simulate") {
    return cli::run_simulate({words.begin() + 1, words.end()}, zones, std::cin, std::cout, std::cerr);
  }
  if (task == "backtest" && words.size() == 2) {
    return backtest(number(words[1]), zones);
  }
  if (task == "hash" && words.size() == 3) {
    std::cout << test::hash_of_random_commands(number(words[1]), number(words[2]), zones) << "\n";
    return 0;
  }
  std::cerr << "core_program simulate FILE… | hash COUNT SEED | backtest TICKETS\n";
  return 2;
}
