// See answer.hpp.
#include "client/review/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/figures.hpp"
#include "shared/codec/loose.hpp"

namespace oasis {
namespace {

using nlohmann::json;

std::int64_t whole_in(const json& object, const char* name) {
  return loose::whole(loose::member(object, name));
}

Tally tally_in(const json& object, const char* name) {
  const json& tally = loose::member(object, name);
  return {whole_in(tally, "counted"), whole_in(tally, "ground")};
}

ReviewAnswer::TicketLine ticket_in(const json& row) {
  return {whole_in(row, "number"), loose::text(row, "subject")};
}

ReviewAnswer::Outcome outcome_in(const json& row) {
  ReviewAnswer::Outcome one;
  one.month = loose::text(row, "month");
  one.kind = loose::text(row, "kind");
  one.subject = loose::text(row, "subject");
  one.what = loose::text(row, "what");
  one.evidence = loose::text(row, "evidence");
  one.unit = loose::text(row, "unit");
  one.verdict = loose::text(row, "verdict");
  one.words = loose::text(row, "words");
  one.due = loose::text(row, "due");
  one.owner = loose::text(row, "owner");
  one.by = loose::text(row, "by");
  one.at = Instant{whole_in(row, "at")};
  one.then = tally_in(row, "then");
  one.now = tally_in(row, "now");
  one.done = whole_in(row, "done") > 0;
  return one;
}

void read_findings_into(ReviewAnswer& review, const json& rows) {
  for (const json& row : rows) {
    std::vector<Finding> read = read_findings(json::array({row}));
    if (read.empty()) continue;  // of a newer server
    ReviewAnswer::Found& found = review.findings.emplace_back();
    found.finding = std::move(read.front());
    found.now = tally_in(row, "now");
    found.before = tally_in(row, "before");
    found.unit = loose::text(row, "unit");
    for (const json& ticket : loose::list(row, "tickets")) found.tickets.push_back(ticket_in(ticket));
    found.more_tickets = whole_in(row, "more_tickets");
  }
}

}  // namespace

std::optional<ReviewAnswer> read_review(const json& answer) {
  const auto month = parse_month(loose::text(answer, "month"));
  if (!month) return std::nullopt;
  ReviewAnswer review;
  review.month = *month;
  review.zone = loose::text(answer, "zone");
  read_findings_into(review, loose::list(answer, "findings"));
  for (const json& row : loose::list(answer, "open")) review.open.push_back(outcome_in(row));
  for (const json& row : loose::list(answer, "outcomes")) review.outcomes.push_back(outcome_in(row));
  for (const json& row : loose::list(answer, "overdue"))
    review.overdue.push_back({ticket_in(row), loose::text(row, "what"), loose::text(row, "due"), loose::text(row, "owner")});
  for (const json& row : loose::list(answer, "months")) {
    review.months.push_back({loose::text(row, "month"), whole_in(row, "act"), whole_in(row, "accept"),
                             whole_in(row, "later"), whole_in(row, "done")});
  }
  return review;
}

const ReviewAnswer::Outcome* outcome_of(const ReviewAnswer& review, const Finding& finding) {
  const auto found = std::find_if(review.outcomes.begin(), review.outcomes.end(), [&](const ReviewAnswer::Outcome& one) {
    return one.kind == word(finding.kind) && one.subject == finding.subject;
  });
  return found == review.outcomes.end() ? nullptr : &*found;
}

std::vector<ReviewStep> steps_of(const ReviewAnswer& review) {
  std::vector<ReviewStep> steps;
  for (std::size_t i = 0; i < review.open.size(); ++i) steps.push_back({ReviewStep::Kind::open_action, i});
  if (!review.overdue.empty()) steps.push_back({ReviewStep::Kind::overdue, 0});
  for (std::size_t i = 0; i < review.findings.size(); ++i) steps.push_back({ReviewStep::Kind::finding, i});
  steps.push_back({ReviewStep::Kind::summary, 0});
  return steps;
}

std::string say_tally(const Tally& tally, const std::string& unit) {
  return std::to_string(tally.counted) + " of " + std::to_string(tally.ground) + " " + unit;
}

}  // namespace oasis
