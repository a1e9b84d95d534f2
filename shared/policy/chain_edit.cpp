// See chain_edit.hpp.
#include "shared/policy/chain_edit.hpp"

#include <algorithm>
#include <utility>

namespace oasis {
namespace {

constexpr Duration first_wait = minutes(15);

using At = std::vector<Step>::difference_type;

std::size_t first_of(const Chain& chain, std::int32_t tier) {
  const auto found = std::find_if(chain.steps.begin(), chain.steps.end(),
                                  [&](const Step& step) { return step.tier >= tier; });
  return static_cast<std::size_t>(found - chain.steps.begin());
}

std::size_t behind(const Chain& chain, std::int32_t tier) {
  return first_of(chain, tier + 1);
}

ChainEdit with_step(Chain chain, std::size_t at, Step step) {
  chain.steps.insert(chain.steps.begin() + static_cast<At>(at), std::move(step));
  return {std::move(chain), at};
}

std::optional<std::vector<Chain>> go(std::vector<std::vector<Chain>>& from,
                                     std::vector<std::vector<Chain>>& to, std::vector<Chain> now) {
  if (from.empty()) return std::nullopt;
  to.push_back(std::move(now));
  std::vector<Chain> back = std::move(from.back());
  from.pop_back();
  return back;
}

}  // namespace

ChainEdit with_new_step(Chain chain, std::int32_t tier) {
  Step step;
  step.tier = tier;
  step.wait = first_wait;
  const std::size_t at = behind(chain, tier);
  return with_step(std::move(chain), at, std::move(step));
}

ChainEdit with_step_twice(Chain chain, std::size_t step) {
  if (step >= chain.steps.size()) return {std::move(chain), step};
  Step copy = chain.steps[step];
  return with_step(std::move(chain), step + 1, std::move(copy));
}

ChainEdit without_step(Chain chain, std::size_t step) {
  if (step >= chain.steps.size()) return {std::move(chain), step};
  chain.steps.erase(chain.steps.begin() + static_cast<At>(step));
  return {std::move(chain), step > 0 ? step - 1 : 0};
}

ChainEdit with_step_moved(Chain chain, std::size_t step, std::int32_t tier, std::size_t before) {
  if (step >= chain.steps.size() || tier < 1) return {std::move(chain), step};
  Step moved = std::move(chain.steps[step]);
  chain.steps.erase(chain.steps.begin() + static_cast<At>(step));
  moved.tier = tier;
  if (before > step) --before;
  before = std::clamp(before, first_of(chain, tier), behind(chain, tier));
  return with_step(std::move(chain), before, std::move(moved));
}

ChainEdit with_step_copied(Chain chain, std::size_t step, std::int32_t tier, std::size_t before) {
  if (step >= chain.steps.size() || tier < 1) return {std::move(chain), step};
  Step copy = chain.steps[step];
  copy.tier = tier;
  before = std::clamp(before, first_of(chain, tier), behind(chain, tier));
  return with_step(std::move(chain), before, std::move(copy));
}

ChainEdit with_arrow_to(Chain chain, std::size_t step, std::size_t to) {
  const std::size_t count = chain.steps.size();
  if (step >= count || to >= count || to == step + 1) return {std::move(chain), step};
  if (to <= step) {
    if (step + 1 == count) ++chain.repeat;
    return {std::move(chain), step};
  }
  const std::int32_t next = chain.steps[step + 1].tier;
  const std::int32_t tier = chain.steps[to].tier <= next ? chain.steps[to].tier : chain.steps[step].tier;
  return with_step_moved(std::move(chain), to, tier, step + 1);
}

ChainEdit with_arrow_to_new(Chain chain, std::size_t step, std::int32_t tier) {
  if (step >= chain.steps.size()) return {std::move(chain), step};
  Step fresh;
  fresh.tier = std::max(tier, chain.steps[step].tier);
  if (step + 1 < chain.steps.size()) fresh.tier = std::min(fresh.tier, chain.steps[step + 1].tier);
  fresh.wait = first_wait;
  return with_step(std::move(chain), step + 1, std::move(fresh));
}

ChainEdit with_step_nudged(Chain chain, std::size_t step, StepWay way) {
  if (step >= chain.steps.size()) return {std::move(chain), step};
  const std::int32_t tier = chain.steps[step].tier;
  const std::size_t first = first_of(chain, tier), end = behind(chain, tier);
  switch (way) {
    case StepWay::up:
      if (step == first) break;
      return with_step_moved(std::move(chain), step, tier, step - 1);
    case StepWay::down:
      if (step + 1 == end) break;
      return with_step_moved(std::move(chain), step, tier, step + 2);
    case StepWay::to_earlier_tier: {
      if (first == 0 && tier == 1) break;
      const std::int32_t earlier = first == 0 ? tier - 1 : chain.steps[first - 1].tier;
      return with_step_moved(std::move(chain), step, earlier, first);
    }
    case StepWay::to_later_tier: {
      const bool last = end == chain.steps.size();
      if (last && end - first == 1) break;
      const std::int32_t later = last ? tier + 1 : chain.steps[end].tier;
      return with_step_moved(std::move(chain), step, later, end);
    }
  }
  return {std::move(chain), step};
}

Id id_for_chain(const std::vector<Chain>& chains, const std::string& name) {
  Id id;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      id += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  id.resize(std::min<std::size_t>(id.size(), 56));
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.empty()) id = "chain";
  const auto taken = [&](const Id& one) {
    return std::any_of(chains.begin(), chains.end(), [&](const Chain& chain) { return chain.id == one; });
  };
  Id free = id;
  for (int n = 2; taken(free); ++n) free = id + "-" + std::to_string(n);
  return free;
}

void remember(ChainHistory& history, std::vector<Chain> before, const std::string& what) {
  const bool goes_on = !what.empty() && what == history.last && !history.done.empty();
  history.undone.clear();
  history.last = what;
  if (goes_on) return;
  history.done.push_back(std::move(before));
  if (history.done.size() > ChainHistory::longest) history.done.erase(history.done.begin());
}

std::optional<std::vector<Chain>> undo(ChainHistory& history, std::vector<Chain> now) {
  history.last.clear();
  return go(history.done, history.undone, std::move(now));
}

std::optional<std::vector<Chain>> redo(ChainHistory& history, std::vector<Chain> now) {
  history.last.clear();
  return go(history.undone, history.done, std::move(now));
}

}  // namespace oasis
