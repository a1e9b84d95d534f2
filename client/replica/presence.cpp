// See presence.hpp.
#include "client/replica/presence.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"

namespace oasis {
namespace {

constexpr Duration again = seconds(20);

}  // namespace

void Presence::tick(const TicketId& ticket, bool typing) {
  const Instant now = platform_.now();
  const bool changed = ticket != ticket_ || typing != typing_;
  if (ticket != ticket_) others_.clear();
  ticket_ = ticket;
  typing_ = typing;
  if (changed || (!ticket_.empty() && told_at_ && now >= *told_at_ + again)) tell();
  if (!ticket_.empty() && told_at_) platform_.wake_after(*told_at_ + again - now);
}

void Presence::tell() {
  told_at_ = platform_.now();
  if (page_.empty()) page_ = std::to_string(platform_.random());
  const nlohmann::json body = {{"page", page_}, {"ticket", ticket_}, {"typing", typing_}};
  platform_.network().send(wire::request("POST", "/api/v1/presence", wire::print(body)),
                           [this, asked = ticket_](platform::Response response) { take(asked, response); });
}

void Presence::take(const TicketId& asked, const platform::Response& response) {
  if (asked != ticket_ || response.status != 200) return;
  const nlohmann::json answer = wire::parse(response.body);
  if (!answer.is_object() || !answer.contains("others") || !answer["others"].is_array()) return;
  others_.clear();
  for (const nlohmann::json& other : answer["others"]) {
    const auto typing = other.is_object() ? other.find("typing") : other.end();
    const bool types =
        other.is_object() && typing != other.end() && typing->is_boolean() && typing->get<bool>();
    others_.push_back({wire::text_of(other, "user"), types});
  }
  platform_.wake();
}

}  // namespace oasis
