// The virtual list: what exists, what keys do, what scrolling costs.
// May not: look at pixels.
#include <string>

#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

struct Rows {
  int count = 100'000;
  ListState state;
  int opened = -1, menu = -1;
  int rolled = 0, coming = -1;  // when it last rolled
  bool rests = false;           // in the last frame

  void operator()(Ui& ui) {
    VirtualList list(ui, "Tickets", {0, 0, 600, 400}, {.count = count, .row_height = 40}, state, true);
    while (list.next()) {
      const ListRow& row =
          list.row("Ticket " + std::to_string(list.index()), static_cast<std::uint64_t>(list.index()));
      Painter(ui).text(row.rect, "subject", TextSize::body, ui.palette().tone(Tone::normal).text);
    }
    if (list.opened() >= 0) opened = list.opened();
    if (list.menu() >= 0) menu = list.menu();
    rests = list.rolled() == 0;
    if (!rests) rolled = list.rolled(), coming = list.coming();
  }
};

TEST(VirtualList, HasOnlyTheVisibleRowsOfVeryMany) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  const auto names = h.driver.names(Role::row);
  EXPECT_GE(names.size(), 10u);
  EXPECT_LE(names.size(), 12u);
  EXPECT_EQ(h.driver.find(Role::grid, "Tickets")->set_size, 100'000);
}

TEST(VirtualList, OpensTheRowThatIsClicked) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.click(Role::row, "Ticket 3");
  EXPECT_EQ(rows.opened, 3);
  EXPECT_EQ(rows.state.selected, 3);
}

TEST(VirtualList, ScrollsByTheWheelAndStopsAtItsEnds) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.scroll(Role::row, "Ticket 2", 4'000);
  EXPECT_TRUE(h.driver.has(Role::row, "Ticket 100"));
  EXPECT_EQ(h.platform.tree.find(Role::row, "Ticket 2"), nullptr);
  h.driver.scroll(Role::grid, "Tickets", 10'000'000);
  EXPECT_TRUE(h.driver.has(Role::row, "Ticket 99999"));
  h.driver.scroll(Role::grid, "Tickets", -10'000'000);
  EXPECT_TRUE(h.driver.has(Role::row, "Ticket 0"));
}

TEST(VirtualList, KnowsWhichRowComesNextWhileItRolls) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  EXPECT_EQ(rows.rolled, 0);
  h.driver.scroll(Role::grid, "Tickets", 410);
  EXPECT_EQ(rows.rolled, 1);
  EXPECT_EQ(h.driver.names(Role::row).back(), "Ticket " + std::to_string(rows.coming - 1));
  h.driver.scroll(Role::grid, "Tickets", -80);
  EXPECT_EQ(rows.rolled, -1);
  EXPECT_EQ(h.driver.names(Role::row).front(), "Ticket " + std::to_string(rows.coming + 1));
  h.driver.hover(Role::grid, "Tickets");
  EXPECT_TRUE(rows.rests);
}

TEST(VirtualList, IsWalkedByArrowKeysWithTheKeyboardFollowing) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.press("Tab");
  for (int i = 0; i < 15; i++) h.driver.press("ArrowDown");
  EXPECT_EQ(rows.state.selected, 15);
  EXPECT_EQ(h.platform.tree.name(*h.platform.tree.find(h.platform.pending.focused)), "Ticket 15");
  h.driver.press("End");
  EXPECT_EQ(rows.state.selected, 99'999);
  h.driver.press("Enter");
  EXPECT_EQ(rows.opened, 99'999);
  h.driver.press("Home");
  EXPECT_EQ(rows.state.selected, 0);
}

TEST(VirtualList, IsWalkedByJAndKFromAnywhere) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.press("j");
  h.driver.press("j");
  h.driver.press("k");
  EXPECT_EQ(rows.state.selected, 0);
  h.driver.press("Enter");
  EXPECT_EQ(rows.opened, 0);
}

TEST(VirtualList, AsksForARowsMenuByTheRightButton) {
  Rows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.open_menu(Role::row, "Ticket 4");
  EXPECT_EQ(rows.menu, 4);
  EXPECT_EQ(rows.opened, -1);
}

TEST(VirtualList, MayBeEmptyOrShrinkBelowItsSelection) {
  Rows rows;
  rows.state.selected = 50;
  Harness h([&](Ui& ui) { rows(ui); });
  rows.count = 0;
  h.platform.wake();
  h.driver.settle();
  EXPECT_EQ(rows.state.selected, -1);
  h.driver.press("j");
  h.driver.press("Enter");
  EXPECT_EQ(rows.opened, -1);
}

struct GroupedRows {
  std::vector<int> headings = {0, 3};
  ListState state;
  int opened = -1;

  void operator()(Ui& ui) {
    VirtualList list(ui, "Tickets", {0, 0, 600, 400},
                     {.count = 40, .row_height = 40, .headings = &headings, .heading_height = 24}, state,
                     true);
    while (list.next()) {
      if (list.index() == 0 || list.index() == 3) {
        list.heading("Group " + std::to_string(list.index()));
      } else {
        list.row("Ticket " + std::to_string(list.index()), static_cast<std::uint64_t>(list.index()));
      }
    }
    if (list.opened() >= 0) opened = list.opened();
  }
};

TEST(VirtualList, HeadingsAreLowerThanRowsAndPushThemDown) {
  GroupedRows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  EXPECT_EQ(h.driver.find(Role::row, "Group 0")->h, 24);
  EXPECT_EQ(h.platform.tree.position(*h.driver.find(Role::row, "Ticket 1")).second, 24);
  EXPECT_EQ(h.platform.tree.position(*h.driver.find(Role::row, "Ticket 4")).second, 24 + 80 + 24);
}

TEST(VirtualList, KeysStepOverHeadings) {
  GroupedRows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.press("j");
  EXPECT_EQ(rows.state.selected, 1);
  h.driver.press("j");
  h.driver.press("j");
  EXPECT_EQ(rows.state.selected, 4);
  h.driver.press("k");
  EXPECT_EQ(rows.state.selected, 2);
  h.driver.press("k");
  h.driver.press("k");
  EXPECT_EQ(rows.state.selected, 1) << "a heading is never selected";
}

TEST(VirtualList, AHeadingIsNotOpenedByAClick) {
  GroupedRows rows;
  Harness h([&](Ui& ui) { rows(ui); });
  h.driver.click(Role::row, "Group 3");
  EXPECT_EQ(rows.opened, -1);
}

}  // namespace
}  // namespace oasis::ui
