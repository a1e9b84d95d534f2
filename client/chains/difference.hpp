// What is different between two versions of a chain, step by step. Pure. May not: draw, fetch a version.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis {

/// A step of either version, or the same step of both.
struct StepDifference {
  enum class Kind { same, changed, added, removed } kind = Kind::same;
  std::optional<std::size_t> before, after;  ///< its index in each
  std::vector<std::string> what;             ///< changed: "Waits 30 min, before 15 min"
};

struct ChainDifference {
  std::vector<std::string> chain;     ///< of the chain itself: "Starts again twice, before not"
  std::vector<StepDifference> steps;  ///< in the order of the newer one, removed ones where they were
  bool none() const;
};

/// A version, and the document around it, which has the names.
struct ChainVersion {
  const Workspace& workspace;
  const Chain& chain;
};

/// Steps are the same as long as name and tier are, or what they do; as many as possible are kept. O(steps²).
ChainDifference difference_of(const ChainVersion& before, const ChainVersion& after);

}  // namespace oasis
