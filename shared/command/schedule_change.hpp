// What people change in the on-call calendar: covers (overrides), swaps that somebody is asked for, times
// away. The same in the browser, which shows what would follow, and in the server. May not: make anybody's
// past another: what has begun is cut at `now` and stays as it was; keep or send anything.
//
// Rules: docs/semantics.md, "Schedules".
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/command/command.hpp"
#include "shared/model/message.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/result.hpp"

namespace oasis {

/// One change. `what.remove` is who is relieved (or away), `what.add` who stands in; either may be empty in a
/// cover. Covers and swaps are found again by what they are, not by their place.
struct ScheduleChange {
  enum class Kind : std::uint8_t {
    cover,          ///< adds `what`
    change_cover,   ///< makes `was` into `what`
    remove_cover,   ///< takes `was` out
    ask_swap,       ///< `what.remove` asks `what.add`
    accept_swap,    ///< the request `what` becomes a swap, and one the other way for `in_return`
    withdraw_swap,  ///< the request `what` is declined or taken back
    add_away,       ///< `what.remove` is away
    remove_away,    ///< `what.remove` is not away in `what.during` after all
    covers,         ///< adds all of `covers`, one on the result of the other, or none
    remove_covers,  ///< takes all of `covers` out, or none; each as it was added, whatever was cut off since
  };
  Kind kind = Kind::cover;
  Id schedule;  ///< empty for times away
  Override what;
  std::optional<Override> was;        ///< change_cover, remove_cover
  std::optional<Interval> in_return;  ///< of swaps: what the asker takes over from the asked
  std::vector<Override> covers;       ///< covers, remove_covers: at most `most_covers_at_once`
  friend bool operator==(const ScheduleChange&, const ScheduleChange&) = default;
};

/// A swap that `swap.taken_by` is asked for and has not answered: it changes nothing yet. Kept beside the
/// document.
struct SwapRequest {
  Id schedule;
  Swap swap;
  std::optional<Interval> in_return;  ///< what `swap.user` would take over from `swap.taken_by` for it
  friend bool operator==(const SwapRequest&, const SwapRequest&) = default;
};

/// What takes covers that were added out again, and puts one back that was removed; nullopt of other changes.
std::optional<ScheduleChange> reverse_of(const ScheduleChange& change);

constexpr std::size_t most_covers_at_once = 300;  // their request is smaller than 64 KiB

/// How long one cover, swap or time away may be.
constexpr Duration longest_schedule_change = days(366);

/// Whether somebody may change the calendar so: managers and admins without a scope everything; agents take
/// shifts over, give back what they took before it begins, ask for swaps of their own and answer those that
/// they are asked, and say when they are away. Nobody puts a colleague on call without being asked.
bool may_change(const Policies& policies, const Actor& by, const ScheduleChange& change, Instant now);

struct ChangedSchedules {
  Workspace workspace;
  std::vector<SwapRequest> requests;  ///< without those that are over
};

/// The document and the requests with the change. What begins before `now` begins at `now`; a cover that has
/// begun keeps the part that is over. Refused with `conflict` where it would change nothing, or what it names
/// is not there any more. Linear in the document.
Result<ChangedSchedules, Refusal> change_schedules(const Policies& policies,
                                                   const std::vector<SwapRequest>& requests,
                                                   const ScheduleChange& change, const Actor& by,
                                                   Instant now);

}  // namespace oasis
