// A body that is compressed while it is written, so that a large one never lies in memory as it is.
// May not: know what is in it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace oasis::http {

/// The gzip form (RFC 1952) of what is added piece by piece.
class Gzip {
 public:
  Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip();
  void add(std::string_view bytes);
  /// Everything; nothing may be added after that.
  std::string finish();

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

/// Whether a client takes gzip, by its Accept-Encoding (RFC 9110, 12.5.3).
bool takes_gzip(std::string_view accept_encoding);

}  // namespace oasis::http
