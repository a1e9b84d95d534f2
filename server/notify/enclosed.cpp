// See enclosed.hpp. May not: read a file that does not go.
#include "server/notify/enclosed.hpp"

#include <utility>

#include "server/store/tickets.hpp"

namespace oasis::notify {

Enclosed enclosed_with(store::Database& reading, const Message& message, std::int64_t most) {
  Enclosed enclosed;
  std::int64_t room = most;
  for (const Attachment& file : message.attachments) {
    if (file.bytes > room) {
      enclosed.too_large.push_back(file);
      continue;
    }
    auto stored = store::find_attachment(reading, file.id);
    if (!stored) continue;
    room -= file.bytes;
    enclosed.files.push_back({std::move(stored->name), std::move(stored->type), std::move(stored->bytes)});
  }
  return enclosed;
}

}  // namespace oasis::notify
