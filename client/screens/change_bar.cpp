// See change_bar.hpp.
#include "client/screens/change_bar.hpp"

#include <cstdint>
#include <string>

#include "client/replica/workspace_edit.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

std::string say_effect(const DraftEffect& effect) {
  std::string words =
      phrase("Of {1}, {2}"_tr, count_of(effect.open_tickets, "{1} open ticket"_kept, "{1} open tickets"_kept),
           count_of(effect.due_times_moved, "{1} due time would move"_kept, "{1} due times would move"_kept));
  if (effect.breached_now > 0)
    words += ", " + count_of(effect.breached_now, "{1} ticket would be overdue at once"_kept,
                             "{1} tickets would be overdue at once"_kept);
  if (effect.gaps > 0)
    words = phrase("{1}. Nobody would be on call in {2} of the next 30 days"_tr, words,
                 count_of(effect.gaps, "{1} stretch"_kept, "{1} stretches"_kept));
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
               .label = "Changes"_tr});
  const bool wide = area.w >= 760;
  const auto say = [&] {
    const float width = wide ? area.w - 480 : area.w - 24;
    if (!edit.faults().empty()) {
      const DraftFault& fault = edit.faults().front();
      const auto count = static_cast<std::int64_t>(edit.faults().size());
      std::string words = (fault.where.empty() ? "" : fault.where + ": ") + fault.what;
      if (count > 1) words = phrase("{1}, first {2}"_tr, count_of(count, "{1} fault"_kept, "{1} faults"_kept), words);
      text(ui, words, {.tone = Tone::danger, .width = width});
    } else {
      text(ui,
           !edit.is_checked() ? "Looking what this would do…"_tr
           : edit.effect()    ? say_effect(*edit.effect())
                              : "Changed"_tr,
           {.tone = Tone::secondary, .width = width});
    }
  };
  if (!wide) say();
  Row row(ui);
  if (wide) say();
  spacer(ui);
  int reach = open_tickets ? 1 : 0;
  if (segmented(ui, "Applies to"_tr, {"New tickets"_tr, "Open ones too"_tr}, reach)) open_tickets = reach == 1;
  if (button(ui, "Discard"_tr, {.kind = ButtonKind::quiet})) edit.discard();
  const bool ready = edit.faults().empty() && edit.is_checked() && !edit.is_saving();
  if (button(ui, "Save"_tr, {.kind = ButtonKind::primary, .disabled = !ready, .busy = edit.is_saving()}))
    edit.save(open_tickets);
}

}  // namespace oasis
