// One-time passwords (RFC 6238), recovery codes, API tokens, sessions: piece by piece; the whole is tested in
// tests/server/account_test.cpp.
#include "server/http/auth/second_factor.hpp"

#include <gtest/gtest.h>

#include <set>

#include "server/http/auth/accounts.hpp"
#include "server/http/auth/api_tokens.hpp"
#include "server/http/auth/qr.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/auth/throttle.hpp"
#include "server/http/auth/totp.hpp"
#include "server/http/sniffed_type.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::http {
namespace {

constexpr const char* rfc_seed = "12345678901234567890";
constexpr Instant noon{1'772'452'800'000};

TEST(Totp, GivesTheCodesOfRfc6238) {
  // Appendix B, SHA-1, eight digits.
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{59'000}), 8), "94287082");
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{1'111'111'109'000}), 8), "07081804");
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{1'111'111'111'000}), 8), "14050471");
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{1'234'567'890'000}), 8), "89005924");
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{2'000'000'000'000}), 8), "69279037");
  EXPECT_EQ(totp_code(rfc_seed, step_of(Instant{20'000'000'000'000}), 8), "65353130");
}

TEST(Totp, GivesTheCodesOfRfc4226) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(totp_code(rfc_seed, i), codes[i]) << i;
}

TEST(Totp, ACodeIsGoodOneStepAroundAndNeverTwice) {
  const std::int64_t now = step_of(noon);
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now), noon, 0), now);
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now - 1), noon, 0), now - 1);
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now + 1), noon, 0), now + 1);
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now - 2), noon, 0), std::nullopt);
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now), noon, now), std::nullopt) << "used";
  EXPECT_EQ(find_step(rfc_seed, totp_code(rfc_seed, now - 1), noon, now), std::nullopt)
      << "older than the one used";
  const std::string code = totp_code(rfc_seed, now);
  EXPECT_EQ(find_step(rfc_seed, code.substr(0, 3) + " " + code.substr(3), noon, 0), now);
  for (const char* wrong : {"", "12345", "1234567", "abcdef"})
    EXPECT_EQ(find_step(rfc_seed, wrong, noon, 0), std::nullopt);
}

TEST(Base32, IsThatOfRfc4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

TEST(OtpauthUri, NamesIssuerAndAccount) {
  EXPECT_EQ(otpauth_uri("Acme & Söhne", "ann@acme.example", "foobar"),
            "otpauth://totp/"
            "Acme%20%26%20S%C3%B6hne:ann%40acme.example?secret=MZXW6YTBOI&issuer=Acme%20%26%20S%C3%B6hne&"
            "algorithm=SHA1&digits=6&period=30");
}

TEST(QrCode, IsAnInlineSvgWithAName) {
  const std::string svg = qr_svg("otpauth://totp/x", "A \"code\"");
  EXPECT_EQ(svg.find("<svg"), 0u);
  EXPECT_NE(svg.find("aria-label=\"A &quot;code&quot;\""), std::string::npos);
  EXPECT_EQ(svg.find("style="), std::string::npos) << "the page's policy allows none";
  EXPECT_EQ(qr_svg(std::string(5000, 'x'), "too long"), "");
}

struct SecondFactor : testing::Test {
  SecondFactor() {
    store::migrate(database, store::migrations());
    add_account(database, {"ann", "ann@acme.example", std::nullopt, false, noon});
    add_account(database, {"bob", "bob@acme.example", std::nullopt, false, noon});
  }
  std::string turned_on() {
    const std::string seed = begin_second_factor(database, seal, "ann", noon);
    EXPECT_TRUE(confirm_second_factor(database, seal, "ann", totp_code(seed, step_of(noon)), noon));
    return seed;
  }

  TemporaryFolder folder;
  store::Database database = store::Database::open(folder.path() + "/test.db", store::Access::read_write);
  store::Seal seal = store::Seal::load(folder.path());
};

TEST_F(SecondFactor, CountsOnlyOnceItIsConfirmed) {
  const std::string seed = begin_second_factor(database, seal, "ann", noon);
  EXPECT_FALSE(has_second_factor(database, "ann"));
  EXPECT_EQ(waiting_seed(database, seal, "ann"), seed);
  EXPECT_FALSE(confirm_second_factor(database, seal, "ann", "000000", noon) &&
               totp_code(seed, step_of(noon)) != "000000");
  EXPECT_TRUE(confirm_second_factor(database, seal, "ann", totp_code(seed, step_of(noon)), noon));
  EXPECT_TRUE(has_second_factor(database, "ann"));
  EXPECT_FALSE(has_second_factor(database, "bob"));
  EXPECT_EQ(waiting_seed(database, seal, "ann"), std::nullopt);
}

TEST_F(SecondFactor, ACodeOpensOnce) {
  const std::string seed = turned_on();
  const Instant later = noon + seconds(60);
  const std::string code = totp_code(seed, step_of(later));
  EXPECT_EQ(take_second_step(database, seal, "ann", code, later), SecondStep::by_app);
  EXPECT_EQ(take_second_step(database, seal, "ann", code, later), SecondStep::wrong);
  EXPECT_EQ(take_second_step(database, seal, "bob", code, later), SecondStep::wrong);
}

TEST_F(SecondFactor, TheCodeThatTurnedItOnIsUsedUp) {
  const std::string seed = turned_on();
  EXPECT_EQ(take_second_step(database, seal, "ann", totp_code(seed, step_of(noon)), noon), SecondStep::wrong);
}

TEST_F(SecondFactor, TenRecoveryCodesOpenOnceEach) {
  turned_on();
  const auto codes = renew_recovery_codes(database, "ann");
  EXPECT_EQ(codes.size(), 10u);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10u);
  std::string typed = codes[3];
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(take_second_step(database, seal, "ann", typed, noon), SecondStep::by_recovery_code);
  EXPECT_EQ(take_second_step(database, seal, "ann", codes[3], noon), SecondStep::wrong);
  EXPECT_EQ(recovery_codes_left(database, "ann"), 9u);
  renew_recovery_codes(database, "ann");
  EXPECT_EQ(take_second_step(database, seal, "ann", codes[4], noon), SecondStep::wrong)
      << "the old ones are void";
}

TEST_F(SecondFactor, NothingThatOpensIsInTheFile) {
  const std::string seed = turned_on();
  const auto codes = renew_recovery_codes(database, "ann");
  const auto holds = [this](const char* sql, const std::string& secret) {
    auto rows = database.prepare(sql);
    while (rows.step()) {
      const store::Blob bytes = rows.blob(0);
      if (store::text_of(bytes).find(secret) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_FALSE(holds("SELECT sealed FROM second_factor", seed));
  EXPECT_FALSE(holds("SELECT hash FROM recovery_code", normal_recovery_code(codes[0])));
}

TEST_F(SecondFactor, WithAnotherKeyItSaysSo) {
  turned_on();
  TemporaryFolder elsewhere;
  EXPECT_THROW(take_second_step(database, store::Seal::load(elsewhere.path()), "ann", "1", noon),
               store::Failure);
}

TEST_F(SecondFactor, HalfWayIsForTenMinutes) {
  const std::string token = begin_half_way(database, "ann", noon);
  EXPECT_EQ(find_half_way(database, token, noon + minutes(9)), "ann");
  EXPECT_EQ(find_half_way(database, token, noon + minutes(10)), std::nullopt);
  EXPECT_EQ(find_half_way(database, "x", noon), std::nullopt);
  set_disabled(database, "ann", true);
  EXPECT_EQ(find_half_way(database, token, noon), std::nullopt);
}

struct ApiTokens : SecondFactor {
  std::string made(std::optional<Instant> expires, ApiToken* kept = nullptr) {
    ApiToken token;
    token.user_id = "ann";
    token.name = "backup";
    token.created = noon;
    token.expires = expires;
    const std::string text = add_api_token(database, token);
    if (kept) *kept = token;
    return text;
  }
};

TEST_F(ApiTokens, AreKnownByTheirTextOnlyAndUntilTheirEnd) {
  const std::string text = made(noon + days(1));
  EXPECT_EQ(text.find("oas_"), 0u);
  ASSERT_TRUE(find_api_token(database, text, noon));
  EXPECT_EQ(find_api_token(database, text, noon)->user_id, "ann");
  EXPECT_FALSE(find_api_token(database, text, noon + days(1)));
  EXPECT_FALSE(find_api_token(database, text + "x", noon));
  auto row = database.prepare("SELECT id || name || hex(hash) || scope FROM api_token");
  ASSERT_TRUE(row.step());
  EXPECT_EQ(row.text(0).find(text.substr(13)), std::string::npos);
}

TEST_F(ApiTokens, EndWithTheirOwnersAccountOrWhenRevoked) {
  ApiToken token;
  const std::string text = made(std::nullopt, &token);
  set_disabled(database, "ann", true);
  EXPECT_FALSE(find_api_token(database, text, noon));
  set_disabled(database, "ann", false);
  EXPECT_FALSE(remove_api_token(database, "bob", token.id)) << "not his";
  EXPECT_TRUE(remove_api_token(database, "ann", token.id));
  EXPECT_FALSE(find_api_token(database, text, noon));
}

TEST_F(ApiTokens, RememberTheirLastUse) {
  ApiToken token;
  made(std::nullopt, &token);
  touch_api_token(database, token.id, "192.0.2.7", noon + hours(1));
  const auto tokens = api_tokens_of(database, "ann");
  ASSERT_EQ(tokens.size(), 1u);
  EXPECT_EQ(tokens[0].last_used, noon + hours(1));
  EXPECT_EQ(tokens[0].last_address, "192.0.2.7");
}

TEST(Bearer, IsReadFromItsHeaderOnly) {
  EXPECT_EQ(bearer_in("Bearer oas_a_b"), "oas_a_b");
  for (const char* other : {"", "Basic oas_a_b", "Bearer ", "Bearer eyJ0", "oas_a_b", "bearer oas_a_b"})
    EXPECT_EQ(bearer_in(other), "") << other;
}

TEST_F(SecondFactor, SessionsAreListedAndEndedByName) {
  const std::string one = begin_session(database, "ann", {"192.0.2.1", "Firefox"}, noon);
  begin_session(database, "ann", {"192.0.2.2", "Chrome"}, noon + minutes(1));
  begin_session(database, "bob", {"192.0.2.3", "Safari"}, noon);
  const auto sessions = sessions_of(database, "ann", noon + minutes(2));
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].browser.agent, "Chrome") << "the last used first";
  EXPECT_FALSE(end_session_named(database, "bob", sessions[0].name)) << "not his";
  EXPECT_TRUE(end_session_named(database, "ann", sessions[0].name));
  EXPECT_TRUE(find_session(database, one, noon + minutes(2)));
  end_sessions_but(database, "ann", "nothing");
  EXPECT_FALSE(find_session(database, one, noon + minutes(2)));
  EXPECT_EQ(sessions_of(database, "bob", noon).size(), 1u);
}

TEST(ThrottleTest, LimitsAddressesAccountsAndTokensButNotThisMachine) {
  RequestLimits limits;
  limits.address = {3, std::chrono::duration<double>(1)};
  limits.account = {2, std::chrono::duration<double>(1)};
  limits.token = {1, std::chrono::duration<double>(1)};
  Throttle throttle(limits);
  const auto script = Principal{"ann", Role::agent, "token x", {}, Grant::read};
  const auto person = Principal{"ann", Role::agent, "session", {}};
  EXPECT_FALSE(throttle.count("192.0.2.1", script, {}));
  EXPECT_TRUE(throttle.count("192.0.2.2", script, {})) << "the token, wherever it comes from";
  EXPECT_FALSE(throttle.count("192.0.2.2", person, {}));
  EXPECT_FALSE(throttle.count("192.0.2.3", person, {})) << "a script does not use up its owner's";
  EXPECT_TRUE(throttle.count("192.0.2.4", person, {}));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(throttle.count("192.0.2.9", std::nullopt, {}));
  EXPECT_TRUE(throttle.count("192.0.2.9", std::nullopt, {}));
  EXPECT_FALSE(throttle.count("192.0.2.9", std::nullopt, Buckets::Time{} + std::chrono::seconds(1)));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(throttle.count("127.0.0.1", std::nullopt, {}));
  for (int i = 0; i < 3; ++i)
    EXPECT_FALSE(throttle.count("2001:db8::" + std::to_string(i + 1), std::nullopt, {}));
  EXPECT_TRUE(throttle.count("2001:db8::ffff", std::nullopt, {})) << "one household of IPv6 is one address";
}

TEST(SniffedType, IsWhatTheBytesSay) {
  using namespace std::string_view_literals;
  EXPECT_EQ(sniffed_type("\x89PNG\r\n\x1a\nrest"sv), "image/png");
  EXPECT_EQ(sniffed_type("\xff\xd8\xff\xe0"sv), "image/jpeg");
  EXPECT_EQ(sniffed_type("RIFF1234WEBPVP8 "sv), "image/webp");
  EXPECT_EQ(sniffed_type("%PDF-1.7"sv), "application/pdf");
  EXPECT_EQ(sniffed_type("<script>alert(1)</script>"sv), "text/plain") << "never a type that a browser runs";
  EXPECT_EQ(sniffed_type("<svg onload=alert(1)>"sv), "text/plain");
  EXPECT_EQ(sniffed_type("a\0b"sv), "application/octet-stream");
  EXPECT_EQ(sniffed_type("MZ\x90\0"sv), "application/octet-stream");
}

}  // namespace
}  // namespace oasis::http
