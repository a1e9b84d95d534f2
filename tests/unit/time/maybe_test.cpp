// An optional in eight bytes behaves like an optional.
#include "shared/time/maybe.hpp"

#include <gtest/gtest.h>

#include "shared/time/instant.hpp"

namespace oasis {
namespace {

TEST(Maybe, TakesNoMoreThanItsValue) {
  EXPECT_EQ(sizeof(Maybe<Instant>), sizeof(Instant));
}

TEST(Maybe, IsEmptyUntilItIsSet) {
  Maybe<Instant> due;
  EXPECT_FALSE(due);
  due = Instant{0};
  ASSERT_TRUE(due);
  EXPECT_EQ(*due, Instant{0});
  due.reset();
  EXPECT_FALSE(due.has_value());
  EXPECT_EQ(due.value_or(Instant{7}), Instant{7});
}

TEST(Maybe, TurnsIntoAnOptionalAndBack) {
  const Maybe<Duration> none = std::optional<Duration>();
  const Maybe<Duration> hour = std::optional(hours(1));
  EXPECT_EQ(std::optional<Duration>(none), std::nullopt);
  EXPECT_EQ(std::optional<Duration>(hour), hours(1));
}

TEST(Maybe, EqualsAnOptionalOfTheSameContent) {
  EXPECT_EQ(Maybe<Instant>(), std::optional<Instant>());
  EXPECT_EQ(std::optional<Instant>(), Maybe<Instant>());
  EXPECT_NE(Maybe<Instant>(Instant{1}), std::optional<Instant>());
  EXPECT_EQ(Maybe<Instant>(Instant{1}), std::optional(Instant{1}));
}

}  // namespace
}  // namespace oasis
