// See answer.hpp.
#include "client/review/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/question_answer.hpp"
#include "client/reports/retold.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/figures.hpp"

namespace oasis {
namespace {

using nlohmann::json;

Tally tally_in(const json& object, const char* name) {
  const json& tally = wire::member_of(object, name);
  return {wire::number_of(tally, "counted"), wire::number_of(tally, "ground")};
}

ReviewAnswer::TicketLine ticket_in(const json& row) {
  return {wire::number_of(row, "number"), wire::text_of(row, "subject")};
}

ReviewAnswer::Outcome outcome_in(const json& row) {
  ReviewAnswer::Outcome one;
  one.month = wire::text_of(row, "month");
  one.kind = wire::text_of(row, "kind");
  one.subject = wire::text_of(row, "subject");
  one.what = retold(wire::text_of(row, "what"));
  one.evidence = retold(wire::text_of(row, "evidence"));
  one.unit = retold(wire::text_of(row, "unit"));
  one.verdict = wire::text_of(row, "verdict");
  one.words = wire::text_of(row, "words");
  one.due = wire::text_of(row, "due");
  one.owner = wire::text_of(row, "owner");
  one.by = wire::text_of(row, "by");
  one.at = Instant{wire::number_of(row, "at")};
  one.then = tally_in(row, "then");
  one.now = tally_in(row, "now");
  one.done = wire::number_of(row, "done") > 0;
  return one;
}

void read_findings_into(ReviewAnswer& review, const json& rows) {
  for (const json& row : rows) {
    std::vector<Finding> read = read_findings(json::array({row}));
    if (read.empty()) continue;  // of a newer server
    ReviewAnswer::Found& found = review.findings.emplace_back();
    found.finding = retold(std::move(read.front()));
    found.now = tally_in(row, "now");
    found.before = tally_in(row, "before");
    found.unit = retold(wire::text_of(row, "unit"));
    for (const json& ticket : wire::list_of(row, "tickets")) found.tickets.push_back(ticket_in(ticket));
    found.more_tickets = wire::number_of(row, "more_tickets");
  }
}

}  // namespace

std::optional<ReviewAnswer> read_review(const json& answer) {
  const auto month = parse_month(wire::text_of(answer, "month"));
  if (!month) return std::nullopt;
  ReviewAnswer review;
  review.month = *month;
  review.zone = wire::text_of(answer, "zone");
  read_findings_into(review, wire::list_of(answer, "findings"));
  for (const json& row : wire::list_of(answer, "open")) review.open.push_back(outcome_in(row));
  for (const json& row : wire::list_of(answer, "outcomes")) review.outcomes.push_back(outcome_in(row));
  for (const json& row : wire::list_of(answer, "overdue"))
    review.overdue.push_back({ticket_in(row), wire::text_of(row, "what"), wire::text_of(row, "due"), wire::text_of(row, "owner")});
  for (const json& row : wire::list_of(answer, "months")) {
    review.months.push_back({wire::text_of(row, "month"), wire::number_of(row, "act"), wire::number_of(row, "accept"),
                             wire::number_of(row, "later"), wire::number_of(row, "done")});
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
  return phrase("{1} of {2} {3}"_tr, tally.counted, tally.ground, unit);
}

}  // namespace oasis
