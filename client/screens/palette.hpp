// The command palette (Ctrl-K): a field and what it finds, and the sheet of shortcuts ("?").
// May not: know what an action does.
#pragma once

#include <string>
#include <vector>

#include "client/screens/actions.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

struct CommandPalette {
  bool open = false;
  bool sheet_open = false;
  bool fresh = false;  ///< opened in this frame
  std::string words;
  int chosen = 0;
};

void open_palette(CommandPalette& palette);

/// `actions` answers what there is for the words that were typed; called while the palette is open only.
void draw_palette(Desk& desk, CommandPalette& palette,
                  const std::function<std::vector<Action>(const std::string& words)>& actions);
/// Every action that has a shortcut, by group.
void draw_shortcut_sheet(Desk& desk, CommandPalette& palette,
                         const std::function<std::vector<Action>()>& actions);

}  // namespace oasis
