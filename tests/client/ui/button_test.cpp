// Buttons and links: pointer, keyboard, shortcuts.
// May not: look at pixels.
#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

TEST(Button, IsPressedByItsLabel) {
  int pressed = 0;
  Harness h([&](Ui& ui) { pressed += button(ui, "Escalate…"); });
  h.driver.click(Role::button, "Escalate…");
  EXPECT_EQ(pressed, 1);
}

TEST(Button, IsPressedByEnterAndSpaceWhenItHasTheKeyboard) {
  int pressed = 0;
  Harness h([&](Ui& ui) { pressed += button(ui, "Resolve"); });
  h.driver.press("Tab");
  h.driver.press("Enter");
  h.driver.press(" ");
  EXPECT_EQ(pressed, 2);
}

TEST(Button, IsPressedByItsShortcutOnce) {
  int pressed = 0;
  Harness h([&](Ui& ui) {
    pressed += button(ui, "Reply", {.shortcut = "r"});
    pressed += button(ui, "Also reply", {.shortcut = "r"});
  });
  h.driver.press("r");
  EXPECT_EQ(pressed, 1);
}

TEST(Button, CannotBePressedWhileDisabledOrBusy) {
  int pressed = 0;
  Harness h([&](Ui& ui) {
    pressed += button(ui, "Merge", {.disabled = true, .shortcut = "m"});
    pressed += button(ui, "Send", {.busy = true, .shortcut = "s"});
  });
  h.driver.press("m");
  h.driver.press("s");
  h.driver.click(Role::button, "Merge");
  EXPECT_EQ(h.driver.complaints, std::vector<std::string>{"button 'Merge' is disabled"});
  h.driver.complaints.clear();
  EXPECT_EQ(pressed, 0);
}

TEST(Button, EqualLabelsInDifferentScopesAreDifferentButtons) {
  int first = 0, second = 0;
  Harness h([&](Ui& ui) {
    {
      Scope scope(ui, "one");
      first += button(ui, "Open");
    }
    Scope scope(ui, "two");
    second += button(ui, "Open");
  });
  h.driver.press("Tab");
  h.driver.press("Tab");
  h.driver.press("Enter");
  EXPECT_EQ(first, 0);
  EXPECT_EQ(second, 1);
}

TEST(Link, GoesToItsPlace) {
  Harness h([&](Ui& ui) { link(ui, "Ticket 42", "#/tickets/42"); });
  h.driver.click(Role::link, "Ticket 42");
  EXPECT_EQ(h.platform.location(), "/tickets/42");
  h.platform.back();
  EXPECT_EQ(h.platform.location(), "");
}

}  // namespace
}  // namespace oasis::ui
