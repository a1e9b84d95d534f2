// Secrets at rest: sealed with a key that is not in the database, so that a copy of the data alone opens none
// (libsodium secretbox: XSalsa20-Poly1305). May not: know what is sealed; log anything.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oasis::store {

class Seal {
 public:
  /// The key: 64 hexadecimal digits in the environment's OASIS_SECRET_KEY, else the file `secret-key` in the
  /// data folder, made (mode 0600) if it is missing. Throws Failure with one sentence, also for a key file
  /// that others may read.
  static Seal load(const std::string& data_folder);

  /// Different bytes each time.
  std::string close(std::string_view secret) const;
  /// Nothing if it was sealed with another key or changed.
  std::optional<std::string> open(std::string_view sealed) const;

  ~Seal();
  Seal(const Seal&) = default;
  Seal& operator=(const Seal&) = default;

 private:
  static constexpr std::size_t key_bytes = 32;
  using Key = std::array<unsigned char, key_bytes>;
  explicit Seal(const Key& key) : key_(key) {}
  Key key_;
};

}  // namespace oasis::store
