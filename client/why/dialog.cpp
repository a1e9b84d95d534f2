// See dialog.hpp.
#include "client/why/dialog.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/why/answer.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

void choose_person(Desk& desk, WhyQuestion& question) {
  std::vector<std::string> names;
  int chosen = -1;
  for (const User& user : desk.workspace.users) {
    if (user.id == question.user) chosen = static_cast<int>(names.size());
    names.push_back(user.name.empty() ? user.id : user.name);
  }
  if (!combo(desk.ui, "Person"_tr, names, chosen) || chosen < 0) return;
  question.user = desk.workspace.users[static_cast<std::size_t>(chosen)].id;
  question.moment = 0;
}

/// Now, or one of the moments at which something concerned the person, newest first.
Instant choose_moment(Desk& desk, WhyQuestion& question, const TicketId& ticket) {
  std::vector<Instant> moments = moments_of(desk, ticket, question.user);
  std::reverse(moments.begin(), moments.end());
  std::vector<std::string> names = {"Until now"_tr};
  for (const Instant moment : moments)
    names.push_back(phrase("At {1}"_tr, wording::say_moment(moment, desk.zone, desk.now)));
  question.moment = std::min(question.moment, static_cast<int>(moments.size()));
  if (!moments.empty()) combo(desk.ui, "Moment"_tr, names, question.moment);
  return question.moment == 0 ? desk.now : moments[static_cast<std::size_t>(question.moment - 1)];
}

}  // namespace

void draw_why_lines(Desk& desk, std::string_view name, const std::vector<WhyLine>& lines) {
  if (lines.empty()) return;
  const Rect area = desk.ui.area();
  desk.ui.open_node(ui::Role::list, desk.ui.id(name), name, {area.x, area.y, area.w, 0});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const WhyLine& line = lines[i];
    timeline_entry(desk.ui,
                   {line.bad ? Icon::warning : Icon::arrow_right, line.bad ? Tone::breached : Tone::secondary, line.words,
                    wording::say_moment(line.at, desk.zone, desk.now), line.detail, i + 1 == lines.size()});
  }
  desk.ui.close_node();
}

void draw_why(Desk& desk, WhyQuestion& question, const Ticket& ticket) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Why was somebody told, or not?"_tr, question.open, 560);
  if (!dialog) return;
  if (question.user.empty()) question.user = desk.replica.me.id;
  choose_person(desk, question);
  const Events events = known_events(desk, ticket.id);
  const WhyAnswer answer = why_person(desk, events, question.user, choose_moment(desk, question, ticket.id));
  paragraph(ui, answer.words, {.weight = Weight::semibold});
  draw_why_lines(desk, "What led to it"_tr, answer.lines);
  const std::vector<WhyLine> nobody = when_nobody(desk, events);
  heading(ui, "When nobody was told"_tr, 2);
  if (nobody.empty()) paragraph(ui, "Every step of this ticket reached somebody."_tr, {.tone = Tone::secondary});
  draw_why_lines(desk, "Steps that reached nobody"_tr, nobody);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Close"_tr)) question.open = false;
}

}  // namespace oasis
