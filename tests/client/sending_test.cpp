// A reply waits ten seconds, can be taken back, and survives the page.
#include "client/sending.hpp"

#include <gtest/gtest.h>

#include "client/platform/null/null_platform.hpp"

namespace oasis {
namespace {

struct Sent {
  platform::NullPlatform platform;
  Sending sending{platform};
  std::vector<Reply> out;

  void tick() {
    platform.frame([] {});
    sending.tick([this](Reply reply) { out.push_back(std::move(reply)); });
    platform.frame([] {});
  }
};

Reply reply(const char* text) {
  return {"t1", {"m1", text, {}, "", false}};
}

TEST(Sending, AReplyGoesOutAfterTenSecondsAndIsForgotten) {
  Sent s;
  s.sending.add(reply("hello"), 7);
  s.tick();
  EXPECT_TRUE(s.out.empty());
  EXPECT_EQ(s.platform.store.entries.size(), 1u) << "it survives the page meanwhile";
  s.platform.clock = s.platform.clock + Sending::grace;
  s.tick();
  ASSERT_EQ(s.out.size(), 1u);
  EXPECT_EQ(s.out[0].message.text, "hello");
  EXPECT_TRUE(s.platform.store.entries.empty());
}

TEST(Sending, TakenBackItNeverGoesOut) {
  Sent s;
  s.sending.add(reply("hello"), 7);
  EXPECT_FALSE(s.sending.take_back(8).has_value());
  ASSERT_TRUE(s.sending.take_back(7).has_value());
  s.platform.clock = s.platform.clock + Sending::grace;
  s.tick();
  EXPECT_TRUE(s.out.empty());
  EXPECT_TRUE(s.platform.store.entries.empty());
}

TEST(Sending, WhatAPageLeftBehindGoesOutOnce) {
  Sent s;
  s.sending.add(reply("left behind"), 1);
  s.tick();
  Sending later(s.platform);
  later.start();
  s.platform.frame([] {});
  ASSERT_EQ(later.waiting().size(), 1u);
  s.platform.clock = s.platform.clock + Sending::grace + Sending::grace;
  std::vector<Reply> out;
  const auto send = [&out](Reply reply) { out.push_back(std::move(reply)); };
  later.tick(send);
  s.platform.frame([] {});
  EXPECT_EQ(out.size(), 1u);
  s.tick();
  EXPECT_LE(s.out.size(), 1u);
}

TEST(Sending, WhatAnotherPageHasSentIsLeftAlone) {
  Sent s;
  s.sending.add(reply("mine"), 1);
  s.tick();
  Sending other(s.platform);
  other.start();
  s.platform.frame([] {});
  s.platform.clock = s.platform.clock + Sending::grace;
  s.tick();
  EXPECT_EQ(s.out.size(), 1u);
  s.platform.clock = s.platform.clock + Sending::grace;
  std::vector<Reply> out;
  other.tick([&out](Reply reply) { out.push_back(std::move(reply)); });
  s.platform.frame([] {});
  EXPECT_TRUE(out.empty());
}

}  // namespace
}  // namespace oasis
