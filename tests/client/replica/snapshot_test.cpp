// What a snapshot asks for before it can be read (client/replica/snapshot.hpp).
#include "client/replica/snapshot.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace oasis {
namespace {

/// One that is not fetched makes the whole document unreadable (Policies::prepare).
TEST(ZonesOfADocument, AreNamedOnceEachWhereverTheyStand) {
  const auto document = nlohmann::json::parse(R"json({"zone": "Europe/Berlin",
    "users": [{"id": "ann", "zone": "Europe/Stockholm"}], "customers": [{"id": "tide", "zone": "Europe/Amsterdam"}],
    "calendars": [{"id": "office", "zone": "Asia/Tokyo"}], "schedules": [{"id": "tier-1", "zone": "Europe/Berlin"}],
    "teams": [{"id": "network"}]})json");
  const std::vector<std::string> wanted{"Europe/Berlin", "Europe/Stockholm", "Europe/Amsterdam", "Asia/Tokyo"};
  EXPECT_EQ(zones_named_in(document), wanted);
}

}  // namespace
}  // namespace oasis
