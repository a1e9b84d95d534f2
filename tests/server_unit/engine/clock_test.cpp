// Wall clocks that jump.
#include "server/engine/clock.hpp"

#include <gtest/gtest.h>

namespace oasis::engine {
namespace {

struct JumpyClock final : Clock {
  Instant wall{1'000'000'000};
  Duration passed{};
  Instant now() override { return wall; }
  Duration elapsed() override { return passed; }
  void sleep(std::unique_lock<std::mutex>&, std::condition_variable&, std::optional<Instant>) override {}
  void pass(Duration span) {
    wall = wall + span;
    passed += span;
  }
};

TEST(SteadyTime, ATimeThatGoesBackIsHeldUntilTheWallClockHasCaughtUp) {
  JumpyClock clock;
  SteadyTime time(clock, clock.wall);
  const Instant before = clock.wall;
  clock.wall = clock.wall - hours(1);
  EXPECT_EQ(time.read().now, before);
  EXPECT_EQ(time.read().held, hours(1));
  clock.pass(minutes(30));
  EXPECT_EQ(time.read().now, before);
  clock.pass(minutes(31));
  EXPECT_EQ(time.read().now, before + minutes(1));
}

TEST(SteadyTime, ALeapAheadOfMoreThanFiveMinutesIsToldOnce) {
  JumpyClock clock;
  SteadyTime time(clock, clock.wall);
  clock.wall = clock.wall + minutes(6);
  EXPECT_EQ(time.read().leapt, minutes(6));
  EXPECT_EQ(time.read().leapt, Duration{});
}

TEST(SteadyTime, TimeThatReallyPassedIsNoLeap) {
  JumpyClock clock;
  SteadyTime time(clock, clock.wall);
  clock.pass(hours(8));
  EXPECT_EQ(time.read().leapt, Duration{});
}

TEST(SteadyTime, ItBeginsWhereTheLastProcessEnded) {
  JumpyClock clock;
  SteadyTime time(clock, clock.wall + hours(2));
  EXPECT_EQ(time.read().now, clock.wall + hours(2));
}

}  // namespace
}  // namespace oasis::engine
