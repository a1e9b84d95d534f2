// See spread.hpp.
#include "client/reports/spread.hpp"

#include <algorithm>
#include <vector>

#include "client/charts/histogram.hpp"
#include "client/reports/section.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/report/behind.hpp"

namespace oasis {
namespace {

/// Where a value stands among the bars, which are as wide as each other whatever they hold.
float place_of(Duration value) {
  const std::size_t bar = bar_of(value);
  const auto left = static_cast<float>(bar);
  if (bar >= spread_bounds.size()) return left + 0.5f;
  const std::int64_t from = bar == 0 ? 0 : spread_bounds[bar - 1].ms;
  return left + static_cast<float>(value.ms - from) / static_cast<float>(spread_bounds[bar].ms - from);
}

std::vector<HistogramBar> bars_of(const ReportHistogram& histogram) {
  std::vector<HistogramBar> bars;
  for (std::size_t i = 0; i < spread_bars; ++i)
    bars.push_back({words_of_bar(i), i < spread_bounds.size() ? duration_words(spread_bounds[i]) : "",
                    histogram.bars[i]});
  return bars;
}

}  // namespace

void draw_spread(Desk& desk, const ReportTable& table, SpreadView& view, const std::string& report) {
  if (table.histograms.empty()) return;
  ui::Ui& ui = desk.ui;
  ui::Scope scope(ui, "spread");
  ui::Card card(ui, {.gap = 10, .label = "How long it took"_tr});
  std::vector<std::string> names;
  for (const ReportHistogram& histogram : table.histograms) names.push_back(histogram.name);
  view.chosen = std::clamp(view.chosen, 0, static_cast<int>(names.size()) - 1);
  {
    ui::Row row(ui, {.wrap = true});
    ui::heading(ui, "How long it took"_tr, 2);
    ui::spacer(ui);
    ui::combo(ui, "Which time"_tr, names, view.chosen, {.width = 240, .show_label = false});
  }
  const ReportHistogram& shown = table.histograms[static_cast<std::size_t>(view.chosen)];
  const std::vector<HistogramMark> marks = {
      {phrase("Median {1}"_tr, duration_words(shown.median)), place_of(shown.median)},
      {phrase("90 % within {1}"_tr, duration_words(shown.p90)), place_of(shown.p90)}};
  const int bar = draw_histogram(ui, shown.name, bars_of(shown), marks, "{1} time"_kept, "{1} times"_kept, view.steps);
  if (shown.count < few_values)
    ui::paragraph(ui, "Fewer than 20 values, which say little"_tr,
                  {.size = ui::TextSize::small, .tone = ui::Tone::secondary});
  if (bar < 0) return;
  ReportCell cell;
  cell.now = static_cast<double>(shown.bars[static_cast<std::size_t>(bar)]);
  cell.behind = shown.behind[static_cast<std::size_t>(bar)];
  if (const std::string address = tickets_behind(cell, report); !address.empty()) go(desk, address);
}

}  // namespace oasis
