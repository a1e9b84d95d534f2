// Changes of the on-call calendar as the API takes them.
#include "shared/codec/schedule_change.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/imported_shifts.hpp"

namespace oasis {
namespace {

using nlohmann::json;

TEST(ScheduleChangeJson, EveryKindComesBackAsItWas) {
  for (int kind = 0; kind < 10; ++kind) {
    ScheduleChange change;
    change.kind = static_cast<ScheduleChange::Kind>(kind);
    change.schedule = "tier-1";
    change.was = Override{{Instant{0}, Instant{60'000}}, "ann", ""};
    using Kind = ScheduleChange::Kind;
    const bool many = change.kind == Kind::covers || change.kind == Kind::remove_covers;
    if (many) change.covers = {*change.was, {{Instant{5000}, Instant{6000}}, "", "bob"}};
    if (!many && change.kind != Kind::remove_cover)
      change.what = {{Instant{1000}, Instant{2000}}, "ann", "bob"};
    change.in_return = Interval{Instant{3000}, Instant{4000}};
    const auto read = read_schedule_change(write_schedule_change(change));
    ASSERT_TRUE(read.ok()) << read.error().front().what;
    EXPECT_EQ(*read, change);
  }
}

TEST(ScheduleChangeJson, RequestsComeBackAsTheyWere) {
  const std::vector<SwapRequest> requests = {
      {"tier-1", {{Instant{0}, Instant{60'000}}, "ann", "bob"}, Interval{Instant{3000}, Instant{4000}}},
      {"tier-2", {{Instant{0}, Instant{60'000}}, "ann", "bob"}, std::nullopt}};
  EXPECT_EQ(read_swap_requests(write_swap_requests(requests)), requests);
  EXPECT_TRUE(read_swap_requests(json::parse(R"([1, {"from": "x"}])")).empty());
  EXPECT_TRUE(read_swap_requests(json()).empty());
}

TEST(ScheduleChangeJson, ShiftsOfAFileComeToThePageAsTheyWereRead) {
  ImportedShift full{{Instant{1000}, Instant{61'000}}, {"ann", "bob"}, "Ann", true, true, "tier-2", "", 12};
  ImportedShift unreadable;
  unreadable.problem = "It has no end";
  const std::vector<ImportedShift> shifts = {full, unreadable};
  EXPECT_EQ(read_imported_shifts(write_imported_shifts(shifts)), shifts);
  EXPECT_TRUE(read_imported_shifts(json::parse(R"([1, {"from": "x"}, {"from": "2026-03-05T09:00:00Z"}])")).empty());
}

TEST(ScheduleChangeJson, FaultsNameTheirPlace) {
  const auto fault = [](const char* text) {
    const auto read = read_schedule_change(json::parse(text));
    return read.ok() ? "" : read.error().front().where + ": " + read.error().front().what;
  };
  EXPECT_EQ(fault("{}"), ": \"do\" is missing");
  EXPECT_NE(
      fault(R"({"do": "dance", "from": "2026-03-05T09:00:00Z", "to": "2026-03-06T09:00:00Z"})").find("/do"),
      std::string::npos);
  EXPECT_NE(fault(R"({"do": "cover", "from": "2026-03-05", "to": "2026-03-06T09:00:00Z"})").find("/from"),
            std::string::npos);
  EXPECT_NE(fault(R"({"do": "remove_cover", "was": {"from": "x"}})").find("/was"), std::string::npos);
  EXPECT_NE(fault(R"({"do": "covers", "covers": [{"from": "x"}]})").find("/covers/0"), std::string::npos);
  EXPECT_NE(fault(R"({"do": "remove_cover", "hands": 2})").find("hands"), std::string::npos);
}

}  // namespace
}  // namespace oasis
