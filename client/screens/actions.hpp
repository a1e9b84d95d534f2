// Everything that can be done from where one is, by name: what the command palette finds and the sheet of
// shortcuts lists. May not: draw.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/ui/icons.hpp"

namespace oasis {

struct Action {
  std::string_view group;  ///< "This ticket", "Go to", …; actions of a group follow each other
  ui::Icon icon = ui::Icon::none;
  std::string name;            ///< "Set priority to high"
  std::string_view keys = {};  ///< its shortcut, as ui::Ui::shortcut writes it; empty: none
  std::function<void()> run;   ///< empty: a key of the list, which the palette does not offer
  bool found = false;          ///< chosen by the words already, which may not be in its name
};

/// Those whose names have all the words, in the order they came; names that begin with the words first.
std::vector<const Action*> find_actions(const std::vector<Action>& actions, std::string_view words);

/// "ctrl+shift+Enter" as people read it: "Ctrl Shift Enter", "⌘ …" is left to the keyboard.
std::string say_keys(std::string_view keys);

}  // namespace oasis
