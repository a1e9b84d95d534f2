// How many messages may go to one address in a while, so that a storm of events, or a mistake in a rule,
// cannot flood a telephone. May not: drop anything; what is over the limit waits.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/time/instant.hpp"

namespace oasis::notify {

struct Limit {
  int messages = 0;
  Duration per;
};

/// The limit of a channel's addresses: the settings `limit` and `per` of the workspace's channel of that
/// kind, else ours: 10 in 10 minutes for text messages, 60 in 5 minutes for everything else.
Limit limit_of(const Workspace& workspace, std::string_view via);

/// When one more message may go to an address: nothing means now. `sent`: when those of the last `limit.per`
/// left, oldest first.
std::optional<Instant> allowed_at(const Limit& limit, const std::vector<Instant>& sent, Instant now);

}  // namespace oasis::notify
