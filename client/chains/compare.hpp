// "Compare" below a chain: what another version of the workspace has otherwise, step beside step. May not: find the
// differences (difference.hpp).
#pragma once

#include <cstdint>
#include <memory>

#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// A version that was fetched; shared with the request, which may outlive what asked for it.
struct FetchedVersion {
  std::int64_t version = 0;
  bool failed = false;
  std::shared_ptr<const Workspace> workspace;  ///< once it is here
};

struct ComparePanel {
  int chosen = 0;  ///< 0: nothing; else which of the versions that are offered
  std::shared_ptr<FetchedVersion> fetched;
};

void draw_compare(Desk& desk, const ChainDocument& document, ComparePanel& panel, std::size_t chain);

}  // namespace oasis
