// See inbox_bar.hpp.
#include "client/screens/inbox_bar.hpp"

#include <algorithm>
#include <vector>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

template <std::size_t n, class Enum>
bool choose(Ui& ui, Name name, Enum& value) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < n; ++i) all.emplace_back(name_of(static_cast<Enum>(i)));
    return all;
  }();
  int chosen = static_cast<int>(value);
  if (!combo(ui, name, names, chosen, {.width = ui.theme().touch ? 148.f : 132.f, .show_label = false})) return false;
  value = static_cast<Enum>(chosen);
  return true;
}

/// Order and grouping where two boxes find no room.
bool draw_choices(Ui& ui, InboxBar& bar, InboxQuery& query) {
  if (icon_button(ui, Icon::filter, "Order and grouping"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = bar.choosing}))
    bar.choosing = true;
  Menu menu(ui, "Order and grouping"_tr, ui.last(), bar.choosing, 220);
  if (!menu) return false;
  bool chose = false;
  for (std::size_t i = 0; i < sort_count; ++i) {
    const Sort sort = static_cast<Sort>(i);
    if (menu.item({name_of(sort), "sort by " + std::string(name_of(sort))}, {.checked = query.sort == sort}))
      query.sort = sort, chose = true;
  }
  menu.separator();
  for (std::size_t i = 0; i < grouping_count; ++i) {
    const Grouping grouping = static_cast<Grouping>(i);
    const std::string label =
        i == 0 ? std::string(name_of(grouping)) : "By " + std::string(name_of(grouping));
    if (menu.item({label, label}, {.checked = query.grouping == grouping}))
      query.grouping = grouping, chose = true;
  }
  return chose;
}

bool is_worth_saving(const InboxQuery& query) {
  return !query.filter.empty() || query.grouping != Grouping::none || query.sort != Sort::next_due;
}

void draw_save_dialog(Desk& desk, InboxBar& bar, const InboxQuery& query) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Save this view"_tr, bar.saving, 400);
  if (!dialog) return;
  const bool entered =
      text_field(ui, "Name"_tr, bar.name, {.placeholder = "for example VIP, breached"_tr}).submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) bar.saving = false;
  const bool ready = !bar.name.empty() && bar.name.find_first_of("\t\n") == std::string::npos;
  const bool pressed = button(ui, "Save view"_tr, {.kind = ButtonKind::primary, .disabled = !ready});
  if (!ready || (!pressed && !entered)) return;
  auto& views = desk.saved.views;
  const auto known =
      std::find_if(views.begin(), views.end(), [&](const SavedView& v) { return v.name == bar.name; });
  const SavedView view{bar.name, address_of(query)};
  if (known == views.end()) {
    views.push_back(view);
  } else {
    *known = view;
  }
  desk.saved.keep();
  bar.saving = false;
  bar.name.clear();
}

}  // namespace

BarResult draw_inbox_bar(Desk& desk, InboxBar& bar, InboxQuery& query, Rect area, BarOptions options) {
  Ui& ui = desk.ui;
  BarResult result;
  {
    Panel panel(ui, "Inbox bar", area,
                {.padding = 12, .border_bottom = true, .role = ui::Role::search, .label = "Filter tickets"_tr});
    Row row(ui);
    const Metrics& m = ui.metrics();
    const bool wide = area.w >= 760, column = area.w < 420;
    if (options.with_menu)
      result.toggle_navigation = icon_button(
          ui, Icon::menu, "Views"_tr, {.kind = ButtonKind::quiet, .selected = options.navigation_open});
    if (!column) {
      heading(ui, name_of(query.view), 1);
      text(ui, std::to_string(options.tickets), {.tone = Tone::faint});
      spacer(ui);
    }
    const float buttons = (options.with_menu ? m.control + m.gap : 0) + m.control + m.gap +
                          (options.with_menu ? m.control + m.gap : 0);
    const float width = wide ? (area.w < 900 ? 200.f : 280.f) : column ? std::max(110.f, area.w - 24 - buttons) : 200.f;
    if (ui.shortcut("ctrl+f") || ui.shortcut("/")) ui.focus(ui.id("Filter"_tr));
    const FieldResult field = text_field(
        ui, "Filter"_tr, query.filter,
        {.width = width,
         .placeholder = column ? name_of(query.view) : std::string_view("Filter, or tag:vip is:unread"_tr),
         .icon = Icon::search,
         .show_label = false});
    result.typed = field.changed;
    if (field.cancelled && !query.filter.empty()) query.filter.clear(), result.typed = true;
    if (wide) {
      result.chose |= choose<grouping_count>(ui, "Group by"_tr, query.grouping);
      result.chose |= choose<sort_count>(ui, "Sort by"_tr, query.sort);
      if (is_worth_saving(query) &&
          icon_button(ui, Icon::star, "Save this view…"_tr, {.kind = ButtonKind::normal}))
        bar.saving = true;
    } else {
      result.chose |= draw_choices(ui, bar, query);
    }
    if (options.with_menu)
      result.new_ticket = icon_button(ui, Icon::plus, "New ticket"_tr, {.kind = ButtonKind::normal});
  }
  draw_save_dialog(desk, bar, query);
  return result;
}

}  // namespace oasis
