// Dialogs, menus, toasts: what is reachable, and where the keyboard goes.
// May not: look at pixels.
#include <string>

#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

struct Escalation {
  bool open = false;
  int below = 0, done = 0;
  std::string reason;

  void operator()(Ui& ui) {
    if (button(ui, "Escalate…")) open = true;
    below += button(ui, "Resolve");
    if (Dialog dialog(ui, "Escalate ticket", open); dialog) {
      text_area(ui, "Reason", reason);
      if (button(ui, "Escalate now", {.disabled = reason.empty()})) {
        done++;
        open = false;
      }
    }
  }
};

TEST(Dialog, IsOpenedFilledAndConfirmed) {
  Escalation e;
  Harness h([&](Ui& ui) { e(ui); });
  h.driver.click(Role::button, "Escalate…");
  EXPECT_TRUE(h.driver.has(Role::dialog, "Escalate ticket"));
  h.driver.fill(Role::multiline, "Reason", "stuck");
  h.driver.click(Role::button, "Escalate now");
  EXPECT_EQ(e.done, 1);
  EXPECT_FALSE(h.driver.has(Role::dialog, "Escalate ticket"));
}

TEST(Dialog, LetsNothingBelowBePressed) {
  Escalation e;
  Harness h([&](Ui& ui) { e(ui); });
  h.driver.click(Role::button, "Escalate…");
  h.driver.click(Role::button, "Resolve");
  EXPECT_EQ(e.below, 0);
}

TEST(Dialog, IsClosedByEscapeAndGivesTheKeyboardBack) {
  Escalation e;
  Harness h([&](Ui& ui) { e(ui); });
  h.driver.press("Tab");
  h.driver.press("Enter");
  EXPECT_EQ(h.platform.pending.focused, h.driver.find(Role::dialog, "Escalate ticket")->id);
  h.driver.press("Escape");
  EXPECT_FALSE(e.open);
  EXPECT_EQ(h.platform.pending.focused, h.driver.find(Role::button, "Escalate…")->id);
}

TEST(Dialog, ClosesWhenItsOwnerSaysSo) {
  Escalation e;
  Harness h([&](Ui& ui) { e(ui); });
  h.driver.click(Role::button, "Escalate…");
  e.open = false;
  h.platform.wake();
  h.driver.settle();
  EXPECT_FALSE(h.driver.has(Role::dialog, "Escalate ticket"));
  h.driver.click(Role::button, "Resolve");
  EXPECT_EQ(e.below, 1);
}

TEST(Dialog, ItsFootStaysOnAPageThatIsTooLowForItsContent) {
  bool open = true;
  int taken = 0;
  Harness h([&](Ui& ui) {
    Dialog dialog(ui, "Shifts", open, 360, Dialog::Kind::titled, true);
    if (!dialog) return;
    for (int i = 0; i < 60; ++i) text(ui, "Shift " + std::to_string(i));
    dialog.begin_foot();
    Row row(ui);
    taken += button(ui, "Take them") ? 1 : 0;
  });
  h.platform.screen = {390, 600, 1};
  h.driver.settle();
  const platform::Node* button = h.driver.find(Role::button, "Take them");
  ASSERT_NE(button, nullptr);
  EXPECT_LE(button->y + button->h, 600);
  h.driver.click(Role::button, "Take them");
  EXPECT_EQ(taken, 1);
}

TEST(Dialog, IsAsHighAsItsContentAndItsFoot) {
  bool open = true;
  Harness h([&](Ui& ui) {
    Dialog dialog(ui, "Shifts", open, 360, Dialog::Kind::titled, true);
    if (!dialog) return;
    text(ui, "One line");
    dialog.begin_foot();
    Row row(ui);
    button(ui, "Take it");
  });
  h.driver.settle();
  const platform::Node* line = h.driver.find(Role::text, "One line");
  const platform::Node* button = h.driver.find(Role::button, "Take it");
  ASSERT_TRUE(line != nullptr && button != nullptr);
  EXPECT_GE(button->y, line->y + line->h) << "nothing is covered";
  EXPECT_LE(button->y, line->y + line->h + 60) << "and nothing is empty between them";
}

struct Handover {
  bool open = true;
  bool done = false;
  std::string answers[30];

  void operator()(Ui& ui) {
    if (Dialog dialog(ui, "Hand over", open); dialog) {
      for (int i = 0; i < 30; ++i) text_field(ui, "Question " + std::to_string(i + 1), answers[i]);
      if (button(ui, "Done")) done = true;
    }
  }
};

TEST(Dialog, ScrollsWhereThePageIsTooLowForIt) {
  Handover handover;
  Harness h([&](Ui& ui) { handover(ui); });
  h.platform.screen = {780, 1688, 2};
  h.platform.wake();
  h.driver.settle();
  const platform::Node* dialog = h.driver.find(Role::dialog, "Hand over");
  ASSERT_NE(dialog, nullptr);
  EXPECT_GE(dialog->y, 0);
  EXPECT_LE(dialog->y + dialog->h, 844);
  h.driver.click(Role::button, "Done");
  EXPECT_FALSE(handover.done) << "it is below the page's edge";
  h.driver.scroll(Role::dialog, "Hand over", 5000);
  h.driver.click(Role::button, "Done");
  EXPECT_TRUE(handover.done);
  EXPECT_TRUE(h.driver.complaints.empty());
}

TEST(Dialog, BeginsAtItsTopWhenItIsOpenedAgain) {
  Handover handover;
  Harness h([&](Ui& ui) { handover(ui); });
  h.driver.scroll(Role::dialog, "Hand over", 5000);
  h.driver.press("Escape");
  handover.open = true;
  h.platform.wake();
  h.driver.settle();
  const platform::Node* dialog = h.driver.find(Role::dialog, "Hand over");
  const platform::Node* heading = h.driver.find(Role::heading, "Hand over");
  ASSERT_NE(dialog, nullptr);
  ASSERT_NE(heading, nullptr);
  EXPECT_GT(h.platform.tree.position(*heading).second, h.platform.tree.position(*dialog).second);
}

struct Snooze {
  bool open = false;
  std::string chosen;

  void operator()(Ui& ui) {
    if (button(ui, "Snooze", {.menu = true})) open = true;
    const Rect anchor = ui.last();
    if (Menu menu(ui, "Snooze until", anchor, open); menu) {
      for (const char* when : {"Tomorrow", "Monday"}) {
        if (menu.item(when)) chosen = when;
      }
      if (menu.item("Never", {.disabled = true})) chosen = "Never";
    }
  }
};

TEST(Menu, IsChosenFromByPointer) {
  Snooze s;
  Harness h([&](Ui& ui) { s(ui); });
  h.driver.click(Role::button, "Snooze");
  h.driver.click(Role::menuitem, "Monday");
  EXPECT_EQ(s.chosen, "Monday");
  EXPECT_FALSE(s.open);
}

TEST(Menu, IsChosenFromByKeyboard) {
  Snooze s;
  Harness h([&](Ui& ui) { s(ui); });
  h.driver.press("Tab");
  h.driver.press("Enter");
  h.driver.press("ArrowUp");
  h.driver.press("ArrowUp");
  h.driver.press("Enter");
  EXPECT_EQ(s.chosen, "Monday");
}

TEST(Menu, ClosesByAClickOutside) {
  Snooze s;
  Harness h([&](Ui& ui) { s(ui); });
  h.driver.click(Role::button, "Snooze");
  h.driver.click_at(1000, 700);
  EXPECT_FALSE(s.open);
  EXPECT_TRUE(s.chosen.empty());
}

TEST(Toasts, AreReadOutOfferAnActionAndGoAway) {
  Toasts toasts;
  std::uint64_t undo = 0, number = 0;
  Harness h([&](Ui& ui) {
    if (button(ui, "Send")) number = toasts.say(ui, "Reply sent", Tone::success, "Undo");
    if (const auto pressed = toasts.draw(ui)) undo = pressed;
  });
  h.driver.click(Role::button, "Send");
  ASSERT_EQ(h.platform.announced.size(), 1u);
  EXPECT_EQ(h.platform.announced[0].first, "Reply sent");
  h.driver.click(Role::button, "Undo");
  EXPECT_EQ(undo, number);
  EXPECT_FALSE(h.driver.has(Role::button, "Undo"));
  h.driver.click(Role::button, "Send");
  h.driver.wait(seconds(7));
  EXPECT_FALSE(h.driver.has(Role::button, "Undo"));
}

}  // namespace
}  // namespace oasis::ui
