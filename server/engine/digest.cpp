// Digests, tokens and ids, by libsodium. May not: keep a key.
#include "server/engine/digest.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "server/store/sqlite.hpp"

namespace oasis::engine {
namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= 128);
constexpr std::size_t key_bytes = 32;

const unsigned char* bytes_in(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const unsigned char* bytes, std::size_t count) {
  std::string text(count * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, count);
  text.pop_back();
  return text;
}

std::string base32_of(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  std::uint32_t pending = 0;
  int bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    pending = pending << 8 | bytes[i];
    for (bits += 8; bits >= 5; bits -= 5) text += digits[pending >> (bits - 5) & 31];
  }
  if (bits > 0) text += digits[pending << (5 - bits) & 31];
  return text;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_in(bytes), bytes.size());
  return hex_of(hash.data(), hash.size());
}

std::string sha256_base64(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_in(bytes), bytes.size());
  std::string text(sodium_base64_ENCODED_LEN(hash.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero at its end
  return text;
}

Sha256::Sha256() {
  crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_));
}

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_), bytes_in(bytes), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(state_), hash.data());
  return hex_of(hash.data(), hash.size());
}

std::string keyed_token(std::string_view key, std::string_view text) {
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_in(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_in(text), text.size());
  crypto_auth_hmacsha256_final(&state, mac.data());
  return base32_of(mac.data(), 16);
}

std::string from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  const bool good = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                      text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
  bytes.resize(good ? size : 0);
  return bytes;
}

bool same_token(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string new_id(std::int64_t now_ms) {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(now_ms >> (40 - 8 * i));
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x70);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  std::string text = hex_of(bytes.data(), bytes.size());
  for (const std::size_t dash : {8, 13, 18, 23}) text.insert(dash, "-");
  return text;
}

std::string load_key(const std::string& path) {
  const auto fail = [&path](const char* what) {
    throw store::Failure(store::Trouble::read_only,
                         "The key file " + path + " cannot be " + what + ": " + std::strerror(errno) + ".");
  };
  std::string key(key_bytes, '\0');
  const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made >= 0) {
    randombytes_buf(key.data(), key.size());
    const bool written = ::write(made, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(made) == 0;
    ::close(made);
    if (!written) {
      ::unlink(path.c_str());
      fail("written");
    }
    return key;
  }
  if (errno != EEXIST) fail("made");
  const int there = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (there < 0) fail("read");
  const ssize_t got = ::read(there, key.data(), key.size());
  ::close(there);
  if (got != static_cast<ssize_t>(key.size())) {
    throw store::Failure(store::Trouble::corrupt, "The key file " + path +
                                                      " is damaged; restore it from a backup, or delete it: links in "
                                                      "mails that were sent before stop working then.");
  }
  return key;
}

}  // namespace oasis::engine
