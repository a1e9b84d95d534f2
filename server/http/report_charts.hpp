// The charts of a report for paper and for pages without JavaScript: what happened day by day as lines, how long things took
// as histograms, and each chain's tiers as a timeline. In the page's colours, so that they are the same in light, dark and print; the tables beside them
// have the same numbers in words. May not: count.
#pragma once

#include <cstdint>
#include <string>

#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"

namespace oasis::http {

/// A section with a line for each count of a day, the period before as a thin one, from day `first` (`day_number`) on;
/// empty of a single day.
std::string days_html(const Figures& now, const Figures& before, std::int64_t first, std::int64_t count);

/// A section with a histogram for each kind of time that there was; empty without any.
std::string histograms_html(const Figures& figures);

/// A section with a timeline of each chain whose tiers had a run; empty without any.
std::string stays_html(const Figures& figures, const Policies& policies);

}  // namespace oasis::http
