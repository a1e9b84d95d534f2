// See inbox_row.hpp.
#include "client/screens/inbox_row.hpp"

#include <algorithm>

#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t longest_snippet = 160;  // bytes

/// The customer's last words on one line, cut between characters.
void cut_snippet(const std::string& text, std::string& snippet) {
  snippet.assign(text, 0, longest_snippet);
  if (text.size() > longest_snippet) {
    while (!snippet.empty() && (static_cast<unsigned char>(snippet.back()) & 0xc0) == 0x80)
      snippet.pop_back();
    if (!snippet.empty() && static_cast<unsigned char>(snippet.back()) >= 0xc0) snippet.pop_back();
  }
  for (char& c : snippet) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
}

void say_name(const Ticket& ticket, RowWords& words) {
  std::string& name = words.name;
  name.clear();
  if (ticket.drill) name += wording::drill_mark, name += ' ';
  name += words.number;
  name += ' ';
  name += ticket.subject;
  for (const std::string* part : {&words.sender, &words.customer}) {
    if (!part->empty()) name += ", ", name += *part;
  }
  name += ", ", name += wording::name_of(ticket.priority);
  name += ", ", name += wording::name_of(ticket.status);
  if (words.unread) name += ", ", name += "unread"_tr;
  if (!words.tier.empty()) name += ", ", name += words.tier;
  if (!words.assignee.empty()) name += ", ", append_filled(name, "assigned to {1}"_tr, {words.assignee});
  for (int i = 0; i < words.clocks.count; ++i) {
    const ClockText& clock = words.clocks.texts[static_cast<std::size_t>(i)];
    name += ", ", name += clock.name, name += ' ', name += clock.left;
  }
}

/// States that are not plain work in progress are told by a word.
std::string_view state_worth_telling(Status status) {
  return status == Status::open ? std::string_view() : wording::name_of(status);
}

Tone tone_of_status(Status status) {
  if (status == Status::fresh) return Tone::accent;
  return is_finished(status) ? Tone::success : Tone::paused;
}

Tone tone_of_tier(const Ticket& ticket) {
  return escalated_to(ticket) >= 3 ? Tone::breached : Tone::warning;
}

void draw_signs(Ui& ui, Painter& paint, const Ticket& ticket, const RowWords& words, const RowLook& look,
                Rect& rest, float line) {
  const Palette& colors = ui.palette();
  const Rect mark = mark_place(look);
  if (words.unread && !look.marks) paint.circle({mark.center().x, rest.y + line / 2}, 4, colors.accent);
  cut_left(rest, mark.right() - rest.x);
  const Rect sign = cut_left(rest, 16);
  draw_priority(paint, colors, static_cast<PrioritySign>(ticket.priority),
                {sign.x, rest.y + line / 2 - 8, 16, 16});
  cut_left(rest, 10);
}

void draw_subject(Ui& ui, Painter& paint, const Ticket& ticket, const RowWords& words, Rect& line) {
  const Palette& colors = ui.palette();
  if (ticket.drill) {
    const float width = ui.text_width(wording::drill_mark, TextSize::small, Weight::semibold) + 12;
    draw_chip(ui, paint, cut_left(line, width), wording::drill_mark, Tone::warning);
    cut_left(line, 8);
  }
  const Weight weight = words.unread ? Weight::semibold : Weight::regular;
  const std::string_view subject = ticket.subject.empty() ? "(no subject)"_tr : std::string_view(ticket.subject);
  const float width = std::min(ui.text_width(subject, TextSize::body, weight), line.w);
  paint.text(cut_left(line, width), subject, TextSize::body, colors.tone(Tone::normal).text, weight);
}

/// Across the page: columns at the right stay in place from row to row, the subject has the rest.
void draw_wide(Desk& desk, Painter& paint, const Ticket& ticket, const RowWords& words, const RowLook& look) {
  Ui& ui = desk.ui;
  const Palette& colors = ui.palette();
  const Color quiet = colors.tone(Tone::secondary).text;
  Rect rest = look.rect;
  draw_signs(ui, paint, ticket, words, look, rest, rest.h);
  paint.text(cut_left(rest, 46), words.number, TextSize::small, quiet);

  cut_right(rest, 16);
  paint.text(cut_right(rest, 76), words.moment, TextSize::small, quiet, Weight::regular, Align::right);
  const Rect face = cut_right(rest, 36);
  const Rect circle{face.right() - 22, face.center().y - 10, 20, 20};
  if (words.assignee.empty()) {
    paint.ring({circle.center().x, circle.center().y}, 9.5f, colors.border_strong);
  } else {
    draw_avatar(ui, paint, words.assignee, circle);
  }
  if (look.rect.w >= 860) {
    Rect place = cut_right(rest, 152);
    place.w -= 12;
    paint.text(place, words.customer.empty() ? words.sender : words.customer, TextSize::small, quiet);
  }
  cut_right(rest, 12);
  const Rect strip = cut_right(rest, std::min(304.f, rest.w * 0.42f));
  cut_right(rest, 16);
  const bool one_name = strip.w >= 200;
  draw_clocks(ui, paint, strip, words.clocks.texts.data(), words.clocks.count, one_name ? 1 : 0);
  if (!words.tier.empty()) {
    draw_chip(ui, paint, cut_right(rest, 52), words.tier, tone_of_tier(ticket));
    cut_right(rest, 8);
  }
  if (const std::string_view state = state_worth_telling(ticket.status); !state.empty()) {
    const float width = draw_chip(ui, paint, rest, state, tone_of_status(ticket.status));
    cut_right(rest, width + 8);
  }
  draw_subject(ui, paint, ticket, words, rest);
  cut_left(rest, 10);
  if (rest.w > 60) paint.text(rest, words.snippet, TextSize::body, colors.tone(Tone::faint).text);
}

/// In a column: who and when, the subject, what runs.
void draw_narrow(Desk& desk, Painter& paint, const Ticket& ticket, const RowWords& words, const RowLook& look) {
  Ui& ui = desk.ui;
  const Color quiet = ui.palette().tone(Tone::secondary).text;
  Rect rest = look.rect;
  cut_top(rest, 10);
  cut_right(rest, 12);
  draw_signs(ui, paint, ticket, words, look, rest, 20);
  Rect first = cut_top(rest, 20);
  cut_top(rest, 6);
  Rect second = cut_top(rest, 22);

  const float moment = ui.text_width(words.moment, TextSize::small);
  paint.text(cut_right(first, moment), words.moment, TextSize::small, quiet);
  cut_right(first, 8);
  if (!words.assignee.empty()) {
    const Rect face = cut_right(first, 20);
    draw_avatar(ui, paint, words.assignee, {face.x, face.y, 20, 20});
    cut_right(first, 8);
  }
  draw_subject(ui, paint, ticket, words, first);

  if (!words.tier.empty()) {
    const float width = draw_chip(ui, paint, second, words.tier, tone_of_tier(ticket));
    cut_right(second, width + 6);
  }
  if (words.clocks.count > 0) {
    const float most = std::min(second.w * 0.66f, 220.f);
    Rect strip = second;
    strip.x = second.right() - most, strip.w = most;
    // Drawn from the right end: measured first where nothing is shown.
    const float width = draw_clocks(ui, paint, {strip.x, -1000, most, 22}, words.clocks.texts.data(), 2, 0);
    draw_clocks(ui, paint, {second.right() - width, second.y, width + 1, 22}, words.clocks.texts.data(), 2,
                0);
    cut_right(second, width + 8);
  } else if (const std::string_view state = state_worth_telling(ticket.status); !state.empty()) {
    const float width = draw_chip(ui, paint, second, state, tone_of_status(ticket.status));
    cut_right(second, width + 8);
  }
  const float number = ui.text_width(words.number, TextSize::small);
  paint.text(cut_left(second, number), words.number, TextSize::small, quiet);
  cut_left(second, 8);
  constexpr float least = 40;  // less of a name tells nobody who it is
  if (second.w >= least)
    paint.text(second, words.sender.empty() ? words.customer : words.sender, TextSize::small, quiet);
}

}  // namespace

bool is_right(const RowWords& words, const Ticket& ticket, const Desk& desk) {
  return words.revision == desk.replica.revision && desk.now < words.until && words.ticket == ticket.id &&
         words.unread == is_unread(desk.marks, ticket);
}

void say_row(const Ticket& ticket, const Desk& desk, RowWords& words) {
  words.ticket = ticket.id;
  words.revision = desk.replica.revision;
  words.until = desk.now + until_words_change(ticket, desk.now);
  words.unread = is_unread(desk.marks, ticket);
  words.number = '#';
  words.number += std::to_string(ticket.number);
  words.mark_name.clear();
  append_filled(words.mark_name, "Mark {1}"_tr, {words.number});
  words.sender = ticket.contact_name.empty() ? ticket.contact_email : ticket.contact_name;
  words.customer.clear();
  if (!ticket.customer.empty()) words.customer = wording::name_of_customer(desk.workspace, ticket.customer);
  if (words.sender.empty() && words.customer.empty()) words.sender = "Unknown sender"_tr;
  words.assignee.clear();
  if (!ticket.assignee.empty()) words.assignee = wording::name_of_user(desk.workspace, ticket.assignee);
  words.tier.clear();
  if (const auto tier = escalated_to(ticket)) append_filled(words.tier, "Tier {1}"_tr, {std::to_string(tier)});
  cut_snippet(ticket.last_customer_text, words.snippet);
  words.moment = wording::say_moment(ticket.updated, desk.zone, desk.now);
  say_clocks(ticket, desk.now, false, words.clocks);
  say_name(ticket, words);
}

Rect mark_place(const RowLook& look) {
  return {look.rect.x, look.rect.y, 32, look.narrow ? 40 : look.rect.h};
}

void draw_row(Desk& desk, Painter& paint, const Ticket& ticket, const RowWords& words, const RowLook& look) {
  if (look.open) {
    paint.fill({look.rect.x, look.rect.y, 3, look.rect.h}, desk.ui.palette().accent);
  }
  if (look.narrow) {
    draw_narrow(desk, paint, ticket, words, look);
  } else {
    draw_wide(desk, paint, ticket, words, look);
  }
}

}  // namespace oasis
