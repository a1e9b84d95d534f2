// What server/http/auth promises, piece by piece; the whole is tested in tests/server/sign_in_test.cpp.
#include <gtest/gtest.h>

#include <optional>

#include "server/http/auth/accounts.hpp"
#include "server/http/auth/attempts.hpp"
#include "server/http/auth/links.hpp"
#include "server/http/auth/origin.hpp"
#include "server/http/auth/passwords.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/auth/tokens.hpp"
#include "server/http/routes/sign_in.hpp"
#include "server/http/routes/welcome.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::http {
namespace {

using Pause = std::chrono::seconds;

TEST(AttemptsTest, AfterFiveFailuresOneMoreComesEveryTwelveSeconds) {
  Attempts attempts;
  const Attempts::Time start{};
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(attempts.take("ann", "1.2.3." + std::to_string(i), start), std::nullopt);
  EXPECT_EQ(attempts.take("ann", "1.2.3.9", start), Pause(12));
  EXPECT_EQ(attempts.take("bob", "1.2.3.9", start), std::nullopt) << "somebody else";
  EXPECT_EQ(attempts.take("ann", "1.2.3.9", start + Pause(12)), std::nullopt);
  EXPECT_NE(attempts.take("ann", "1.2.3.9", start + Pause(12)), std::nullopt);
}

TEST(AttemptsTest, OneAddressCannotTryManyAccounts) {
  Attempts attempts;
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(attempts.take("user" + std::to_string(i), "1.2.3.4", {}), std::nullopt);
  EXPECT_EQ(attempts.take("another", "1.2.3.4", {}), Pause(3));
}

TEST(AttemptsTest, AHouseholdOfIpv6IsOneAddress) {
  Attempts attempts;
  for (int i = 0; i < 20; ++i)
    attempts.take("user" + std::to_string(i), "2001:db8:1:2::" + std::to_string(i + 1), {});
  EXPECT_NE(attempts.take("another", "2001:db8:1:2:ffff::9", {}), std::nullopt) << "it has 2^64 of them";
  EXPECT_EQ(attempts.take("another", "2001:db8:1:3::9", {}), std::nullopt);
}

TEST(AttemptsTest, ASuccessCostsNothing) {
  Attempts attempts;
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(attempts.take("ann", "1.2.3.4", {}), std::nullopt);
    attempts.succeeded("ann", "1.2.3.4");
  }
}

TEST(AttemptsTest, AFloodOfNamesTakesNoMoreMemoryThanPromised) {
  AttemptLimits limits;
  limits.remembered = 10;
  Attempts attempts(limits);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(attempts.take("user" + std::to_string(i), "1.2.3." + std::to_string(i), {}), std::nullopt);
  }
}

struct PasswordsTest : testing::Test {
  Passwords passwords{PasswordCost{1, 8192 * 8}};
};

TEST_F(PasswordsTest, OnlyTheRightOneIsRight) {
  const auto hash = passwords.hash("a calm green island");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->find("$argon2id$"), 0u);
  EXPECT_EQ(passwords.check(hash, "a calm green island"), Passwords::Checked::right);
  EXPECT_EQ(passwords.check(hash, "a calm green islanD"), Passwords::Checked::wrong);
  EXPECT_EQ(passwords.check(hash, ""), Passwords::Checked::wrong);
}

TEST_F(PasswordsTest, WithoutAHashNothingIsRight) {
  EXPECT_EQ(passwords.check(std::nullopt, ""), Passwords::Checked::wrong);
  EXPECT_EQ(passwords.check(std::string("no hash"), "x"), Passwords::Checked::wrong);
}

TEST_F(PasswordsTest, TheSamePasswordIsNeverStoredTheSameWay) {
  EXPECT_NE(passwords.hash("a calm green island"), passwords.hash("a calm green island"));
}

TEST(PasswordQueue, AFullQueueSaysSoAtOnce) {
  Passwords passwords(PasswordCost{1, 8192 * 8}, 0);
  EXPECT_EQ(passwords.check(std::nullopt, "x"), Passwords::Checked::busy);
  EXPECT_EQ(passwords.hash("x"), std::nullopt);
}

TEST(NewPassword, NeedsLengthAndNothingElse) {
  EXPECT_EQ(objection_to_password("only letters", ""), "");
  EXPECT_EQ(objection_to_password("åäöåäöåäöå", ""), "");
  EXPECT_NE(objection_to_password("123456789", ""), "");
  EXPECT_NE(objection_to_password("ååååå", ""), "") << "characters count, not bytes";
  EXPECT_NE(objection_to_password(std::string(201, 'x') + "y", ""), "");
  EXPECT_NE(objection_to_password("xxxxxxxxxxxx", ""), "");
  EXPECT_NE(objection_to_password("ann@example.org", "ann@example.org"), "");
}

TEST(OriginTest, OurOwnPagesMay) {
  EXPECT_TRUE(is_from_our_page({"same-origin", "", "", true}, ""));
  EXPECT_TRUE(is_from_our_page({"none", "", "", true}, "")) << "typed by the person";
  EXPECT_TRUE(is_from_our_page({"", "http://desk:8080", "desk:8080", true}, ""));
  EXPECT_TRUE(is_from_our_page({"", "https://support.example", "10.0.0.1", true}, "https://support.example"));
}

TEST(OriginTest, OtherSitesMayNot) {
  EXPECT_FALSE(is_from_our_page({"cross-site", "http://desk:8080", "desk:8080", true}, ""));
  EXPECT_FALSE(is_from_our_page({"same-site", "", "", true}, ""));
  EXPECT_FALSE(is_from_our_page({"", "http://evil", "desk:8080", true}, "http://desk:8080"));
  EXPECT_FALSE(is_from_our_page({"", "null", "desk:8080", true}, ""));
  EXPECT_FALSE(is_from_our_page({"", "http://desk:8080.evil", "desk:8080", true}, ""));
  EXPECT_FALSE(is_from_our_page({"", "", "desk:8080", true}, ""));
}

TEST(OriginTest, AProgramWithoutASessionHasNothingToForge) {
  EXPECT_TRUE(is_from_our_page({"", "", "desk:8080", false}, ""));
}

TEST(Cookie, IsForTheServerOnlyAndOverHttpsForThisHostOnly) {
  const std::string secure = set_cookie(cookie_name(true), "abc", session_limit);
  EXPECT_EQ(secure, "__Host-oasis=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000");
  EXPECT_EQ(set_cookie(cookie_name(false), "", session_limit),
            "oasis=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(cookie_in("oasis=abc", cookie_name(false)), "abc");
  EXPECT_EQ(cookie_in("a=b; oasis=abc; c=d", cookie_name(false)), "abc");
  EXPECT_EQ(cookie_in("notoasis=x; oasisx=y", cookie_name(false)), "");
  EXPECT_EQ(cookie_in("oasis=abc", cookie_name(true)), "");
  EXPECT_EQ(cookie_in("__Host-oasis=abc", cookie_name(true)), "abc");
  EXPECT_EQ(cookie_in(";;=; ", cookie_name(false)), "");
}

TEST(Redirects, StayWithUs) {
  EXPECT_EQ(path_within("/tickets/17?a=b#c"), "/tickets/17?a=b#c");
  for (const char* away : {"", "tickets", "//evil", "/\\evil", "https://evil", "/a\nb", "/a b"}) {
    EXPECT_EQ(path_within(away), "/") << away;
  }
}

TEST(Ids, AreMadeFromNames) {
  EXPECT_EQ(id_from_name("Ann Ek", "user"), "ann-ek");
  EXPECT_EQ(id_from_name("  Zoë O'Neill  2 ", "user"), "zo-oneill-2");
  EXPECT_EQ(id_from_name("王", "user"), "user");
  EXPECT_LE(id_from_name(std::string(100, 'x'), "user").size(), 63u);
}

TEST(Emails, AreComparedInOneForm) {
  EXPECT_EQ(normal_email("  Ann@Example.ORG "), "ann@example.org");
  EXPECT_EQ(objection_to_email("ann@example.org"), "");
  for (const char* wrong : {"", "ann", "@example.org", "ann@", "a@b@c", "a b@c", "<ann@example.org>"}) {
    EXPECT_NE(objection_to_email(wrong), "") << wrong;
  }
}

struct StoredAuth : testing::Test {
  TemporaryFolder folder;
  store::Database db = store::Database::open(folder.path() + "/test.db", store::Access::read_write);
  Instant now{1'000'000'000'000};

  void SetUp() override {
    store::migrate(db, store::migrations());
    add_account(db, {"ann", "ann@example.org", std::nullopt, false, now});
  }
};

TEST_F(StoredAuth, ASessionEndsWhenItIsIdleOrOldOrTheAccountIsDisabled) {
  const std::string token = begin_session(db, "ann", {"1.2.3.4", "test"}, now);
  ASSERT_TRUE(find_session(db, token, now));
  EXPECT_EQ(find_session(db, token, now)->user_id, "ann");
  EXPECT_FALSE(find_session(db, token + "x", now));
  EXPECT_FALSE(find_session(db, token, now + session_idle)) << "idle";
  Instant later = now;
  while (later < now + session_limit - days(1)) touch_session(db, token, later = later + days(1));
  EXPECT_TRUE(find_session(db, token, later));
  EXPECT_FALSE(find_session(db, token, now + session_limit)) << "old";
  set_disabled(db, "ann", true);
  EXPECT_FALSE(find_session(db, token, later));
}

TEST_F(StoredAuth, ANewPasswordEndsEverySession) {
  const std::string token = begin_session(db, "ann", {}, now);
  EXPECT_TRUE(set_password(db, "ann", "hash"));
  EXPECT_FALSE(find_session(db, token, now));
  EXPECT_FALSE(set_password(db, "bob", "hash"));
}

TEST_F(StoredAuth, NoTokenIsStored) {
  const std::string token = begin_session(db, "ann", {}, now);
  auto rows = db.prepare("SELECT token_hash FROM session");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.blob(0), hash_of(token));
  EXPECT_EQ(hex_of(rows.blob(0)), find_session(db, token, now)->name);
}

TEST_F(StoredAuth, ALinkIsGoodOnceAndUntilItExpires) {
  const std::string token = make_link(db, {LinkPurpose::set_password, "ann"}, now + days(3));
  EXPECT_EQ(find_link(db, token, now)->user_id, "ann");
  EXPECT_FALSE(find_link(db, token, now + days(3)));
  EXPECT_TRUE(use_link(db, token, now));
  EXPECT_FALSE(use_link(db, token, now));
  EXPECT_FALSE(find_link(db, token, now));
}

TEST_F(StoredAuth, ANewLinkVoidsTheOneBefore) {
  add_account(db, {"bob", "bob@example.org", std::nullopt, false, now});
  const std::string first = make_link(db, {LinkPurpose::set_password, "ann"}, std::nullopt);
  const std::string second = make_link(db, {LinkPurpose::set_password, "ann"}, std::nullopt);
  const std::string other = make_link(db, {LinkPurpose::set_password, "bob"}, std::nullopt);
  EXPECT_FALSE(find_link(db, first, now));
  EXPECT_EQ(find_link(db, second, now + days(1000))->user_id, "ann");
  EXPECT_EQ(find_link(db, other, now)->user_id, "bob");
}

TEST_F(StoredAuth, TheFirstAdminsLinkIsVoidWhereSomebodyHasAnAccount) {
  store::Database empty = store::Database::open(folder.path() + "/empty.db", store::Access::read_write);
  store::migrate(empty, store::migrations());
  const std::string token = make_link(empty, {LinkPurpose::first_admin, ""}, std::nullopt);
  EXPECT_EQ(find_link(empty, token, now)->purpose, LinkPurpose::first_admin);
  add_account(empty, {"ann", "ann@example.org", std::nullopt, false, now});  // on the command line, for example
  EXPECT_FALSE(find_link(empty, token, now));
  EXPECT_FALSE(use_link(empty, token, now));
}

TEST_F(StoredAuth, ANewPasswordAndDisablingEndLinksAndHalfFinishedSignIns) {
  const auto begun = [this] {
    return std::pair(make_link(db, {LinkPurpose::set_password, "ann"}, now + hours(1)),
                     begin_half_way(db, "ann", now));
  };
  for (const bool disabling : {false, true}) {
    const auto [link, half_way] = begun();
    ASSERT_TRUE(find_link(db, link, now));
    ASSERT_TRUE(find_half_way(db, half_way, now));
    if (disabling) {
      set_disabled(db, "ann", true);
      set_disabled(db, "ann", false);  // enabled again later: what was sent before stays void
    } else {
      set_password(db, "ann", "hash");
    }
    EXPECT_FALSE(find_link(db, link, now)) << disabling;
    EXPECT_FALSE(find_half_way(db, half_way, now)) << disabling;
  }
}

TEST(Tokens, AreLongRandomAndFitIntoUrls) {
  const std::string token = new_token();
  EXPECT_EQ(token.size(), 43u);
  EXPECT_NE(token, new_token());
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
}

}  // namespace
}  // namespace oasis::http
