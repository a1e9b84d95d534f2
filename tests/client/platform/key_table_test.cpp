// Values by hashed keys, beside the map of the standard library.
// May not: know what they are for.
#include "client/platform/key_table.hpp"

#include <gtest/gtest.h>

#include <map>

namespace oasis::platform {
namespace {

TEST(KeyTable, KnowsWhatAMapKnows) {
  KeyTable<int> table;
  std::map<std::uint64_t, int> map;
  std::uint64_t chance = 1;
  for (int i = 0; i < 20'000; i++) {
    chance = chance * 6364136223846793005ull + 1442695040888963407ull;
    const std::uint64_t key = 2 + (chance >> 40) % 5'000 * 4'096;  // many fall into one place
    const auto expected = map.try_emplace(key, i);
    const auto& [value, fresh] = table.try_emplace(key);
    ASSERT_EQ(fresh, expected.second);
    if (fresh) value = i;
    ASSERT_EQ(value, expected.first->second);
    if (i % 3'000 == 2'999) {
      const auto odd = [](int one) { return one % 2 == 1; };
      table.erase_if(odd);
      std::erase_if(map, [&odd](const auto& one) { return odd(one.second); });
    }
    ASSERT_EQ(table.size(), map.size());
  }
}

TEST(KeyTable, HasRoomForEveryKeyAndForNone) {
  KeyTable<int> table;
  table.erase_if([](int) { return true; });
  table.try_emplace(0).first = 7;
  EXPECT_EQ(table.try_emplace(0).first, 7);
  table.try_emplace(~std::uint64_t{0}).first = 8;
  EXPECT_EQ(table.size(), 2u);
  table.clear();
  EXPECT_EQ(table.size(), 0u);
  EXPECT_TRUE(table.try_emplace(0).second);
}

}  // namespace
}  // namespace oasis::platform
