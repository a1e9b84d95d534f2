// See bulk.hpp.
#include "client/screens/bulk.hpp"

#include <algorithm>

#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

std::vector<const Ticket*> marked_tickets(const Desk& desk, const Bulk& bulk) {
  std::vector<const Ticket*> tickets;
  for (const TicketId& id : bulk.marked) {
    if (const Ticket* ticket = find_ticket(desk.replica, id)) tickets.push_back(ticket);
  }
  std::sort(tickets.begin(), tickets.end(),
            [](const Ticket* a, const Ticket* b) { return a->number < b->number; });
  return tickets;
}

std::string tickets_in_words(std::size_t count) {
  return count_of(static_cast<std::int64_t>(count), "{1} ticket"_kept, "{1} tickets"_kept);
}

/// Gives `change` for each ticket that it changes, and offers to take it all back. `restore` sets the fields
/// of a command from a ticket that has them. `done` has places for the tickets, counted, and for `to`.
template <class Change, class Restore>
void change_all(Desk& desk, const std::vector<const Ticket*>& tickets, const char* done, const std::string& to,
                Change change, Restore restore) {
  std::vector<Command> back;
  // The tickets' rows move with every command: what they were is read before the first one.
  std::vector<SetFields> sets;
  for (const Ticket* ticket : tickets) {
    SetFields set, undo;
    set.ticket = undo.ticket = ticket->id;
    if (!change(*ticket, set)) continue;
    restore(*ticket, undo);
    sets.push_back(set);
    back.push_back(undo);
  }
  if (sets.empty()) return;
  bool all = true;
  for (const SetFields& set : sets) all = desk.give(set) && all;
  if (all) desk.done(phrase(done, tickets_in_words(sets.size()), to), std::move(back));
}

void assign_all(Desk& desk, const std::vector<const Ticket*>& tickets, const Id& assignee) {
  change_all(
      desk, tickets, assignee.empty() ? "{1} unassigned"_tr : "{1} assigned to {2}"_tr,
      wording::name_of_user(desk.workspace, assignee),
      [&](const Ticket& ticket, SetFields& set) {
        set.assignee = assignee;
        return ticket.assignee != assignee;
      },
      [](const Ticket& ticket, SetFields& undo) { undo.assignee = ticket.assignee; });
}

void prioritise_all(Desk& desk, const std::vector<const Ticket*>& tickets, Priority priority) {
  change_all(
      desk, tickets, "{1} set to {2}"_tr, std::string(wording::name_of(priority)),
      [&](const Ticket& ticket, SetFields& set) {
        set.priority = priority;
        return ticket.priority != priority;
      },
      [](const Ticket& ticket, SetFields& undo) { undo.priority = ticket.priority; });
}

void set_status_of_all(Desk& desk, const std::vector<const Ticket*>& tickets, Status status) {
  change_all(
      desk, tickets, "{1} set to {2}"_tr, std::string(wording::name_of(status)),
      [&](const Ticket& ticket, SetFields& set) {
        set.status = status;
        return ticket.status != status && ticket.status != Status::closed;
      },
      [](const Ticket& ticket, SetFields& undo) { undo.status = ticket.status; });
}

void tag_all(Desk& desk, const std::vector<const Ticket*>& tickets, const std::string& tag) {
  change_all(
      desk, tickets, "{1} tagged {2}"_tr, tag,
      [&](const Ticket& ticket, SetFields& set) {
        if (std::find(ticket.tags.begin(), ticket.tags.end(), tag) != ticket.tags.end()) return false;
        set.tags = ticket.tags;
        set.tags->push_back(tag);
        return true;
      },
      [](const Ticket& ticket, SetFields& undo) { undo.tags = ticket.tags; });
}

void acknowledge_all(Desk& desk, const std::vector<const Ticket*>& tickets) {
  std::vector<TicketId> waiting;
  for (const Ticket* ticket : tickets) {
    if (!is_finished(ticket->status) && ticket->acknowledged_by.empty()) waiting.push_back(ticket->id);
  }
  std::size_t done = 0;
  for (const TicketId& id : waiting) done += desk.give(Acknowledge{id}) ? 1 : 0;
  if (done > 0) desk.done(phrase("tickets|{1} acknowledged"_tr, tickets_in_words(done)), {});
}

/// On narrow pages the bar has signs only; their names stay.
bool bar_button(Ui& ui, bool narrow, Icon icon, Name name, bool menu = false, bool expanded = false) {
  if (narrow) return icon_button(ui, icon, name, {.kind = ButtonKind::quiet, .expanded = expanded});
  return button(ui, name, {.kind = ButtonKind::quiet, .icon = icon, .menu = menu, .expanded = expanded});
}

void assign_menu(Desk& desk, Bulk& bulk, Rect anchor, const std::vector<const Ticket*>& tickets) {
  Menu menu(desk.ui, "Assign to"_tr, anchor, bulk.assigning);
  if (!menu) return;
  if (menu.item("Nobody"_tr, {.icon = Icon::close})) assign_all(desk, tickets, "");
  for (const User& user : desk.workspace.users) {
    if (user.role == oasis::Role::viewer) continue;
    const bool me = user.id == desk.replica.me.id;
    if (menu.item({me ? phrase("{1} (me)"_tr, user.name) : user.name, user.id}, {.icon = Icon::user}))
      assign_all(desk, tickets, user.id);
  }
}

void priority_menu(Desk& desk, Bulk& bulk, Rect anchor, const std::vector<const Ticket*>& tickets) {
  Menu menu(desk.ui, "Set priority"_tr, anchor, bulk.prioritising, 160);
  if (!menu) return;
  for (const Priority priority : {Priority::urgent, Priority::high, Priority::normal, Priority::low}) {
    if (menu.item(wording::name_of(priority))) prioritise_all(desk, tickets, priority);
  }
}

void status_menu(Desk& desk, Bulk& bulk, Rect anchor, const std::vector<const Ticket*>& tickets) {
  Menu menu(desk.ui, "Set status"_tr, anchor, bulk.changing_status, 160);
  if (!menu) return;
  for (const Status status : {Status::open, Status::pending, Status::on_hold, Status::resolved}) {
    if (menu.item(wording::name_of(status))) set_status_of_all(desk, tickets, status);
  }
}

void draw_tag_dialog(Desk& desk, Bulk& bulk) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Tag marked tickets"_tr, bulk.tagging, 400);
  if (!dialog) return;
  const bool entered = text_field(ui, "Tag"_tr, bulk.tag, {.placeholder = "for example outage"_tr}).submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) bulk.tagging = false;
  const bool pressed = button(ui, "Add tag"_tr, {.kind = ButtonKind::primary, .disabled = bulk.tag.empty()});
  if ((!pressed && !entered) || bulk.tag.empty()) return;
  tag_all(desk, marked_tickets(desk, bulk), bulk.tag);
  bulk.tagging = false;
  bulk.tag.clear();
}

void draw_merge_dialog(Desk& desk, Bulk& bulk) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Merge marked tickets"_tr, bulk.merging, 480);
  if (!dialog) return;
  const std::vector<const Ticket*> tickets = marked_tickets(desk, bulk);
  paragraph(ui, "All messages go on in one ticket; the others are closed and point to it."_tr,
            {.tone = Tone::secondary});
  std::vector<std::string> names;
  for (const Ticket* ticket : tickets)
    names.push_back(wording::name_of_ticket(*ticket));
  combo(ui, "Goes on in"_tr, names, bulk.merge_into);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) bulk.merging = false;
  const auto target = static_cast<std::size_t>(std::max(0, bulk.merge_into));
  const bool ready = tickets.size() > 1 && target < tickets.size();
  if (!button(ui, "Merge"_tr, {.kind = ButtonKind::primary, .disabled = !ready})) return;
  const TicketId into = tickets[target]->id;
  std::vector<TicketId> others;
  for (const Ticket* ticket : tickets) {
    if (ticket->id != into) others.push_back(ticket->id);
  }
  for (const TicketId& other : others) desk.give(Merge{other, into});
  bulk.merging = false;
  bulk.marked.clear();
}

}  // namespace

void mark(Bulk& bulk, const TicketId& ticket, bool on) {
  if (on) {
    bulk.marked.insert(ticket);
  } else {
    bulk.marked.erase(ticket);
  }
}

void take_over(Desk& desk, const std::vector<const Ticket*>& tickets) {
  if (desk.replica.me.role == oasis::Role::viewer) return;
  assign_all(desk, tickets, desk.replica.me.id);
}

float bulk_bar_height(const Ui& ui) {
  return ui.metrics().control + 20;
}

void draw_bulk_bar(Desk& desk, Bulk& bulk, Rect area) {
  Ui& ui = desk.ui;
  const std::vector<const Ticket*> tickets = marked_tickets(desk, bulk);
  const bool narrow = area.w < 760;
  Panel panel(ui, "Marked tickets", area,
              {.padding = 10,
               .fill = ui.palette().raised,
               .border_top = true,
               .role = ui::Role::region,
               .label = "Marked tickets"_tr});
  Row row(ui, {.gap = narrow ? 0.f : 4.f});
  if (icon_button(ui, Icon::close, "Unmark all"_tr, {.kind = ButtonKind::quiet, .shortcut = "Escape"}))
    bulk.marked.clear();
  const auto count = static_cast<std::int64_t>(tickets.size());
  text(ui, narrow ? write_number(count) : count_of(count, "{1} marked"_kept, "{1} marked"_kept),
       {.weight = Weight::semibold});
  if (desk.replica.me.role == oasis::Role::viewer) return;
  spacer(ui);
  if (bar_button(ui, narrow, Icon::check, {"Acknowledge"_tr, "acknowledge marked"}))
    acknowledge_all(desk, tickets);
  if (bar_button(ui, narrow, Icon::user, "Assign"_tr, true, bulk.assigning)) bulk.assigning = true;
  assign_menu(desk, bulk, ui.last(), tickets);
  if (bar_button(ui, narrow, Icon::flag, {"Priority"_tr, "priority of marked"}, true, bulk.prioritising))
    bulk.prioritising = true;
  priority_menu(desk, bulk, ui.last(), tickets);
  if (bar_button(ui, narrow, Icon::play, {"Status"_tr, "status of marked"}, true, bulk.changing_status))
    bulk.changing_status = true;
  status_menu(desk, bulk, ui.last(), tickets);
  if (bar_button(ui, narrow, Icon::tag, "Tag…"_tr)) bulk.tagging = true;
  if (bar_button(ui, narrow, Icon::link, "Merge…"_tr) && tickets.size() > 1) bulk.merging = true;
}

void draw_bulk_dialogs(Desk& desk, Bulk& bulk) {
  draw_tag_dialog(desk, bulk);
  draw_merge_dialog(desk, bulk);
}

}  // namespace oasis
