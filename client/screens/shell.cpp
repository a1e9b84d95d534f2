// See shell.hpp.
#include "client/screens/shell.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float navigation_width = 220;
constexpr std::array<Icon, view_count> icons = {Icon::user,     Icon::users, Icon::flag,  Icon::clock,
                                                Icon::escalate, Icon::pause, Icon::inbox, Icon::check};

void draw_person(Desk& desk) {
  Ui& ui = desk.ui;
  const std::string name = wording::name_of_user(desk.workspace, desk.replica.me.id);
  {
    Row row(ui);
    avatar(ui, name, 24);
    text(ui, name, {.width = navigation_width - 24 - 24 - 2 * ui.metrics().control - 3 * ui.metrics().gap});
    spacer(ui);
    const bool dark = ui.theme().palette.dark;
    if (icon_button(ui, dark ? Icon::sun : Icon::moon, dark ? "Light theme" : "Dark theme")) {
      ui.choose_scheme(dark ? Scheme::light : Scheme::dark);
      ui.platform().storage().set_setting("scheme", dark ? "light" : "dark");
    }
    if (icon_button(ui, Icon::sign_out, "Sign out")) desk.sign_out();
  }
}

void draw_navigation(Desk& desk, Shell& shell, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Navigation", area,
              {.padding = 12,
               .gap = 2,
               .fill = ui.palette().sidebar,
               .border_right = true,
               .role = ui::Role::navigation,
               .label = "Views"});
  {
    Row row(ui);
    text(ui, desk.workspace.name.empty() ? "Support Oasis" : desk.workspace.name,
         {.weight = Weight::semibold, .width = navigation_width - 72});
    spacer(ui);
    if (icon_button(ui, Icon::plus, "New ticket", {.kind = ButtonKind::normal, .shortcut = "c"}))
      shell.new_ticket.open = true;
  }
  space(ui, 8);
  for (std::size_t i = 0; i < view_count; ++i) {
    const View view = static_cast<View>(i);
    const std::string url = "#/inbox/" + std::string(slug_of(view));
    const bool current =
        shell.ticket.ticket.empty() ? shell.at == url.substr(1) : shell.inbox.query.view == view;
    const int count = view == View::finished ? 0 : shell.counts.views[i];
    if (navigation_item(ui, name_of(view), icons[i], url, current, count)) shell.navigation_open = false;
  }
  const float rest = ui.area().h - (ui.metrics().control + 4);
  if (rest > 0) space(ui, rest);
  draw_person(desk);
}

void count(const Desk& desk, Counts& counts) {
  const std::int64_t second = desk.now.ms / 1000;
  if (counts.revision == desk.replica.revision && counts.second == second) return;
  counts.revision = desk.replica.revision;
  counts.second = second;
  counts.views = count_views(desk.replica, desk.workspace, desk.now);
  counts.waiting_for_me = 0;
  for_each_ticket(desk.replica, [&](const Ticket& ticket) {
    const bool mine = belongs(ticket, View::mine, desk.replica.me.id, desk.workspace, desk.now);
    counts.waiting_for_me += mine && ticket.unanswered_since ? 1 : 0;
  });
}

void draw_connection(Desk& desk) {
  Ui& ui = desk.ui;
  const std::size_t waiting = desk.replica.outbox.size();
  const std::string kept = waiting == 0   ? ""
                           : waiting == 1 ? " One change waits to be sent."
                                          : " " + std::to_string(waiting) + " changes wait to be sent.";
  switch (desk.connection) {
    case Connection::offline:
      banner(ui, Tone::warning,
             "No connection to the server. You see what was known last; trying again." + kept);
      break;
    case Connection::signed_out:
      if (banner(ui, Tone::warning, "Your session has ended." + kept, "Sign in"))
        ui.platform().load_page("/login");
      break;
    default:
      break;
  }
}

/// Takes the address apart: which view or ticket is to be shown.
void follow_address(Desk& desk, Shell& shell) {
  const std::string& address = desk.ui.platform().location();
  if (address == shell.at && !address.empty()) return;
  shell.at = address.empty() ? "/inbox/all" : address;
  if (shell.at.rfind("/inbox/", 0) == 0) {
    shell.inbox.query.view = view_of(shell.at.substr(7)).value_or(View::all);
    show_ticket(shell.ticket, "");
  } else if (shell.at.rfind("/tickets/", 0) == 0) {
    show_ticket(shell.ticket, shell.at.substr(9));
  }
}

/// Addresses name tickets by number; the room wants the id.
void resolve_number(Desk& desk, Shell& shell) {
  const TicketId& named = shell.ticket.ticket;
  if (named.empty() || find_ticket(desk.replica, named) != nullptr) return;
  const long long number = std::strtoll(named.c_str(), nullptr, 10);
  if (number <= 0) return;
  TicketId found;
  for_each_ticket(desk.replica, [&](const Ticket& ticket) {
    if (ticket.number == number) found = ticket.id;
  });
  if (!found.empty()) show_ticket(shell.ticket, found);
}

void go(Desk& desk, Shell& shell, const std::string& address) {
  desk.ui.platform().go(address, platform::Visit::push);
  shell.at.clear();
  follow_address(desk, shell);
}

void open_ticket(Desk& desk, Shell& shell, const TicketId& id) {
  if (const Ticket* ticket = find_ticket(desk.replica, id)) {
    go(desk, shell, address_of(*ticket));
    show_ticket(shell.ticket, id);
  }
}

void draw_inbox_bar(Desk& desk, Shell& shell, Rect area, bool with_menu) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Inbox bar", area,
              {.padding = 12, .border_bottom = true, .role = ui::Role::search, .label = "Filter tickets"});
  Row row(ui);
  if (with_menu &&
      icon_button(ui, Icon::menu, "Views", {.kind = ButtonKind::quiet, .selected = shell.navigation_open})) {
    shell.navigation_open = !shell.navigation_open;
  }
  const bool wide = area.w >= 560;
  if (wide) heading(ui, name_of(shell.inbox.query.view), 1);
  if (wide) spacer(ui);
  text_field(
      ui, "Filter", shell.inbox.query.filter,
      {.width = wide ? 260.f
                     : std::max(120.f, area.w - 24 -
                                           (with_menu ? 2 * (ui.metrics().control + ui.metrics().gap) : 0.f)),
       .placeholder = wide ? "Filter" : name_of(shell.inbox.query.view),
       .icon = Icon::search,
       .show_label = false});
  if (wide) {
    int sort = static_cast<int>(shell.inbox.query.sort);
    if (combo(ui, "Sort by", {"Next due", "Newest", "Oldest", "Priority"}, sort,
              {.width = 130, .show_label = false})) {
      shell.inbox.query.sort = static_cast<Sort>(sort);
    }
  } else if (with_menu && icon_button(ui, Icon::plus, "New ticket", {.kind = ButtonKind::normal})) {
    shell.new_ticket.open = true;
  }
}

void draw_list(Desk& desk, Shell& shell, Rect area, bool with_menu, bool beside) {
  const float bar = desk.ui.metrics().control + 24;
  draw_inbox_bar(desk, shell, cut_top(area, bar), with_menu);
  const TicketId opened = draw_inbox(desk, shell.inbox, area, shell.ticket.ticket, beside || area.w < 560);
  if (!opened.empty()) open_ticket(desk, shell, opened);
}

void draw_room(Desk& desk, Shell& shell, Rect area, bool with_menu) {
  const bool reading = !shell.ticket.ticket.empty();
  const bool beside = reading && area.w >= 760;
  if (!reading || beside) {
    Rect list = beside ? cut_left(area, std::clamp(area.w * 0.3f, 300.f, 380.f)) : area;
    if (beside) {
      Painter(desk.ui).line({list.right() - 0.5f, list.y}, {list.right() - 0.5f, list.bottom()},
                            desk.ui.palette().border);
      list.w -= 1;
    }
    draw_list(desk, shell, list, with_menu, beside);
  }
  if (!reading) return;
  const bool leave = draw_ticket(desk, shell.ticket, area, !beside);
  if (leave || desk.ui.shortcut("Escape"))
    go(desk, shell, "/inbox/" + std::string(slug_of(shell.inbox.query.view)));
}

}  // namespace

void draw_shell(Desk& desk, Shell& shell) {
  Ui& ui = desk.ui;
  follow_address(desk, shell);
  resolve_number(desk, shell);
  count(desk, shell.counts);
  const int waiting = shell.counts.waiting_for_me;  // what the page's title and icon show
  const std::string place =
      shell.ticket.ticket.empty() ? std::string(name_of(shell.inbox.query.view)) : "Ticket";
  ui.platform().set_title((waiting > 0 ? "(" + std::to_string(waiting) + ") " : "") + place + " · " +
                          (desk.workspace.name.empty() ? "Support Oasis" : desk.workspace.name));
  ui.platform().set_badge(waiting);

  Rect page = ui.page();
  if (desk.connection == Connection::offline || desk.connection == Connection::signed_out) {
    const Rect strip = cut_top(page, ui.metrics().control + 8);
    Panel panel(ui, "Connection", strip, {.padding = 0});
    draw_connection(desk);
  }
  const Breadth breadth = breadth_of(page.w);
  if (breadth == Breadth::desk) {
    draw_navigation(desk, shell, cut_left(page, navigation_width));
  } else if (shell.navigation_open) {
    draw_navigation(desk, shell, cut_left(page, std::min(navigation_width + 20, page.w)));
  }
  if (page.w > 1) draw_room(desk, shell, page, breadth != Breadth::desk);
  const TicketId made = draw_new_ticket(desk, shell.new_ticket);
  if (!made.empty()) open_ticket(desk, shell, made);
}

}  // namespace oasis
