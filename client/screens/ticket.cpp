// See ticket.hpp.
#include "client/screens/ticket.hpp"

#include <algorithm>

#include "client/screens/attaching.hpp"
#include "client/screens/conversation.hpp"
#include "client/screens/ticket_details.hpp"
#include "client/screens/ticket_dialogs.hpp"
#include "client/screens/ticket_header.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float details_width = 312;
constexpr float room_for_details = 800;

}  // namespace

void open_escalation(TicketRoom& room, const Ticket& ticket) {
  room.escalation = {};
  room.escalation.open = true;
  if (ticket.context) room.escalation.context = *ticket.context;
}

void open_context(TicketRoom& room, const Ticket& ticket) {
  open_escalation(room, ticket);
  room.escalation.only_context = true;
}

void show_ticket(TicketRoom& room, const TicketId& ticket) {
  if (room.ticket == ticket) return;
  room = TicketRoom{};
  room.ticket = ticket;
}

bool draw_ticket(Desk& desk, TicketRoom& room, Rect area, bool back) {
  const Ticket* ticket = find_ticket(desk.replica, room.ticket);
  Ui& ui = desk.ui;
  if (ticket == nullptr) {
    refuse_uploads(desk);
    Panel panel(ui, "Ticket", area, {.padding = 24, .role = ui::Role::region, .label = "Ticket"_tr});
    return empty_state(ui, Icon::search, "This ticket is not here"_tr,
                       "It was merged or removed, or you may not see it."_tr, "Back to the list"_tr);
  }
  desk.look_at(ticket->id);

  const bool beside = area.w >= room_for_details;
  if (beside || room.details_open) {
    // On a phone the panel takes the whole page, with its own way back.
    const float width = beside ? details_width : area.w < 560 ? area.w : details_width + 56;
    draw_ticket_details(desk, room, *ticket, cut_right(area, width), !beside);
    if (area.w < 1) return false;
  }
  ui::Scope scope(ui, ticket->id);
  bool leave = false;
  const HeaderOptions options{back, beside};
  const float composer = std::min(composer_height(desk, *ticket, room.composer, area.w), area.h * 0.5f);
  const Rect bottom = cut_bottom(area, composer);
  constexpr float margin = 16;
  const Rect top = cut_top(area, header_height(ui, *ticket, area.w - 2 * margin, options));
  {
    Panel panel(ui, "Ticket", top,
                {.padding = 0, .border_bottom = true, .role = ui::Role::region, .label = "Ticket"_tr});
    Column column(ui, {.width = top.w - 2 * margin, .indent = margin});
    space(ui, 4);
    leave = draw_ticket_header(desk, room, *ticket, options);
  }
  draw_conversation(desk, room, *ticket, area);
  draw_composer(desk, *ticket, room.composer, bottom);
  draw_ticket_dialogs(desk, room, *ticket);
  return leave;
}

}  // namespace oasis
