// See shell.hpp.
#include "client/screens/shell.hpp"

#include <algorithm>

#include "client/platform/number_text.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/attaching.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

/// A banner across the top of what is left of the page; true when its action is pressed.
bool draw_banner(Ui& ui, Rect& page, std::string_view name, Tone tone, std::string_view sentence, std::string_view action = {}) {
  Panel panel(ui, name, cut_top(page, banner_height(ui, sentence, action, page.w)), {.padding = 0});
  return banner(ui, tone, sentence, action);
}

/// True when it is drawn. Tells what the connection cannot do at present, and what waits because of it.
bool draw_connection(Desk& desk, Rect& page) {
  Ui& ui = desk.ui;
  if (desk.connection != Connection::offline && desk.connection != Connection::signed_out) return false;
  const auto waiting = static_cast<std::int64_t>(desk.replica.outbox.size());
  const bool offline = desk.connection == Connection::offline;
  std::string sentence = offline ? "No connection to the server. You see what was known last; trying again."_tr
                                 : "Your session has ended."_tr;
  if (waiting > 0)
    sentence += " " + count_of(waiting, "One change waits to be sent."_kept, "{1} changes wait to be sent."_kept);
  if (draw_banner(ui, page, "connection", Tone::warning, sentence, offline ? std::string_view() : "Sign in"_tr))
    ui.platform().load_page("/login");
  return true;
}

/// Over plain HTTP from another machine a browser keeps some things from a page; the rest works.
void draw_insecure(Desk& desk, Shell& shell, Rect& page) {
  Ui& ui = desk.ui;
  if (ui.platform().preferences().secure || shell.told_insecure) return;
  shell.told_insecure =
      draw_banner(ui, page, "plain-http", Tone::warning,
                  "This page came over plain HTTP: no notifications, no work offline, no installing. "
                  "Start the server with --self-signed, or behind HTTPS, to have them."_tr,
                  "Close"_tr);
}

/// What is written meanwhile is in this page only.
void draw_no_room(Desk& desk, Rect& page) {
  Ui& ui = desk.ui;
  if (!ui.platform().storage().is_full()) return;
  draw_banner(ui, page, "no-room", Tone::warning,
              "This browser has no room left. Leave this page open: what you write is kept here until there is."_tr);
}

/// A newer version waits until it suits: what is being written is kept by the browser all the while.
void draw_update(Desk& desk, Rect& page) {
  Ui& ui = desk.ui;
  if (!ui.platform().preferences().update_waiting) return;
  if (draw_banner(ui, page, "update", Tone::accent, "A newer version of Support Oasis is here. What you are writing is kept."_tr,
                  "Load it now"_tr))
    ui.platform().take_update();
}

bool begins_with(const std::string& text, std::string_view start) {
  return text.compare(0, start.size(), start) == 0;
}

/// "/tickets/4/incident".
bool is_incident(const std::string& address) {
  constexpr std::string_view end = "/incident";
  return begins_with(address, "/tickets/") && address.size() > end.size() + 9 &&
         std::string_view(address).substr(address.size() - end.size()) == end;
}

/// Takes the address apart: which room, view or ticket is to be shown.
void follow_address(Desk& desk, Shell& shell) {
  const std::string& address = desk.ui.platform().location();
  if (address == shell.at && !address.empty()) return;
  shell.at = address.empty() ? "/inbox/all" : address;
  shell.room = Room::inbox;
  if (begins_with(shell.at, "/inbox/")) {
    shell.inbox.query = read_address(shell.at);
    show_ticket(shell.ticket, "");
  } else if (is_incident(shell.at)) {
    shell.room = Room::incident;
  } else if (begins_with(shell.at, "/tickets/")) {
    show_ticket(shell.ticket, shell.at.substr(9));
  } else if (begins_with(shell.at, "/oncall")) {
    shell.room = Room::oncall;
  } else if (begins_with(shell.at, "/chains")) {
    shell.room = Room::chains;
  } else if (begins_with(shell.at, "/board")) {
    shell.room = Room::board;
  } else if (begins_with(shell.at, "/reports")) {
    shell.room = Room::reports;
  } else if (begins_with(shell.at, "/review")) {
    shell.room = Room::review;
  } else if (begins_with(shell.at, "/customers")) {
    shell.room = Room::customers;
    shell.customers.customer = shell.at.size() > 11 ? shell.at.substr(11) : "";
  } else if (begins_with(shell.at, "/training")) {
    shell.room = Room::training;
  } else if (begins_with(shell.at, "/settings")) {
    shell.room = Room::settings;
    shell.settings.at = shell.at.size() > 10 ? shell.at.substr(10) : "";
  }
}

/// Addresses name tickets by number; the room wants the id.
void resolve_number(Desk& desk, Shell& shell) {
  const TicketId& named = shell.ticket.ticket;
  if (named.empty() || find_ticket(desk.replica, named) != nullptr) return;
  const std::int64_t number = platform::read_whole(named);
  if (number <= 0) return;
  TicketId found;
  for_each_ticket(desk.replica, [&](const Ticket& ticket) {
    if (ticket.number == number) found = ticket.id;
  });
  if (!found.empty()) show_ticket(shell.ticket, found);
}

void open_ticket(Desk& desk, Shell& shell, const TicketId& id) {
  const Ticket* ticket = find_ticket(desk.replica, id);
  if (ticket == nullptr) return;
  go(desk, address_of(*ticket));
  follow_address(desk, shell);
  show_ticket(shell.ticket, id);
}

/// What was chosen above the list is in the address: to be sent to a colleague, and to come back to.
void keep_query(Desk& desk, Shell& shell, const InboxQuery& before, bool typed) {
  if (before == shell.inbox.query || !shell.ticket.ticket.empty()) return;
  shell.at = address_of(shell.inbox.query);
  desk.ui.platform().go(shell.at, typed ? platform::Visit::replace : platform::Visit::push);
}

void draw_list(Desk& desk, Shell& shell, Rect area, bool with_menu, bool beside) {
  refresh_inbox(desk, shell.inbox);  // the bar says how many there are
  const InboxQuery before = shell.inbox.query;
  const Rect strip = cut_top(area, desk.ui.metrics().control + 24);
  const BarResult wish = draw_inbox_bar(desk, shell.bar, shell.inbox.query, strip,
                                        {with_menu, shell.navigation.open, shell.inbox.shown.tickets});
  if (wish.toggle_navigation) shell.navigation.open = !shell.navigation.open;
  if (wish.new_ticket) shell.new_ticket.open = true;
  const TicketId opened = draw_inbox(desk, shell.inbox, area, shell.ticket.ticket, beside || area.w < 640);
  keep_query(desk, shell, before, !wish.chose);
  if (!opened.empty()) open_ticket(desk, shell, opened);
}

void draw_inbox_room(Desk& desk, Shell& shell, Rect area, bool with_menu) {
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
  if (leave || desk.ui.shortcut("Escape")) go(desk, address_of(shell.inbox.query));
}

void draw_room(Desk& desk, Shell& shell, Rect area, bool with_menu) {
  const bool has_all =
      desk.ui.platform().has_later_part();  // asked for when the inbox is there, whatever is shown
  const bool waits = shell.room != Room::inbox && !has_all;
  Panel main(desk.ui, "Room", area, {.padding = waits ? 32.f : 0.f, .role = ui::Role::main, .label = "Room"_tr});
  if (waits) return skeleton(desk.ui, "Loading this room"_tr, 8);
  bool* const navigation = with_menu ? &shell.navigation.open : nullptr;
  switch (shell.room) {
    case Room::inbox:
      draw_inbox_room(desk, shell, area, with_menu);
      break;
    case Room::oncall:
      later_rooms.oncall(desk, shell.oncall, shell.at, area, navigation);
      break;
    case Room::chains:
      later_rooms.chains(desk, shell.chains, shell.at, area, navigation);
      break;
    case Room::board:
      later_rooms.board(desk, shell.board, shell.at, area, navigation);
      break;
    case Room::reports:
      later_rooms.reports(desk, shell.reports, shell.at, area, navigation);
      break;
    case Room::review:
      later_rooms.review(desk, shell.review, shell.at, area, navigation);
      break;
    case Room::incident:
      later_rooms.incident(desk, shell.incident, shell.at, area, navigation);
      break;
    case Room::customers:
      later_rooms.customers(desk, shell.customers, area, navigation);
      break;
    case Room::training:
      later_rooms.training(desk, shell.training, shell.at, area, navigation);
      break;
    case Room::settings:
      later_rooms.settings(desk, shell.settings, area, navigation);
      break;
  }
}

/// What the page's title says: where one is, and how many tickets wait for an answer.
void say_title(Desk& desk, Shell& shell) {
  const int waiting = shell.navigation.counts.waiting_for_me;
  if (shell.titled_revision == desk.replica.revision && shell.titled_at == shell.at &&
      shell.titled_waiting == waiting)
    return;
  shell.titled_revision = desk.replica.revision;
  shell.titled_at = shell.at;
  shell.titled_waiting = waiting;
  std::string place(name_of(shell.inbox.query.view));
  if (shell.room == Room::oncall) place = "On call"_tr;
  if (shell.room == Room::chains) place = "Chains"_tr;
  if (shell.room == Room::board) place = "Board"_tr;
  if (shell.room == Room::reports) place = "Reports"_tr;
  if (shell.room == Room::review) place = "Review"_tr;
  if (shell.room == Room::incident) place = "After the incident"_tr;
  if (shell.room == Room::customers) place = "Customers"_tr;
  if (shell.room == Room::training) place = "Training"_tr;
  if (shell.room == Room::settings) place = "Settings"_tr;
  if (const Ticket* ticket = find_ticket(desk.replica, shell.ticket.ticket);
      ticket && shell.room == Room::inbox)
    place = wording::name_of_ticket(*ticket);
  desk.ui.platform().set_title((waiting > 0 ? "(" + std::to_string(waiting) + ") " : "") + place + " · " +
                               (desk.workspace.name.empty() ? "Support Oasis" : desk.workspace.name));
  desk.ui.platform().set_badge(waiting);
}

void draw_over_everything(Desk& desk, Shell& shell) {
  Ui& ui = desk.ui;
  if (std::string news = desk.edit->take_news(); !news.empty()) desk.toasts.say(ui, std::move(news));
  const TicketId made = draw_new_ticket(desk, shell.new_ticket);
  if (!made.empty()) open_ticket(desk, shell, made);
  if (ui.shortcut("ctrl+k")) open_palette(shell.palette);
  if (ui.shortcut("?")) shell.palette.sheet_open = true;
  if (ui.shortcut("c")) shell.new_ticket.open = true;
  draw_palette(desk, shell.palette, [&](const std::string& words) { return actions_of(desk, shell, words); });
  draw_shortcut_sheet(desk, shell.palette, [&] { return actions_of(desk, shell, ""); });
}

}  // namespace

void draw_shell(Desk& desk, Shell& shell) {
  Ui& ui = desk.ui;
  follow_address(desk, shell);
  resolve_number(desk, shell);
  if (!is_rolling(desk, shell.inbox)) count_if_due(desk, shell.navigation);
  say_title(desk, shell);

  take_uploads(desk);
  if (shell.room != Room::inbox || shell.ticket.ticket.empty()) refuse_uploads(desk);
  Rect page = ui.page();
  draw_connection(desk, page);
  draw_insecure(desk, shell, page);
  draw_no_room(desk, page);
  draw_update(desk, page);
  const Breadth breadth = breadth_of(page.w);
  const bool beside = breadth == Breadth::desk;
  Wishes wishes;
  const bool whole = is_wall(shell.at);
  if (!whole && (beside || shell.navigation.open)) {
    // On a phone it covers the room; elsewhere the room moves over.
    const float width = breadth == Breadth::phone ? page.w : std::min(navigation_width, page.w);
    wishes = draw_navigation(desk, shell.navigation, cut_left(page, width), shell.at);
  }
  if (wishes.new_ticket) shell.new_ticket.open = true;
  if (wishes.palette) open_palette(shell.palette);
  if (page.w > 1) draw_room(desk, shell, page, !beside);
  draw_over_everything(desk, shell);
}

}  // namespace oasis
