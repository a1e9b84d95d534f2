// What the front asks before it reads a large mail that somebody posts (docs/mail.md). May not: take the
// mail.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/mail/room.hpp"

namespace oasis::http {

/// Whether whoever sends this Authorization may bring so many bytes to this path: a mail of more than
/// small_body needs the secret, any other path or size is not our concern. Reads the file of secrets;
/// callable from any thread.
bool may_bring(const MailRoom& room, std::string_view path, std::string_view authorization,
               std::uint64_t bytes);

}  // namespace oasis::http
