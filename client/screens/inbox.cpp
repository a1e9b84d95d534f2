// See inbox.hpp.
#include "client/screens/inbox.hpp"

#include <algorithm>

#include "client/screens/first_run.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr Duration reorder_every = seconds(30);  // "due soon" grows by the clock alone
constexpr Duration rolls_for = seconds(1);       // after its last move
constexpr int rows_ahead = 12, rows_at_once = 3;
constexpr std::size_t kept_words = 64;           // more rows than any screen shows, and those ahead

const Ticket* selected_ticket(const Inbox& inbox) {
  const int at = inbox.list.selected;
  if (at < 0 || static_cast<std::size_t>(at) >= inbox.shown.lines.size()) return nullptr;
  return inbox.shown.lines[static_cast<std::size_t>(at)].ticket;
}

/// Has the messages searched for the words of the filter; true when the answer is another than before.
bool search_messages(Desk& desk, Inbox& inbox) {
  if (inbox.query.filter.empty()) {
    inbox.searched.clear();
    inbox.found.clear();
    return false;
  }
  if (inbox.shown_query != inbox.query) inbox.searched = searched_words(inbox.query.filter);
  const std::vector<Found>& hits = desk.search_list(inbox.searched);
  std::vector<TicketId> found;
  for (const Found& hit : hits) found.push_back(hit.ticket);
  std::sort(found.begin(), found.end());
  if (found == inbox.found) return false;
  inbox.found = std::move(found);
  return true;
}

const RowWords& words_of(Desk& desk, Inbox& inbox, const Ticket& ticket, int line) {
  if (inbox.words.empty()) {
    for (std::size_t i = 0; i < kept_words; ++i) inbox.words.push_back(std::make_unique<RowWords>());
  }
  RowWords& words = *inbox.words[static_cast<std::size_t>(line) % kept_words];
  if (!is_right(words, ticket, desk)) say_row(ticket, desk, words);
  return words;
}

void draw_heading(Ui& ui, const InboxGroup& group, Rect rect, std::string_view count) {
  Painter paint(ui);
  Rect content = inset(rect, 16, 0);
  const float width = ui.text_width(group.name, TextSize::small, Weight::semibold);
  paint.text(cut_left(content, width + 8), group.name, TextSize::small, ui.palette().tone(Tone::normal).text,
             Weight::semibold);
  paint.text(content, count, TextSize::small, ui.palette().tone(Tone::secondary).text);
}

struct Sentence {
  Icon icon;
  std::string_view title, words;
};

Sentence nothing_in(View view) {
  switch (view) {
    case View::mine:
      return {Icon::check, "Nothing waits for you"_tr,
              "Tickets that are assigned to you appear here. Take one from Unassigned with “i”."_tr};
    case View::my_teams:
      return {Icon::users, "Your teams have nothing open"_tr,
              "Tickets of every team that you are in appear here, whoever they are assigned to."_tr};
    case View::unassigned:
      return {Icon::flag, "Everything has an owner"_tr, "New tickets that nobody has taken yet appear here."_tr};
    case View::due_soon:
      return {Icon::clock, "Nothing is due within the hour"_tr,
              "Tickets appear here before their time runs out, the nearest first."_tr};
    case View::escalated:
      return {Icon::escalate, "Nothing is escalated"_tr,
              "When nobody answers in time, you see here who was told, and who comes next."_tr};
    case View::pending:
      return {Icon::pause, "Nothing waits for a customer"_tr,
              "Set a ticket to pending when it is the customer’s turn: its clocks rest until they write."_tr};
    case View::finished:
      return {Icon::check, "Nothing is finished yet"_tr,
              "Resolved and closed tickets stay here to be looked up."_tr};
    case View::all:
      break;
  }
  return {Icon::inbox, "No open tickets"_tr,
          "A message to your support address, or “New ticket” (c), makes one."_tr};
}

void draw_empty(Desk& desk, Inbox& inbox) {
  if (!inbox.query.filter.empty()) {
    const bool clear =
        empty_state(desk.ui, Icon::search, "Nothing matches"_tr,
                    "No ticket of this view has these words. Try “is:unread”, “priority:urgent”, "
                    "“customer:” or “tag:”."_tr,
                    "Clear filter"_tr);
    if (clear) inbox.query.filter.clear();
    return;
  }
  const Sentence sentence = nothing_in(inbox.query.view);
  empty_state(desk.ui, sentence.icon, sentence.title, sentence.words);
}

/// Keys that act on the highlighted row while no ticket is open.
void row_keys(Desk& desk, Inbox& inbox) {
  Ui& ui = desk.ui;
  const Ticket* ticket = selected_ticket(inbox);
  if (ui.shortcut("ctrl+a")) {
    for (const InboxLine& line : inbox.shown.lines) {
      if (line.ticket != nullptr) inbox.bulk.marked.insert(line.ticket->id);
    }
  }
  if (!inbox.bulk.marked.empty() && ui.shortcut("Escape")) inbox.bulk.marked.clear();
  if (ticket == nullptr) return;
  if (ui.shortcut("x")) mark(inbox.bulk, ticket->id, inbox.bulk.marked.count(ticket->id) == 0);
  if (ui.shortcut("i")) take_over(desk, {ticket});
}

void draw_row_menu(Desk& desk, Inbox& inbox) {
  Ui& ui = desk.ui;
  const Ticket* ticket = find_ticket(desk.replica, inbox.menu_ticket);
  if (ticket == nullptr) inbox.menu_open = false;
  Menu menu(ui, "Ticket menu"_tr, inbox.menu_at, inbox.menu_open, 240);
  if (!menu || ticket == nullptr) return;
  const bool marked = inbox.bulk.marked.count(ticket->id) > 0;
  const bool locked = desk.replica.me.role == oasis::Role::viewer;
  if (menu.item("Acknowledge"_tr, {.icon = Icon::check, .shortcut = "a", .disabled = locked}))
    desk.give(Acknowledge{ticket->id});
  if (menu.item("Take it over"_tr, {.icon = Icon::user, .shortcut = "i", .disabled = locked}))
    take_over(desk, {ticket});
  menu.separator();
  if (menu.item(marked ? "Unmark"_tr : "Mark"_tr, {.icon = Icon::check, .shortcut = "x"}))
    mark(inbox.bulk, ticket->id, !marked);
  const bool unread = is_unread(desk.marks, *ticket);
  if (menu.item(unread ? "Mark as read"_tr : "Mark as unread"_tr, {.icon = Icon::eye}))
    desk.marks.keep(ticket->id, unread ? desk.now : Instant{ticket->last_activity.ms - 1});
  if (menu.item("Copy its number"_tr, {.icon = Icon::link}))
    ui.platform().copy("#" + std::to_string(ticket->number));
}

void plan_ahead(Desk& desk, Inbox& inbox, const VirtualList& list, const RowLook& look) {
  RowsAhead& ahead = inbox.ahead;
  const int step = list.rolled(), from = list.coming();
  const int ready = (ahead.next - from) * step;  // rows that were got ready before
  const bool goes_on = step == ahead.step && look.rect.w == ahead.look.rect.w && ready > 0 && ready <= rows_ahead;
  const bool enough = goes_on && ready > rows_ahead / 2;  // texts of several rows are fetched for little more than those of one
  ahead = {goes_on ? ahead.next : from, from + step * rows_ahead, step, look};
  inbox.rolled_at = desk.now;
  if (!enough) desk.ui.platform().work_ahead();
  desk.ui.again_after(rolls_for);
}

/// The rows that are visible; answers the one that was opened.
TicketId draw_rows(Desk& desk, Inbox& inbox, Rect area, const TicketId& open, bool narrow) {
  Ui& ui = desk.ui;
  Duration next_change = minutes(60);
  RowLook look;
  VirtualList list(ui, "Tickets"_tr, area,
                   {.count = static_cast<int>(inbox.shown.lines.size()),
                    .row_height = narrow ? narrow_row_height : wide_row_height,
                    .headings = &inbox.shown.headings},
                   inbox.list, true);
  while (list.next()) {
    const InboxLine& line = inbox.shown.lines[static_cast<std::size_t>(list.index())];
    const InboxGroup& group = inbox.shown.groups[line.group];
    if (line.ticket == nullptr) {
      const std::string count = std::to_string(group.count);
      draw_heading(ui, group, list.heading(group.name + ", " + count), count);
      continue;
    }
    const Ticket& ticket = *line.ticket;
    const RowWords& words = words_of(desk, inbox, ticket, list.index());
    const ListRow& row = list.row(words.name, std::hash<TicketId>{}(ticket.id));
    bool marked = inbox.bulk.marked.count(ticket.id) > 0;
    const bool boxes = row.hovered || !inbox.bulk.marked.empty();
    look = {row.rect, ticket.id == open, narrow, boxes || marked};
    Painter paint(ui);
    draw_row(desk, paint, ticket, words, look);
    if (mark_box(ui, {words.mark_name, "mark"}, mark_place(look), boxes, marked))
      mark(inbox.bulk, ticket.id, marked);
    if (row.selected) inbox.bulk.last = ticket.id;
    next_change = std::min(next_change, words.until - desk.now);
  }
  ui.again_after(next_change);
  if (list.rolled() != 0) plan_ahead(desk, inbox, list, look);
  const auto ticket_at = [&inbox](int line) {
    return inbox.shown.lines[static_cast<std::size_t>(line)].ticket->id;
  };
  if (list.menu() >= 0) {
    const Point pointer = ui.pointer();
    inbox.menu_ticket = ticket_at(list.menu());
    inbox.menu_at = {pointer.x, pointer.y, 0, 0};
    inbox.menu_open = true;
  }
  return list.opened() >= 0 ? ticket_at(list.opened()) : TicketId{};
}

}  // namespace

bool is_rolling(Desk& desk, const Inbox& inbox) {
  return desk.ui.platform().input().wheel_y != 0 || desk.now < inbox.rolled_at + rolls_for;
}

bool draw_ahead(Desk& desk, Inbox& inbox) {
  if (inbox.shown_revision != desk.replica.revision) return false;  // its tickets may be gone
  RowsAhead& ahead = inbox.ahead;
  const std::vector<InboxLine>& lines = inbox.shown.lines;
  Painter paint = Painter::ahead(desk.ui);
  int drawn = 0;
  for (; drawn < rows_at_once && ahead.next != ahead.end; ahead.next += ahead.step) {
    if (ahead.next < 0 || static_cast<std::size_t>(ahead.next) >= lines.size()) break;
    const Ticket* ticket = lines[static_cast<std::size_t>(ahead.next)].ticket;
    if (ticket == nullptr) continue;  // a heading
    draw_row(desk, paint, *ticket, words_of(desk, inbox, *ticket, ahead.next), ahead.look);
    ++drawn;
  }
  desk.ui.runs().end_work_ahead();
  return drawn == rows_at_once;
}

void refresh_inbox(Desk& desk, Inbox& inbox) {
  if (desk.ui.platform().input().wheel_y != 0) inbox.rolled_at = desk.now;  // the rows move in the next frame
  const bool found_more = search_messages(desk, inbox);
  const bool same_tickets = inbox.shown_revision == desk.replica.revision;
  const bool fresh = !found_more && inbox.shown_query == inbox.query && same_tickets && inbox.shown_at &&
                     (desk.now < *inbox.shown_at + reorder_every || is_rolling(desk, inbox));
  if (fresh) return;
  // A ticket that is gone may not be looked at any more; its id was kept by whoever selected it.
  const TicketId kept = inbox.list.selected >= 0 ? inbox.bulk.last : TicketId{};
  Reader reader(desk.workspace, desk.marks, desk.replica.me.id, desk.now);
  reader.found.assign(inbox.found.begin(), inbox.found.end());
  if (inbox.shown_query && inbox.shown_query->view != inbox.query.view) inbox.bulk.marked.clear();
  inbox.shown = select_tickets(desk.replica, inbox.query, reader);
  inbox.shown_query = inbox.query;
  inbox.shown_revision = desk.replica.revision;
  inbox.shown_at = desk.now;
  if (kept.empty()) return;
  const auto& lines = inbox.shown.lines;
  const auto found = std::find_if(lines.begin(), lines.end(), [&kept](const InboxLine& line) {
    return line.ticket != nullptr && line.ticket->id == kept;
  });
  inbox.list.selected = found == lines.end() ? -1 : static_cast<int>(found - lines.begin());
}

TicketId draw_inbox(Desk& desk, Inbox& inbox, Rect area, const TicketId& open, bool narrow) {
  refresh_inbox(desk, inbox);
  Ui& ui = desk.ui;
  if (inbox.shown.lines.empty()) {
    const bool brand_new =
        desk.replica.confirmed.last_number == 0 && desk.replica.me.role == oasis::Role::admin;
    Panel panel(ui, "Tickets", area,
                {.padding = 24, .scroll = brand_new, .role = ui::Role::region, .label = "Tickets"_tr});
    brand_new ? draw_first_run(desk) : draw_empty(desk, inbox);
    return {};
  }
  if (!inbox.bulk.marked.empty()) {
    draw_bulk_bar(desk, inbox.bulk, cut_bottom(area, bulk_bar_height(ui)));
  }
  draw_bulk_dialogs(desk, inbox.bulk);
  const TicketId opened = draw_rows(desk, inbox, area, open, narrow);
  if (open.empty()) row_keys(desk, inbox);
  draw_row_menu(desk, inbox);
  return opened;
}

}  // namespace oasis
