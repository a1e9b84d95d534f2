// JSON texts in rows. May not: know any table. For .cpp files of this room only: it includes json.hpp.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "server/store/sqlite.hpp"
#include "shared/result.hpp"

namespace oasis::store {

/// Texts were checked at the edge; should broken UTF-8 have slipped through, it is replaced, not fatal.
inline std::string row_text(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// What `read` makes of a row. Throws Failure `corrupt` with the place if it makes nothing of it.
template <typename T>
T from_row(std::string_view text, Result<T> (*read)(const nlohmann::json&)) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) throw Failure(Trouble::corrupt, "A row of the database is not JSON; restore a backup.");
  Result<T> value = read(json);
  if (!value.ok()) {
    throw Failure(Trouble::corrupt, "A row of the database cannot be read: " + value.error().where + ": " +
                                        value.error().what + "; restore a backup.");
  }
  return std::move(value).value();
}

}  // namespace oasis::store
