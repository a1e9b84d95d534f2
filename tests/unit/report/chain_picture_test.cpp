// A chain as a picture for the wall and for other programs, and as rows.
#include "shared/report/chain_picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace oasis {
namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

struct ChainPictureOf : testing::Test {
  Workspace workspace;
  Chain chain;
  ChainPictureOf() {
    workspace.name = "Acme & Sons";
    workspace.users.resize(2);
    workspace.users[0].id = "ann", workspace.users[0].name = "Ann <Ek>";
    workspace.users[1].id = "olga";
    workspace.schedules.resize(1);
    workspace.schedules[0].id = "tier-1", workspace.schedules[0].name = "Support on call";
    workspace.last_resort = Target{Target::Kind::user, "olga"};
    chain.id = "main";
    chain.repeat = 2;
    chain.ack_timeout = hours(1);
    Step first;
    first.name = "Support";
    first.notify = {{Target::Kind::schedule, "tier-1"}};
    first.backup = {{Target::Kind::user, "ann"}};
    first.wait = minutes(30);
    Step second = first;
    second.tier = 2;
    second.name = "Specialist";
    second.notify = {{Target::Kind::user, "ann"}};
    second.backup.clear();
    chain.steps = {first, second};
    Rule rule;
    rule.id = "urgent";
    rule.then.resize(1);
    rule.then[0].chain = "main";
    rule.then[0].tier = 2;
    workspace.rules = {rule};
  }
};

TEST_F(ChainPictureOf, RowsSayWhoIsToldAndHowLongItWaits) {
  const std::vector<ChainRow> rows = chain_rows(chain, workspace);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].told, "on call in Support on call");
  EXPECT_EQ(rows[0].backup, "Ann <Ek>");
  EXPECT_EQ(rows[0].wait, "30m");
  EXPECT_EQ(chain_starts(chain, workspace), (std::vector<std::string>{"rule urgent: at tier 2"}));
  EXPECT_EQ(chain_ends(chain, workspace),
            (std::vector<std::string>{"After the last step it begins again, 2 times", "Last resort: olga",
                                      "An acknowledgement lapses after 1h"}));
}

TEST_F(ChainPictureOf, ThePictureHasACardAStepAnArrowBetweenAndNothingUnescaped) {
  const std::string svg = chain_svg(chain, workspace, "version 3");
  EXPECT_EQ(count(svg, "rx=\"8\""), 2u);
  EXPECT_EQ(count(svg, "<polyline"), 1u);
  EXPECT_NE(svg.find("Acme &amp; Sons"), std::string::npos);
  EXPECT_NE(svg.find("Ann &lt;Ek&gt;"), std::string::npos);
  EXPECT_NE(svg.find(">version 3</text>"), std::string::npos);
  EXPECT_EQ(count(svg, "style="), 0u) << "pages allow none";
  EXPECT_EQ(count(svg, "<text"), count(svg, "</text>"));
}

TEST_F(ChainPictureOf, LongNamesAreWrappedAndTheCardGrows) {
  chain.steps[0].name = "People who know about the cold store, its alarms and whom to call at night";
  const std::string svg = chain_svg(chain, workspace, "");
  EXPECT_NE(svg.find(">People who know about the<"), std::string::npos);
  EXPECT_NE(svg.find(">cold store, its alarms and<"), std::string::npos);
  chain.steps[0].name = std::string(500, 'x');
  EXPECT_EQ(count(chain_svg(chain, workspace, ""), std::string(40, 'x')), 0u);
}

TEST_F(ChainPictureOf, AnEmptyChainIsAPictureToo) {
  chain.steps.clear();
  workspace.rules.clear();
  EXPECT_NE(chain_svg(chain, workspace, "").find("Started by hand only"), std::string::npos);
}

}  // namespace
}  // namespace oasis
