// SHA-256, keyed tokens and random ids, as text. May not: keep a key.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oasis::engine {

/// Lower-case hex of SHA-256, 64 digits.
std::string sha256_hex(std::string_view bytes);

/// The same as padded base64 (RFC 4648, section 4), as a Content-Security-Policy writes it.
std::string sha256_base64(std::string_view bytes);

/// SHA-256 of bytes that come one piece after the other.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  std::string hex();

 private:
  alignas(8) unsigned char state_[128];
};

/// The first 128 bits of HMAC-SHA-256 (RFC 2104) as 26 lower-case base32 digits (RFC 4648, no padding).
std::string keyed_token(std::string_view key, std::string_view text);
/// The bytes that padded base64 (RFC 4648, section 4) stands for; empty if it is none.
std::string from_base64(std::string_view text);
/// Compares in constant time.
bool same_token(std::string_view a, std::string_view b);

/// A new UUIDv7 (RFC 9562): sorted by its time, otherwise random.
std::string new_id(std::int64_t now_ms);

/// The installation's own secret: 32 random bytes in `path`, made (mode 0600) if missing. Throws
/// store::Failure.
std::string load_key(const std::string& path);

}  // namespace oasis::engine
