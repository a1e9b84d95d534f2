// See sparkline.hpp.
#include "client/charts/sparkline.hpp"

#include <algorithm>
#include <optional>

#include "client/words/translated.hpp"

namespace oasis {

std::string sparkline_name(std::string_view name, const std::vector<LinePoint>& points, const ValueWords& say) {
  std::optional<std::size_t> lowest, highest, last;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].share) continue;
    if (!lowest || *points[i].share < *points[*lowest].share) lowest = i;
    if (!highest || *points[i].share > *points[*highest].share) highest = i;
    last = i;
  }
  if (!last) return std::string(name);
  return phrase("{1}: lowest {2}, highest {3}, last {4}"_tr, name, say(*lowest), say(*highest), say(*last));
}

int draw_sparkline(ui::Ui& ui, std::string_view name, const std::vector<LinePoint>& points, const ValueWords& say,
                   ui::Rect area, bool chooses, ChartSteps& steps) {
  if (std::none_of(points.begin(), points.end(), [](const LinePoint& point) { return point.share.has_value(); })) return -1;
  return draw_line(ui, sparkline_name(name, points, say), points, area, {.axes = false, .chooses = chooses}, steps);
}

}  // namespace oasis
