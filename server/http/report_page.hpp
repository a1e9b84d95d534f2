// The printable page of a report, and the same as a table for other programs: plain HTML without JavaScript.
// May not: count, or know requests.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "server/http/pages.hpp"
#include "server/store/outbox.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/report/chain_suggestions.hpp"
#include "shared/report/duty.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {

/// A period beside the one of the same length before it, as the reader sees it.
struct Report {
  Slice slice;
  std::string first;  ///< the days, both included, as in 2026-03-31
  std::string last;
  Figures now;
  Figures before;
  Interval before_period;                    ///< that of `before`
  std::map<Id, DutyFigures> duty_now, duty_before;
  std::vector<WaitSuggestion> suggestions;  ///< as findings: for those who may see the whole set-up
  std::vector<Finding> findings;                                              ///< what the reader may know of
  std::map<std::string, store::ChannelCounts> channels_now, channels_before;  ///< by the kind of channel
  std::shared_ptr<const Policies> policies;                                   ///< gives the names
  Sight sight;
};

std::string report_page(const PageFrame& frame, const Report& report);

/// RFC 4180 with a header line: section,of,figure,now,before. Durations in seconds, shares in percent. A cell
/// that a spreadsheet would take for a formula begins with an apostrophe.
std::string report_csv(const Report& report);
/// The same of any sections.
std::string sections_csv(const std::vector<ReportSection>& sections);

}  // namespace oasis::http
