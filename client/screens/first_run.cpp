// See first_run.hpp.
#include "client/screens/first_run.hpp"

#include <algorithm>

#include "client/replica/workspace_edit.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {

using namespace ui;

namespace {

/// Not a place: the step is done where it is pressed.
constexpr std::string_view test_page = "test";
constexpr const char* tested_at = "test-sent";

}  // namespace

std::array<FirstStep, 5> first_steps(const Workspace& workspace, bool test_sent) {
  const bool has_levels = std::any_of(workspace.slas.begin(), workspace.slas.end(), [](const Sla& sla) {
    return std::any_of(sla.targets.begin(), sla.targets.end(), [](const auto& clocks) {
      return std::any_of(clocks.begin(), clocks.end(), [](const auto& target) { return target.has_value(); });
    });
  });
  return {
      {{"Invite your colleagues"_tr, "Two people make an escalation"_tr, "/people", workspace.users.size() > 1},
       {"Connect a mailbox"_tr, "Mail to it becomes tickets, answers leave from it"_tr, "#/settings/mailboxes",
        !workspace.mailboxes.empty()},
       {"Say what you promise"_tr, "A service level says how soon somebody answers"_tr, "#/settings/levels",
        has_levels},
       {"Say who is told next"_tr, "A chain goes on until somebody has it in hand"_tr, "#/settings/chains",
        !workspace.chains.empty()},
       {"Send yourself a test page"_tr, "Know that it rings before it has to"_tr, test_page, test_sent}}};
}

void draw_first_run(Desk& desk) {
  Ui& ui = desk.ui;
  const float width = std::min(560.f, ui.area().w);
  Column column(ui, {.width = width, .indent = std::max(0.f, (ui.area().w - width) / 2), .gap = 12});
  space(ui, 24);
  heading(ui,
          phrase("Welcome to {1}"_tr, desk.workspace.name.empty() ? "Support Oasis" : desk.workspace.name), 2);
  paragraph(ui, "Five steps, and nothing that a customer writes is overlooked any more."_tr,
            {.tone = Tone::secondary});
  int number = 0;
  const bool test_sent = !ui.platform().storage().setting(tested_at).empty();
  for (const FirstStep& step : first_steps(desk.workspace, test_sent)) {
    Card card(ui, {.padding = 12, .gap = 2, .label = step.name});
    Row row(ui);
    chip(ui, step.done ? "Done"_tr : std::to_string(++number), step.done ? Tone::success : Tone::accent,
         step.done ? Icon::check : Icon::none);
    {
      Column words(ui, {.width = std::max(80.f, ui.area().w - 110), .gap = 0});
      text(ui, step.name, {.weight = Weight::semibold});
      text(ui, step.why, {.size = TextSize::small, .tone = Tone::secondary});
    }
    spacer(ui);
    const bool here = step.page == test_page;
    if (step.done || !button(ui, {here ? "Send"_tr : "do|Open"_tr, step.name}, {.tooltip = step.name})) continue;
    if (here) {
      desk.edit->send_test("email", [&platform = ui.platform()] { platform.storage().set_setting(tested_at, "1"); });
    } else if (step.page.front() == '#') {
      ui.platform().go(step.page.substr(1), platform::Visit::push);
    } else {
      ui.platform().load_page(step.page);
    }
  }
}

}  // namespace oasis
