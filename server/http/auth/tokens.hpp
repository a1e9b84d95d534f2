// Secrets that are handed out once and recognised later: session cookies, one-time links.
// May not: store anything.
#pragma once

#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"

namespace oasis::http {

std::string random_bytes(std::size_t count);

/// 256 random bits as 43 characters that may stand in a URL or a cookie.
std::string new_token();

/// What is stored instead of the token: its SHA-256. A token has too much entropy to need salt or stretching.
store::Blob hash_of(std::string_view token);

/// A stored hash as text, to name a session without knowing its token.
std::string hex_of(const store::Blob& bytes);

}  // namespace oasis::http
