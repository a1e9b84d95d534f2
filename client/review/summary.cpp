// See summary.hpp.
#include "client/review/summary.hpp"

#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

std::string say_outcome(const ReviewAnswer::Outcome* outcome, const Workspace& workspace) {
  if (outcome == nullptr) return "Not decided";
  if (outcome->verdict == "later") return "Later" + (outcome->words.empty() ? "" : ": " + outcome->words);
  if (outcome->verdict == "accept") return "Accepted: " + outcome->words;
  std::string words = "Act: " + outcome->words;
  if (!outcome->owner.empty()) words += " · " + wording::name_of_user(workspace, outcome->owner);
  if (!outcome->due.empty()) words += " · by " + outcome->due;
  return words + (outcome->done ? " · done" : "");
}

Tone tone_of_outcome(const ReviewAnswer::Outcome* outcome) {
  if (outcome == nullptr) return Tone::warning;
  return outcome->verdict == "act" ? Tone::accent : Tone::secondary;
}

std::string month_words(const ReviewAnswer::Month& month) {
  std::string words = wording::say_count(month.acted, "action", "actions");
  if (month.done > 0) words += ", " + std::to_string(month.done) + " done";
  if (month.accepted > 0) words += ", " + std::to_string(month.accepted) + " accepted";
  if (month.postponed > 0) words += ", " + std::to_string(month.postponed) + " for later";
  return words;
}

void draw_earlier_months(Desk& desk, const ReviewAnswer& review) {
  Ui& ui = desk.ui;
  bool any = false;
  for (const ReviewAnswer::Month& month : review.months) any = any || month.month != to_text(review.month);
  if (!any) return;
  Card card(ui, {.gap = 6, .label = "Other months"});
  heading(ui, "Other months", 2);
  for (const ReviewAnswer::Month& month : review.months) {
    const auto read = parse_month(month.month);
    if (!read || *read == review.month) continue;
    ui::Scope scope(ui, month.month);
    Row row(ui, {.height = 26, .wrap = true});
    link(ui, wording::say_month(days_of(*read).first), "#/review/" + month.month);
    text(ui, month_words(month), {.tone = Tone::secondary});
  }
}

}  // namespace

std::string review_text(const ReviewAnswer& review, const Workspace& workspace) {
  std::string text = "Review of " + wording::say_month(days_of(review.month).first) + "\n";
  for (const ReviewAnswer::Found& found : review.findings) {
    text += "\n" + found.finding.what + " " + found.finding.evidence + "\n  " +
            say_outcome(outcome_of(review, found.finding), workspace) + "\n";
  }
  if (review.findings.empty()) text += "\nNothing stood out.\n";
  return text;
}

std::optional<std::size_t> draw_review_summary(Desk& desk, const ReviewAnswer& review, const std::vector<ReviewStep>& steps) {
  Ui& ui = desk.ui;
  std::optional<std::size_t> chosen;
  const std::string month = wording::say_month(days_of(review.month).first);
  {
    Card card(ui, {.gap = 12, .label = "Summary"});
    heading(ui, month, 2);
    if (review.findings.empty())
      paragraph(ui, "Nothing stands out in this month: the data support no finding.", {.tone = Tone::success});
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].kind != ReviewStep::Kind::finding) continue;
      const ReviewAnswer::Found& found = review.findings[steps[i].index];
      const ReviewAnswer::Outcome* outcome = outcome_of(review, found.finding);
      ui::Scope scope(ui, i);
      paragraph(ui, found.finding.what, {.weight = Weight::semibold});
      paragraph(ui, say_outcome(outcome, desk.workspace), {.tone = tone_of_outcome(outcome)});
      Row row(ui, {.height = 28});
      if (button(ui, {outcome == nullptr ? "Decide" : "Look again", found.finding.what}, {.kind = ButtonKind::quiet})) chosen = i;
    }
    Row row(ui, {.wrap = true});
    if (button(ui, "Page to print", {.icon = Icon::external})) ui.platform().open_link("/reviews/" + to_text(review.month));
    if (button(ui, "Copy as text", {.icon = Icon::note})) {
      ui.platform().copy(review_text(review, desk.workspace));
      desk.toasts.say(ui, "The summary is copied");
    }
  }
  draw_earlier_months(desk, review);
  return chosen;
}

}  // namespace oasis
