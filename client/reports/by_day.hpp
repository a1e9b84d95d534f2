// What happened day by day beside the period before, as a line. May not: count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/charts/line.hpp"
#include "client/charts/steps.hpp"
#include "client/reports/query.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// Which of the counts of a day the line shows.
enum class DayCount : std::uint8_t { created, resolved, escalated, breached };

/// What the room remembers of it.
struct DaysView {
  DayCount chosen = DayCount::created;
  ChartSteps steps;
};

/// A point for each day; for each 7, 28 or 91 days where there would be more than can be told apart. The first may be of
/// fewer days.
struct DayLine {
  std::vector<LinePoint> points;
  std::vector<ReportDays> days;  ///< of each point
  std::vector<std::int64_t> counts;  ///< of each point
  std::int64_t top = 0;          ///< what the whole height stands for: even, so that its half is a count, too
  std::string words_now(std::size_t point) const { return std::to_string(counts[point]); }
};
DayLine line_of_days(const std::vector<ReportDay>& days, DayCount which);

/// Draws a card; nothing of a single day. A point leads to its tickets.
void draw_by_day(Desk& desk, const ReportTable& table, DaysView& view, const ReportQuery& query);

}  // namespace oasis
