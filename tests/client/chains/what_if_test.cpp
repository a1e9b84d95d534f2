// "What if" beside the picture: what is tried is played with every change, by fields, by handles and by
// keyboard; it can be saved as a scenario. And the back-test of the edited chain.

#include "shared/codec/scenario.hpp"
#include "tests/client/chains/chains_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

// No rule starts the chain, so it is started by hand; it is Monday 2026-09-21, 14:13 UTC.
constexpr const char* begin = "The customer writes, Mon 21 Sep 14:13";

TEST(ChainsWhatIf, SaysWhatWouldComeOfATicketNow) {
  ChainsDesk h;
  h.go("/chains");
  EXPECT_TRUE(h.driver.has(Role::heading, "What if"));
  EXPECT_TRUE(h.driver.has(Role::splitter, begin));
  EXPECT_TRUE(h.driver.says("Ann Ek is told first, at once"));
  EXPECT_TRUE(h.driver.says("First response is overdue after 1 h"));
  EXPECT_TRUE(h.driver.has(Role::grid, "What would happen"));
  EXPECT_TRUE(h.driver.has(Role::cell, "Told Olga Brandt by e-mail"));
}

TEST(ChainsWhatIf, AnAnswerIsAddedAndMovedByKeyboard) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add an answer");
  EXPECT_TRUE(h.driver.has(Role::splitter, "Ann Ek acknowledges after 10 min"));
  EXPECT_FALSE(h.driver.says("Told Olga Brandt by e-mail"));
  h.ui.focus(h.node(Role::splitter, "Ann Ek acknowledges after 10 min").id);
  h.driver.settle();
  h.driver.press("ArrowRight");
  EXPECT_TRUE(h.driver.has(Role::splitter, "Ann Ek acknowledges after 11 min"));
  h.driver.press("shift+ArrowRight");
  h.driver.press("shift+ArrowRight");
  EXPECT_TRUE(h.driver.says("Told Olga Brandt by e-mail")) << "after 31 minutes it is too late";
  h.driver.press("Delete");
  EXPECT_FALSE(h.driver.has(Role::splitter, "Ann Ek acknowledges"));
}

TEST(ChainsWhatIf, AHandleIsDraggedAndTheTimelineFollows) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add an answer");
  const platform::Node& handle = h.node(Role::splitter, "Ann Ek acknowledges");
  const auto [x, y] = h.ui.tree().position(handle);
  h.driver.drag(x + handle.w / 2, y + handle.h / 2, x + 400, y + handle.h / 2);
  EXPECT_TRUE(h.driver.says("Told Olga Brandt by e-mail"));
  EXPECT_FALSE(h.driver.has(Role::splitter, "Ann Ek acknowledges after 10 min"));
}

TEST(ChainsWhatIf, APressOnALineIsAnAnswer) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::group, "Line of Ann Ek");
  EXPECT_TRUE(h.driver.has(Role::splitter, "Ann Ek acknowledges after 1 h"));
}

TEST(ChainsWhatIf, MomentPriorityAndCustomerAreChosen) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Sunday at 3");
  EXPECT_TRUE(h.driver.has(Role::splitter, "The customer writes, Sun 27 Sep 03:00"));
  h.driver.fill(Role::textbox, "The customer writes at", "2026-10-01 08:30");
  EXPECT_TRUE(h.driver.has(Role::splitter, "The customer writes, Thu 1 Oct 08:30"));
  h.driver.click(Role::combobox, "Priority");
  h.driver.click(Role::option, "Urgent");
  EXPECT_TRUE(h.driver.says("First response is overdue after 15 min"));
}

TEST(ChainsWhatIf, TheEditedChainIsPlayed) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Support waits 30 min");
  h.driver.fill(Role::textbox, "Then waits", "5m");
  EXPECT_TRUE(h.driver.has(Role::row, "14:18, after 5 min Told Olga Brandt by e-mail"));
}

TEST(ChainsWhatIf, ItIsSavedAsAScenario) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add an answer");
  h.driver.click(Role::button, "Save as scenario");
  ASSERT_EQ(h.platform.saved_files.size(), 1u);
  EXPECT_EQ(h.platform.saved_files[0].first, "what-if.json");
  const auto file = nlohmann::json::parse(h.platform.saved_files[0].second);
  EXPECT_TRUE(read_scenario(file, h.zones).ok());
  EXPECT_EQ(file["scenario"]["events"][2]["do"], "acknowledge");
}

TEST(ChainsWhatIf, FollowsInTheVeryFrameOfAKey) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add an answer");
  h.ui.focus(h.node(Role::splitter, "Ann Ek acknowledges after 10 min").id);
  h.driver.settle();
  for (int i = 0; i < 21; ++i) {
    EXPECT_FALSE(h.driver.says("Told Olga Brandt by e-mail")) << "after " << 10 + i << " min";
    h.platform.pending.keys.push_back({"ArrowRight"});
    h.draw_frame();
  }
  EXPECT_TRUE(h.driver.says("Told Olga Brandt by e-mail")) << "after 31 minutes it is too late";
}

TEST(ChainsWhatIf, BeginsWithTheCustomerWhoWritesMost) {
  ChainsDesk h(1440, 2600);
  h.open_ticket("t1", "The printer");
  h.go("/chains");
  EXPECT_EQ(h.driver.value(Role::combobox, "Customer"), "Globex");
}

TEST(ChainsBackTest, ComparesTheEditedChainWithTheOneInForce) {
  ChainsDesk h(1440, 2600);  // a pointer reaches only what is on it
  const auto rule = nlohmann::json::parse(
      R"([{"id": "new", "on": "created", "then": [{"escalate": {"chain": "default"}}]}])");
  h.document["rules"] = rule;
  h.replica.confirmed.versions = {*Policies::prepare(*read_workspace(h.document, h.zones), h.zones, 1)};
  h.given = {{"ticket", "t1"}, {"number", 1}, {"given", {{(h.platform.clock - hours(2)).ms, "*", "create"}}}};
  h.go("/chains");
  h.driver.click(Role::button, "Test real tickets");
  EXPECT_TRUE(h.driver.says("1 ticket tested"));
  EXPECT_TRUE(h.driver.has(Role::button, "Steps of tier 2: 1 in force, 1 edited"));
  h.driver.click(Role::button, "Support waits 30 min");
  h.driver.fill(Role::textbox, "Then waits", "3h");
  EXPECT_TRUE(h.driver.says("The chain was changed since"));
  h.driver.click(Role::button, "Test again");
  h.driver.click(Role::button, "Steps of tier 2: 1 in force, 0 edited");
  EXPECT_TRUE(h.driver.says("In force, but no more with the edited chain (1)"));
  EXPECT_TRUE(h.driver.has(Role::link, "#1"));
}

}  // namespace
}  // namespace oasis
