// A month's service for one customer, as the customer is told of it: what was asked, how soon it was answered, which
// promises were kept, beside the month before (docs/metrics.md, "Service reports"). Pure. May not: hold what is internal
// (no note, no person of ours, no chain); say anything in words.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/measures.hpp"
#include "shared/report/review.hpp"

namespace oasis {

/// From 00:00 of the first day to 00:00 after the last by the wall clock of `zone`.
Interval period_of(const ReviewMonth& month, const Zone& zone);

/// What a report is made from.
struct ServiceMatter {
  struct Ticket {
    std::int64_t number = 0;
    std::string subject;
    std::vector<Event> events;  ///< in order
  };
  /// The customer's, of the month and the month before, with their ticket; what is outside of both is left out.
  std::vector<std::pair<TicketId, Measure>> measures;
  std::map<TicketId, Ticket> breached;  ///< each ticket with a breach in the month; one that is missing is not listed
  std::int64_t open = 0;                ///< tickets that were not finished at the end of the month, or are not now
  std::int64_t open_before = 0;         ///< the same at its beginning
};

struct ServiceReport {
  /// Of the month, and of the one before.
  struct Number {
    std::int64_t now = 0;
    std::int64_t before = 0;
    friend bool operator==(const Number&, const Number&) = default;
  };
  struct Times {
    Spread now;
    Spread before;
  };
  struct Group {
    Number opened;
    Number resolved;
    friend bool operator==(const Group&, const Group&) = default;
  };
  /// One clock of one priority: what is promised today, and how often it was kept.
  struct Promise {
    ClockKind clock{};
    Priority priority{};
    std::optional<ClockTarget> target;  ///< unset: there was a promise then, there is none now
    Attainment now;
    Attainment before;
  };
  struct Missed {
    std::int64_t number = 0;
    std::string subject;
    ClockKind clock{};
    Instant due;
    Duration over;       ///< open time of the calendar in force, until it was done or the report was made
    bool still = false;  ///< it was not done by then
    friend bool operator==(const Missed&, const Missed&) = default;
  };

  Id customer;
  ReviewMonth month;
  Interval period;
  bool whole = true;  ///< false: made before the month was over
  Instant made;
  Number opened, resolved, reopened, open;
  std::array<Group, priority_count> by_priority;
  std::map<std::string, Group> by_category;                ///< "" = none
  Times first_response, next_response, resolution;         ///< open time of the calendar in force
  std::vector<Promise> promises;                           ///< by clock, the most urgent priority first
  std::vector<Missed> missed;                              ///< the earliest due first
  Number escalated, unanswered;                            ///< runs started; runs that ended with nobody
  Times answered;                                          ///< from the start of a run to its answer, real time
  std::array<Number, 5> ratings;                           ///< [0] = 1 … [4] = 5

  /// All promises together.
  Attainment kept() const;
  Attainment kept_before() const;
  /// How many ratings, and their mean in [1, 5]; unset without any.
  Number rated() const;
  std::optional<double> rating() const;
  std::optional<double> rating_before() const;
};

/// The report of `customer` (in the document of `policies`) for the month by the customer's clock, made at `made`.
/// O(measures · log measures + events of breached tickets).
ServiceReport service_report(const Policies& policies, const Customer& customer, const ReviewMonth& month,
                             const ServiceMatter& matter, Instant made);

/// When the report of `month` is mailed: on the given day of the month after, else on its first business day: one on which
/// `calendar` opens; Monday to Friday where it never closes, and the first where it does not open in that month.
Instant mailed_at(const ReportMailing& mailing, const ReviewMonth& month, const Calendar& calendar, const Zone& zone);
/// The newest month whose report is due by `now`.
ReviewMonth newest_due(const ReportMailing& mailing, const Calendar& calendar, const Zone& zone, Instant now);

}  // namespace oasis
