// Division by multiplication is floor_div, wherever schedules use it.
#include "shared/time/divisor.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/time/civil.hpp"
#include "tests/chance.hpp"

namespace oasis {
namespace {

TEST(Divisor, DividesAsFloorDivDoes) {
  test::Chance chance{1};
  for (const std::int64_t value : {1LL, 2LL, 3LL, 7LL, 50LL, 3'600'000LL, 86'400'000LL, 604'800'000LL,
                                   3'600'000LL * 1'000'003, 604'800'000LL * 10'000}) {
    const Divisor divisor(value);
    for (int i = 0; i < 20'000; ++i) {
      // At multiples and beside them, where rounding shows, from the year -29,000 to 33,000.
      const std::int64_t most = std::min<std::int64_t>(1'000'000'000'000'000 / value, 1LL << 49);
      const std::int64_t a = (chance.below(2 * most + 1) - most) * value + chance.below(5) - 2;
      ASSERT_EQ(divisor.floor_div(a), floor_div(a, value)) << a << " / " << value;
      ASSERT_EQ(divisor.floor_mod(a), floor_mod(a, value)) << a << " / " << value;
    }
  }
}

}  // namespace
}  // namespace oasis
