// Reads the settings of the workspace's channels. May not: check them (shared/codec/channel_settings.hpp).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/model/workspace.hpp"

namespace oasis::notify {

/// The value of a setting; empty if it is not there.
std::string setting(const std::vector<std::pair<std::string, std::string>>& settings, std::string_view name);

/// The workspace's channel for a contact's `via`, or nullptr: of kind "smtp" for "email", else of the same
/// name.
const oasis::Channel* channel_for(const Workspace& workspace, std::string_view via);

}  // namespace oasis::notify
