// A month's review as the server tells it, and the steps in which it is walked through. Pure. May not: draw; know the
// network; judge.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/review.hpp"

namespace oasis {

struct ReviewAnswer {
  struct TicketLine {
    std::int64_t number = 0;
    std::string subject;
  };
  struct Found {
    Finding finding;
    Tally now, before;
    std::string unit;  ///< after "4 of 5"
    std::vector<TicketLine> tickets;
    std::int64_t more_tickets = 0;
  };
  struct Outcome {
    std::string month, kind, subject, what, evidence, unit, verdict, words, due;
    Id owner, by;
    Instant at;
    Tally then, now;  ///< now: of an open action
    bool done = false;
  };
  struct Overdue {
    TicketLine ticket;
    std::string what, due;
    Id owner;
  };
  struct Month {
    std::string month;
    std::int64_t acted = 0, accepted = 0, postponed = 0, done = 0;
  };
  ReviewMonth month;
  std::string zone;
  std::vector<Found> findings;
  std::vector<Outcome> open;      ///< actions of earlier months
  std::vector<Overdue> overdue;   ///< actions of pages after incidents
  std::vector<Outcome> outcomes;  ///< of this month
  std::vector<Month> months;      ///< with outcomes, the newest first
};

/// nullopt for what is no review.
std::optional<ReviewAnswer> read_review(const nlohmann::json& answer);
/// What was decided about a finding; nullptr: nothing yet.
const ReviewAnswer::Outcome* outcome_of(const ReviewAnswer& review, const Finding& finding);

/// One thing to look at at a time: what is open from before, then each finding, then the sum of it.
struct ReviewStep {
  enum class Kind : std::uint8_t { open_action, overdue, finding, summary };
  Kind kind{};
  std::size_t index = 0;  ///< of the action or the finding
  friend bool operator==(const ReviewStep&, const ReviewStep&) = default;
};
std::vector<ReviewStep> steps_of(const ReviewAnswer& review);

/// "4 of 5 pages".
std::string say_tally(const Tally& tally, const std::string& unit);

}  // namespace oasis
