// See conversation.hpp.
#include "client/screens/conversation.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "client/screens/attaching.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/screens/sent.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float widest_text = 720;
constexpr std::size_t latest_drawn = 60;

const Message* message_of(const Event& event) {
  if (const auto* fact = std::get_if<Created>(&event.fact)) return &fact->message;
  if (const auto* fact = std::get_if<Replied>(&event.fact)) return &fact->message;
  if (const auto* fact = std::get_if<Noted>(&event.fact)) return &fact->message;
  if (const auto* fact = std::get_if<CustomerReplied>(&event.fact)) return &fact->message;
  return nullptr;
}

Icon icon_of(const Fact& fact) {
  if (std::holds_alternative<Escalated>(fact) || std::holds_alternative<ChainExhausted>(fact))
    return Icon::escalate;
  if (std::holds_alternative<Notified>(fact)) return Icon::bell;
  if (std::holds_alternative<Acknowledged>(fact) || std::holds_alternative<SlaMet>(fact)) return Icon::check;
  if (std::holds_alternative<SlaBreached>(fact) || std::holds_alternative<StepSkipped>(fact))
    return Icon::warning;
  if (std::holds_alternative<SlaWarning>(fact)) return Icon::clock;
  if (std::holds_alternative<SlaPaused>(fact)) return Icon::pause;
  if (std::holds_alternative<SlaResumed>(fact)) return Icon::play;
  if (std::holds_alternative<Resolved>(fact)) return Icon::flag;
  if (std::holds_alternative<Rated>(fact)) return Icon::star;
  if (std::holds_alternative<Changed>(fact)) return Icon::edit;
  if (std::holds_alternative<RuleFired>(fact)) return Icon::lightning;
  return Icon::chevron_right;
}

Tone tone_of_fact(const Fact& fact) {
  if (std::holds_alternative<Escalated>(fact)) return Tone::warning;
  if (std::holds_alternative<SlaBreached>(fact) || std::holds_alternative<ChainExhausted>(fact) ||
      std::holds_alternative<StepSkipped>(fact)) {
    return Tone::breached;
  }
  if (std::holds_alternative<Acknowledged>(fact) || std::holds_alternative<SlaMet>(fact) ||
      std::holds_alternative<Resolved>(fact)) {
    return Tone::success;
  }
  return Tone::secondary;
}

void draw_text(Desk& desk, TicketRoom& room, const Message& message) {
  if (message.text.empty()) return;
  // Until the second part of the program is there, a moment after the inbox, everything is shown.
  if (message.author.kind == Actor::Kind::customer && desk.ui.platform().has_later_part())
    return later_rooms.folded_text(desk.ui, room.folded, message.id, message.text);
  paragraph(desk.ui, message.text);
}

/// `waiting` says when it goes out, if it has not; else its time is said.
void draw_message(Desk& desk, TicketRoom& room, const Ticket& ticket, const Message& message, std::string_view waiting,
                  const SentSummary& sending = {}) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, message.id);
  const bool customer = message.author.kind == Actor::Kind::customer;
  std::string author = message.author_name;
  if (author.empty())
    author = customer ? sender_of(ticket, desk.workspace)
                      : wording::name_of_user(desk.workspace, message.author.id);
  const std::string label = phrase(message.internal ? "Internal note by {1}"_tr
                                 : customer       ? "Message from {1}"_tr
                                                  : "Reply by {1}"_tr,
                                 author);
  Card card(ui, {.padding = 14,
                 .gap = 6,
                 .fill = message.internal ? ui.palette().note : 0,
                 .role = ui::Role::article,
                 .label = label});
  {
    Row row(ui, {.height = 24});
    avatar(ui, author, 24);
    text(ui, author, {.weight = Weight::semibold});
    if (message.internal)
      chip(ui, "Internal note"_tr, Tone::warning, Icon::note);
    else if (!customer)
      chip(ui, "a message|Reply"_tr, Tone::accent, Icon::reply);
    spacer(ui);
    text(ui, waiting.empty() ? wording::say_moment(message.at, desk.zone, desk.now) : std::string(waiting),
         {.size = TextSize::small, .tone = Tone::secondary});
  }
  draw_text(desk, room, message);
  draw_files(desk, room.composer.texts, message.attachments);
  if (!sending.text.empty())
    paragraph(ui, "By " + sending.text,
              {.size = TextSize::small, .tone = sending.failed ? Tone::breached : Tone::secondary});
}

/// One entry of the timeline; messages are drawn in full.
void draw_event(Desk& desk, TicketRoom& room, const Ticket& ticket, const Event& event, bool last, bool waiting) {
  if (const Message* message = message_of(event);
      message != nullptr && (!message->text.empty() || !message->attachments.empty())) {
    draw_message(desk, room, ticket, *message, waiting ? "Waits to be sent"_tr : "",
                 waiting ? SentSummary{} : sent_by(desk, ticket.id, event));
    return;
  }
  wording::Sentence sentence = wording::say_event(event, desk.workspace);
  if (const SentSummary sending = sent_by(desk, ticket.id, event); !waiting && !sending.text.empty())
    sentence.detail += (sentence.detail.empty() ? "" : " · ") + sending.text;
  const std::string moment =
      waiting ? "Waits to be sent"_tr : wording::say_moment(event.at, desk.zone, desk.now);
  timeline_entry(
      desk.ui, {icon_of(event.fact), tone_of_fact(event.fact), sentence.text, moment, sentence.detail, last});
}

bool is_entry(const Event& event) {
  const Message* message = message_of(event);
  return message == nullptr || (message->text.empty() && message->attachments.empty());
}

/// Facts that only steer the system, not the reader.
bool is_shown(const Event& event) {
  return !std::holds_alternative<RulePassed>(event.fact);
}

struct Shown {
  std::vector<const Event*> events;
  std::size_t confirmed = 0;  ///< of them; what follows waits to be sent
};

Shown events_of(const Desk& desk, const Ticket& ticket) {
  Shown shown;
  const auto details = desk.replica.details.find(ticket.id);
  const auto expected = desk.replica.expected_events.find(ticket.id);
  const auto add = [&shown](const std::vector<Event>& events) {
    for (const Event& event : events) {
      if (is_shown(event)) shown.events.push_back(&event);
    }
  };
  if (details != desk.replica.details.end()) add(details->second.events);
  shown.confirmed = shown.events.size();
  if (expected != desk.replica.expected_events.end()) add(expected->second);
  return shown;
}

/// How many of the latest events are drawn: laying out thousands of messages for each frame would be felt.
std::size_t first_drawn(std::size_t count, int earlier) {
  const std::size_t drawn = latest_drawn + static_cast<std::size_t>(earlier) * latest_drawn * 2;
  return count > drawn ? count - drawn : 0;
}

void draw_waiting(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  for (const WaitingReply& waiting : desk.sending) {
    if (waiting.reply.ticket != ticket.id) continue;
    Message message;
    message.id = waiting.reply.message.id;
    message.author = desk.replica.me;
    message.text = waiting.reply.message.text;
    message.attachments = waiting.reply.message.attachments;
    draw_message(desk, room, ticket, message, "Goes out in a moment"_tr);
  }
}

}  // namespace

void draw_conversation(Desk& desk, TicketRoom& room, const Ticket& ticket, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Conversation", area,
              {.padding = 16, .gap = 8, .scroll = true, .role = ui::Role::region, .label = "Conversation"_tr});
  const Shown shown = events_of(desk, ticket);
  if (shown.events.empty()) {
    skeleton(ui, "Loading the conversation"_tr, 4);
    return;
  }
  const std::size_t first = first_drawn(shown.events.size(), room.earlier);
  {
    const float width = std::min(widest_text, ui.area().w);
    Column column(ui, {.width = width, .gap = 8});
    if (first > 0 &&
        button(ui, {phrase("Show {1} earlier"_tr, std::min(first, latest_drawn * 2)), "earlier"},
               {.kind = ButtonKind::quiet, .icon = Icon::chevron_up}))
      ++room.earlier;
    for (std::size_t i = first; i < shown.events.size(); ++i) {
      const bool entry = is_entry(*shown.events[i]);
      const bool begins = entry && (i == first || !is_entry(*shown.events[i - 1]));
      const bool last = i + 1 == shown.events.size() || !is_entry(*shown.events[i + 1]);
      // Between two messages: what happened meanwhile.
      const Rect here = ui.area();
      if (begins) ui.open_node(ui::Role::list, ui.nameless(), "What happened"_tr, {here.x, here.y, here.w, 0});
      draw_event(desk, room, ticket, *shown.events[i], last, i >= shown.confirmed);
      if (entry && last) ui.close_node();
    }
    draw_waiting(desk, room, ticket);
  }
  panel.stick_to_end();
}

}  // namespace oasis
