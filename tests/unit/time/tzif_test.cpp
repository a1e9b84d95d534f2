// Reading zone files: what is refused, and that nothing crashes.
#include "shared/time/tzif.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/system_zones.hpp"
#include "tests/unit/time/tzif_bytes.hpp"

namespace oasis {
namespace {

using test::tzif;

std::string refusal(const std::string& bytes) {
  const Result<TzifContent> content = read_tzif(bytes);
  return content ? "read" : content.error().what;
}

TEST(Tzif, EveryZoneOfTheSystemCanBeRead) {
  const std::vector<std::string> names = test::system_zone_names();
  EXPECT_GT(names.size(), 300u);
  for (const std::string& name : names) {
    const Result<Zone> zone = Zone::read(name, test::zone_bytes(name));
    EXPECT_TRUE(zone.ok()) << zone.error().what;
  }
}

TEST(Tzif, VersionsTwoToFourAreRead) {
  for (const char version : {'2', '3', '4'}) EXPECT_EQ(refusal(tzif({.version = version})), "read");
  EXPECT_EQ(refusal(tzif({.version = '\0'})),
            "TZif data of version 1 end in 2037: use tzdata in version 2 or later");
  EXPECT_EQ(refusal(tzif({.version = '5'})), "TZif data of an unknown version: versions 2 to 4 can be read");
}

TEST(Tzif, LeapSecondsAreRefused) {
  EXPECT_EQ(refusal(tzif({.leap_seconds = 1})),
            "TZif data with leap seconds (\"right/\") count other seconds than everybody else: use the plain "
            "files");
}

TEST(Tzif, AnExtendedRuleNeedsVersionThree) {
  const std::string footer = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";
  EXPECT_EQ(refusal(tzif({.version = '2', .footer = footer})), "the TZ string of the footer is malformed");
  EXPECT_EQ(refusal(tzif({.version = '3', .footer = footer})), "read");
}

TEST(Tzif, ABigBangTransitionOnlySaysWhatHoldsAtTheBeginning) {
  const Result<TzifContent> content =
      read_tzif(tzif({.times = {-576'460'752'303'423'488, 0}, .indices = {1, 0}, .types = {0, 1800}}));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(content->first_offset, minutes(30));
  EXPECT_EQ(content->transitions.size(), 1u);
}

TEST(Tzif, WrongFieldsAreNamed) {
  const auto wrong = [](const char* what) { return std::string("malformed TZif data: ") + what; };
  EXPECT_EQ(refusal(tzif({.times = {5, 5}, .indices = {0, 0}})), wrong("the transitions are not in order"));
  EXPECT_EQ(refusal(tzif({.times = {5}, .indices = {1}})),
            wrong("a transition to a local time type that is not there"));
  EXPECT_EQ(refusal(tzif({.times = {253'402'300'800}, .indices = {0}})),
            wrong("a transition after the year 9999"));
  EXPECT_EQ(refusal(tzif({.types = {}})), wrong("the number of local time types is not 1 to 256"));
  EXPECT_EQ(refusal(tzif({.types = {93'600}})), wrong("an offset of more than a day"));
  EXPECT_EQ(refusal(tzif({.types = {-90'000}})), wrong("an offset of more than a day"));
  EXPECT_EQ(refusal(tzif({}) + "x"), wrong("there is no footer"));
  EXPECT_EQ(refusal(""), wrong("the file ends within a header"));
  EXPECT_EQ(refusal(std::string(70'000, 'x')), wrong("it is larger than 64 KiB"));
  std::string other_magic = tzif({});
  other_magic[0] = 'X';
  EXPECT_EQ(refusal(other_magic), wrong("it does not begin with \"TZif\""));
}

TEST(Tzif, AnyPrefixOfAFileIsRefused) {
  const std::string berlin = test::zone_bytes("Europe/Berlin");
  ASSERT_GT(berlin.size(), 500u);
  ASSERT_EQ(refusal(berlin), "read");
  for (std::size_t size = 0; size < berlin.size(); ++size) {
    // Without the last line break the file ends in the rule, which has no line break of its own.
    EXPECT_NE(refusal(berlin.substr(0, size)), "read") << size;
  }
}

TEST(Tzif, AnySingleWrongByteIsReadOrRefusedButNeverCrashes) {
  const std::string original = test::zone_bytes("Africa/Casablanca");
  std::size_t refused = 0;
  for (std::size_t i = 0; i < original.size(); ++i) {
    for (const unsigned char value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
      std::string bytes = original;
      bytes[i] = static_cast<char>(value);
      const Result<Zone> zone = Zone::read("Test/Changed", bytes);
      refused += zone.ok() ? 0 : 1;
      if (zone.ok()) {
        const Instant t{1'767'225'600'000};
        const Duration offset = zone->offset_at(t);
        EXPECT_LE(offset, hours(26));
        EXPECT_GE(offset, hours(-26));
      }
    }
  }
  EXPECT_GT(refused, 300u);
}

}  // namespace
}  // namespace oasis
