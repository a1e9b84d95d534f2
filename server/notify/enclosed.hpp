// The files of a reply on their way to the customer: which go with the mail, and which are too large for one
// and wait on the customer's page. May not: send, or write what is said of them.
#pragma once

#include <cstdint>
#include <vector>

#include "server/notify/compose.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/message.hpp"

namespace oasis::notify {

/// Bytes of all files of one mail together: base64 adds a third, and many mail servers take no more than 15
/// MB.
constexpr std::int64_t most_enclosed = 10 * 1024 * 1024;

struct Enclosed {
  std::vector<MailFile> files;
  std::vector<Attachment> too_large;
};

/// In the order of the message; each file that still fits goes, a later small one also behind a large one.
/// Throws store::Failure.
Enclosed enclosed_with(store::Database& reading, const Message& message, std::int64_t most = most_enclosed);

}  // namespace oasis::notify
