// Settings of channels. May not: check them.
#include "server/notify/settings.hpp"

#include <algorithm>

namespace oasis::notify {

std::string setting(const std::vector<std::pair<std::string, std::string>>& settings, std::string_view name) {
  const auto found =
      std::find_if(settings.begin(), settings.end(), [name](const auto& one) { return one.first == name; });
  return found == settings.end() ? "" : found->second;
}

const oasis::Channel* channel_for(const Workspace& workspace, std::string_view via) {
  const std::string_view kind = via == "email" ? "smtp" : via;
  const auto found = std::find_if(workspace.channels.begin(), workspace.channels.end(),
                                  [kind](const oasis::Channel& one) { return one.kind == kind; });
  return found == workspace.channels.end() ? nullptr : &*found;
}

}  // namespace oasis::notify
