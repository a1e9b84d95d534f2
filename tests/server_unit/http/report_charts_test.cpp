// The charts of the page to print: drawn from the same figures as its tables, each with its words, nothing unescaped.
#include "server/http/report_charts.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace oasis::http {
namespace {

std::shared_ptr<const Policies> one_chain(const char* name) {
  Workspace workspace;
  workspace.chains.emplace_back().id = "c";
  workspace.chains[0].name = name;
  return Policies::prepare(std::move(workspace), Zones{}, 1).value();
}

bool has(const std::string& html, const std::string& part) {
  return html.find(part) != std::string::npos;
}

TEST(ReportCharts, AHistogramIsDrawnOfEachKindOfTimeThatThereWas) {
  Figures figures;
  EXPECT_EQ(histograms_html(figures), "");
  figures.first_response = spread_of({minutes(1), minutes(2), minutes(40)});
  const std::string html = histograms_html(figures);
  EXPECT_TRUE(has(html, "aria-label=\"First response: 3 times, half within 2 min, 90 % within 40 min, few values\"")) << html;
  EXPECT_TRUE(has(html, "height=\"100\"/><text x=\"15\" y=\"18\" text-anchor=\"middle\">2</text>")) << "the longest bar" << html;
  EXPECT_TRUE(has(html, "height=\"50\"/>")) << html;
  EXPECT_FALSE(has(html, "Resolution"));
}

TEST(ReportCharts, DaysAreALineBesideThePeriodBefore) {
  Figures now, before;
  EXPECT_EQ(days_html(now, before, 100, 1), "") << "one day is no line";
  now.by_day[100].created = 4;
  before.by_day[98].created = 2;
  const std::string html = days_html(now, before, 100, 2);
  EXPECT_TRUE(has(html, "aria-label=\"Created: 4, was 2\"")) << html;
  EXPECT_TRUE(has(html, "<polyline class=\"before\" points=\"34,60 360,110 \"/><polyline class=\"now\" points=\"34,10 360,110 \"/>")) << html;
  EXPECT_TRUE(has(html, "Breaches: 0, was 0"));
}

TEST(ReportCharts, TiersFollowEachOther) {
  Figures figures;
  EXPECT_EQ(stays_html(figures, *one_chain("Main")), "");
  figures.steps[{"c", 1}].stays = spread_of({minutes(10)});
  figures.steps[{"c", 2}].stays = spread_of({minutes(30)});
  figures.steps[{"c", 3}].told = 1;  // nothing has ended there yet
  const std::string html = stays_html(figures, *one_chain("A & <B>"));
  EXPECT_TRUE(has(html, "<rect x=\"0\" y=\"17\" width=\"140\" height=\"10\"/>")) << html;
  EXPECT_TRUE(has(html, "<rect x=\"140\" y=\"51\" width=\"420\" height=\"10\"/>")) << html;
  EXPECT_TRUE(has(html, "Tier 2: 30 min, 90 % within 30 min, answered 0 of 1, few"));
  EXPECT_FALSE(has(html, "Tier 3"));
  EXPECT_TRUE(has(html, "A &amp; &lt;B&gt;"));
  EXPECT_FALSE(has(html, "<B>"));
}

}  // namespace
}  // namespace oasis::http
