// Who is on call now, what a feed holds, and the letters at a change of shift.
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/report/handoff.hpp"
#include "shared/report/oncall_feed.hpp"
#include "shared/report/oncall_now.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}

/// Ann from Monday 2026-03-02 09:00 for a week, then Bob; nobody on the 20th.
std::shared_ptr<const Policies> two_people() {
  Workspace workspace;
  for (const char* id : {"ann", "bob"}) {
    User user;
    user.id = id;
    user.name = id == std::string("ann") ? "Ann Ek" : "Bob Okafor";
    workspace.users.push_back(user);
  }
  Schedule schedule;
  schedule.id = "s";
  schedule.name = "Support";
  schedule.layers = {
      {0, {Rotation::Kind::weekly, 1, *parse_local_time("2026-03-02T09:00:00"), {"ann", "bob"}}, {}}};
  schedule.fixed = {{{at("2026-03-20T00:00:00Z"), at("2026-03-21T00:00:00Z")}, {}}};
  workspace.schedules.push_back(schedule);
  return *Policies::prepare(workspace, Zones(), 1);
}

TEST(OncallNow, SaysUntilWhenAndWhoIsNext) {
  const auto now = on_call_now(*two_people(), "", at("2026-03-04T10:00:00Z"));
  ASSERT_EQ(now.size(), 1u);
  EXPECT_EQ(now[0].people, std::vector<Id>{"ann"});
  EXPECT_EQ(now[0].until, at("2026-03-09T09:00:00Z"));
  EXPECT_EQ(now[0].next, std::vector<Id>{"bob"});
  const auto gap = on_call_now(*two_people(), "s", at("2026-03-20T10:00:00Z"));
  EXPECT_TRUE(gap[0].people.empty());
  EXPECT_EQ(gap[0].until, at("2026-03-21T00:00:00Z"));
  EXPECT_TRUE(on_call_now(*two_people(), "t", at("2026-03-20T10:00:00Z")).empty());
}

TEST(OncallFeed, APersonsHasTheirShiftsAndASchedulesEverybodysWithGaps) {
  const auto policies = two_people();
  const Instant now = at("2026-03-04T10:00:00Z");
  const auto own = feed_of(*policies, "ann", "", now);
  const auto all = feed_of(*policies, "", "s", now);
  EXPECT_GT(all.size(), own.size());
  const auto is_gap = [](const FeedShift& shift) { return shift.summary == "Nobody: Support"; };
  EXPECT_EQ(std::count_if(all.begin(), all.end(), is_gap), 1);
  for (const FeedShift& shift : own) EXPECT_EQ(shift.summary, "On call: Support");
  // A day later the same shifts have the same keys.
  const auto later = feed_of(*policies, "ann", "", now + days(1));
  ASSERT_EQ(later.size(), own.size());
  for (std::size_t i = 0; i < own.size(); ++i) EXPECT_EQ(later[i].key, own[i].key);
}

TEST(HandoffLetters, GoToWhoeverComesOnCall) {
  const auto letters = handoff_letters(*two_people(), "s", at("2026-03-09T08:00:00Z"),
                                       at("2026-03-09T09:00:00Z"), {"The printer is still on fire.", "ann"});
  EXPECT_EQ(letters,
            (std::vector<HandoffLetter>{{"bob", "You are on call now: Support",
                                         "Until Mon 2026-03-16 09:00 (UTC).\nYou take over from Ann Ek.\n"
                                         "\nNote by Ann Ek:\nThe printer is still on fire.\n"}}));
  EXPECT_TRUE(handoff_letters(*two_people(), "s", at("2026-03-04T08:00:00Z"), at("2026-03-05T09:00:00Z"), {})
                  .empty());
}

}  // namespace
}  // namespace oasis
