// Secret links: who has one may use it, for that ticket and person only.
#include "server/engine/links.hpp"

#include <gtest/gtest.h>

namespace oasis::engine {
namespace {

const Links links("https://help.example/", std::string(32, 'k'));
const Links others("https://help.example", std::string(32, 'o'));

std::string segment(const std::string& url) {
  return url.substr(url.rfind('/') + 1);
}

TEST(Links, TheCustomersLinkProvesItsTicketOnly) {
  const auto claim = Links::read_customer(segment(links.customer_url(7, "t-7")));
  ASSERT_TRUE(claim.has_value());
  EXPECT_EQ(claim->number, 7);
  EXPECT_TRUE(links.proves_customer(*claim, "t-7"));
  EXPECT_FALSE(links.proves_customer(*claim, "t-8"));
  EXPECT_FALSE(others.proves_customer(*claim, "t-7"));
}

TEST(Links, TheAcknowledgeLinkProvesTicketPersonAndEnd) {
  auto claim =
      Links::read_acknowledge(segment(links.acknowledge_url(7, "t-7", "ann-ek", Instant{5'000'000})));
  ASSERT_TRUE(claim.has_value());
  EXPECT_EQ(claim->user, "ann-ek");
  EXPECT_EQ(claim->until, Instant{5'000'000});
  EXPECT_TRUE(links.proves_acknowledge(*claim, "t-7"));
  EXPECT_FALSE(links.proves_acknowledge(*claim, "t-8"));
  claim->user = "bob";
  EXPECT_FALSE(links.proves_acknowledge(*claim, "t-7"));
  claim->user = "ann-ek";
  claim->until = Instant{6'000'000};
  EXPECT_FALSE(links.proves_acknowledge(*claim, "t-7"));
}

TEST(Links, ACustomersLinkDoesNotAcknowledge) {
  const auto claim = Links::read_customer(segment(links.customer_url(7, "t-7")));
  EXPECT_FALSE(links.proves_acknowledge(*claim, "t-7"));
}

TEST(Links, NonsenseClaimsNothing) {
  for (const char* text : {"", "-", "7", "7-", "-x", "x-y", "99999999999999999999-x", "7-ann-x-y"}) {
    const auto customer = Links::read_customer(text);
    if (customer) EXPECT_FALSE(links.proves_customer(*customer, "t-7")) << text;
    const auto acknowledge = Links::read_acknowledge(text);
    if (acknowledge) EXPECT_FALSE(links.proves_acknowledge(*acknowledge, "t-7")) << text;
  }
}

}  // namespace
}  // namespace oasis::engine
