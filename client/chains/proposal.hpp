// A change of a chain that an address proposes, "/chains/default?step=1&wait=10": it is made in the draft when the address
// is opened and saved by nobody but the person. Pure. May not: change a document.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "shared/model/workspace.hpp"

namespace oasis {

struct WaitProposal {
  Id chain;
  std::size_t step = 0;  ///< its index
  Duration wait;         ///< whole minutes, from 1 to 10,000
  friend bool operator==(const WaitProposal&, const WaitProposal&) = default;
};

std::string address_of(const WaitProposal& proposal);
/// nullopt where the address proposes nothing, or nothing that could be.
std::optional<WaitProposal> read_wait_proposal(const std::string& address);

/// The chain with that wait; as it was where it has no such step.
Chain with_wait(Chain chain, const WaitProposal& proposal);

}  // namespace oasis
