// What a monthly review decided about each finding. May not: find anything; know who may read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// One decision; the latest about a finding of a month counts, of each scope by itself (the audit log has all).
struct ReviewOutcome {
  std::string scope;    ///< of the tickets it was found in, as review_scope says; empty: all
  std::string month;    ///< "2026-10"
  std::string kind;     ///< of the finding, as in answers: "breaches_gather"
  std::string subject;  ///< what tells it from others of its kind
  std::string what;     ///< the finding's sentence then
  std::string evidence;
  std::int64_t counted = 0;  ///< its figure then: counted of ground
  std::int64_t ground = 0;
  std::string verdict;  ///< "act", "accept", "later"
  std::string words;    ///< what is to be done, or why it is accepted
  std::string owner;    ///< of an action; may be empty
  std::string due;      ///< of an action, a day: "2026-11-15"; may be empty
  std::string by;
  Instant at;
  std::optional<Instant> done;  ///< when the action was said to be done
  std::string done_by;
};

/// In place of what was decided about that finding of that month before.
void put_outcome(Database& database, const ReviewOutcome& outcome);
std::optional<ReviewOutcome> find_outcome(Database& database, std::string_view scope, std::string_view month,
                                          std::string_view kind, std::string_view subject);
/// Of one month, in the order in which they were made.
std::vector<ReviewOutcome> outcomes_of(Database& database, std::string_view scope, std::string_view month);
/// Actions of months before `month` that are not done, the oldest first.
std::vector<ReviewOutcome> open_actions_before(Database& database, std::string_view scope, std::string_view month);
/// The months that have outcomes, the newest first, at most `most`, with how many of each verdict.
struct ReviewedMonth {
  std::string month;
  std::int64_t acted = 0, accepted = 0, postponed = 0, done = 0;
};
std::vector<ReviewedMonth> reviewed_months(Database& database, std::string_view scope, std::int64_t most);

}  // namespace oasis::store
