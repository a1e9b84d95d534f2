// See ticket_header.hpp.
#include "client/screens/ticket_header.hpp"

#include "client/screens/bulk.hpp"
#include "client/screens/clocks.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

bool needs_acknowledging(const Ticket& ticket) {
  const Run* run = active_run(ticket);
  return !is_finished(ticket.status) &&
         ((run != nullptr && run->phase == Run::Phase::waiting) || ticket.acknowledged_by.empty());
}

/// On a narrow page the less likely steps show their icons only; their names stay.
bool step(Ui& ui, bool narrow, Icon icon, Name name, bool disabled, std::string_view shortcut = {}) {
  if (narrow) return icon_button(ui, icon, name, {.disabled = disabled, .shortcut = shortcut});
  return button(ui, name, {.icon = icon, .disabled = disabled, .shortcut = shortcut});
}

void draw_more(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  if (icon_button(ui, Icon::more, "More steps"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "More steps"_tr, ui.last(), room.more_open, 260);
  if (!menu) return;
  const bool locked = desk.replica.me.role == oasis::Role::viewer || ticket.status == Status::closed;
  if (menu.item("Take it over"_tr, {.icon = Icon::user, .shortcut = "i", .disabled = locked}))
    take_over(desk, {&ticket});
  const bool pending = ticket.status == Status::pending;
  if (menu.item(
          pending ? "It is our turn again"_tr : "Wait for the customer"_tr,
          {.icon = pending ? Icon::play : Icon::pause, .disabled = locked || is_finished(ticket.status)})) {
    SetFields set;
    set.ticket = ticket.id;
    set.status = pending ? Status::open : Status::pending;
    desk.give(set);
  }
  if (menu.item("Merge into another ticket…"_tr, {.icon = Icon::link, .disabled = locked})) room.merging = true;
  if (menu.item("Link another ticket…"_tr, {.icon = Icon::link, .disabled = locked})) room.linking = true;
  if (menu.item("Split off a message…"_tr, {.icon = Icon::external, .disabled = locked})) room.splitting = true;
  menu.separator();
  if (!ticket.runs.empty() && menu.item("After the incident"_tr, {.icon = Icon::note})) go(desk, address_of(ticket) + "/incident");
  if (menu.item("Why was somebody told…"_tr, {.icon = Icon::bell})) room.why.open = true;
  if (menu.item("Mark as unread"_tr, {.icon = Icon::eye})) {
    desk.marks.keep(ticket.id, Instant{ticket.last_activity.ms - 1});
    desk.leave();
  }
  if (menu.item("Copy its link"_tr, {.icon = Icon::external})) ui.platform().copy("#" + address_of(ticket));
}

void draw_steps(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool narrow = ui.area().w < 500;
  Row row(ui, {.gap = narrow ? 6.f : -1.f});
  const bool finished = is_finished(ticket.status);
  const bool may_act = desk.replica.me.role != oasis::Role::viewer;
  const bool waiting = needs_acknowledging(ticket);
  if (button(
          ui, "Acknowledge"_tr,
          {.kind = waiting && may_act ? ButtonKind::primary : ButtonKind::normal,
           .icon = Icon::check,
           .disabled = !may_act || !waiting,
           .shortcut = "a",
           .tooltip = waiting ? "Stops the escalation: you have it in hand"_tr : "Somebody has it in hand"_tr})) {
    desk.give(Acknowledge{ticket.id});
  }
  if (step(ui, narrow, Icon::reply, "Reply"_tr, !may_act || ticket.status == Status::closed, "r"))
    room.composer.noting = false, room.composer.take_focus = true;
  if (ui.shortcut("n") && may_act) room.composer.noting = room.composer.take_focus = true;
  if (step(ui, narrow, Icon::escalate, "Escalate…"_tr, !may_act || finished || desk.workspace.chains.empty(),
           "e"))
    open_escalation(room, ticket);
  if (!finished) {
    if (step(ui, narrow, Icon::flag, "Resolve…"_tr, !may_act, "ctrl+shift+Enter"))
      room.resolving = true, room.outcome.clear();
  } else if (step(ui, narrow, Icon::refresh, "Reopen"_tr, !may_act || ticket.status == Status::closed)) {
    SetFields reopen;
    reopen.ticket = ticket.id;
    reopen.status = Status::open;
    desk.give(reopen);
  }
  if (ui.shortcut("i")) take_over(desk, {&ticket});
  spacer(ui);
  draw_more(desk, room, ticket);
}

std::string_view title_of(const Ticket& ticket) {
  return ticket.subject.empty() ? "(no subject)"_tr : std::string_view(ticket.subject);
}

void draw_state(Desk& desk, TicketRoom& room, const Ticket& ticket, HeaderOptions options, bool& leave) {
  Ui& ui = desk.ui;
  Row row(ui, {.height = ui.metrics().control});
  if (options.back) leave = icon_button(ui, Icon::arrow_left, "Back to the list"_tr);
  text(ui, "#" + std::to_string(ticket.number), {.tone = Tone::secondary});
  chip(ui, wording::name_of(ticket.status), is_finished(ticket.status) ? Tone::success : Tone::secondary);
  if (ticket.priority != Priority::normal) {
    priority_sign(ui, static_cast<PrioritySign>(ticket.priority));
    text(ui, wording::name_of(ticket.priority),
         {.tone = ticket.priority == Priority::urgent ? Tone::urgent : Tone::secondary, .hidden = true});
  }
  if (const auto tier = escalated_to(ticket))
    chip(ui, phrase("Tier {1}"_tr, tier), tier >= 3 ? Tone::breached : Tone::warning, Icon::escalate);
  if (ticket.drill) chip(ui, wording::drill_mark, Tone::warning, Icon::bell);
  spacer(ui);
  for (const Onlooker& other : desk.onlookers) {
    avatar(ui, other.name, 24);
    if (other.typing) text(ui, "types…", {.size = TextSize::small, .tone = Tone::secondary});
  }
  if (!options.details_beside &&
      icon_button(ui, Icon::sidebar, "Details"_tr, {.kind = ButtonKind::quiet, .selected = room.details_open}))
    room.details_open = !room.details_open;
}

}  // namespace

float header_height(Ui& ui, const Ticket& ticket, float width, HeaderOptions options) {
  const float clocks = options.details_beside ? 0 : 22 + ui.metrics().gap;
  return 12 + ui.metrics().page + 2 * ui.metrics().control + wrapped_title_height(ui, title_of(ticket), width) + clocks +
         2 * ui.metrics().gap;
}

bool draw_ticket_header(Desk& desk, TicketRoom& room, const Ticket& ticket, HeaderOptions options) {
  Ui& ui = desk.ui;
  bool leave = false;
  draw_state(desk, room, ticket, options, leave);
  wrapped_title(ui, title_of(ticket));
  if (!options.details_beside) {
    ClockWords clocks;
    say_clocks(ticket, desk.now, true, clocks);
    clock_strip(ui, clocks.texts.data(), clocks.count);
  }
  ui.again_after(until_words_change(ticket, desk.now));
  draw_steps(desk, room, ticket);
  return leave;
}

}  // namespace oasis
