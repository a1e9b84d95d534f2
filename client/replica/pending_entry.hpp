// How a command that waits is written into the browser's storage, and told to other tabs.
// May not: know where it is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/replica/replica.hpp"

namespace oasis {

std::string print_pending(const PendingCommand& pending);
/// Nothing if this build cannot read it: it stays where it is.
std::optional<PendingCommand> read_pending(std::string_view text);

/// `room`/<client>/<mid>, so that keys sort as numbers do.
std::string numbered_place(const std::string& room, const PendingCommand& pending);

}  // namespace oasis
