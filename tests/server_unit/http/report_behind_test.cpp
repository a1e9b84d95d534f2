// Each number of a report is of the tickets that its `behind` finds: by chance, over every section.
#include "server/http/report_behind.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <set>

#include "server/http/report_table.hpp"
#include "shared/codec/behind.hpp"
#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis::http {
namespace {

using Kind = Measure::Kind;

std::shared_ptr<const Policies> workspace() {
  Workspace document;
  document.zone = "Europe/Berlin";
  for (const char* id : {"ann", "kim"}) {
    User& user = document.users.emplace_back();
    user.id = id;
    if (user.id == "kim") user.zone = "Asia/Tokyo";
  }
  Rule silent;
  silent.id = "silent";
  document.rules = {silent};
  Zones zones;
  for (const char* zone : {"Asia/Tokyo", "Europe/Berlin"})
    EXPECT_TRUE(zones.add(zone, test::zone_bytes(zone)));
  return Policies::prepare(std::move(document), zones, 1).value();
}

/// Anything that a ticket may amount to, within March.
Measure any_measure(std::minstd_rand& random) {
  const auto below = [&random](std::uint32_t limit) { return static_cast<std::int32_t>(random() % limit); };
  const auto one_of = [&](std::initializer_list<const char*> words) {
    return std::string(words.begin()[below(static_cast<std::uint32_t>(words.size()))]);
  };
  Measure measure;
  measure.kind = static_cast<Kind>(below(static_cast<std::uint32_t>(measure_kind_count)));
  measure.at = *parse_instant("2026-03-02T00:00:00Z") + minutes(below(28 * 24 * 60));
  measure.value = minutes(below(600));
  measure.number = measure.kind == Kind::rated ? 1 + below(5) : below(clock_count);
  const bool has_person = measure.kind == Kind::first_response || measure.kind == Kind::next_response ||
                          measure.kind == Kind::resolved || measure.kind == Kind::answered ||
                          measure.kind == Kind::paged || measure.kind == Kind::told;
  if (has_person) measure.who = one_of({"ann", "kim", "left"});
  measure.what = measure.kind == Kind::rule ? one_of({"urgent", "vip"}) : one_of({"ops", "net"});
  measure.detail = measure.kind == Kind::escalated ? one_of({"", "sla_breached", "by hand: 100 %"}) : "";
  if (measure.kind == Kind::waited) measure.detail = one_of({stay_end::answered, stay_end::next, stay_end::ended});
  measure.priority = static_cast<Priority>(below(priority_count));
  measure.customer = one_of({"", "globex", "initech"});
  measure.team = one_of({"", "net"});
  measure.category = one_of({"", "VPN", "Büro & Co"});
  return measure;
}

TEST(TicketsBehind, EachNumberOfAReportAreAsManyAsItSays) {
  std::minstd_rand random(7);
  std::vector<Measure> measures;
  for (int i = 0; i < 3000; ++i) measures.push_back(any_measure(random));
  Report report;
  report.policies = workspace();
  report.sight.known = true;
  report.sight.role = Role::admin;
  report.slice.period = {*parse_instant("2026-03-01T00:00:00Z"), *parse_instant("2026-04-01T00:00:00Z")};
  Summing summing(report.slice, *report.policies);
  for (const Measure& measure : measures) summing.add(measure);
  report.now = summing.result();
  std::set<std::string> looked_at;
  for (const ReportSection& section : sections_of(report)) {
    for (const ReportRow& row : section.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string where =
            section.id + ", " + row.name + ", " + section.columns[std::min(i, section.columns.size() - 1)];
        const auto behind = behind_of(row.cells[i].behind);
        ASSERT_TRUE(behind) << where << ": " << row.cells[i].behind;
        std::int64_t found = 0;
        for (const Measure& measure : measures) found += counts(*behind, measure, *report.policies);
        looked_at.insert(section.id);
        if (row.cells[i].kind == ReportCell::Kind::count)
          EXPECT_EQ(found, static_cast<std::int64_t>(*row.cells[i].now)) << where;
        else if (row.cells[i].now)
          EXPECT_GT(found, 0) << where;
      }
    }
  }
  EXPECT_EQ(looked_at.size(), 12u) << "every section but that of channels";
}

}  // namespace
}  // namespace oasis::http
