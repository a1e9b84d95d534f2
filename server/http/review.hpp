// A month's review as its reader sees it: findings with the tickets behind them, what was decided, what is open from
// before, and the page to print (docs/metrics.md, "Reviews"). May not: know requests; decide.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "server/http/pages.hpp"
#include "server/http/reader.hpp"
#include "server/store/reviews.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/incident_page.hpp"
#include "shared/report/review.hpp"

namespace oasis::http {

struct ReviewTicket {
  std::int64_t number = 0;
  std::string subject;
};
struct ReviewFinding {
  Finding finding;
  Tally now, before;                  ///< of this month and of the one before
  std::vector<ReviewTicket> tickets;  ///< the first of them, by number; each once
  std::int64_t more_tickets = 0;      ///< that are not listed
};
/// An action of an earlier month that is not done: did it help?
struct OpenAction {
  store::ReviewOutcome outcome;
  Tally now;
};
/// An action of a page after an incident whose day has passed.
struct OverdueAction {
  ReviewTicket ticket;
  IncidentPage::Action action;
};

struct Review {
  std::string scope;  ///< of its reader, see review_scope
  ReviewMonth month;
  MonthDays days;
  std::vector<ReviewFinding> findings;
  std::vector<OpenAction> open;
  std::vector<OverdueAction> overdue;
  std::vector<store::ReviewOutcome> outcomes;    ///< of this month
  std::vector<store::ReviewedMonth> months;      ///< that have outcomes, the newest first
  std::shared_ptr<const Policies> policies;
};

/// Of the tickets that the reader sees: a manager's findings, what managers of the same scope decided, and nothing of others.
/// O(measures of both months × findings). Everything must have been counted in.
Review review_of(store::Database& reading, const Reader& reader, const ReviewMonth& month, Instant now);

/// By what a sight limits, "teams:net customers:globex,initech"; empty: nothing. Equal for sights that see the same.
std::string review_scope(const Sight& sight);

nlohmann::ordered_json review_json(const Review& review);
std::string review_page(const PageFrame& frame, const Review& review);

}  // namespace oasis::http
