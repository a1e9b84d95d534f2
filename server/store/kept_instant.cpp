// See kept_instant.hpp.
#include "server/store/kept_instant.hpp"

#include <charconv>
#include <string>

#include "server/store/log.hpp"

namespace oasis::store {

std::optional<Instant> kept_instant(Database& database, std::string_view name) {
  const std::string text = meta(database, name);
  Instant at;
  if (std::from_chars(text.data(), text.data() + text.size(), at.ms).ec != std::errc()) return std::nullopt;
  return at;
}

void keep_instant(Database& database, std::string_view name, Instant at) {
  set_meta(database, name, std::to_string(at.ms));
}

}  // namespace oasis::store
