// What a review should look at: patterns in the figures of a period that somebody can do something about,
// each with its evidence and where to act (docs/metrics.md, "Findings"). May not: count (figures.hpp does);
// act.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"

namespace oasis {

struct Sight;

struct Finding {
  enum class Kind : std::uint8_t {
    breaches_gather,      ///< a customer's breaches, or those of one priority, lie on one weekday
    nobody_answered,      ///< escalations ended with nobody
    step_reaches_nobody,  ///< a tier was asked and nobody was there
    step_never_answers,   ///< a tier is told often and does not answer in its time
    level_missed,         ///< a clock's attainment is below nine of ten
    level_falls,          ///< it fell by ten points or more
    sleep_broken,         ///< a person was paged in their sleep again and again
    load_uneven,          ///< one person gets most of the pages
    rule_silent,          ///< a rule of the document never fired
    rule_noisy            ///< a rule of the document fires more often than for every second ticket
  };
  Kind kind{};
  std::string what;      ///< one sentence
  std::string evidence;  ///< the numbers behind it
  std::string action;    ///< what may help, as a request
  std::string place;     ///< what of the document it is about: "chains/c", "rules/r"; empty = nothing of it
  std::string subject;   ///< what tells it from others of its kind: "globex/4", "c/2", "ann"; see review.hpp
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// What findings ask of a measure of that kind: a year has many, so it is not the whole measure.
struct Breach {
  Instant at;
  Priority priority = Priority::normal;
  Id customer;
};

/// The findings that the data supports, in the order of the kinds, within one by id. `breaches` are those of the same
/// period. Few values support nothing: see the limits in findings.cpp.
/// O(breaches + size of the document).
std::vector<Finding> findings_of(const Figures& now, const Figures& before,
                                 const std::vector<Breach>& breaches, const Policies& policies);

/// Those of `findings` that somebody may be shown, when they were found in the figures that they see: all for who sees the
/// set-up; for a manager of some teams or customers what is about tickets, clocks and chains. What is about colleagues and
/// about rules, of which a part of the tickets says nothing, is not for them; for anybody else there are none.
std::vector<Finding> findings_seen(std::vector<Finding> findings, const Sight& sight);

}  // namespace oasis
