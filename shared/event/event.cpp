// See event.hpp.
#include "shared/event/event.hpp"

namespace oasis {

const Id* person_told_by(const Fact& fact) {
  if (const auto* held = std::get_if<Held>(&fact)) return &held->user;
  if (const auto* notified = std::get_if<Notified>(&fact)) return &notified->user;
  if (const auto* suppressed = std::get_if<Suppressed>(&fact)) return &suppressed->user;
  if (const auto* digest = std::get_if<Digest>(&fact)) return &digest->user;
  return nullptr;
}

}  // namespace oasis
