// Secret links to calendar feeds and to the page "Who is on call": each says whose it is and what it shows,
// and proves it with the installation's key. A person's links die when they make new ones, or leave.
// May not: write a feed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/engine/links.hpp"
#include "server/store/sqlite.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {

struct FeedLink {
  enum class Kind { own, schedule, now };
  Kind kind = Kind::own;
  Id user;      ///< whose link it is
  Id schedule;  ///< of Kind::schedule
};

/// The last part of the link's address.
std::string feed_token(const engine::Links& links, store::Database& reading, const FeedLink& link);
/// What a token is for, if it is genuine, not renewed, and its person still works here.
std::optional<FeedLink> read_feed_token(const engine::Links& links, store::Database& reading,
                                        const Policies& policies, std::string_view token);
/// All links of the person are other ones from now on.
void renew_feed_links(store::Database& database, const Id& user, Instant now);

}  // namespace oasis::http
