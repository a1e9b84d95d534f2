// How a drill is scored (docs/semantics.md, "Drills").
#include "shared/report/drill.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

constexpr Instant start{1'772'452'800'000};
const Actor chain{Actor::Kind::system, "chain c", Role::admin};
const Actor ann{Actor::Kind::user, "ann", Role::agent};

/// A drill's events as the engine records them.
class Story {
 public:
  Story& step(int minute, std::int32_t step, std::int32_t tier) {
    return add(minute, chain, Escalated{"c", 1, tier, step, 1, "", step == 0, {}});
  }
  Story& jump(int minute, std::int32_t step, std::int32_t tier) {
    return add(minute, ann, Escalated{"c", 1, tier, step, 1, "by hand", false, {}});
  }
  Story& skip(int minute, std::int32_t step, const char* why) {
    return add(minute, chain, StepSkipped{"c", 1, step + 1, step, 1, why, "", false});
  }
  Story& acknowledge(int minute) { return add(minute, ann, Acknowledged{}); }
  Story& add(int minute, const Actor& by, Fact fact) {
    events_.push_back(
        {"T1", static_cast<std::uint32_t>(events_.size()), start + minutes(minute), by, {}, std::move(fact)});
    return *this;
  }

  DrillScore score(const std::vector<FailedDelivery>& failed = {}, int until_minute = 1000) const {
    std::vector<const Event*> events;
    for (const Event& event : events_) events.push_back(&event);
    return score_drill(events, failed, start + minutes(until_minute));
  }

 private:
  std::vector<Event> events_;
};

TEST(Drill, AnAnswerAtTheFirstStepScoresAHundred) {
  const DrillScore score = Story().step(0, 0, 1).acknowledge(4).score();
  EXPECT_EQ(score.score, 100);
  ASSERT_EQ(score.tiers.size(), 1u);
  EXPECT_EQ(score.tiers[0].acknowledged_after, minutes(4));
  EXPECT_TRUE(score.missed.empty());
}

TEST(Drill, AStepThatNobodyAnsweredIsMissedAndItsTierHasNoTime) {
  const DrillScore score = Story().step(0, 0, 1).step(15, 1, 2).acknowledge(20).score();
  EXPECT_EQ(score.score, 85);
  ASSERT_EQ(score.missed.size(), 1u);
  EXPECT_EQ(score.missed[0].why, "nobody acknowledged");
  EXPECT_EQ(score.tiers[0].acknowledged_after, std::nullopt);
  EXPECT_EQ(score.tiers[1].acknowledged_after, minutes(5));
}

TEST(Drill, AStepThatWasJumpedOverIsNotMissed) {
  EXPECT_EQ(Story().step(0, 0, 1).jump(5, 1, 2).acknowledge(7).score().score, 100);
}

TEST(Drill, AStepWhoseMessagesAllFailedIsMissedOnce) {
  const DrillScore score =
      Story().step(0, 0, 1).skip(2, 0, "no message arrived").step(2, 1, 2).acknowledge(3).score();
  ASSERT_EQ(score.missed.size(), 1u);
  EXPECT_EQ(score.missed[0].why, "no message arrived");
}

TEST(Drill, NobodyAtAllCostsForty) {
  const DrillScore score = Story().step(0, 0, 1).add(15, chain, ChainExhausted{"c", ""}).score();
  EXPECT_EQ(score.score, 100 - 40 - 15);
  EXPECT_FALSE(score.acknowledged);
}

TEST(Drill, GapsAndFailedChannelsCountOnceEach) {
  Story story;
  story.step(0, 0, 1).add(0, chain, ScheduleGap{"s"}).add(1, chain, ScheduleGap{"s"});
  story.add(1, chain, Suppressed{"bob", "", "no working contact", 0, false}).acknowledge(2);
  const DrillScore score = story.score({{"ann", "sms"}, {"ann", "sms"}});
  EXPECT_EQ(score.gaps, std::vector<Id>{"s"});
  EXPECT_EQ(score.failed, (std::vector<FailedDelivery>{{"ann", "sms"}, {"bob", ""}}));
  EXPECT_EQ(score.score, 100 - 10 - 20);
}

TEST(Drill, NeverBelowZeroAndNothingAfterTheInstantAsked) {
  Story story;
  for (int step = 0; step < 9; ++step) story.step(step * 15, step, step + 1);
  EXPECT_EQ(story.score().score, 0);
  EXPECT_EQ(story.acknowledge(200).score({}, 10).acknowledged, false);
}

}  // namespace
}  // namespace oasis
