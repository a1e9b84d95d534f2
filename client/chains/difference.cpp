// See difference.hpp.
#include "client/chains/difference.hpp"

#include <algorithm>

#include "client/chains/words.hpp"
#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using Lines = std::vector<std::string>;

bool is_same_step(const Step& a, const Step& b) {
  return a == b || (a.tier == b.tier && (a.name == b.name || (a.notify == b.notify && a.wait == b.wait)));
}

/// `what` has places for what it is now and what it was.
void add_change(Lines& lines, const char* what, const std::string& now, const std::string& before) {
  if (now != before) lines.push_back(phrase(what, now, before));
}

std::string say_optional(const char* some, const std::optional<Duration>& time, const char* none) {
  return time ? phrase(some, wording::say(*time)) : none;
}

std::string say_urgency(const Step& step) {
  return step.urgency ? std::string(wording::name_of(*step.urgency)) : "by the ticket's priority"_tr;
}

/// Those of `one` that `other` has not, as a list of names.
std::string missing(const Workspace& workspace, const std::vector<Target>& one, const std::vector<Target>& other) {
  std::string names;
  for (const Target& target : one) {
    if (std::find(other.begin(), other.end(), target) != other.end()) continue;
    names += (names.empty() ? "" : ", ") + wording::name_of_target(workspace, target);
  }
  return names;
}

void add_people(Lines& lines, const ChainVersion& before, const ChainVersion& after, const std::vector<Target>& then,
                const std::vector<Target>& now, const char* tells, const char* no_longer) {
  const std::string come = missing(after.workspace, now, then), gone = missing(before.workspace, then, now);
  if (!come.empty()) lines.push_back(phrase(tells, come));
  if (!gone.empty()) lines.push_back(phrase(no_longer, gone));
}

Lines changes_of(const ChainVersion& before, const Step& then, const ChainVersion& after, const Step& now) {
  Lines lines;
  if (now.name != then.name) lines.push_back(phrase("Called “{1}”, before “{2}”"_tr, now.name, then.name));
  if (now.tier != then.tier) lines.push_back(phrase("Tier {1}, before {2}"_tr, now.tier, then.tier));
  add_people(lines, before, after, then.notify, now.notify, "Tells {1}"_tr, "No longer tells {1}"_tr);
  add_people(lines, before, after, then.backup, now.backup, "Tells {1} as backup"_tr,
             "No longer tells {1} as backup"_tr);
  add_change(lines, "Waits {1}, before {2}"_tr, wording::say_wait(after.workspace, now),
             wording::say_wait(before.workspace, then));
  add_change(lines, "Urgency {1}, before {2}"_tr, say_urgency(now), say_urgency(then));
  if (lines.empty() && !(now == then)) lines.push_back("Tells the same people in another order"_tr);
  return lines;
}

std::string say_rounds(std::int32_t repeat) {
  return repeat == 0 ? "once"_tr : count_of(repeat + 1, "{1} time"_kept, "{1} times"_kept);
}

Lines changes_of_chain(const Chain& then, const Chain& now) {
  Lines lines;
  if (now.name != then.name) lines.push_back(phrase("Called “{1}”, before “{2}”"_tr, now.name, then.name));
  add_change(lines, "Goes through its steps {1}, before {2}"_tr, say_rounds(now.repeat), say_rounds(then.repeat));
  add_change(lines, "An acknowledgement lapses {1}, before {2}"_tr,
             say_optional("after {1}"_tr, now.ack_timeout, "never"_tr),
             say_optional("after {1}"_tr, then.ack_timeout, "never"_tr));
  add_change(lines, "Updates are promised {1}, before {2}"_tr,
             say_optional("every {1}"_tr, now.update_every, "as the service level says"_tr),
             say_optional("every {1}"_tr, then.update_every, "as the service level says"_tr));
  return lines;
}

/// Length of the longest common subsequence of what begins at [i] and [j].
std::vector<std::vector<int>> common_from(const std::vector<Step>& then, const std::vector<Step>& now) {
  std::vector<std::vector<int>> common(then.size() + 1, std::vector<int>(now.size() + 1, 0));
  for (std::size_t i = then.size(); i-- > 0;) {
    for (std::size_t j = now.size(); j-- > 0;) {
      const int skip = std::max(common[i + 1][j], common[i][j + 1]);
      common[i][j] = is_same_step(then[i], now[j]) ? std::max(skip, common[i + 1][j + 1] + 1) : skip;
    }
  }
  return common;
}

}  // namespace

bool ChainDifference::none() const {
  return chain.empty() && std::all_of(steps.begin(), steps.end(), [](const StepDifference& one) {
           return one.kind == StepDifference::Kind::same;
         });
}

ChainDifference difference_of(const ChainVersion& before, const ChainVersion& after) {
  using Kind = StepDifference::Kind;
  const std::vector<Step>&then = before.chain.steps, &now = after.chain.steps;
  const auto common = common_from(then, now);
  ChainDifference difference{changes_of_chain(before.chain, after.chain), {}};
  std::size_t i = 0, j = 0;
  while (i < then.size() || j < now.size()) {
    const bool both = i < then.size() && j < now.size();
    if (both && is_same_step(then[i], now[j]) && common[i][j] == common[i + 1][j + 1] + 1) {
      Lines lines = changes_of(before, then[i], after, now[j]);
      const Kind kind = lines.empty() ? Kind::same : Kind::changed;
      difference.steps.push_back({kind, i++, j++, std::move(lines)});
    } else if (i < then.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
      difference.steps.push_back({Kind::removed, i++, std::nullopt, {}});
    } else {
      difference.steps.push_back({Kind::added, std::nullopt, j++, {}});
    }
  }
  return difference;
}

}  // namespace oasis
