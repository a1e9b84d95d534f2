// A pack holds what it was made of, and nothing that it was not.
#include "shared/report/measure_pack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/report/figures.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;
using Rows = std::vector<std::pair<TicketId, Measure>>;

constexpr Instant noon{1'772'452'800'000};

Rows any_rows(std::minstd_rand& random, int count) {
  const auto below = [&random](std::uint32_t limit) { return static_cast<std::int64_t>(random() % limit); };
  const std::vector<std::string> words{"", "a", "globex", "Büro & Co", std::string(300, 'x'), std::string("\0\n", 2)};
  const auto word = [&] { return words[static_cast<std::size_t>(below(static_cast<std::uint32_t>(words.size())))]; };
  Rows rows;
  for (int i = 0; i < count; ++i) {
    Measure measure;
    measure.kind = static_cast<Kind>(below(static_cast<std::uint32_t>(measure_kind_count)));
    measure.at = noon + minutes(below(1440)) - hours(12);
    if (below(2) == 0) measure.value = Duration{below(1'000'000) - 1'000};
    if (below(3) == 0) measure.open = days(below(60));
    measure.number = static_cast<std::int32_t>(below(4)) - 1;
    measure.who = word();
    measure.what = word();
    measure.detail = word();
    measure.priority = static_cast<Priority>(below(priority_count));
    measure.customer = word();
    measure.team = word();
    measure.category = word();
    measure.channel = word();
    rows.emplace_back("t" + std::to_string(below(9)), measure);
  }
  return rows;
}

Rows unpacked(const MeasurePack& pack) {
  Rows rows;
  for (const MeasurePack::Run& run : pack.runs()) {
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i)
      rows.emplace_back(pack.tickets()[pack.ticket(i)], pack.measure(run, i));
  }
  return rows;
}

Rows in_order(Rows rows) {
  const auto all = [](const auto& row) {
    const Measure& m = row.second;
    return std::tie(row.first, m.kind, m.at, m.value, m.open, m.number, m.who, m.what, m.detail, m.priority, m.customer,
                    m.team, m.category, m.channel);
  };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return all(a) < all(b); });
  return rows;
}

TEST(MeasurePack, HoldsWhatItWasMadeOf) {
  std::minstd_rand random(11);
  for (const int count : {0, 1, 2, 40, 700}) {
    const Rows rows = any_rows(random, count);
    const std::string bytes = MeasurePack::bytes_of(rows);
    const auto pack = MeasurePack::read(bytes);
    ASSERT_TRUE(pack) << count;
    EXPECT_EQ(in_order(unpacked(*pack)), in_order(rows)) << count;
  }
}

TEST(MeasurePack, TheSameMeasuresAreTheSameBytesInAnyOrder) {
  std::minstd_rand random(3);
  Rows rows = any_rows(random, 300);
  const std::string bytes = MeasurePack::bytes_of(rows);
  std::shuffle(rows.begin(), rows.end(), random);
  EXPECT_EQ(MeasurePack::bytes_of(rows), bytes);
  rows[7].second.open += Duration{1};
  EXPECT_NE(MeasurePack::bytes_of(rows), bytes);
}

TEST(MeasurePack, AddsUpToWhatItsMeasuresDo) {
  Zones zones;
  ASSERT_TRUE(zones.add("Asia/Tokyo", test::zone_bytes("Asia/Tokyo")));
  Workspace workspace;
  workspace.zone = "Asia/Tokyo";
  const auto policies = Policies::prepare(std::move(workspace), zones, 1).value();
  std::minstd_rand random(17);
  Rows rows = any_rows(random, 3'000);
  for (auto& [ticket, measure] : rows) {
    measure.number = std::max(measure.number, 0);
    if (measure.kind == Kind::waited && random() % 2 == 0) measure.detail = stay_end::answered;
  }
  const std::string bytes = MeasurePack::bytes_of(rows);
  const auto pack = MeasurePack::read(bytes);
  ASSERT_TRUE(pack);
  const auto seen = [](std::string_view team, std::string_view customer) { return team != "a" && customer != "a"; };
  const Slice all{{noon - days(2), noon + days(2)}, {}, {}, {}, {}, {}};
  Slice some = all;
  some.period.from = noon - hours(3);
  some.customer = "globex";
  for (const Slice& slice : {all, some}) {
    Summing of_pack(slice, *policies), of_rows(slice, *policies);
    of_pack.add(*pack, seen);
    for (const auto& [ticket, measure] : rows) {
      if (seen(measure.team, measure.customer)) of_rows.add(measure);
    }
    Summing first(slice, *policies), second(slice, *policies);  // as two threads add up
    for (const auto& [ticket, measure] : rows) {
      if (seen(measure.team, measure.customer)) (random() % 3 == 0 ? first : second).add(measure);
    }
    first.add(second);
    const Figures figures = of_rows.result();
    EXPECT_EQ(of_pack.result(), figures);
    EXPECT_EQ(first.result(), figures);
    EXPECT_EQ(figures.by_day.size(), 2u) << "a day of UTC is of two days there";
    EXPECT_FALSE(figures.rules.empty() || figures.useful_rules.empty());
    std::int64_t stays = 0, answers = 0;
    for (const auto& [step, of] : figures.steps) {
      stays += of.stays.count;
      answers += of.answers.count;
    }
    EXPECT_TRUE(answers > 0 && stays > answers);
  }
}

// A pack comes from a file: whatever that holds, it is refused or read, and nothing beside it is read.
TEST(MeasurePack, OtherBytesAreRefusedOrStayWithinThemselves) {
  std::minstd_rand random(5);
  const std::string bytes = MeasurePack::bytes_of(any_rows(random, 60));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(MeasurePack::read(std::string(bytes.substr(0, size)))) << size;
  EXPECT_FALSE(MeasurePack::read(bytes + "x"));
  for (int i = 0; i < 3'000; ++i) {
    std::string other = bytes;
    for (int changes = 0; changes < 3; ++changes) other[random() % other.size()] = static_cast<char>(random() % 256);
    if (const auto pack = MeasurePack::read(other)) unpacked(*pack);
  }
  std::string newer = bytes;
  newer[0] = static_cast<char>(measure_pack_version + 1);
  EXPECT_FALSE(MeasurePack::read(newer));
}

}  // namespace
}  // namespace oasis
