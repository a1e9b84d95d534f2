// Fields and choices: content, submission, keyboard.
// May not: test editing itself; that is the page's (tests/browser).
#include <string>
#include <vector>

#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

TEST(TextField, TakesWhatIsTypedAndSubmitsByEnter) {
  std::string value;
  int submitted = 0;
  Harness h([&](Ui& ui) { submitted += text_field(ui, "Search", value).submitted; });
  h.driver.click(Role::textbox, "Search");
  h.driver.type("zwölf 客户");
  EXPECT_EQ(value, "zwölf 客户");
  h.driver.press("Enter");
  EXPECT_EQ(submitted, 1);
  EXPECT_EQ(h.driver.value(Role::textbox, "Search"), "zwölf 客户");
}

TEST(TextField, KeysTypedIntoItAreNobodysShortcut) {
  std::string value;
  int replies = 0;
  Harness h([&](Ui& ui) {
    text_field(ui, "Search", value);
    replies += button(ui, "Reply", {.shortcut = "r"});
  });
  h.driver.click(Role::textbox, "Search");
  h.driver.press("r");
  EXPECT_EQ(replies, 0);
}

TEST(TextField, SaysThatItIsWrongAndWhy) {
  std::string value = "ops@example";
  Harness h([&](Ui& ui) { text_field(ui, "E-mail", value, {.error = "The part after @ has no dot"}); });
  EXPECT_TRUE(h.driver.find(Role::textbox, "E-mail")->state & platform::state_invalid);
  EXPECT_TRUE(h.driver.has(Role::alert, "The part after @ has no dot"));
}

TEST(TextField, NeverPutsAPasswordOnTheCanvas) {
  std::string value = "hunter2";
  Harness h([&](Ui& ui) { text_field(ui, "Password", value, {.password = true}); });
  EXPECT_TRUE(h.driver.find(Role::textbox, "Password")->state & platform::state_password);
}

TEST(TextArea, SubmitsByControlEnterOnlyAndLeavesByEscape) {
  std::string value;
  int submitted = 0, cancelled = 0;
  Harness h([&](Ui& ui) {
    const FieldResult result = text_area(ui, "Reply", value);
    submitted += result.submitted;
    cancelled += result.cancelled;
  });
  h.driver.fill(Role::multiline, "Reply", "one\ntwo");
  h.driver.press("Enter");
  EXPECT_EQ(submitted, 0);
  h.driver.press("ctrl+Enter");
  EXPECT_EQ(submitted, 1);
  h.driver.press("Escape");
  EXPECT_EQ(cancelled, 1);
}

TEST(Checkbox, TogglesByPointerAndKeyboard) {
  bool on = false;
  Harness h([&](Ui& ui) { checkbox(ui, "Only breached", on); });
  h.driver.click(Role::checkbox, "Only breached");
  EXPECT_TRUE(on);
  EXPECT_TRUE(h.driver.find(Role::checkbox, "Only breached")->state & platform::state_checked);
  h.driver.press(" ");
  EXPECT_FALSE(on);
}

TEST(Tabs, MoveByArrowKeys) {
  int selected = 0;
  Harness h([&](Ui& ui) { tabs(ui, "Parts", {{"Conversation"}, {"Notes", 2}, {"History"}}, selected); });
  h.driver.click(Role::tab, "Notes 2");
  EXPECT_EQ(selected, 1);
  h.driver.press("ArrowRight");
  EXPECT_EQ(selected, 2);
  h.driver.press("ArrowRight");
  EXPECT_EQ(selected, 2);
  h.driver.press("Home");
  EXPECT_EQ(selected, 0);
}

struct Priorities {
  std::vector<std::string> options{"Low", "Normal", "High", "Urgent"};
  int selected = 1;
  void operator()(Ui& ui) { combo(ui, "Priority", options, selected); }
};

TEST(Combo, ChoosesByPointer) {
  Priorities p;
  Harness h([&](Ui& ui) { p(ui); });
  EXPECT_EQ(h.driver.value(Role::combobox, "Priority"), "Normal");
  h.driver.click(Role::combobox, "Priority");
  h.driver.click(Role::option, "Urgent");
  EXPECT_EQ(p.selected, 3);
  EXPECT_FALSE(h.driver.has(Role::option, "Urgent"));
}

TEST(Combo, ChoosesByArrowsAndLettersWithoutOpening) {
  Priorities p;
  Harness h([&](Ui& ui) { p(ui); });
  h.driver.press("Tab");
  h.driver.press("ArrowDown");
  EXPECT_EQ(p.selected, 2);
  h.driver.press("l");
  EXPECT_EQ(p.selected, 0);
}

TEST(Combo, OpensAndChoosesByKeyboardAndReturnsIt) {
  Priorities p;
  Harness h([&](Ui& ui) { p(ui); });
  h.driver.press("Tab");
  h.driver.press("Enter");
  EXPECT_TRUE(h.driver.has(Role::option, "Low"));
  h.driver.press("ArrowDown");
  h.driver.press("ArrowDown");
  h.driver.press("Enter");
  EXPECT_EQ(p.selected, 3);
  EXPECT_EQ(h.platform.pending.focused, h.driver.find(Role::combobox, "Priority")->id);
  h.driver.press("Enter");
  h.driver.press("Escape");
  EXPECT_FALSE(h.driver.has(Role::option, "Low"));
}

}  // namespace
}  // namespace oasis::ui
