// The text that Prometheus reads.
#include "server/watch/exposition.hpp"

#include <gtest/gtest.h>

namespace oasis::watch {
namespace {

TEST(Exposition, EachFamilySaysWhatItIs) {
  Exposition page;
  page.counter("commits_total", "Transactions.", 3);
  page.gauge("open", "Connections.", 2.5);
  EXPECT_EQ(page.text(),
            "# HELP oasis_commits_total Transactions.\n# TYPE oasis_commits_total counter\noasis_commits_total 3\n"
            "# HELP oasis_open Connections.\n# TYPE oasis_open gauge\noasis_open 2.5\n");
}

TEST(Exposition, LabelsCannotEndTheirQuotes) {
  Exposition page;
  page.sample("requests_total", {{"route", "/a\"b\\c\nd"}, {"status", "2xx"}}, 1);
  EXPECT_EQ(page.text(), "oasis_requests_total{route=\"/a\\\"b\\\\c d\",status=\"2xx\"} 1\n");
}

TEST(Exposition, BucketsOfAHistogramAreCumulative) {
  Histogram<2> seconds{std::array{0.1, 1.0}};
  for (const double value : {0.05, 0.1, 0.5, 7.0}) seconds.observe(value);
  Exposition page;
  page.histogram("lateness_seconds", "Late.", seconds);
  for (const char* line : {"oasis_lateness_seconds_bucket{le=\"0.1\"} 2\n", "oasis_lateness_seconds_bucket{le=\"1\"} 3\n",
                           "oasis_lateness_seconds_bucket{le=\"+Inf\"} 4\n", "oasis_lateness_seconds_sum 7.65\n",
                           "oasis_lateness_seconds_count 4\n"}) {
    EXPECT_NE(page.text().find(line), std::string::npos) << line << page.text();
  }
}

}  // namespace
}  // namespace oasis::watch
