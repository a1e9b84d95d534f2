// What ties a ticket to others and to people: its links and watchers in the side panel, and the dialogs that
// link it or split a message off. May not: decide what a command leads to.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// Who hears what happens to the ticket, and a way to be one of them.
void draw_watchers(Desk& desk, TicketRoom& room, const Ticket& ticket);
/// The tickets that belong to it, with a way to link one more. Draws nothing but that where there are none.
void draw_links(Desk& desk, TicketRoom& room, const Ticket& ticket);
/// The dialogs, while they are open.
void draw_tie_dialogs(Desk& desk, TicketRoom& room, const Ticket& ticket);

/// The person at this browser hears what happens to the ticket from now on, or no longer.
void watch(Desk& desk, const Ticket& ticket, bool on);
bool is_watching(const Desk& desk, const Ticket& ticket);
/// The ticket's messages that can become a ticket of their own: what a customer wrote after the first
/// message, newest first.
std::vector<const Message*> splittable(const Replica& replica, const TicketId& ticket);

}  // namespace oasis
