// See ticket_dialogs.hpp.
#include "client/screens/ticket_dialogs.hpp"

#include <string_view>
#include <vector>

#include "client/platform/number_text.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/screens/ticket_ties.hpp"
#include "client/screens/views.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

/// The chain that "Escalate…" goes on with: the one that runs, else the workspace's first.
const Chain* chain_of(const Desk& desk, const Ticket& ticket) {
  const Run* run = active_run(ticket);
  for (const Chain& chain : desk.workspace.chains) {
    if (run == nullptr || chain.id == run->chain) return &chain;
  }
  return desk.workspace.chains.empty() ? nullptr : &desk.workspace.chains.front();
}

void draw_escalate(Desk& desk, EscalationForm& form, const Ticket& ticket) {
  const Chain* chain = chain_of(desk, ticket);
  if (chain == nullptr) return;
  Ui& ui = desk.ui;
  Dialog dialog(ui, form.only_context ? "What the next tier must know"_tr : "Escalate ticket"_tr, form.open, 520);
  if (!dialog) return;
  paragraph(ui,
            form.only_context
                ? "Every tier that is told from now on reads these lines. Nobody is told by saving them."_tr
                : "The people of the chosen tier are told at once, with these lines."_tr,
            {.tone = Tone::secondary});
  std::vector<std::string> tiers = {"The next tier"_tr};
  std::vector<std::int32_t> numbers = {0};
  for (const Step& step : chain->steps) {
    if (step.tier == numbers.back()) continue;
    numbers.push_back(step.tier);
    tiers.push_back(step.name.empty() ? phrase("Tier {1}"_tr, step.tier)
                                      : phrase("Tier {1}: {2}"_tr, step.tier, step.name));
  }
  if (!form.only_context) combo(ui, "whom|To"_tr, tiers, form.tier);
  text_field(ui, "Summary"_tr, form.context.summary, {.placeholder = "What is wrong, in one line"_tr});
  text_field(ui, "Impact"_tr, form.context.impact, {.placeholder = "Who is hit and how badly"_tr});
  text_field(ui, "Tried"_tr, form.context.tried, {.placeholder = "What was done and what came of it"_tr});
  text_field(ui, "Expected"_tr, form.context.expected, {.placeholder = "What the next tier should do, by when"_tr});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) form.open = false;
  const bool pressed = form.only_context
                           ? button(ui, "Save"_tr, {.kind = ButtonKind::primary})
                           : button(ui, "Escalate"_tr, {.kind = ButtonKind::danger, .icon = Icon::escalate});
  if (!pressed) return;
  Escalate escalate;
  escalate.ticket = ticket.id;
  escalate.chain = chain->id;
  escalate.reason = form.context.summary;
  escalate.context = form.context;
  if (form.only_context) {
    const Run* run = active_run(ticket);
    if (run == nullptr) return void(form.open = false);  // it ended meanwhile: nobody is to be told by this
    escalate.chain = run->chain;
    escalate.tier = run->highest_tier;  // reached: nobody is told again
  }
  if (form.tier > 0) escalate.tier = numbers[static_cast<std::size_t>(form.tier)];
  if (desk.give(escalate)) form.open = false;
}

void draw_resolve(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Resolve ticket"_tr, room.resolving, 480);
  if (!dialog) return;
  const char* const hint = ticket.contact_email.empty()
                               ? "How it ended, in words for colleagues and reports"_tr
                               : "How it ended; the customer reads this, by mail and on their page"_tr;
  const bool entered = text_area(ui, "Outcome"_tr, room.outcome, {.placeholder = hint}).submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.resolving = false;
  if (!button(ui, "Resolve"_tr, {.kind = ButtonKind::primary, .icon = Icon::flag}) && !entered) return;
  SetFields resolve;
  resolve.ticket = ticket.id;
  resolve.status = Status::resolved;
  resolve.outcome = room.outcome;
  if (desk.give(resolve)) room.resolving = false;
}

void draw_merge(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Merge into another ticket"_tr, room.merging, 480);
  if (!dialog) return;
  paragraph(ui, "Its messages go on there; this one is closed and points to it."_tr, {.tone = Tone::secondary});
  const Ticket* into = find_meant(desk.replica, room.merge_into);
  const bool itself = into != nullptr && into->id == ticket.id;
  const std::string error = itself                                          ? "That is this ticket"_tr
                            : into == nullptr && room.merge_into.size() > 1 ? "No ticket has this number"_tr
                                                                            : "";
  const std::string hint = into != nullptr && !itself ? into->subject : "";
  text_field(ui, "Number of the other ticket"_tr, room.merge_into,
             {.placeholder = "#42", .error = error, .hint = hint});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.merging = false;
  const bool ready = into != nullptr && !itself;
  if (!button(ui, "Merge"_tr, {.kind = ButtonKind::primary, .icon = Icon::link, .disabled = !ready}) || !ready)
    return;
  const TicketId target = into->id;
  if (desk.give(Merge{ticket.id, target})) room.merging = false;
}

}  // namespace

void draw_ticket_dialogs(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  draw_escalate(desk, room.escalation, ticket);
  draw_resolve(desk, room, ticket);
  draw_merge(desk, room, ticket);
  draw_tie_dialogs(desk, room, ticket);
  if (room.why.open && desk.ui.platform().has_later_part()) later_rooms.why(desk, room.why, ticket);
}

const Ticket* find_meant(const Replica& replica, const std::string& typed) {
  if (const Ticket* by_id = find_ticket(replica, typed)) return by_id;
  const bool with_sign = !typed.empty() && typed.front() == '#';
  const std::int64_t number = platform::read_whole(std::string_view(typed).substr(with_sign ? 1 : 0));
  const Ticket* found = nullptr;
  if (number > 0) {
    for_each_ticket(replica, [&](const Ticket& ticket) {
      if (ticket.number == number) found = &ticket;
    });
  }
  return found;
}

}  // namespace oasis
