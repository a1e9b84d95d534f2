// Secrets that are handed out once and recognised later. May not: store anything.
#include "server/http/auth/tokens.hpp"

#include <sodium.h>

#include <stdexcept>

namespace oasis::http {
namespace {

constexpr std::size_t token_bytes = 32;

}  // namespace

std::string random_bytes(std::size_t count) {
  if (sodium_init() < 0) throw std::runtime_error("The system gives no random numbers.");
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string new_token() {
  const std::string random = random_bytes(token_bytes);
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(random.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(random.data()),
                    random.size(), variant);
  text.pop_back();  // the terminating zero
  return text;
}

store::Blob hash_of(std::string_view token) {
  store::Blob hash(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(token.data()), token.size());
  return hash;
}

std::string hex_of(const store::Blob& bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  text.pop_back();
  return text;
}

}  // namespace oasis::http
