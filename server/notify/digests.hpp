// Digests: what changed for a person since the last one, what waits for them, what breaches next, what was
// escalated. May not: send; write one that says nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/engine/links.hpp"
#include "server/engine/turn.hpp"
#include "server/notify/letters.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

/// What a digest is made from.
struct DigestMatter {
  struct Changed {
    Ticket ticket;
    std::vector<std::string> what;  ///< "Gina Roth wrote", "resolved by Bob", oldest first
  };
  struct Breaching {
    Ticket ticket;
    std::optional<ClockKind> clock;  ///< nothing: the update that the customer was promised
    Instant due;
  };
  struct Raised {
    Ticket ticket;
    std::int32_t tier = 0;
    Instant at;
  };
  std::vector<Changed> changed;
  std::vector<Ticket> waiting;       ///< in the person's hands and unanswered, longest first
  std::vector<Breaching> breaching;  ///< the clocks that are due within 48 hours or overdue, next first
  std::vector<Raised> raised;
  bool is_empty() const { return changed.empty() && waiting.empty() && breaching.empty() && raised.empty(); }
};

/// Calls back with every ticket that is not finished.
using EachTicket = std::function<void(const std::function<void(const Ticket&)>&)>;

/// What concerns `user`: tickets assigned to or acknowledged by them, those of their teams, and `collected`
/// (news that waited for this digest). `since`: the last digest.
DigestMatter gather_digest(store::Database& database, const Workspace& workspace, const User& user,
                           const std::vector<Ticket>& collected, const EachTicket& each_ticket, Instant since,
                           Instant now);

/// The workspace's template "digest", else the one that we bring, filled: in the reader's language, with
/// times on the wall of their zone.
Letter digest_letter(const DigestMatter& matter, const Policies& policies, const engine::Links& links,
                     const User& user, std::string_view language, Instant now);

/// How far back a person's digest looks: a week if only weekly ones are wanted, else a day.
Duration digest_span(const User& user);

/// The job: queues the digests that people have asked for in rules of their own and whose time has come since
/// the last run, unless there is nothing to say. Answers when to look again: at the next one's time, in ten
/// minutes at the latest (rules may have changed).
Instant queue_digests(engine::Turn& turn, const engine::Links& links);

}  // namespace oasis::notify
