// See feed_links.hpp.
#include "server/http/feed_links.hpp"

#include <vector>

#include "server/engine/digest.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/store/log.hpp"

namespace oasis::http {
namespace {

constexpr std::string_view kinds[] = {"own", "schedule", "now"};

std::string name_of_round(const Id& user) {
  return "feed_links/" + user;
}

/// Which of the person's links are in force: "" until they make new ones.
std::string round_of(store::Database& reading, const Id& user) {
  return store::meta(reading, name_of_round(user));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == '.') {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

}  // namespace

std::string feed_token(const engine::Links& links, store::Database& reading, const FeedLink& link) {
  const std::string id = std::string(kinds[static_cast<std::size_t>(link.kind)]) + "." + link.user + "." +
                         link.schedule + "." + round_of(reading, link.user);
  return links.mailed_token(id);
}

std::optional<FeedLink> read_feed_token(const engine::Links& links, store::Database& reading,
                                        const Policies& policies, std::string_view token) {
  const std::vector<std::string> parts = parts_of(token);
  if (token.size() > 400 || parts.size() != 5) return std::nullopt;
  FeedLink link;
  for (std::size_t i = 0; i < std::size(kinds); ++i) {
    if (parts[0] == kinds[i]) link.kind = static_cast<FeedLink::Kind>(i);
  }
  link.user = parts[1];
  link.schedule = parts[2];
  const bool genuine = engine::same_token(feed_token(links, reading, link), std::string(token));
  if (!genuine || policies.user(link.user) == nullptr) return std::nullopt;
  // Who may not sign in any more looks in by no other door.
  if (const auto account = find_account(reading, link.user); account && account->disabled) return std::nullopt;
  if (link.kind == FeedLink::Kind::schedule && policies.schedule(link.schedule) == nullptr)
    return std::nullopt;
  return link;
}

void renew_feed_links(store::Database& database, const Id& user, Instant now) {
  store::set_meta(database, name_of_round(user), engine::new_id(now.ms));
}

}  // namespace oasis::http
