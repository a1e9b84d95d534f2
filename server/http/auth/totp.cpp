// Time-based one-time passwords. May not: keep a seed, read a clock.
#include "server/http/auth/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "server/http/auth/tokens.hpp"
#include "shared/text/percent.hpp"

namespace oasis::http {
namespace {

constexpr int recovery_codes = 10;
constexpr int steps_beside = 1;
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::int64_t step_of(Instant at) {
  return at.ms / totp_step.ms;
}

std::string totp_code(std::string_view seed, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int length = 0;
  HMAC(EVP_sha1(), seed.data(), static_cast<int>(seed.size()), counter.data(), counter.size(), mac.data(),
       &length);
  // RFC 4226, 5.3: 31 bits from where the last half byte points to.
  const std::size_t at = mac[length - 1] & 0x0f;
  const std::uint32_t number = (std::uint32_t{mac[at]} & 0x7f) << 24 | std::uint32_t{mac[at + 1]} << 16 |
                               std::uint32_t{mac[at + 2]} << 8 | std::uint32_t{mac[at + 3]};
  std::uint32_t limit = 1;
  for (int i = 0; i < digits; ++i) limit *= 10;
  const std::string text = std::to_string(number % limit);
  return std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

std::optional<std::int64_t> find_step(std::string_view seed, std::string_view code, Instant now,
                                      std::int64_t last_used) {
  std::string typed;
  for (const char c : code) {
    if (c != ' ') typed += c;
  }
  const std::int64_t current = step_of(now);
  std::optional<std::int64_t> found;
  for (std::int64_t step = current - steps_beside; step <= current + steps_beside; ++step) {
    const std::string right = totp_code(seed, step);
    const bool same =
        typed.size() == right.size() && sodium_memcmp(typed.data(), right.data(), right.size()) == 0;
    if (same && step > last_used) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 5; count -= 5) text += base32_digits[bits >> (count - 5) & 31];
  }
  if (count > 0) text += base32_digits[bits << (5 - count) & 31];
  return text;
}

std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view seed) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) +
         "?secret=" + base32(seed) + "&issuer=" + percent_encoded(issuer) +
         "&algorithm=SHA1&digits=6&period=30";
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i) {
    const std::string plain = normal_recovery_code(base32(random_bytes(10)));
    codes.push_back(plain.substr(0, 4) + "-" + plain.substr(4, 4) + "-" + plain.substr(8, 4) + "-" +
                    plain.substr(12));
  }
  return codes;
}

std::string normal_recovery_code(std::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (c == ' ' || c == '-') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return plain;
}

}  // namespace oasis::http
