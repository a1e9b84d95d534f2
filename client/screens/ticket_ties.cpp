// See ticket_ties.hpp.
#include "client/screens/ticket_ties.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "client/screens/ticket_dialogs.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t longest_excerpt = 60;  // bytes of a message in a list of them

bool is_locked(const Desk& desk) {
  return desk.replica.me.role == oasis::Role::viewer;
}

bool is_watcher(const Ticket& ticket, const Id& user) {
  return ticket.watchers && std::count(ticket.watchers->begin(), ticket.watchers->end(), user) > 0;
}

void draw_watcher_menu(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  if (icon_button(ui, Icon::plus, "Add a watcher"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = room.adding_watcher}))
    room.adding_watcher = true;
  Menu menu(ui, "Add a watcher"_tr, ui.last(), room.adding_watcher, 220);
  if (!menu) return;
  for (const User& user : desk.workspace.users) {
    if (is_watcher(ticket, user.id) || !may_see(sight_of(&user), ticket)) continue;
    if (menu.item({user.name.empty() ? user.id : user.name, user.id}, {.icon = Icon::user}))
      desk.give(Watch{ticket.id, user.id, false});
  }
}

void draw_link_dialog(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Link another ticket"_tr, room.linking, 480);
  if (!dialog) return;
  text(ui, "Both tickets show the link."_tr, {.tone = Tone::secondary});
  const Ticket* to = find_meant(desk.replica, room.link_to);
  const bool itself = to != nullptr && to->id == ticket.id;
  const std::string_view error = itself                                     ? "That is this ticket"_tr
                                 : to == nullptr && room.link_to.size() > 1 ? "No ticket has this number"_tr
                                                                            : std::string_view();
  const std::string_view hint = to != nullptr && !itself ? std::string_view(to->subject) : std::string_view();
  const bool entered = text_field(ui, "Number of the other ticket"_tr, room.link_to,
                                  {.placeholder = "#42", .error = error, .hint = hint})
                           .submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.linking = false;
  const bool ready = to != nullptr && !itself;
  const bool pressed =
      button(ui, "Link"_tr, {.kind = ButtonKind::primary, .icon = Icon::link, .disabled = !ready});
  if (!ready || (!pressed && !entered)) return;
  const TicketId other = to->id;
  if (!desk.give(Link{ticket.id, other, false})) return;
  room.linking = false;
  room.link_to.clear();
}

std::string excerpt_of(const Message& message) {
  std::string words = message.text.substr(0, message.text.find('\n'));
  if (words.size() <= longest_excerpt) return words;
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
  return words.substr(0, end) + "…";
}

void draw_split_dialog(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Split off into a new ticket"_tr, room.splitting, 520);
  if (!dialog) return;
  const std::vector<const Message*> messages = splittable(desk.replica, ticket.id);
  if (messages.empty()) {
    paragraph(ui, "The customer has written nothing here after the first message."_tr, {.tone = Tone::secondary});
    Row row(ui);
    spacer(ui);
    if (button(ui, "Close"_tr)) room.splitting = false;
    return;
  }
  paragraph(ui, "It stays in this conversation, too; both tickets are linked."_tr, {.tone = Tone::secondary});
  std::vector<std::string> excerpts;
  for (const Message* message : messages)
    excerpts.push_back(wording::say_moment(message->at, desk.zone, desk.now) + "  " + excerpt_of(*message));
  room.split_message = std::clamp(room.split_message, 0, static_cast<int>(messages.size()) - 1);
  combo(ui, "Message"_tr, excerpts, room.split_message, {.width = 480});
  const Message& message = *messages[static_cast<std::size_t>(room.split_message)];
  text_field(ui, "Subject of the new ticket"_tr, room.split_subject, {.placeholder = excerpt_of(message)});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.splitting = false;
  if (!button(ui, "Split off"_tr, {.kind = ButtonKind::primary, .icon = Icon::external})) return;
  Split split{ticket.id, desk.new_id(), room.split_subject, {}};
  if (split.subject.empty()) split.subject = excerpt_of(message);
  split.message.id = desk.new_id();
  split.message.text = message.text;
  if (!desk.give(std::move(split))) return;
  room.splitting = false;
  room.split_subject.clear();
}

}  // namespace

bool is_watching(const Desk& desk, const Ticket& ticket) {
  return is_watcher(ticket, desk.replica.me.id);
}

void watch(Desk& desk, const Ticket& ticket, bool on) {
  desk.give(Watch{ticket.id, desk.replica.me.id, !on});
}

std::vector<const Message*> splittable(const Replica& replica, const TicketId& ticket) {
  std::vector<const Message*> messages;
  const auto details = replica.details.find(ticket);
  if (details == replica.details.end()) return messages;
  for (const Event& event : details->second.events) {
    const auto* replied = std::get_if<CustomerReplied>(&event.fact);
    if (replied != nullptr && !replied->message.text.empty()) messages.push_back(&replied->message);
  }
  std::reverse(messages.begin(), messages.end());
  return messages;
}

void draw_watchers(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool locked = is_locked(desk);
  Row row(ui, {.gap = 4, .wrap = true});
  if (ticket.watchers) {
    for (const Id& user : *ticket.watchers) {
      const std::string& name = wording::name_of_user(desk.workspace, user);
      if (locked) {
        chip(ui, name, Tone::secondary, Icon::eye);
      } else if (removable_chip(ui, {name, user}, phrase("Stop telling {1}"_tr, name))) {
        desk.give(Watch{ticket.id, user, true});
        return;
      }
    }
  }
  if (locked) {
    if (!ticket.watchers) text(ui, "Nobody"_tr, {.size = TextSize::small, .tone = Tone::secondary});
    return;
  }
  const bool watching = is_watching(desk, ticket);
  if (!watching && button(ui, "Watch"_tr,
                          {.kind = ButtonKind::quiet,
                           .icon = Icon::eye,
                           .tooltip = "Be told of every message, and of its end"_tr}))
    watch(desk, ticket, true);
  draw_watcher_menu(desk, room, ticket);
}

void draw_links(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool locked = is_locked(desk);
  if (ticket.links) {
    for (const TicketId& id : *ticket.links) {
      const Ticket* other = find_ticket(desk.replica, id);
      if (other == nullptr) continue;  // outside of what this person sees, or closed long ago
      ui::Scope scope(ui, id);
      Row row(ui);
      const std::string number = "#" + std::to_string(other->number);
      link(ui, {number, id}, "#" + address_of(*other), TextSize::small);
      const float rest = locked ? 0.f : ui.metrics().control + ui.metrics().gap;
      text(ui, other->subject, {.size = TextSize::small, .width = std::max(40.f, ui.area().w - rest)});
      if (!locked && icon_button(ui, Icon::close, {phrase("Unlink {1}"_tr, number), "unlink"})) {
        desk.give(Link{ticket.id, id, true});
        return;
      }
    }
  }
  if (!locked && button(ui, "Link a ticket…"_tr, {.kind = ButtonKind::quiet, .icon = Icon::link}))
    room.linking = true;
}

void draw_tie_dialogs(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  draw_link_dialog(desk, room, ticket);
  draw_split_dialog(desk, room, ticket);
}

}  // namespace oasis
