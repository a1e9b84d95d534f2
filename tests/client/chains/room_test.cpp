// The room "Chains": the picture says who would be told now and what is wrong; steps are opened, moved by
// mouse, finger and keyboard, and every change can be undone.
#include "tests/client/chains/chains_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(ChainsRoom, ShowsTheOneChainAsAPictureAndAsATable) {
  ChainsDesk h;
  h.go("/chains");
  EXPECT_TRUE(h.driver.has(Role::heading, "Chains"));
  EXPECT_TRUE(h.driver.has(Role::grid, "Steps of Customer-facing"));
  EXPECT_TRUE(h.driver.has(Role::columnheader, "Tells now"));
  EXPECT_TRUE(h.driver.has(Role::button, "Tier 1, Support, tells Ann Ek"));
  EXPECT_TRUE(h.driver.has(Role::button, "Tier 2, Manager, tells Olga Brandt"));
  EXPECT_TRUE(h.driver.has(Role::cell, "Ann Ek (Support on call)"));
  EXPECT_TRUE(h.driver.has(Role::button, "Support waits 30 min"));
  EXPECT_TRUE(h.driver.says("Last resort: Olga Brandt"));
  EXPECT_TRUE(h.driver.says("started by hand only"));
}

TEST(ChainsRoom, ListsSeveralChainsAndLinksToEach) {
  ChainsDesk h;
  auto copy = h.document["chains"][0];
  copy["id"] = "night", copy["name"] = "At night";
  h.document["chains"].push_back(copy);
  h.go("/chains");
  EXPECT_TRUE(h.driver.has(Role::link, "Customer-facing"));
  h.driver.click(Role::link, "At night");
  EXPECT_EQ(h.platform.location(), "/chains/night");
  EXPECT_TRUE(h.driver.has(Role::grid, "Steps of At night"));
  h.go("/chains/nothing");
  EXPECT_TRUE(h.driver.says("There is no such chain"));
}

TEST(ChainsRoom, RulesHangAtTheTierThatTheyStart) {
  ChainsDesk h;
  h.document["rules"] = nlohmann::json::parse(
      R"([{"id": "silence", "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "default", "tier": 2}}]}])");
  h.go("/chains");
  EXPECT_TRUE(h.driver.has(Role::link, "No answer for 30 min, leads to Manager"));
  EXPECT_TRUE(h.driver.says("By hand only: every rule starts behind it"));
}

TEST(ChainsRoom, AProblemStandsOnItsStep) {
  ChainsDesk h;
  h.document["chains"][0]["steps"][1]["notify"] = nlohmann::json::parse(R"([{"user": "olga"}])");
  h.document["users"][2].erase("contacts");
  h.go("/chains");
  EXPECT_TRUE(h.driver.says("Olga Brandt has no way to be told"));
  EXPECT_TRUE(h.driver.says("Reaches nobody now"));
}

TEST(ChainsRoom, AStepIsOpenedEditedAndSavedWithAPreview) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Tier 1, Support");
  EXPECT_TRUE(h.driver.has(Role::form, "Support"));
  h.driver.fill(Role::textbox, "Then waits", "soon");
  EXPECT_EQ(h.steps()[0]["wait"], "30m") << "what is no duration is not taken";
  h.driver.fill(Role::textbox, "Then waits", "1h30m");
  EXPECT_TRUE(h.driver.has(Role::button, "Support waits 1 h 30 min"));
  h.driver.click(Role::combobox, "Add a backup…");
  h.driver.click(Role::option, "Bob Okafor");
  EXPECT_EQ(h.steps()[0]["backup"][0]["user"], "bob");
  h.driver.click(Role::button, "Do not tell Bob Okafor");
  EXPECT_FALSE(h.steps()[0].contains("backup"));
  h.driver.click(Role::combobox, "Urgency");
  h.driver.click(Role::option, "Critical");
  h.driver.wait(seconds(1));
  EXPECT_TRUE(h.driver.says("Of 3 open tickets, 0 due times would move"));
  h.driver.click(Role::button, "Save");
  EXPECT_EQ(h.saved["document"]["chains"][0]["steps"][0]["urgency"], "critical");
}

TEST(ChainsRoom, StepsAreAddedDuplicatedMovedAndRemovedInTheForm) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add a step to tier 1");
  EXPECT_EQ(h.step_names(), "1 Support, 1 ?, 2 Manager");
  EXPECT_TRUE(h.driver.says("Tells nobody yet"));
  h.driver.fill(Role::textbox, "Name", "Second line");
  h.driver.click(Role::button, "Move to the next tier");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Second line, 2 Manager");
  h.driver.click(Role::button, "Move down");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Second line");
  h.driver.click(Role::button, "Duplicate");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Second line, 2 Second line");
  h.driver.click(Role::button, "Remove");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Second line");
  h.driver.click(Role::button, "Add a tier");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Second line, 3 ?");
}

TEST(ChainsRoom, UndoAndRedoByButtonAndKey) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add a tier");
  h.driver.click(Role::button, "Close the step");
  h.driver.click(Role::button, "Add a step to tier 1");
  h.driver.click(Role::button, "Close the step");
  EXPECT_EQ(h.step_names(), "1 Support, 1 ?, 2 Manager, 3 ?");
  h.driver.press("ctrl+z");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 3 ?");
  h.driver.click(Role::button, "Undo");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager");
  h.driver.press("ctrl+shift+Z");
  h.driver.click(Role::button, "Do it again");
  EXPECT_EQ(h.step_names(), "1 Support, 1 ?, 2 Manager, 3 ?");
}

TEST(ChainsRoom, TheWayBackOutlivesSaving) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Add a tier");
  h.driver.click(Role::button, "Close the step");
  h.driver.wait(seconds(1));
  h.driver.click(Role::button, "Save");
  h.driver.settle();
  EXPECT_EQ(h.saved["document"]["chains"][0]["steps"].size(), 3u);
  h.driver.click(Role::button, "Undo");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager");
  h.driver.click(Role::button, "Do it again");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 3 ?");
}

TEST(ChainsRoom, ACardIsDraggedToAnotherPlace) {
  ChainsDesk h;
  h.go("/chains");
  const auto& from = h.node(Role::row, "Support");
  const auto [x, y] = h.ui.tree().position(from);
  const auto& to = h.node(Role::row, "Manager");
  const auto [to_x, to_y] = h.ui.tree().position(to);
  h.driver.drag(x + 60, y + 20, to_x + 60, to_y + to.h + 30);
  EXPECT_EQ(h.step_names(), "2 Manager, 2 Support");
  EXPECT_FALSE(h.driver.has(Role::form, "Support")) << "a drag opens nothing";
  h.driver.press("ctrl+z");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager");
}

TEST(ChainsRoom, ACopyIsDraggedFromTheCornerOfACard) {
  ChainsDesk h;
  h.go("/chains");
  const auto& corner = h.node(Role::button, "Duplicate Support");
  const auto [x, y] = h.ui.tree().position(corner);
  const auto& to = h.node(Role::row, "Manager");
  const auto [to_x, to_y] = h.ui.tree().position(to);
  h.driver.drag(x + corner.w / 2, y + corner.h / 2, to_x + 60, to_y + to.h + 30);
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Support");
  h.driver.press("ctrl+z");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager");
  h.driver.click(Role::button, "Duplicate Manager");
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Manager") << "without dragging it stands behind its original";
}

TEST(ChainsRoom, AnArrowIsDraggedToWhereItShallLead) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Duplicate Manager");
  h.driver.click(Role::button, "Manager");
  h.driver.fill(Role::textbox, "Name", "Director");
  const std::string before = h.step_names();
  EXPECT_EQ(before, "1 Support, 2 Director, 2 Manager");
  const auto place = [&](Role role, const char* name) {
    const auto& node = h.node(role, name);
    const auto [x, y] = h.ui.tree().position(node);
    return ui::Point{x + node.w / 2, y + node.h / 2};
  };
  const auto lead = [&](ui::Point from, ui::Point to) { h.driver.drag(from.x, from.y, to.x, to.y); };
  lead(place(Role::button, "Support waits 30 min"), place(Role::row, "Manager"));
  EXPECT_EQ(h.step_names(), "1 Support, 2 Manager, 2 Director");
  h.driver.click(Role::button, "Undo");
  EXPECT_EQ(h.step_names(), before);
  lead(place(Role::button, "Support waits 30 min"), place(Role::button, "Add a step to tier 2"));
  EXPECT_EQ(h.step_names(), "1 Support, 2 ?, 2 Director, 2 Manager") << "over the rest of a tier it leads to a new step";
}

TEST(ChainsRoom, WhereAnArrowLeadsIsChosenByKeyboardAndByMenu) {
  ChainsDesk h;
  h.go("/chains");
  h.ui.focus(h.node(Role::button, "Support waits 30 min").id);
  h.driver.settle();
  h.driver.press("l");
  EXPECT_TRUE(h.driver.has(Role::menu, "Leads to"));
  h.driver.click(Role::menuitem, "A new step");
  EXPECT_EQ(h.step_names(), "1 Support, 1 ?, 2 Manager");
  const int rounds = h.edit.draft()["chains"][0].value("repeat", 0);
  h.driver.open_menu(Role::button, "Manager waits");
  h.driver.click(Role::menuitem, "The beginning, once more");
  EXPECT_EQ(h.edit.draft()["chains"][0]["repeat"], rounds + 1);
}

TEST(ChainsRoom, ACardIsMovedByKeyboard) {
  ChainsDesk h;
  h.go("/chains");
  h.ui.focus(h.node(Role::button, "Tier 1, Support").id);
  h.driver.settle();
  h.driver.press("shift+ArrowRight");
  EXPECT_EQ(h.step_names(), "2 Support, 2 Manager");
  h.driver.press("shift+ArrowDown");
  EXPECT_EQ(h.step_names(), "2 Manager, 2 Support") << "the keyboard stays on the card";
  h.driver.press("d");
  EXPECT_EQ(h.step_names(), "2 Manager, 2 Support, 2 Support");
  h.driver.press("Delete");
  EXPECT_EQ(h.step_names(), "2 Manager, 2 Support");
}

TEST(ChainsRoom, AWaitIsNudgedByKeyboardAndOpensItsField) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "Support waits 30 min");
  EXPECT_EQ(h.driver.value(Role::textbox, "Then waits"), "30m");
  h.ui.focus(h.node(Role::button, "Support waits 30 min").id);
  h.driver.settle();
  h.driver.press("ArrowUp");
  EXPECT_EQ(h.steps()[0]["wait"], "35m");
}

TEST(ChainsRoom, AChainIsMadeNamedAndRemoved) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "New chain…");
  h.driver.fill(Role::textbox, "Name", "At night");
  h.driver.click(Role::button, "Add");
  EXPECT_EQ(h.platform.location(), "/chains/at-night");
  EXPECT_EQ(h.edit.draft()["chains"][1]["name"], "At night");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Name, rounds, time-outs");
  h.driver.fill(Role::textbox, "Acknowledgement lapses after", "2h");
  EXPECT_EQ(h.edit.draft()["chains"][1]["ack_timeout"], "2h");
  h.driver.click(Role::button, "Remove the chain");
  EXPECT_EQ(h.edit.draft()["chains"].size(), 1u);
}

TEST(ChainsRoom, IsSavedAsAPictureWithWhatIsNotSavedYetAndHasAPageForTheWall) {
  ChainsDesk h;
  h.go("/chains");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Save as a picture (SVG)");
  ASSERT_EQ(h.platform.saved_files.size(), 1u);
  EXPECT_EQ(h.platform.saved_files[0].first, "default.svg");
  EXPECT_NE(h.platform.saved_files[0].second.find(">tells on call in Support on<"), std::string::npos);
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Page for the wall");
  EXPECT_EQ(h.platform.opened_links, (std::vector<std::string>{"/chains?chain=default"}));
}

TEST(ChainsRoom, WhoMayNotChangeItOnlyLooks) {
  ChainsDesk h;
  h.replica.me = {Actor::Kind::user, "bob", oasis::Role::agent};
  h.go("/chains");
  EXPECT_TRUE(h.driver.has(Role::grid, "Steps of Customer-facing"));
  EXPECT_FALSE(h.driver.has(Role::button, "Add a tier"));
  h.driver.click(Role::button, "Tier 1, Support");
  EXPECT_FALSE(h.driver.has(Role::form, "Support"));
}

TEST(ChainsRoom, FitsEveryPageAndNamesEverythingThatTakesThePointer) {
  for (const auto& [w, y] : {std::pair{1440, 900}, {1180, 820}, {820, 1180}, {390, 844}}) {
    ChainsDesk h(w, y);
    h.go("/chains");
    EXPECT_TRUE(h.driver.has(Role::grid, "Steps of Customer-facing")) << w;
    for (const platform::NodeId id : h.platform.clickable) {
      const platform::Node* node = h.platform.tree.find(id);
      EXPECT_TRUE(node == nullptr || node->name.length > 0) << w;
    }
  }
}

}  // namespace
}  // namespace oasis
