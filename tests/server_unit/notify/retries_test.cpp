// When a message is tried again, and when a provider or an address is left alone.
#include <gtest/gtest.h>

#include "server/notify/aftermath.hpp"
#include "server/notify/breaker.hpp"
#include "server/notify/limits.hpp"
#include "server/notify/outbox.hpp"

namespace oasis::notify {
namespace {

constexpr Instant start{1'774'620'000'000};

TEST(Limits, OverTheLimitAMessageWaitsUntilTheOldestIsOldEnough) {
  const Limit limit{2, minutes(10)};
  EXPECT_FALSE(allowed_at(limit, {start}, start + minutes(1)));
  EXPECT_EQ(allowed_at(limit, {start, start + minutes(1)}, start + minutes(2)), start + minutes(10));
  EXPECT_FALSE(allowed_at(limit, {start, start + minutes(1)}, start + minutes(10)));
}

TEST(Breakers, OpenAfterFiveFailuresInARowAndPauseTwiceAsLongAfterAFailedProbe) {
  Breaker breaker;
  for (int i = 0; i < 4; ++i) breaker.failed(start, start);
  EXPECT_EQ(breaker.state(start), Breaker::State::closed);
  breaker.succeeded();
  for (int i = 0; i < 5; ++i) breaker.failed(start, start);
  EXPECT_EQ(breaker.state(start), Breaker::State::open);
  EXPECT_EQ(breaker.most_under_way(start), 0);
  const Instant probe = start + Breaker::first_pause;
  EXPECT_EQ(breaker.state(probe), Breaker::State::half_open);
  EXPECT_EQ(breaker.most_under_way(probe), 1);
  breaker.failed(probe, probe);
  EXPECT_EQ(breaker.probe_at(), probe + Breaker::first_pause * 2);
  breaker.succeeded();
  EXPECT_EQ(breaker.state(probe), Breaker::State::closed);
}

TEST(Breakers, WhatWasBegunBeforeItOpenedAndEndsLateIsNoProbe) {
  Breaker breaker;
  for (int i = 0; i < 5; ++i) breaker.failed(start, start);
  const Instant probe = start + Breaker::first_pause;
  breaker.failed(start, probe + seconds(1));
  EXPECT_EQ(breaker.probe_at(), probe);
  EXPECT_EQ(breaker.state(probe + seconds(1)), Breaker::State::half_open);
}

TEST(Retries, FifteenSecondsAMinuteFiveFifteenThenNoMore) {
  EXPECT_EQ(retry_delay(1, 0), seconds(15));
  EXPECT_EQ(retry_delay(2, 0), minutes(1));
  EXPECT_EQ(retry_delay(3, 0), minutes(5));
  EXPECT_EQ(retry_delay(4, 0), minutes(15));
  EXPECT_GT(retry_delay(1, 0.9), seconds(15));
  EXPECT_FALSE(retry_delay(5, 0));
}

}  // namespace
}  // namespace oasis::notify
