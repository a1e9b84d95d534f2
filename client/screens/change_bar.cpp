// See change_bar.hpp.
#include "client/screens/change_bar.hpp"

#include <cstdint>
#include <string>

#include "client/replica/workspace_edit.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

std::string say_effect(const DraftEffect& effect) {
  std::string words = "Of " + wording::say_count(effect.open_tickets, "open ticket, ", "open tickets, ") +
                      wording::say_count(effect.due_times_moved, "due time would move", "due times would move");
  if (effect.breached_now > 0)
    words += ", " + wording::say_count(effect.breached_now, "ticket would be overdue at once",
                              "tickets would be overdue at once");
  if (effect.gaps > 0)
    words += ". Nobody would be on call in " + wording::say_count(effect.gaps, "stretch", "stretches") +
             " of the next 30 days";
  return words;
}

}  // namespace

float change_bar_height(const Ui& ui, float width) {
  return ui.metrics().control + 24 + (width < 760 ? ui.metrics().control + 8 : 0);
}

void draw_change_bar(Desk& desk, bool& open_tickets, Rect area) {
  Ui& ui = desk.ui;
  WorkspaceEdit& edit = *desk.edit;
  Panel panel(ui, "Changes", area,
              {.padding = 12,
               .fill = ui.palette().raised,
               .border_top = true,
               .role = ui::Role::region,
               .label = "Changes"});
  const bool wide = area.w >= 760;
  const auto say = [&] {
    const float width = wide ? area.w - 480 : area.w - 24;
    if (!edit.faults().empty()) {
      const DraftFault& fault = edit.faults().front();
      const std::string more =
          edit.faults().size() > 1
              ? wording::say_count(static_cast<std::int64_t>(edit.faults().size()), "fault", "faults") + ", first "
              : "";
      text(ui, more + (fault.where.empty() ? "" : fault.where + ": ") + fault.what,
           {.tone = Tone::danger, .width = width});
    } else {
      text(ui,
           !edit.is_checked() ? "Looking what this would do…"
           : edit.effect()    ? say_effect(*edit.effect())
                              : "Changed",
           {.tone = Tone::secondary, .width = width});
    }
  };
  if (!wide) say();
  Row row(ui);
  if (wide) say();
  spacer(ui);
  int reach = open_tickets ? 1 : 0;
  if (segmented(ui, "Applies to", {"New tickets", "Open ones too"}, reach)) open_tickets = reach == 1;
  if (button(ui, "Discard", {.kind = ButtonKind::quiet})) edit.discard();
  const bool ready = edit.faults().empty() && edit.is_checked() && !edit.is_saving();
  if (button(ui, "Save", {.kind = ButtonKind::primary, .disabled = !ready, .busy = edit.is_saving()}))
    edit.save(open_tickets);
}

}  // namespace oasis
