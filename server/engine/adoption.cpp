// Open tickets move to an edited document. May not: decide what moving leads to.
#include "server/engine/adoption.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "server/store/log.hpp"
#include "server/store/tickets.hpp"
#include "server/store/timers.hpp"

namespace oasis::engine {
namespace {

constexpr std::int64_t tickets_at_once = 500;
constexpr const char* remembered = "adopting";  // in `meta`: "<version> <whose doing>", empty when it is over

struct Adoption {
  std::uint32_t version = 0;  ///< 0: none is under way
  std::string by;
};

Adoption under_way(store::Database& database) {
  const std::string text = store::meta(database, remembered);
  Adoption adoption;
  const char* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, adoption.version);
  if (fault != std::errc{} || rest == end) return {};
  adoption.by.assign(rest + 1, end);
  return adoption;
}

}  // namespace

void begin_adoption(Turn& turn, std::uint32_t version, std::string_view by) {
  store::set_meta(turn.database(), remembered, std::to_string(version) + " " + std::string(by));
  if (adopt_part(turn)) store::put_job(turn.database(), {"adopt", turn.now() + milliseconds(1)});
}

bool adopt_part(Turn& turn) {
  const Adoption adoption = under_way(turn.database());
  if (adoption.version == 0) return false;
  std::vector<TicketId> part;
  for (store::OpenPlace& place : store::open_tickets(turn.database(), {}, tickets_at_once)) {
    if (place.version < adoption.version) part.push_back(std::move(place.id));
  }
  std::sort(part.begin(), part.end());
  turn.adopt(part, adoption.version, adoption.by);
  if (part.size() == tickets_at_once) return true;
  store::set_meta(turn.database(), remembered, "");
  return false;
}

}  // namespace oasis::engine
