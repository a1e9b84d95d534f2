// Rows of decisions. May not: judge a finding.
#include "server/store/reviews.hpp"

#include <string>

namespace oasis::store {
namespace {

constexpr std::string_view all_columns =
    "SELECT month, kind, subject, what, evidence, counted, ground, verdict, words, owner, due, by, at, done, done_by, scope "
    "FROM review_outcome ";

std::vector<ReviewOutcome> outcomes_in(Statement&& rows) {
  std::vector<ReviewOutcome> all;
  while (rows.step()) {
    ReviewOutcome& one = all.emplace_back();
    one.month = rows.text(0);
    one.kind = rows.text(1);
    one.subject = rows.text(2);
    one.what = rows.text(3);
    one.evidence = rows.text(4);
    one.counted = rows.integer(5);
    one.ground = rows.integer(6);
    one.verdict = rows.text(7);
    one.words = rows.text(8);
    one.owner = rows.text(9);
    one.due = rows.text(10);
    one.by = rows.text(11);
    one.at = Instant{rows.integer(12)};
    if (!rows.is_null(13)) one.done = Instant{rows.integer(13)};
    one.done_by = rows.text(14);
    one.scope = rows.text(15);
  }
  return all;
}

}  // namespace

void put_outcome(Database& database, const ReviewOutcome& outcome) {
  const std::optional<std::int64_t> done = outcome.done ? std::optional(outcome.done->ms) : std::nullopt;
  database
      .prepare(
          "INSERT OR REPLACE INTO review_outcome (month, kind, subject, what, evidence, counted, ground, verdict, "
          "words, owner, due, by, at, done, done_by, scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(outcome.month)
      .bind(outcome.kind)
      .bind(outcome.subject)
      .bind(outcome.what)
      .bind(outcome.evidence)
      .bind(outcome.counted)
      .bind(outcome.ground)
      .bind(outcome.verdict)
      .bind(outcome.words)
      .bind(outcome.owner)
      .bind(outcome.due)
      .bind(outcome.by)
      .bind(outcome.at.ms)
      .bind(done)
      .bind(outcome.done_by)
      .bind(outcome.scope)
      .run();
}

std::optional<ReviewOutcome> find_outcome(Database& database, std::string_view scope, std::string_view month,
                                          std::string_view kind, std::string_view subject) {
  static const std::string sql = std::string(all_columns) + "WHERE scope = ? AND month = ? AND kind = ? AND subject = ?";
  auto found = outcomes_in(database.prepare(sql).bind(scope).bind(month).bind(kind).bind(subject));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<ReviewOutcome> outcomes_of(Database& database, std::string_view scope, std::string_view month) {
  static const std::string sql = std::string(all_columns) + "WHERE scope = ? AND month = ? ORDER BY at, kind, subject";
  return outcomes_in(database.prepare(sql).bind(scope).bind(month));
}

std::vector<ReviewOutcome> open_actions_before(Database& database, std::string_view scope, std::string_view month) {
  static const std::string sql =
      std::string(all_columns) +
      "WHERE scope = ? AND month < ? AND verdict = 'act' AND done IS NULL ORDER BY month, at, kind, subject";
  return outcomes_in(database.prepare(sql).bind(scope).bind(month));
}

std::vector<ReviewedMonth> reviewed_months(Database& database, std::string_view scope, std::int64_t most) {
  std::vector<ReviewedMonth> months;
  auto rows = database
                  .prepare(
                      "SELECT month, sum(verdict = 'act'), sum(verdict = 'accept'), sum(verdict = 'later'), "
                      "sum(done IS NOT NULL) FROM review_outcome WHERE scope = ? GROUP BY month ORDER BY month DESC LIMIT ?")
                  .bind(scope)
                  .bind(most);
  while (rows.step())
    months.push_back({rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
  return months;
}

}  // namespace oasis::store
