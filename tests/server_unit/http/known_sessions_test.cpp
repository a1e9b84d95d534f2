// What server/http/auth/known_sessions promises: a session that was read holds until something is committed, and no longer than
// it is good.
#include "server/http/auth/known_sessions.hpp"

#include <gtest/gtest.h>

namespace oasis::http {
namespace {

constexpr Instant noon{1'800'000'000'000};

Session session() {
  return {"ann", "name", noon, noon + hours(1), "ann@example.com"};
}

TEST(KnownSessions, HoldAsLongAsNothingIsCommitted) {
  KnownSessions known;
  EXPECT_FALSE(known.find("hash", 7, noon));
  known.keep("hash", session(), 7);
  const auto found = known.find("hash", 7, noon);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user_id, "ann");
  EXPECT_EQ(found->email, "ann@example.com");
  EXPECT_FALSE(known.find("other", 7, noon));
  EXPECT_FALSE(known.find("hash", 8, noon)) << "it may have been ended by what was committed";
}

TEST(KnownSessions, WhatWasReadBeforeACommitIsNotKeptBehindIt) {
  KnownSessions known;
  known.keep("new", session(), 8);
  known.keep("old", session(), 7);
  EXPECT_TRUE(known.find("new", 8, noon));
  EXPECT_FALSE(known.find("old", 8, noon));
  known.keep("newest", session(), 9);
  EXPECT_FALSE(known.find("new", 9, noon));
}

TEST(KnownSessions, EndWithTheirTime) {
  KnownSessions known;
  known.keep("hash", session(), 7);
  EXPECT_TRUE(known.find("hash", 7, noon + hours(1) - Duration{1}));
  EXPECT_FALSE(known.find("hash", 7, noon + hours(1)));
  Session long_one = session();
  long_one.expires = noon + days(30);
  known.keep("hash", long_one, 7);
  EXPECT_TRUE(known.find("hash", 7, noon + session_idle - Duration{1}));
  EXPECT_FALSE(known.find("hash", 7, noon + session_idle)) << "nobody used it";
}

TEST(KnownSessions, ForgetRatherThanGrow) {
  KnownSessions known;
  for (int i = 0; i < 5'000; ++i) known.keep(std::to_string(i), session(), 7);
  EXPECT_FALSE(known.find("0", 7, noon));
  EXPECT_TRUE(known.find("4999", 7, noon));
}

}  // namespace
}  // namespace oasis::http
