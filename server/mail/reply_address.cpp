// See reply_address.hpp. May not: say more about a wrong signature than that it is wrong.
#include "server/mail/reply_address.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t signature_bytes = 10;  // 80 bits: 16 letters
constexpr std::string_view purpose =
    "oasis reply address v1:";  // keeps this use of the key apart from others

std::string base32(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648, in lower case
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (std::size_t i = 0; i < size; ++i) {
    held = (held << 8) | bytes[i];
    for (bits += 8; bits >= 5; bits -= 5) out += letters[(held >> (bits - 5)) & 31];
  }
  if (bits > 0) out += letters[(held << (5 - bits)) & 31];
  return out;
}

std::string signature_of(std::int64_t number, std::string_view key) {
  const std::string said = std::string(purpose) + std::to_string(number);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(said.data()), said.size(), mac.data(), &size);
  return base32(mac.data(), signature_bytes);
}

}  // namespace

std::string reply_address(std::string_view support, std::int64_t number, std::string_view key) {
  const std::size_t at = support.rfind('@');
  if (at == std::string_view::npos) return std::string(support);
  return std::string(support.substr(0, at)) + "+t" + std::to_string(number) + "-" +
         signature_of(number, key) + std::string(support.substr(at));
}

std::optional<ReplyToken> read_reply_address(std::string_view address, std::string_view key) {
  const std::string lowered = lower_ascii(address);
  const std::string_view local = std::string_view(lowered).substr(0, lowered.rfind('@'));
  const std::size_t plus = local.rfind("+t");
  if (plus == std::string_view::npos) return std::nullopt;
  const std::string_view token = local.substr(plus + 2);
  const std::size_t dash = token.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  ReplyToken found;
  const auto [end, fault] = std::from_chars(token.data(), token.data() + dash, found.number);
  if (fault != std::errc() || end != token.data() + dash || found.number <= 0) return std::nullopt;
  const std::string expected = signature_of(found.number, key);
  const std::string_view given = token.substr(dash + 1);
  found.genuine =
      given.size() == expected.size() && CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0;
  return found;
}

}  // namespace oasis
