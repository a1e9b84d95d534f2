// See ticket.hpp.
#include "client/screens/ticket.hpp"

#include <algorithm>

#include "client/screens/clocks.hpp"
#include "client/screens/composer.hpp"
#include "client/screens/conversation.hpp"
#include "client/screens/ticket_details.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float details_width = 304;
constexpr float room_for_details = 800;

/// The chain that "Escalate…" goes on with: the one that runs, else the workspace's first.
const Chain* chain_of(const Desk& desk, const Ticket& ticket) {
  const Run* run = active_run(ticket);
  for (const Chain& chain : desk.workspace.chains) {
    if (run == nullptr || chain.id == run->chain) return &chain;
  }
  return desk.workspace.chains.empty() ? nullptr : &desk.workspace.chains.front();
}

bool needs_acknowledging(const Ticket& ticket) {
  const Run* run = active_run(ticket);
  return !is_finished(ticket.status) &&
         ((run != nullptr && run->phase == Run::Phase::waiting) || ticket.acknowledged_by.empty());
}

/// On a narrow page the less likely steps show their icons only; their names stay.
bool action(Ui& ui, bool narrow, Icon icon, Name name, bool disabled, std::string_view shortcut = {}) {
  if (narrow) return icon_button(ui, icon, name, {.disabled = disabled, .shortcut = shortcut});
  return button(ui, name, {.icon = icon, .disabled = disabled, .shortcut = shortcut});
}

void draw_actions(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool narrow = ui.area().w < 420;
  Row row(ui);
  const bool finished = is_finished(ticket.status);
  const bool may_act = desk.replica.me.role != oasis::Role::viewer;
  const bool waiting = needs_acknowledging(ticket);
  if (button(
          ui, "Acknowledge",
          {.kind = waiting && may_act ? ButtonKind::primary : ButtonKind::normal,
           .icon = Icon::check,
           .disabled = !may_act || !waiting,
           .shortcut = "a",
           .tooltip = waiting ? "Stops the escalation: you have it in hand" : "Somebody has it in hand"})) {
    desk.give(Acknowledge{ticket.id});
  }
  if (action(ui, narrow, Icon::escalate, "Escalate…", !may_act || finished || desk.workspace.chains.empty(),
             "e")) {
    room.escalating = true;
    room.escalate_reason.clear();
    room.escalate_tier = -1;
  }
  if (!finished) {
    if (!action(ui, narrow, Icon::flag, "Resolve…", !may_act, "ctrl+shift+Enter")) return;
    room.resolving = true;
    room.outcome.clear();
  } else if (action(ui, narrow, Icon::refresh, "Reopen", !may_act || ticket.status == Status::closed)) {
    SetFields reopen;
    reopen.ticket = ticket.id;
    reopen.status = Status::open;
    desk.give(reopen);
  }
}

/// Two rows of controls, the subject and the clocks between them.
float header_height(const Ui& ui) {
  constexpr float clocks = 24;
  return 2 * ui.metrics().page + 2 * ui.metrics().control + ui.line_height(TextSize::title) + clocks +
         3 * ui.metrics().gap;
}

bool draw_header(Desk& desk, TicketRoom& room, const Ticket& ticket, bool back, bool details_beside) {
  Ui& ui = desk.ui;
  bool leave = false;
  {
    Row row(ui);
    if (back) leave = icon_button(ui, Icon::arrow_left, "Back to the list");
    text(ui, "#" + std::to_string(ticket.number), {.tone = Tone::secondary});
    chip(ui, wording::name_of(ticket.status), is_finished(ticket.status) ? Tone::success : Tone::secondary);
    if (ticket.priority != Priority::normal) {
      priority_sign(ui, static_cast<PrioritySign>(ticket.priority));
      text(ui, wording::name_of(ticket.priority),
           {.tone = ticket.priority == Priority::urgent ? Tone::urgent : Tone::secondary, .hidden = true});
    }
    if (const auto tier = escalated_to(ticket))
      chip(ui, "Tier " + std::to_string(tier), tier >= 3 ? Tone::breached : Tone::warning, Icon::escalate);
    if (ticket.drill) chip(ui, "Drill", Tone::accent);
    spacer(ui);
    if (!details_beside && icon_button(ui, Icon::sidebar, "Details",
                                       {.kind = ButtonKind::quiet, .selected = room.details_open})) {
      room.details_open = !room.details_open;
    }
  }
  heading(ui, ticket.subject.empty() ? "(no subject)" : ticket.subject, 1);
  ClockWords clocks;
  say_clocks(ticket, desk.now, true, clocks);
  if (clocks.count > 0) clock_strip(ui, clocks.texts.data(), clocks.count);
  ui.again_after(until_words_change(ticket, desk.now));
  draw_actions(desk, room, ticket);
  return leave;
}

void draw_escalate_dialog(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  const Chain* chain = chain_of(desk, ticket);
  if (chain == nullptr) return;
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Escalate ticket", room.escalating);
  if (!dialog) return;
  text(ui, "The people of the chosen tier are told at once, then the next.", {.tone = Tone::secondary});
  std::vector<std::string> tiers = {"The next tier"};
  std::vector<std::int32_t> numbers = {0};
  for (const Step& step : chain->steps) {
    if (step.tier == numbers.back()) continue;
    numbers.push_back(step.tier);
    tiers.push_back("Tier " + std::to_string(step.tier) + (step.name.empty() ? "" : ": " + step.name));
  }
  int chosen = room.escalate_tier < 0 ? 0 : room.escalate_tier;
  if (combo(ui, "To", tiers, chosen)) room.escalate_tier = chosen;
  text_area(ui, "Reason", room.escalate_reason, {.placeholder = "What was tried, what is expected, by when"});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel", {.kind = ButtonKind::quiet})) room.escalating = false;
  if (button(ui, "Escalate", {.kind = ButtonKind::danger, .icon = Icon::escalate})) {
    Escalate escalate{ticket.id, chain->id, std::nullopt, room.escalate_reason};
    if (room.escalate_tier > 0) escalate.tier = numbers[static_cast<std::size_t>(room.escalate_tier)];
    if (desk.give(escalate)) room.escalating = false;
  }
}

void draw_resolve_dialog(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Resolve ticket", room.resolving);
  if (!dialog) return;
  text_area(ui, "Outcome", room.outcome, {.placeholder = "How it ended; colleagues and reports read this"});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel", {.kind = ButtonKind::quiet})) room.resolving = false;
  if (button(ui, "Resolve", {.kind = ButtonKind::primary, .icon = Icon::flag})) {
    SetFields resolve;
    resolve.ticket = ticket.id;
    resolve.status = Status::resolved;
    resolve.outcome = room.outcome;
    if (desk.give(resolve)) room.resolving = false;
  }
}

}  // namespace

void show_ticket(TicketRoom& room, const TicketId& ticket) {
  if (room.ticket == ticket) return;
  room = TicketRoom{};
  room.ticket = ticket;
}

bool draw_ticket(Desk& desk, TicketRoom& room, Rect area, bool back) {
  const Ticket* ticket = find_ticket(desk.replica, room.ticket);
  Ui& ui = desk.ui;
  if (ticket == nullptr) {
    Panel panel(ui, "Ticket", area, {.padding = 24, .role = ui::Role::main, .label = "Ticket"});
    return empty_state(ui, Icon::search, "This ticket is not here",
                       "It was merged or removed, or you may not see it.", "Back to the list");
  }
  desk.look_at(ticket->id);

  const bool details_beside = area.w >= room_for_details;
  if (details_beside || room.details_open) {
    const float width = details_beside ? details_width : std::min(area.w, details_width + 56);
    Rect side = cut_right(area, width);
    draw_ticket_details(desk, *ticket, side);
    if (area.w < 1) return false;
  }
  Scope scope(ui, ticket->id);
  bool leave = false;
  const float composer = std::min(composer_height(desk, *ticket, room.noting, area.w), area.h * 0.5f);
  Rect bottom = cut_bottom(area, composer);
  Rect top = cut_top(area, header_height(ui));
  {
    Panel panel(ui, "Ticket", top,
                {.padding = 16, .border_bottom = true, .role = ui::Role::region, .label = "Ticket"});
    leave = draw_header(desk, room, *ticket, back, details_beside);
  }
  draw_conversation(desk, *ticket, area);
  draw_composer(desk, *ticket, room.noting, bottom);
  draw_escalate_dialog(desk, room, *ticket);
  draw_resolve_dialog(desk, room, *ticket);
  return leave;
}

}  // namespace oasis
