// See seeds.hpp.
#include "tests/sync_simulation/seeds.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <thread>
#include <vector>

namespace oasis::test {
namespace {

constexpr std::size_t longest_failure = 1000;  // a line is written in one piece

void add(Sum& sum, std::uint64_t seed, const Outcome& outcome) {
  ++sum.seeds;
  sum.commands += outcome.commands;
  sum.acknowledged += outcome.acknowledged;
  sum.crashes += outcome.crashes;
  sum.restores += outcome.restores;
  if (!outcome.failure.empty()) sum.failures[seed] = outcome.failure;
}

std::string line_of(std::uint64_t seed, const Outcome& outcome) {
  std::string failure = outcome.failure.substr(0, longest_failure);
  std::replace(failure.begin(), failure.end(), '\n', ' ');
  std::ostringstream line;
  line << seed << ' ' << outcome.commands << ' ' << outcome.acknowledged << ' ' << outcome.crashes << ' '
       << outcome.restores << ' ' << failure << '\n';
  return line.str();
}

void read_line(Sum& sum, const std::string& text) {
  std::istringstream line(text);
  std::uint64_t seed = 0;
  Outcome outcome;
  line >> seed >> outcome.commands >> outcome.acknowledged >> outcome.crashes >> outcome.restores;
  line.get();
  std::getline(line, outcome.failure);
  add(sum, seed, outcome);
}

std::string everything_from(int descriptor) {
  std::string all;
  std::array<char, 4096> piece;
  for (ssize_t got = 0; (got = ::read(descriptor, piece.data(), piece.size())) > 0;)
    all.append(piece.data(), static_cast<std::size_t>(got));
  return all;
}

}  // namespace

Sum run_seeds(std::uint64_t first, std::uint64_t last, const Zones& zones, Locks locks) {
  Sum sum;
  if (first == last) {
    add(sum, first, run_simulation(first, zones, locks, true));
    return sum;
  }
  const std::uint64_t workers = std::clamp(std::thread::hardware_concurrency(), 1u, 16u);
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) {
    sum.failures[0] = "there is no pipe";
    return sum;
  }
  std::vector<pid_t> children;
  for (std::uint64_t worker = 0; worker < workers; ++worker) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      for (std::uint64_t seed = first + worker; seed <= last; seed += workers) {
        const std::string line = line_of(seed, run_simulation(seed, zones, locks));
        if (::write(ends[1], line.data(), line.size()) < 0) ::_exit(1);
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  ::close(ends[1]);
  std::istringstream lines(everything_from(ends[0]));
  ::close(ends[0]);
  for (std::string line; std::getline(lines, line);) read_line(sum, line);
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) sum.failures[0] = "a process that ran seeds has died";
  }
  return sum;
}

}  // namespace oasis::test
