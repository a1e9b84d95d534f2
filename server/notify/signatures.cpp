// Signatures, by OpenSSL. May not: keep a key.
#include "server/notify/signatures.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "server/engine/digest.hpp"

namespace oasis::notify {
namespace {

std::string hmac(const EVP_MD* kind, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(kind, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), mac.data(), &size);
  return {reinterpret_cast<const char*>(mac.data()), size};
}

}  // namespace

std::string hmac_sha256_hex(std::string_view key, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const char c : hmac(EVP_sha256(), key, text)) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

std::string hmac_sha1_base64(std::string_view key, std::string_view text) {
  const std::string mac = hmac(EVP_sha1(), key, text);
  std::array<unsigned char, 64> base64{};
  const int size = EVP_EncodeBlock(base64.data(), reinterpret_cast<const unsigned char*>(mac.data()),
                                   static_cast<int>(mac.size()));
  return {reinterpret_cast<const char*>(base64.data()), static_cast<std::size_t>(size)};
}

std::string webhook_signature(std::string_view key, Instant at, std::string_view body) {
  return "v1=" + hmac_sha256_hex(key, std::to_string(at.ms / 1000) + "." + std::string(body));
}

bool is_from_slack(std::string_view key, std::string_view timestamp, std::string_view signature,
                   std::string_view body, Instant now) {
  std::int64_t at = 0;
  const auto [end, fault] = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), at);
  if (key.empty() || fault != std::errc{} || end != timestamp.data() + timestamp.size()) return false;
  const std::int64_t age = now.ms / 1000 - at;
  const std::int64_t most = signature_life.ms / 1000;
  if (age > most || age < -most) return false;
  const std::string text = "v0:" + std::string(timestamp) + ":" + std::string(body);
  return engine::same_token(signature, "v0=" + hmac_sha256_hex(key, text));
}

}  // namespace oasis::notify
