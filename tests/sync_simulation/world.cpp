// See world.hpp.
#include "tests/sync_simulation/world.hpp"

#include <cstdio>

namespace oasis::test {

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

void World::after(Duration delay, std::function<void()> event) {
  events_.emplace(std::pair((now_ + delay).ms, planned_++), std::move(event));
}

void World::print(const std::string& line) const {
  std::printf("%8.3f %s\n", static_cast<double>(now_.ms % 10'000'000) / 1000, line.c_str());
}

void World::run_until(Instant end) {
  while (!events_.empty() && events_.begin()->first.first <= end.ms) {
    auto first = events_.extract(events_.begin());
    now_ = Instant{first.key().first};
    first.mapped()();
  }
  now_ = end;
}

}  // namespace oasis::test
