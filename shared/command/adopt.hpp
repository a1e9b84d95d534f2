// An edited document comes into force (docs/semantics.md, "Service levels" and "Order"): for open tickets
// too, or for new ones only; and what that would do, before it is done. May not: check documents
// (codec/workspace does).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/state.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// Moves every ticket that is not resolved or closed to the newest of `state.versions`, by id, with all that
/// follows: due times move, "what is already past due is breached at the instant of the change". Escalations
/// keep the version of the chain that they started with. To apply an edit to new tickets only, add the
/// version and do nothing more. Applied to `state` at once.
std::vector<Event> adopt_newest_in_place(State& state, const Actor& actor, Instant now);
/// A part of it, not applied: moves these tickets, which are in `state` and open, to `version`, one of
/// `state.versions`, if they live by an older one. Whoever holds only some of the open tickets in memory
/// moves them part by part.
std::vector<Event> adopt_version(const State& state, const std::vector<TicketId>& ids, std::uint32_t version,
                                 const Actor& actor, Instant now);

/// What open tickets still name although the newest document does not know it any more: "user bob (chain c of
/// T1)". It keeps working on the version that knew it. By ticket; each once.
std::vector<std::string> still_named(const State& state);

/// What adopting a document for open tickets would do to them.
struct EditPreview {
  std::int64_t open_tickets = 0;
  std::int64_t due_times_moved = 0;  ///< clocks whose due time appears, disappears or changes
  std::int64_t breached_now = 0;     ///< clocks that would be breached at the instant of the change
};
/// O(open tickets); changes nothing.
EditPreview preview_edit(const State& state, std::shared_ptr<const Policies> candidate, Instant now);

}  // namespace oasis
