// The words that we bring: each language says everything that English says, with the same places.
#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <vector>

#include "server/notify/answer_words.hpp"
#include "server/notify/customer_words.hpp"
#include "server/notify/digest_words.hpp"

namespace oasis::notify {
namespace {

/// Words are structures of nothing but phrases.
template <typename Words>
std::vector<std::string_view> phrases_of(const Words& words) {
  static_assert(sizeof(Words) % sizeof(std::string_view) == 0);
  std::vector<std::string_view> phrases(sizeof(Words) / sizeof(std::string_view));
  std::memcpy(static_cast<void*>(phrases.data()), &words, sizeof words);
  return phrases;
}

template <typename Words>
void expect_complete(const Words& english, const Words& other,
                     const std::set<std::string_view>& without_place = {}) {
  const auto ours = phrases_of(english);
  const auto theirs = phrases_of(other);
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_FALSE(ours[i].empty()) << "phrase " << i;
    EXPECT_FALSE(theirs[i].empty()) << ours[i];
    if (without_place.count(ours[i]) > 0) continue;
    EXPECT_EQ(ours[i].find("{}") == std::string_view::npos, theirs[i].find("{}") == std::string_view::npos)
        << ours[i];
  }
}

TEST(OurWords, AreCompleteInEachLanguage) {
  expect_complete(customer_words(Tongue::english), customer_words(Tongue::german));
  expect_complete(answer_words(Tongue::english), answer_words(Tongue::german),
                  {"{}"});  // a refusal of the core
  expect_complete(digest_words(Tongue::english), digest_words(Tongue::german));
  expect_complete(date_words(Tongue::english), date_words(Tongue::german));
}

TEST(OurWords, AreFoundByTheFirstPartOfATag) {
  EXPECT_EQ(tongue_of("de-at"), Tongue::german);
  EXPECT_EQ(tongue_of("en-gb"), Tongue::english);
  EXPECT_EQ(tongue_of("den"), std::nullopt);
  EXPECT_EQ(tongue_of(""), std::nullopt);
}

TEST(LocalText, IsWrittenAsTheLanguageDoesByTheClockOfTheZone) {
  const Zones zones;  // has UTC
  EXPECT_EQ(local_text(Instant{1'774'625'400'000}, "UTC", zones), "Fri 27 Mar 2026, 15:30 (UTC)");
  EXPECT_EQ(local_text(Instant{1'774'625'400'000}, "UTC", zones, Tongue::german),
            "Fr, 27. März 2026, 15:30 (UTC)");
}

}  // namespace
}  // namespace oasis::notify
