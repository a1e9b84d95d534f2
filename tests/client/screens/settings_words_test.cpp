// Every word that the workspace document may hold has a name in forms and lists (client/screens/settings_words.hpp).
#include "client/screens/settings_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/codec/words.hpp"

namespace oasis {
namespace {

template <typename T>
void expect_named() {
  const std::string all = all_words<T>();
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t end = std::min(all.find(", ", from), all.size());
    const std::string word = all.substr(from, end - from);
    EXPECT_NE(name_of_word(word), word);
    from = end + 2;
  }
}

TEST(SettingsWords, EveryWordOfTheDocumentHasAName) {
  expect_named<Priority>();
  expect_named<Status>();
  expect_named<Role>();
  expect_named<Urgency>();
  expect_named<ClockKind>();
  expect_named<Trigger>();
  expect_named<Rotation::Kind>();
  expect_named<Drill::Every>();
}

TEST(SettingsWords, AWordOfNoSetIsItself) {
  EXPECT_EQ(name_of_word("billing"), "billing");
  EXPECT_EQ(name_of_word(""), "");
}

}  // namespace
}  // namespace oasis
