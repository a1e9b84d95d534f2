// The rules of server/mail/authentication.hpp.
#include "server/mail/authentication.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

bool proven(const std::string& result, const std::string& from = "gina@globex.example") {
  return sender_is_proven({result}, from, {"mx.acme.example"});
}

TEST(SenderIsProven, by_dmarc_or_an_aligned_signature_or_envelope) {
  EXPECT_TRUE(proven("mx.acme.example; dmarc=pass (p=reject) header.from=globex.example"));
  EXPECT_TRUE(
      proven("MX.acme.example 1; spf=fail smtp.mailfrom=other.example; dkim=pass header.d=globex.example"));
  EXPECT_TRUE(
      proven("mx.acme.example; dkim=pass (2048-bit; it is fine) header.i=@mail.globex.example header.s=s1"));
  EXPECT_TRUE(proven("mx.acme.example; spf=pass smtp.mailfrom=bounce@globex.example"));
  EXPECT_TRUE(proven("mx.acme.example; dkim=pass header.d=globex.example", "gina@eu.globex.example"));
}

TEST(SenderIsProven, by_nothing_else) {
  EXPECT_FALSE(proven("mx.acme.example; none"));
  EXPECT_FALSE(proven("mx.acme.example; dkim=pass header.d=evil.example"));
  EXPECT_FALSE(proven("mx.acme.example; spf=pass smtp.mailfrom=evil.example"));
  EXPECT_FALSE(proven("mx.acme.example; spf=pass smtp.helo=globex.example"));
  EXPECT_FALSE(proven("mx.acme.example; dmarc=fail header.from=globex.example"));
  EXPECT_FALSE(proven("mx.acme.example; dmarc=pass header.from=evil.example"));
  EXPECT_FALSE(proven("mx.acme.example; dkim=pass header.d=example")) << "a top level is nobody's";
  EXPECT_FALSE(proven("mx.acme.example; dkim=pass header.d=notglobex.example"));
  EXPECT_FALSE(
      proven("mx.acme.example; x=\"; dkim=pass header.d=globex.example\""
             " dkim=fail"))
      << "what stands in quotes";
  EXPECT_FALSE(proven("mx.acme.example (dkim=pass header.d=globex.example)"));
  EXPECT_FALSE(proven(""));
  EXPECT_FALSE(proven(";;;((("));
  EXPECT_FALSE(proven("mx.acme.example; dmarc=pass", "no address"));
}

TEST(SenderIsProven, only_by_a_server_of_ours) {
  EXPECT_FALSE(proven("mx.evil.example; dmarc=pass header.from=globex.example"));
  EXPECT_FALSE(proven("dmarc=pass; mx.acme.example"));
  EXPECT_FALSE(sender_is_proven({"; dmarc=pass"}, "gina@globex.example", {""}));
  EXPECT_TRUE(sender_is_proven({"mx.evil.example; dmarc=pass", "mx.acme.example; dmarc=pass"},
                               "gina@globex.example", {"other.example", "mx.acme.example"}));
}

}  // namespace
}  // namespace oasis
