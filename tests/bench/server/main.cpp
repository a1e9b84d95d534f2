// Runs the benchmarks of whole servers whose names match --benchmark_filter=REGEX (as Google Benchmark spells
// it). May not: know what they measure.
#include <time.h>

#include <cstdio>
#include <exception>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/server/bench.hpp"

namespace oasis::bench {
namespace {

using Entry = std::pair<std::string, std::function<void()>>;

std::vector<Entry>& all() {
  static std::vector<Entry> entries;
  return entries;
}

int run_matching(const std::string& filter) {
  std::sort(all().begin(), all().end(), [](const Entry& a, const Entry& b) { return a.first < b.first; });
  int failed = 0;
  for (const auto& [name, run] : all()) {
    if (!std::regex_search(name, std::regex(filter))) continue;
    std::printf("%s\n", name.c_str());
    std::fflush(stdout);
    try {
      run();
    } catch (const std::exception& error) {
      std::printf("  failed: %s\n", error.what());
      failed = 1;
    }
  }
  return failed;
}

}  // namespace

Bench::Bench(const char* name, std::function<void()> run) {
  all().emplace_back(name, std::move(run));
}

void show(const std::string& name, double value, const std::string& unit, const std::string& target) {
  std::printf("  %-52s %12.2f %-6s%s%s\n", name.c_str(), value, unit.c_str(),
              target.empty() ? "" : " to reach: ", target.c_str());
  std::fflush(stdout);
}

std::int64_t now_us() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1000;
}

}  // namespace oasis::bench

int main(int count, char** arguments) {
  std::string filter = ".";
  const std::string option = "--benchmark_filter=";
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument.rfind(option, 0) == 0) filter = argument.substr(option.size());
  }
  return oasis::bench::run_matching(filter);
}
