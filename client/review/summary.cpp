// See summary.hpp.
#include "client/review/summary.hpp"

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

std::string say_outcome(const ReviewAnswer::Outcome* outcome, const Workspace& workspace) {
  if (outcome == nullptr) return "Not decided"_tr;
  if (outcome->verdict == "later")
    return outcome->words.empty() ? "Later"_tr : phrase("Later: {1}"_tr, outcome->words);
  if (outcome->verdict == "accept") return phrase("Accepted: {1}"_tr, outcome->words);
  std::string words = phrase("Act: {1}"_tr, outcome->words);
  if (!outcome->owner.empty()) words += " · " + wording::name_of_user(workspace, outcome->owner);
  if (!outcome->due.empty()) words = phrase("{1} · by {2}"_tr, words, outcome->due);
  return outcome->done ? phrase("{1} · done"_tr, words) : words;
}

Tone tone_of_outcome(const ReviewAnswer::Outcome* outcome) {
  if (outcome == nullptr) return Tone::warning;
  return outcome->verdict == "act" ? Tone::accent : Tone::secondary;
}

std::string month_words(const ReviewAnswer::Month& month) {
  std::string words = count_of(month.acted, "{1} action"_kept, "{1} actions"_kept);
  if (month.done > 0) words += ", " + phrase("{1} done"_tr, month.done);
  if (month.accepted > 0) words += ", " + phrase("{1} accepted"_tr, month.accepted);
  if (month.postponed > 0) words += ", " + phrase("{1} for later"_tr, month.postponed);
  return words;
}

void draw_earlier_months(Desk& desk, const ReviewAnswer& review) {
  Ui& ui = desk.ui;
  bool any = false;
  for (const ReviewAnswer::Month& month : review.months) any = any || month.month != to_text(review.month);
  if (!any) return;
  Card card(ui, {.gap = 6, .label = "Other months"_tr});
  heading(ui, "Other months"_tr, 2);
  for (const ReviewAnswer::Month& month : review.months) {
    const auto read = parse_month(month.month);
    if (!read || *read == review.month) continue;
    ui::Scope scope(ui, month.month);
    Row row(ui, {.height = 26, .wrap = true});
    link(ui, write_month(days_of(*read).first), "#/review/" + month.month);
    text(ui, month_words(month), {.tone = Tone::secondary});
  }
}

}  // namespace

std::string review_text(const ReviewAnswer& review, const Workspace& workspace) {
  std::string text = phrase("Review of {1}"_tr, write_month(days_of(review.month).first)) + "\n";
  for (const ReviewAnswer::Found& found : review.findings) {
    text += "\n" + found.finding.what + " " + found.finding.evidence + "\n  " +
            say_outcome(outcome_of(review, found.finding), workspace) + "\n";
  }
  if (review.findings.empty()) text += std::string("\n") + "Nothing stood out."_tr + "\n";
  return text;
}

std::optional<std::size_t> draw_review_summary(Desk& desk, const ReviewAnswer& review, const std::vector<ReviewStep>& steps) {
  Ui& ui = desk.ui;
  std::optional<std::size_t> chosen;
  const std::string month = write_month(days_of(review.month).first);
  {
    Card card(ui, {.gap = 12, .label = "Summary"_tr});
    heading(ui, month, 2);
    if (review.findings.empty())
      paragraph(ui, "Nothing stands out in this month: the data support no finding."_tr, {.tone = Tone::success});
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].kind != ReviewStep::Kind::finding) continue;
      const ReviewAnswer::Found& found = review.findings[steps[i].index];
      const ReviewAnswer::Outcome* outcome = outcome_of(review, found.finding);
      ui::Scope scope(ui, i);
      paragraph(ui, found.finding.what, {.weight = Weight::semibold});
      paragraph(ui, say_outcome(outcome, desk.workspace), {.tone = tone_of_outcome(outcome)});
      Row row(ui, {.height = 28});
      const char* const label = outcome == nullptr ? "Decide"_tr : "Look again"_tr;
      if (button(ui, {label, found.finding.what}, {.kind = ButtonKind::quiet})) chosen = i;
    }
    Row row(ui, {.wrap = true});
    if (button(ui, "Page to print"_tr, {.icon = Icon::external}))
      ui.platform().open_link("/reviews/" + to_text(review.month));
    if (button(ui, "Copy as text"_tr, {.icon = Icon::note})) {
      ui.platform().copy(review_text(review, desk.workspace));
      desk.toasts.say(ui, "The summary is copied"_tr);
    }
  }
  draw_earlier_months(desk, review);
  return chosen;
}

}  // namespace oasis
