// See report_charts.hpp.
#include "server/http/report_charts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "server/http/pages.hpp"
#include "shared/report/behind.hpp"
#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

// In units of the drawing, which is as wide as its column.
constexpr long column_width = 30, plot_top = 22, plot_height = 100, bounds_height = 18;
constexpr long chart_width = column_width * static_cast<long>(spread_bars);
constexpr long lane_height = 34, lane_bar = 10, lanes_width = 600, lanes_end = 560;

std::string number_at(const char* name, long value) {
  return std::string(" ") + name + "=\"" + std::to_string(value) + "\"";
}

std::string rect_at(long x, long y, long width, long height) {
  return "<rect" + number_at("x", x) + number_at("y", y) + number_at("width", width) + number_at("height", height) + "/>";
}

std::string text_at(long x, long y, const char* anchor, const std::string& words) {
  return "<text" + number_at("x", x) + number_at("y", y) + " text-anchor=\"" + anchor + "\">" + escaped(words) + "</text>";
}

std::string drawing(long width, long height, const std::string& says, const std::string& marks) {
  return "<svg class=\"chart\" viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(height) +
         "\" role=\"img\" aria-label=\"" + escaped(says) + "\">" + marks + "</svg>\n";
}

std::string words_of_spread(const std::string& name, const Spread& spread) {
  return name + ": " + std::to_string(spread.count) + (spread.count == 1 ? " time" : " times") + ", half within " +
         duration_words(spread.median) + ", 90 % within " + duration_words(spread.p90) +
         (spread.few() ? ", few values" : "");
}

std::string histogram_html(const std::string& name, const Spread& spread) {
  const std::int64_t most = *std::max_element(spread.bars.begin(), spread.bars.end());
  std::string marks;
  for (std::size_t i = 0; i < spread_bars; ++i) {
    const long x = column_width * static_cast<long>(i), bottom = plot_top + plot_height;
    const double share = static_cast<double>(spread.bars[i]) / static_cast<double>(std::max<std::int64_t>(1, most));
    const long height = spread.bars[i] == 0 ? 0 : std::max(2L, std::lround(share * plot_height));
    if (height > 0) {
      marks += rect_at(x + 2, bottom - height, column_width - 4, height);
      marks += text_at(x + column_width / 2, bottom - height - 4, "middle", std::to_string(spread.bars[i]));
    }
    if (i < spread_bounds.size())
      marks += text_at(x + column_width, bottom + 13, "middle", duration_words(spread_bounds[i]));
  }
  const std::string says = words_of_spread(name, spread);
  return "<figure><figcaption>" + escaped(says) + "</figcaption>" +
         drawing(chart_width, plot_top + plot_height + bounds_height, says, marks) + "</figure>\n";
}

struct Lane {
  std::int32_t tier = 0;
  const StepFigures* step = nullptr;
};

/// Tiers one after the other, each as long as its median, with a thin line to nine of ten.
std::string timeline_html(const std::string& name, const std::vector<Lane>& lanes) {
  Duration whole, from;
  for (const Lane& lane : lanes) {
    whole = std::max(whole, from + lane.step->stays.p90);
    from += lane.step->stays.median;
  }
  const auto place = [whole](Duration at) {
    const double share = static_cast<double>(at.ms) / static_cast<double>(std::max<std::int64_t>(1, whole.ms));
    return std::lround(share * lanes_end);
  };
  from = {};
  std::string marks;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const StepFigures& step = *lanes[i].step;
    const long y = lane_height * static_cast<long>(i), x = place(from);
    const long end = place(from + step.stays.median), far = place(from + step.stays.p90);
    marks += text_at(0, y + 12, "start",
                     "Tier " + std::to_string(lanes[i].tier) + ": " + duration_words(step.stays.median) + ", 90 % within " +
                         duration_words(step.stays.p90) + ", answered " + std::to_string(step.answered) + " of " +
                         std::to_string(step.stays.count) + (step.stays.few() ? ", few" : ""));
    marks += rect_at(x, y + 17, std::max(3L, end - x), lane_bar);
    if (far > end) marks += rect_at(end, y + 21, far - end, 2);
    from += step.stays.median;
  }
  return "<figure><figcaption>" + escaped(name) + "</figcaption>" +
         drawing(lanes_width, lane_height * static_cast<long>(lanes.size()), "How long each tier of " + name + " has an escalation",
                 marks) +
         "</figure>\n";
}

constexpr long days_width = 360, days_left = 34, days_top = 10;

using CountOfDay = std::int64_t (*)(const Group&);

std::vector<std::int64_t> counts_of(const std::map<std::int64_t, Group>& days, std::int64_t first, std::int64_t count,
                                    CountOfDay of) {
  std::vector<std::int64_t> counts;
  for (std::int64_t day = first; day < first + count; ++day) {
    const auto found = days.find(day);
    counts.push_back(found == days.end() ? 0 : of(found->second));
  }
  return counts;
}

std::string polyline_of(const std::vector<std::int64_t>& counts, std::int64_t most, const char* kind) {
  std::string points;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double along = static_cast<double>(i) / static_cast<double>(counts.size() - 1);
    const double share = static_cast<double>(counts[i]) / static_cast<double>(most);
    points += std::to_string(days_left + std::lround(along * (days_width - days_left))) + "," +
              std::to_string(days_top + plot_height - std::lround(share * plot_height)) + " ";
  }
  return std::string("<polyline class=\"") + kind + "\" points=\"" + points + "\"/>";
}

std::string line_html(const char* name, const std::vector<std::int64_t>& now, const std::vector<std::int64_t>& before,
                      std::int64_t first) {
  const std::int64_t most =
      std::max({std::int64_t{1}, *std::max_element(now.begin(), now.end()), *std::max_element(before.begin(), before.end())});
  const auto sum = [](const std::vector<std::int64_t>& counts) {
    std::int64_t all = 0;
    for (const std::int64_t count : counts) all += count;
    return std::to_string(all);
  };
  const std::string last = to_text(date_of(first + std::ssize(now) - 1));
  const long foot = days_top + plot_height;
  const std::string marks = text_at(days_left - 6, days_top + 4, "end", std::to_string(most)) +
                            text_at(days_left - 6, foot, "end", "0") +
                            text_at(days_left, foot + 14, "start", to_text(date_of(first))) +
                            text_at(days_width, foot + 14, "end", last) + polyline_of(before, most, "before") +
                            polyline_of(now, most, "now");
  const std::string says = std::string(name) + ": " + sum(now) + ", was " + sum(before);
  return "<figure><figcaption>" + says + "</figcaption>" + drawing(days_width, foot + bounds_height, says, marks) +
         "</figure>\n";
}

std::string charts_section(const char* title, const char* note, const std::string& figures) {
  if (figures.empty()) return "";
  return std::string("<section>\n<h2>") + title + "</h2>\n<p class=\"note\">" + note + "</p>\n<div class=\"charts\">\n" +
         figures + "</div>\n</section>\n";
}

}  // namespace

std::string days_html(const Figures& now, const Figures& before, std::int64_t first, std::int64_t count) {
  if (count < 2) return "";
  std::string html;
  const auto add = [&](const char* name, CountOfDay of) {
    html += line_html(name, counts_of(now.by_day, first, count, of), counts_of(before.by_day, first - count, count, of), first);
  };
  add("Created", [](const Group& day) { return day.created; });
  add("Resolved", [](const Group& day) { return day.resolved; });
  add("Escalations", [](const Group& day) { return day.escalated; });
  add("Breaches", [](const Group& day) { return day.breached(); });
  return charts_section("Day by day", "The thin line is the period before.", html);
}

std::string histograms_html(const Figures& figures) {
  std::string html;
  const auto add = [&html](const char* name, const Spread& spread) {
    if (spread.count > 0) html += histogram_html(name, spread);
  };
  add("First response", figures.first_response);
  add("Next response", figures.next_response);
  add("Acknowledge an escalation", figures.acknowledge);
  add("Resolution", figures.resolution);
  return charts_section("How long it took", "Each bar ends at the time below its right edge. In calendar time.", html);
}

std::string stays_html(const Figures& figures, const Policies& policies) {
  std::map<Id, std::vector<Lane>> chains;
  for (const auto& [step, counts] : figures.steps) {
    if (counts.stays.count > 0) chains[step.first].push_back({step.second, &counts});
  }
  std::string html;
  for (const auto& [chain, lanes] : chains) html += timeline_html(name_of(policies.chain(chain), chain), lanes);
  return charts_section("Where the time goes",
                        "A bar is as long as half of the stays at a tier at most; the thin line goes to nine of ten.", html);
}

}  // namespace oasis::http
