// See inbox.hpp.
#include "client/screens/inbox.hpp"

#include <algorithm>

#include "client/screens/clocks.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float row_height = 64;
constexpr Duration reorder_every = seconds(30);  // "due soon" grows by the clock alone

void refresh(Desk& desk, Inbox& inbox) {
  const bool fresh = inbox.shown_query == inbox.query && inbox.shown_revision == desk.replica.revision &&
                     inbox.shown_at && desk.now < *inbox.shown_at + reorder_every;
  if (fresh) return;
  const TicketId kept = inbox.list.selected >= 0 &&
                                static_cast<std::size_t>(inbox.list.selected) < inbox.shown.size() &&
                                inbox.shown_revision == desk.replica.revision
                            ? inbox.shown[static_cast<std::size_t>(inbox.list.selected)]->id
                            : TicketId{};
  inbox.shown = select_tickets(desk.replica, desk.workspace, inbox.query, desk.now);
  inbox.shown_query = inbox.query;
  inbox.shown_revision = desk.replica.revision;
  inbox.shown_at = desk.now;
  if (kept.empty()) return;
  const auto found = std::find_if(inbox.shown.begin(), inbox.shown.end(),
                                  [&kept](const Ticket* t) { return t->id == kept; });
  inbox.list.selected = found == inbox.shown.end() ? -1 : static_cast<int>(found - inbox.shown.begin());
}

PrioritySign sign_of(Priority priority) {
  return static_cast<PrioritySign>(priority);
}

std::string one_line(const std::string& text) {
  std::string line = text.substr(0, 200);
  for (char& c : line) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xc0) == 0x80) line.pop_back();
  if (text.size() > 200 && !line.empty() && static_cast<unsigned char>(line.back()) >= 0xc0) line.pop_back();
  return line;
}

/// What a screen reader or a test calls the row.
std::string row_name(const Ticket& ticket, const Desk& desk, const ClockWords& clocks) {
  std::string name = "#" + std::to_string(ticket.number) + " " + ticket.subject + ", " +
                     sender_of(ticket, desk.workspace) + ", " +
                     std::string(wording::name_of(ticket.priority)) + ", " +
                     std::string(wording::name_of(ticket.status));
  if (const auto tier = escalated_to(ticket)) name += ", tier " + std::to_string(tier);
  if (!ticket.assignee.empty())
    name += ", assigned to " + wording::name_of_user(desk.workspace, ticket.assignee);
  for (int i = 0; i < clocks.count; ++i) {
    name += ", " + std::string(clocks.texts[static_cast<std::size_t>(i)].name) + " " +
            clocks.left[static_cast<std::size_t>(i)];
  }
  return name;
}

void draw_tier(Painter& paint, Ui& ui, Rect& line, std::int32_t tier) {
  const std::string words = "Tier " + std::to_string(tier);
  const float width = ui.text_width(words, TextSize::small, Weight::semibold) + 12;
  Rect place = cut_right(line, width);
  cut_right(line, 8);
  const Rect pill{place.x, place.center().y - 9, place.w, 18};
  const ToneColors& tone = ui.palette().tone(tier >= 3 ? Tone::breached : Tone::warning);
  paint.fill(pill, tone.fill, 9);
  paint.text(pill, words, TextSize::small, tone.text, Weight::semibold, Align::center);
}

void draw_row(Desk& desk, const Ticket& ticket, const ClockWords& clocks, const ListRow& row, bool open,
              bool narrow) {
  Ui& ui = desk.ui;
  Painter paint(ui);
  const Palette& colors = ui.palette();
  if (open) paint.fill({row.rect.x, row.rect.y, 3, row.rect.h}, colors.accent);

  Rect rest = inset(row.rect, narrow ? 12 : 16, 10);
  const Rect sign = cut_left(rest, 16);
  draw_priority(paint, colors, sign_of(ticket.priority), {sign.x, rest.y + 2, 16, 16});
  cut_left(rest, 10);

  Rect first = cut_top(rest, 20);
  cut_top(rest, 4);
  Rect second = cut_top(rest, 20);

  const std::string moment = wording::say_moment(ticket.updated, desk.zone, desk.now);
  const float moment_width = ui.text_width(moment, TextSize::small);
  paint.text(cut_right(first, moment_width), moment, TextSize::small, colors.tone(Tone::secondary).text);
  cut_right(first, 12);
  if (!ticket.assignee.empty()) {
    const Rect face = cut_right(first, 20);
    draw_avatar(ui, paint, wording::name_of_user(desk.workspace, ticket.assignee), {face.x, face.y, 20, 20});
    cut_right(first, 8);
  }
  if (const auto tier = escalated_to(ticket)) draw_tier(paint, ui, first, tier);

  const std::string number = "#" + std::to_string(ticket.number);
  const bool unanswered = ticket.unanswered_since.has_value() && !is_finished(ticket.status);
  const float number_width = ui.text_width(number, TextSize::small);
  paint.text(cut_left(first, number_width), number, TextSize::small, colors.tone(Tone::secondary).text);
  cut_left(first, 8);
  paint.text(first, ticket.subject.empty() ? "(no subject)" : ticket.subject, TextSize::body,
             colors.tone(Tone::normal).text, unanswered ? Weight::semibold : Weight::regular);

  if (clocks.count > 0) {
    const int most = narrow ? 1 : clocks.count;
    float width = 0;
    for (int i = 0; i < most; ++i) {
      const ClockText& text = clocks.texts[static_cast<std::size_t>(i)];
      width += ui.text_width(text.name, TextSize::small) + ui.text_width(text.left, TextSize::small) + 44;
    }
    Rect strip = cut_right(second, std::min(width, second.w * (narrow ? 0.62f : 0.6f)));
    draw_clocks(ui, paint, strip, clocks.texts.data(), most);
    cut_right(second, 12);
  }
  std::string line = sender_of(ticket, desk.workspace);
  const float sender_width = std::min(ui.text_width(line, TextSize::small), second.w);
  paint.text(cut_left(second, sender_width), line, TextSize::small, colors.tone(Tone::secondary).text);
  cut_left(second, 10);
  if (!narrow && second.w > 60) {
    paint.text(second, one_line(ticket.last_customer_text), TextSize::small, colors.tone(Tone::faint).text);
  }
}

bool draw_empty(Desk& desk, Inbox& inbox) {
  if (!inbox.query.filter.empty()) {
    return empty_state(desk.ui, Icon::search, "Nothing matches",
                       "No ticket of this view contains these words.", "Clear filter");
  }
  switch (inbox.query.view) {
    case View::mine:
      empty_state(desk.ui, Icon::check, "Nothing waits for you",
                  "Tickets that are assigned to you appear here.");
      break;
    case View::due_soon:
      empty_state(desk.ui, Icon::clock, "Nothing is due within the hour",
                  "Tickets appear here before their time runs out.");
      break;
    case View::escalated:
      empty_state(desk.ui, Icon::escalate, "Nothing is escalated",
                  "When nobody answers in time, you see here who was told.");
      break;
    default:
      empty_state(desk.ui, Icon::inbox, "No tickets here",
                  "A message to your support address, or “New ticket”, makes one.");
      break;
  }
  return false;
}

}  // namespace

TicketId draw_inbox(Desk& desk, Inbox& inbox, Rect area, const TicketId& open, bool narrow) {
  refresh(desk, inbox);
  Ui& ui = desk.ui;
  if (inbox.shown.empty()) {
    Panel panel(ui, "Tickets", area, {.padding = 24});
    if (draw_empty(desk, inbox)) inbox.query.filter.clear();
    return {};
  }
  Duration next_change = minutes(60);
  VirtualList list(ui, "Tickets", area,
                   {.count = static_cast<int>(inbox.shown.size()), .row_height = row_height}, inbox.list,
                   true);
  while (list.next()) {
    const Ticket& ticket = *inbox.shown[static_cast<std::size_t>(list.index())];
    ClockWords clocks;
    say_clocks(ticket, desk.now, false, clocks);
    const ListRow& row = list.row(row_name(ticket, desk, clocks), std::hash<TicketId>{}(ticket.id));
    draw_row(desk, ticket, clocks, row, ticket.id == open, narrow);
    next_change = std::min(next_change, until_words_change(ticket, desk.now));
  }
  ui.again_after(next_change);
  return list.opened() >= 0 ? inbox.shown[static_cast<std::size_t>(list.opened())]->id : TicketId{};
}

}  // namespace oasis
