// A month's review: which measures bear a finding, so that the same figure can be told of another month, and the
// months themselves (docs/metrics.md, "Reviews"). Pure. May not: find (findings.hpp does); keep what came of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/policy/policies.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/measures.hpp"

namespace oasis {

/// A month of the wall clock of the workspace.
struct ReviewMonth {
  std::int64_t year = 1970;
  int month = 1;  ///< 1 … 12
  friend bool operator==(const ReviewMonth&, const ReviewMonth&) = default;
};
/// "2026-10"; nullopt for anything else, and for years outside of 1970 … 9999.
std::optional<ReviewMonth> parse_month(std::string_view text);
std::string to_text(const ReviewMonth& month);
ReviewMonth month_before(const ReviewMonth& month);
ReviewMonth month_after(const ReviewMonth& month);
/// The month that `day` (a day_number) lies in.
ReviewMonth month_of(std::int64_t day);
/// Its days as `day_number`, both included.
struct MonthDays {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
MonthDays days_of(const ReviewMonth& month);

/// "4 of 5": how often, of all that could have been.
struct Tally {
  std::int64_t counted = 0;
  std::int64_t ground = 0;
  Tally& operator+=(const Tally& other) {
    counted += other.counted;
    ground += other.ground;
    return *this;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};
/// Whether measures of this kind can add anything to the figure of such a finding.
bool looks_at(Finding::Kind kind, Measure::Kind measure);
/// What one measure adds to the figure of a finding with this kind and subject: added up over a month it is the same
/// figure as in the finding's evidence. What counts for level_missed and level_falls are breaches, for step_never_answers
/// the answers. O(1).
Tally tally_of(Finding::Kind kind, const std::string& subject, const Measure& measure, const Policies& policies);
/// Whether the measure's ticket is one to look at because of the finding: what counts, for step_never_answers what was
/// told in vain.
bool points_at(Finding::Kind kind, const Tally& tally);
/// What the two numbers are, after "4 of 5": "breaches of this customer", "escalations".
std::string_view unit_of(Finding::Kind kind);

}  // namespace oasis
