// Limits per address. May not: drop anything.
#include "server/notify/limits.hpp"

#include <charconv>

#include "server/notify/settings.hpp"
#include "shared/time/text.hpp"

namespace oasis::notify {
namespace {

constexpr Limit for_telephones{10, minutes(10)};
constexpr Limit for_others{60, minutes(5)};

}  // namespace

Limit limit_of(const Workspace& workspace, std::string_view via) {
  Limit limit = via == "sms" ? for_telephones : for_others;
  const oasis::Channel* channel = channel_for(workspace, via);
  if (!channel) return limit;
  const std::string messages = setting(channel->settings, "limit");
  std::from_chars(messages.data(), messages.data() + messages.size(), limit.messages);
  if (const auto per = parse_duration(setting(channel->settings, "per")); per.ok()) limit.per = *per;
  return limit;
}

std::optional<Instant> allowed_at(const Limit& limit, const std::vector<Instant>& sent, Instant now) {
  const auto most = static_cast<std::size_t>(limit.messages);
  if (limit.messages < 1 || sent.size() < most) return std::nullopt;
  const Instant at = sent[sent.size() - most] + limit.per;
  return at > now ? std::optional(at) : std::nullopt;
}

}  // namespace oasis::notify
