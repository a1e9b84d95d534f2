// Changes of a chain as its editor makes them, each a pure function from a chain to the changed one, and the
// way back from them. May not: know a document's other parts; check a chain (codec/workspace does), draw.
//
// Steps are named by their index; one that does not exist leaves the chain as it is. After each change tiers
// never decrease, as a chain's steps must not. O(steps).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis {

/// The changed chain, and where the step that was changed stands in it now.
struct ChainEdit {
  Chain chain;
  std::size_t step = 0;
};

/// A step behind the others of that tier. It tells nobody yet and waits 15 minutes.
ChainEdit with_new_step(Chain chain, std::int32_t tier);
/// A copy right behind it, in the same tier.
ChainEdit with_step_twice(Chain chain, std::size_t step);
/// The step before it has the focus then, if there is one.
ChainEdit without_step(Chain chain, std::size_t step);
/// The step goes to that tier, before the step that stands at `before` now (its size: behind all of them), or
/// as near to it as the tier allows.
ChainEdit with_step_moved(Chain chain, std::size_t step, std::int32_t tier, std::size_t before);

/// A copy of the step in that place.
ChainEdit with_step_copied(Chain chain, std::size_t step, std::int32_t tier, std::size_t before);
/// The arrow that leaves `step` leads to `to`: that one stands right behind it then, in its own tier where the next
/// step's allows that, else in the tier of `step`. To the step itself or one before it leads only the last arrow,
/// and means one more round of all.
ChainEdit with_arrow_to(Chain chain, std::size_t step, std::size_t to);
/// The arrow leads to a new step of that tier, or of the nearest one that it can stand in.
ChainEdit with_arrow_to_new(Chain chain, std::size_t step, std::int32_t tier);

enum class StepWay : std::uint8_t { up, down, to_earlier_tier, to_later_tier };
/// One place on, as an arrow key means it: within its tier, or to the end of the tier before, or to the
/// beginning of the one behind; from the last tier to a new one, unless it is alone there.
ChainEdit with_step_nudged(Chain chain, std::size_t step, StepWay way);

/// "Out of hours" → "out-of-hours", "out-of-hours-2" where that is taken; "chain" for a name without letters.
Id id_for_chain(const std::vector<Chain>& chains, const std::string& name);

/// What was done to the chains of a document, to be undone and done again.
struct ChainHistory {
  std::vector<std::vector<Chain>> done;    ///< what was before each change, oldest first
  std::vector<std::vector<Chain>> undone;  ///< what was there before it was undone
  std::string last;                        ///< what the last change was made to

  static constexpr std::size_t longest = 100;
};

/// Notes that `before` is about to be changed. Several changes in a row of the same `what` (a field that is
/// typed into) are undone together; an empty one stands alone.
void remember(ChainHistory& history, std::vector<Chain> before, const std::string& what);
/// The chains as they were, if there is a way back from `now`.
std::optional<std::vector<Chain>> undo(ChainHistory& history, std::vector<Chain> now);
std::optional<std::vector<Chain>> redo(ChainHistory& history, std::vector<Chain> now);

}  // namespace oasis
