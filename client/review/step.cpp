// See step.hpp.
#include "client/review/step.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "client/review/place.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::string_view verdicts[] = {"act", "accept", "later"};
constexpr float side_by_side = 520;

std::string name_of_month(const ReviewMonth& month) {
  return write_month(days_of(month).first);
}

/// One month's figure as words and as a length; the words say all that the bar does.
void draw_tally(Ui& ui, const std::string& month, const Tally& tally, const std::string& unit, Tone tone) {
  const bool narrow = ui.area().w < side_by_side;
  {
    Row row(ui, {.height = 22});
    text(ui, month, {.weight = Weight::semibold, .width = narrow ? 0.f : 150.f});
    if (narrow) spacer(ui);
    text(ui, narrow ? phrase("{1} of {2}"_tr, tally.counted, tally.ground) : say_tally(tally, unit));
  }
  const Rect bar = ui.place(0, 8);
  Painter paint(ui);
  paint.fill(bar, ui.palette().hover, 4);
  const float part = tally.ground > 0 ? std::min(1.f, static_cast<float>(tally.counted) / static_cast<float>(tally.ground))
                                      : (tally.counted > 0 ? 1.f : 0.f);
  if (part > 0) paint.fill({bar.x, bar.y, std::max(bar.w * part, 4.f), bar.h}, ui.palette().tone(tone).text, 4);
}

void draw_figures(Desk& desk, const std::string& label, const std::string& then, const Tally& was, const std::string& now,
                  const Tally& is, const std::string& unit) {
  Ui& ui = desk.ui;
  heading(ui, label, 3);
  draw_tally(ui, then, was, unit, Tone::secondary);
  draw_tally(ui, now, is, unit, Tone::accent);
  if (ui.area().w < side_by_side)
    paragraph(ui, phrase("In {1}."_tr, unit), {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_ticket_links(Desk& desk, const ReviewAnswer::Found& found) {
  if (found.tickets.empty()) return;
  Ui& ui = desk.ui;
  heading(ui, "Tickets behind it"_tr, 3);
  Column column(ui, {.gap = 2});
  for (const ReviewAnswer::TicketLine& ticket : found.tickets) {
    const std::string number = std::to_string(ticket.number);
    Row row(ui, {.height = 24});
    link(ui, "#" + number + " " + ticket.subject, "#/tickets/" + number);
  }
  if (found.more_tickets > 0)
    paragraph(ui, phrase("And {1}."_tr, count_of(found.more_tickets, "{1} more ticket"_kept, "{1} more tickets"_kept)),
              {.tone = Tone::secondary});
}

void draw_way_to_editor(Desk& desk, const std::string& action, const std::string& place) {
  Ui& ui = desk.ui;
  heading(ui, "What may help"_tr, 3);
  paragraph(ui, action);
  const EditorPlace editor = editor_of(place, desk.workspace);
  if (editor.address.empty()) return;
  Row row(ui);
  if (button(ui, editor.name, {.icon = Icon::edit})) go(desk, editor.address);
}

/// As the heading where it fits on one line; else below a short one, wrapped.
void say_in_full(Ui& ui, const std::string& sentence) {
  if (ui.text_width(sentence, TextSize::body, Weight::semibold) + 24 < ui.area().w) return heading(ui, sentence, 2);
  heading(ui, "Finding"_tr, 2);
  paragraph(ui, sentence, {.weight = Weight::semibold});
}

void begin_form(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Found& found, ReviewForm& form) {
  if (form.begun) return;
  form = {};
  form.begun = true;
  const ReviewAnswer::Outcome* before = outcome_of(review, found.finding);
  if (before == nullptr) return;
  form.verdict = static_cast<int>(std::find(std::begin(verdicts), std::end(verdicts), before->verdict) - std::begin(verdicts)) % 3;
  form.words = before->words;
  form.due = before->due;
  const auto& users = desk.workspace.users;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (users[i].id == before->owner) form.owner = static_cast<int>(i) + 1;
  }
}

void send_decision(const Desk& desk, const ReviewAnswer::Found& found, ReviewForm& form, ReviewRequests& requests) {
  const bool act = form.verdict == 0;
  if (form.words.empty() && form.verdict != 2) {
    form.trouble = act ? "Write what is to be done."_tr : "Write why it is accepted."_tr;
    return;
  }
  if (act && !form.due.empty() && !parse_date(form.due).ok()) {
    form.trouble = "Write the day as 2026-12-01."_tr;
    return;
  }
  ReviewDecision decision{std::string(verdicts[form.verdict]), form.words, {}, act ? form.due : ""};
  if (act && form.owner > 0) decision.owner = desk.workspace.users[static_cast<std::size_t>(form.owner - 1)].id;
  form.sending = true;
  form.trouble.clear();
  requests.decide(found.finding, decision, [&form](const std::string& why) {
    if (!std::exchange(form.sending, false)) return;  // another step is shown by now
    form.trouble = why;
    form.kept = why.empty();
  });
}

void draw_owner_and_due(Desk& desk, ReviewForm& form) {
  Ui& ui = desk.ui;
  std::vector<std::string> names = {"Nobody yet"_tr};
  for (const User& user : desk.workspace.users) names.push_back(wording::name_of_user(desk.workspace, user.id));
  form.owner = std::clamp(form.owner, 0, static_cast<int>(names.size()) - 1);
  if (ui.area().w < side_by_side) {
    combo(ui, "Owner"_tr, names, form.owner);
    text_field(ui, "Due on"_tr, form.due, {.placeholder = "2026-12-01"});
    return;
  }
  Row row(ui, {.center = false});
  {
    Column left(ui, {.width = 240});
    combo(ui, "Owner"_tr, names, form.owner);
  }
  Column right(ui, {.width = 200});
  text_field(ui, "Due on"_tr, form.due, {.placeholder = "2026-12-01"});
}

void draw_decision(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Found& found, ReviewForm& form,
                   ReviewRequests& requests) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 10, .label = "Outcome"_tr});
  heading(ui, "Outcome"_tr, 3);
  if (const ReviewAnswer::Outcome* before = outcome_of(review, found.finding)) {
    paragraph(ui,
              phrase("Decided by {1}, {2}."_tr, wording::name_of_user(desk.workspace, before->by),
                   wording::say_moment(before->at, desk.zone, desk.now)),
              {.size = TextSize::small, .tone = Tone::secondary});
  }
  begin_form(desk, review, found, form);
  segmented(ui, "Verdict"_tr, {"Act"_tr, "Accept"_tr, "Later"_tr}, form.verdict);
  const char* const label = form.verdict == 0   ? "What is to be done"_tr
                            : form.verdict == 1 ? "Why it is accepted"_tr
                                                : "Why later"_tr;
  text_area(ui, {label, "words"}, form.words);
  if (form.verdict == 0) draw_owner_and_due(desk, form);
  if (!form.trouble.empty()) paragraph(ui, form.trouble, {.tone = Tone::danger});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Keep and go on"_tr,
             {.kind = ButtonKind::primary, .icon = Icon::check, .busy = form.sending, .shortcut = "ctrl+Enter"}))
    send_decision(desk, found, form, requests);
}

}  // namespace

bool draw_review_finding(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Found& found, ReviewForm& form,
                         ReviewRequests& requests) {
  Ui& ui = desk.ui;
  {
    Card card(ui, {.gap = 10, .label = "Finding"_tr});
    say_in_full(ui, found.finding.what);
    paragraph(ui, found.finding.evidence, {.tone = Tone::secondary});
    draw_figures(desk, "This month and the one before"_tr, name_of_month(month_before(review.month)), found.before,
                 name_of_month(review.month), found.now, found.unit);
    draw_ticket_links(desk, found);
    draw_way_to_editor(desk, found.finding.action, found.finding.place);
  }
  draw_decision(desk, review, found, form, requests);
  return std::exchange(form.kept, false);
}

bool draw_open_action(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Outcome& action, ReviewForm& form,
                      ReviewRequests& requests) {
  Ui& ui = desk.ui;
  const auto month = parse_month(action.month).value_or(review.month);
  Card card(ui, {.gap = 10, .label = "Did it help?"_tr});
  heading(ui, "Did it help?"_tr, 2);
  paragraph(ui, action.what);
  paragraph(ui, action.words, {.weight = Weight::semibold});
  property(ui, "Owner"_tr,
           action.owner.empty() ? "Nobody yet"_tr : wording::name_of_user(desk.workspace, action.owner));
  if (!action.due.empty()) property(ui, "Due"_tr, wording::say_date(action.due));
  draw_figures(desk, "Then and now"_tr, name_of_month(month), action.then, name_of_month(review.month), action.now,
               action.unit);
  if (!form.trouble.empty()) paragraph(ui, form.trouble, {.tone = Tone::danger});
  Row row(ui, {.wrap = true});
  spacer(ui);
  const bool stays = button(ui, "It stays open"_tr);
  if (button(ui, "It is done"_tr, {.kind = ButtonKind::primary, .icon = Icon::check, .busy = form.sending})) {
    form.sending = true;
    requests.say_done(action, [&form](const std::string& why) {
      if (std::exchange(form.sending, false)) form.trouble = why;
    });
  }
  return stays;
}

void draw_overdue(Desk& desk, const ReviewAnswer& review) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 10, .label = "Overdue after incidents"_tr});
  heading(ui, "Overdue after incidents"_tr, 2);
  paragraph(ui, "Actions of pages about incidents whose day has passed:"_tr, {.tone = Tone::secondary});
  for (std::size_t i = 0; i < review.overdue.size(); ++i) {
    const ReviewAnswer::Overdue& one = review.overdue[i];
    ui::Scope scope(ui, i);
    paragraph(ui, one.what, {.weight = Weight::semibold});
    const std::string owner = one.owner.empty() ? "Nobody yet"_tr : wording::name_of_user(desk.workspace, one.owner);
    paragraph(ui, phrase("{1}, due {2}"_tr, owner, wording::say_date(one.due)),
              {.size = TextSize::small, .tone = Tone::secondary});
    Row row(ui, {.height = 24});
    link(ui, "#" + std::to_string(one.ticket.number) + " " + one.ticket.subject,
         "#/tickets/" + std::to_string(one.ticket.number) + "/incident");
  }
}

}  // namespace oasis
