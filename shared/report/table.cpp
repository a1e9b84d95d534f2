// Numbers of a report in words. May not: count.
#include "shared/report/table.hpp"

#include <algorithm>
#include <cmath>

namespace oasis {

std::string duration_words(Duration duration) {
  const std::int64_t all = std::max<std::int64_t>(duration.ms, 0) / 1000;
  const auto two = [](std::int64_t large, const char* large_unit, std::int64_t small,
                      const char* small_unit) {
    std::string text = std::to_string(large) + large_unit;
    if (small > 0) text += " " + std::to_string(small) + small_unit;
    return text;
  };
  if (all < 60) return std::to_string(all) + " s";
  if (all < 3'600) return std::to_string(all / 60) + " min";
  if (all < 86'400) return two(all / 3'600, " h", all % 3'600 / 60, " min");
  return two(all / 86'400, " d", all % 86'400 / 3'600, " h");
}

std::string words_of(ReportCell::Kind kind, const std::optional<double>& value) {
  if (!value) return "–";
  if (kind == ReportCell::Kind::duration) return duration_words({static_cast<std::int64_t>(*value)});
  if (kind == ReportCell::Kind::share) return std::to_string(std::lround(*value * 100)) + " %";
  std::string digits = std::to_string(static_cast<std::int64_t>(*value));
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

}  // namespace oasis
