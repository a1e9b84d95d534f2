// Things that are pressed: buttons, icon buttons, links.
// May not: do anything but say that they were pressed.
#pragma once

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

enum class ButtonKind : std::uint8_t {
  normal,   // a border
  primary,  // the one most likely next step of a place; at most one
  quiet,    // no border until touched
  danger,   // cannot be taken back
};

struct ButtonOptions {
  ButtonKind kind = ButtonKind::normal;
  Icon icon = Icon::none;
  bool disabled = false;
  bool busy = false;               // at work: shows progress, cannot be pressed
  bool menu = false;               // opens a menu: shows a chevron
  bool expanded = false;           // with menu: it is open
  bool selected = false;           // a toggle that is on
  float width = 0;                 // 0: as wide as its label
  std::string_view shortcut = {};  // shown in the tooltip, and pressed by it: "r", "ctrl+Enter"
  std::string_view tooltip = {};   // shown on hover; a disabled button says here why
};

/// True in the frame in which it is pressed.
bool button(Ui& ui, Name name, ButtonOptions options = {});
/// A square with an icon only; the name is its tooltip, too.
bool icon_button(Ui& ui, Icon icon, Name name, ButtonOptions options = {ButtonKind::quiet});
/// Leads to a place in this program ("#/tickets/42") or outside; goes there by itself. True when followed.
bool link(Ui& ui, Name name, std::string_view url, TextSize size = TextSize::body);
/// An entry of a navigation column: icon, label, count of what waits (nothing at 0). Goes to `url` by itself.
/// `menu`, if given, becomes true when its context menu is asked for.
bool navigation_item(Ui& ui, Name name, Icon icon, std::string_view url, bool current, int count = 0,
                     bool* menu = nullptr);

}  // namespace oasis::ui
