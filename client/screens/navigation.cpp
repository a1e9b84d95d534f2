// See navigation.hpp.
#include "client/screens/navigation.hpp"

#include <algorithm>
#include <array>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::array<Icon, view_count> icons = {Icon::user,     Icon::users, Icon::flag,  Icon::clock,
                                                Icon::escalate, Icon::pause, Icon::inbox, Icon::check};
constexpr std::size_t many_tickets = 5'000;

void section(Ui& ui, std::string_view name) {
  space(ui, 10);
  Row row(ui, {.height = 24});
  space(ui, 0);
  text(ui, name, {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::faint});
}

void draw_top(Desk& desk, Wishes& wishes) {
  Ui& ui = desk.ui;
  Row row(ui, {.gap = 4});
  const float buttons = 2 * ui.metrics().control + 8;
  text(ui, desk.workspace.name.empty() ? "Support Oasis" : desk.workspace.name,
       {.weight = Weight::semibold, .width = ui.area().w - buttons - 4});
  spacer(ui);
  if (icon_button(ui, Icon::search, "Search and commands"_tr, {.kind = ButtonKind::quiet, .shortcut = "ctrl+k"}))
    wishes.palette = true;
  if (icon_button(ui, Icon::plus, "New ticket"_tr, {.kind = ButtonKind::normal, .shortcut = "c"}))
    wishes.new_ticket = true;
}

/// "#/inbox/mine", … made once.
const std::string& url_of(View view) {
  static const std::array<std::string, view_count> urls = [] {
    std::array<std::string, view_count> all;
    for (std::size_t i = 0; i < view_count; ++i)
      all[i] = "#/inbox/" + std::string(slug_of(static_cast<View>(i)));
    return all;
  }();
  return urls[static_cast<std::size_t>(view)];
}

void draw_views(Desk& desk, Navigation& navigation, const std::string& at) {
  Ui& ui = desk.ui;
  for (std::size_t i = 0; i < view_count; ++i) {
    const View view = static_cast<View>(i);
    const std::string& url = url_of(view);
    const int count = view == View::finished ? 0 : navigation.counts.views[i];
    if (navigation_item(ui, name_of(view), icons[i], url, url.compare(1, std::string::npos, at) == 0, count))
      navigation.open = false;
  }
}

void draw_saved(Desk& desk, Navigation& navigation, const std::string& at) {
  if (desk.saved.views.empty()) return;
  Ui& ui = desk.ui;
  section(ui, "Saved views"_tr);
  ui::Scope scope(ui, "saved");
  for (const SavedView& view : desk.saved.views) {
    bool menu = false;
    if (navigation_item(ui, {view.name, view.name}, Icon::filter, "#" + view.address, at == view.address, 0,
                        &menu))
      navigation.open = false;
    const Rect place = ui.last();
    if (menu) {
      navigation.removing = view.name;
      navigation.saved_open = true;
      navigation.saved_at = place;
    }
  }
  Menu menu(ui, "Saved view menu"_tr, navigation.saved_at, navigation.saved_open, 200);
  if (menu && menu.item("Remove this view"_tr, {.icon = Icon::trash, .danger = true})) {
    auto& views = desk.saved.views;
    views.erase(std::remove_if(views.begin(), views.end(),
                               [&](const SavedView& view) { return view.name == navigation.removing; }),
                views.end());
    desk.saved.keep();
  }
}

void draw_rooms(Desk& desk, Navigation& navigation, const std::string& at) {
  Ui& ui = desk.ui;
  section(ui, "Workspace"_tr);
  struct Entry {
    std::string_view name, url;
    Icon icon;
  };
  for (const Entry& entry : {Entry{"On call"_tr, "#/oncall", Icon::calendar},
                             {"Chains"_tr, "#/chains", Icon::chain},
                             {"Board"_tr, "#/board", Icon::clock},
                             {"Reports"_tr, "#/reports", Icon::chart},
                             {"Review"_tr, "#/review", Icon::flag},
                             {"Customers"_tr, "#/customers", Icon::star},
                             {"Training"_tr, "#/training", Icon::note},
                             {"Settings"_tr, "#/settings", Icon::settings}}) {
    // A review is for who can act on it.
    if (entry.url == "#/review" && desk.replica.me.role < oasis::Role::manager) continue;
    const bool current = at.compare(0, entry.url.size() - 1, entry.url.substr(1)) == 0;
    if (navigation_item(ui, entry.name, entry.icon, entry.url, current)) navigation.open = false;
  }
}

void choose_scheme(Desk& desk, Scheme scheme) {
  desk.ui.choose_scheme(scheme);
  desk.ui.platform().storage().set_setting("scheme", scheme == Scheme::dark    ? "dark"
                                                     : scheme == Scheme::light ? "light"
                                                                               : "");
}

void draw_person_menu(Desk& desk, Navigation& navigation, Rect anchor) {
  Ui& ui = desk.ui;
  Menu menu(ui, "You"_tr, anchor, navigation.person_open, 240);
  if (!menu) return;
  if (menu.item("Your account"_tr, {.icon = Icon::user})) ui.platform().load_page("/account");
  if (menu.item("How you are told"_tr, {.icon = Icon::bell})) ui.platform().load_page("/notifications");
  menu.separator();
  const Scheme scheme = ui.scheme();
  if (menu.item("Light"_tr, {.icon = Icon::sun, .checked = scheme == Scheme::light}))
    choose_scheme(desk, Scheme::light);
  if (menu.item("Dark"_tr, {.icon = Icon::moon, .checked = scheme == Scheme::dark}))
    choose_scheme(desk, Scheme::dark);
  if (menu.item("As the system"_tr, {.icon = Icon::settings, .checked = scheme == Scheme::system}))
    choose_scheme(desk, Scheme::system);
  menu.separator();
  if (menu.item("Sign out"_tr, {.icon = Icon::sign_out})) desk.sign_out();
}

void draw_person(Desk& desk, Navigation& navigation) {
  Ui& ui = desk.ui;
  const std::string& name = wording::name_of_user(desk.workspace, desk.replica.me.id);
  Row row(ui);
  avatar(ui, name, 24);
  text(ui, name, {.width = ui.area().w - ui.metrics().control - ui.metrics().gap});
  spacer(ui);
  if (icon_button(ui, Icon::more, "You and this program"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = navigation.person_open}))
    navigation.person_open = true;
  draw_person_menu(desk, navigation, {ui.last().x - 200, ui.last().y, 240, ui.last().h});
}

}  // namespace

void count_if_due(const Desk& desk, Navigation& navigation) {
  const Duration passed = desk.now - navigation.counted_at;
  const bool many = desk.replica.confirmed.tickets.size() > many_tickets;
  const bool changed = navigation.counted_revision != desk.replica.revision;
  if (changed ? many && passed < milliseconds(500) : passed < seconds(many ? 20 : 1)) return;
  navigation.counted_revision = desk.replica.revision;
  navigation.counted_at = desk.now;
  navigation.counts =
      count_views(desk.replica, Reader(desk.workspace, desk.marks, desk.replica.me.id, desk.now));
}

Wishes draw_navigation(Desk& desk, Navigation& navigation, Rect area, const std::string& at) {
  Ui& ui = desk.ui;
  Wishes wishes;
  const Rect foot = cut_bottom(area, ui.metrics().control + 20);
  {
    Panel panel(ui, "Navigation", area,
                {.padding = 12,
                 .gap = 2,
                 .fill = ui.palette().sidebar,
                 .scroll = true,
                 .border_right = true,
                 .role = ui::Role::navigation,
                 .label = "Views"_tr});
    draw_top(desk, wishes);
    space(ui, 8);
    draw_views(desk, navigation, at);
    draw_saved(desk, navigation, at);
    draw_rooms(desk, navigation, at);
  }
  Panel panel(ui, "Person", foot,
              {.padding = 12,
               .fill = ui.palette().sidebar,
               .border_right = true,
               .border_top = true,
               .role = ui::Role::region,
               .label = "You"_tr});
  draw_person(desk, navigation);
  return wishes;
}

}  // namespace oasis
