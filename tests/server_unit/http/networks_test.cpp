// Blocks of addresses, and who a request really comes from.
#include "server/http/networks.hpp"

#include <gtest/gtest.h>

namespace oasis::http {
namespace {

std::vector<Network> networks(std::initializer_list<const char*> texts) {
  std::vector<Network> all;
  for (const char* text : texts) {
    const auto read = read_network(text);
    EXPECT_TRUE(read.ok()) << text;
    if (read.ok()) all.insert(all.end(), read->begin(), read->end());
  }
  return all;
}

TEST(Networks, ABlockHoldsTheAddressesThatShareItsBeginning) {
  const auto some = networks({"10.0.0.0/8", "192.0.2.128/25", "2001:db8::/33"});
  for (const char* in : {"10.0.0.1", "10.255.255.255", "192.0.2.128", "2001:db8:7fff::1", "::ffff:10.1.2.3"}) {
    EXPECT_TRUE(contains(some, in)) << in;
  }
  for (const char* out : {"11.0.0.0", "192.0.2.127", "2001:db8:8000::1", "::", "", "ten", "10.0.0.1 "}) {
    EXPECT_FALSE(contains(some, out)) << out;
  }
}

TEST(Networks, LoopbackIsBothKinds) {
  const auto loopback = networks({"loopback"});
  EXPECT_TRUE(contains(loopback, "127.0.0.1"));
  EXPECT_TRUE(contains(loopback, "::1"));
  EXPECT_FALSE(contains(loopback, "128.0.0.1"));
}

TEST(Networks, WhatIsNoBlockIsRefusedWithAnExample) {
  for (const char* wrong : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "proxy.example"}) {
    const auto read = read_network(wrong);
    ASSERT_FALSE(read.ok()) << wrong;
    EXPECT_NE(read.error().what.find("10.0.0.0/8"), std::string::npos) << wrong;
  }
}

TEST(Networks, TheClientIsTheNearestAddressThatIsNotOurProxy) {
  const auto ours = networks({"loopback", "10.0.0.0/8"});
  EXPECT_EQ(client_of("198.51.100.4", "6.6.6.6", ours), "198.51.100.4") << "not our proxy: it may claim anything";
  EXPECT_EQ(client_of("127.0.0.1", "", ours), "127.0.0.1");
  EXPECT_EQ(client_of("127.0.0.1", "192.0.2.7", ours), "192.0.2.7");
  EXPECT_EQ(client_of("127.0.0.1", "6.6.6.6, 192.0.2.7", ours), "192.0.2.7") << "what is before may be invented";
  EXPECT_EQ(client_of("127.0.0.1", "6.6.6.6,192.0.2.7 , 10.1.1.1", ours), "192.0.2.7") << "two proxies in a row";
  EXPECT_EQ(client_of("127.0.0.1", "6.6.6.6, unknown", ours), "127.0.0.1");
  EXPECT_EQ(client_of("127.0.0.1", "6.6.6.6", {}), "127.0.0.1") << "without proxies nobody is believed";
}

TEST(Networks, OneHouseholdOfIpv6IsOnePeer) {
  EXPECT_EQ(peer_key("2001:db8:1:2::1"), peer_key("2001:db8:1:2:ffff::9"));
  EXPECT_NE(peer_key("2001:db8:1:2::1"), peer_key("2001:db8:1:3::1"));
  EXPECT_NE(peer_key("192.0.2.1"), peer_key("192.0.2.2"));
  EXPECT_EQ(peer_key("::ffff:192.0.2.1"), peer_key("192.0.2.1")) << "as some proxies write it";
  EXPECT_NE(peer_key("::ffff:192.0.2.1"), peer_key("::ffff:192.0.2.2"));
}

}  // namespace
}  // namespace oasis::http
