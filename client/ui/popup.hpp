// What lies above everything else: dialogs, menus, tooltips.
// May not: decide when it is needed.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/layout.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

/// Everything below is dimmed and cannot be reached; Escape and a click outside close it. Content is a
/// column, which scrolls where the page is too low for it.
///   if (Dialog dialog(ui, "Escalate ticket", open); dialog) { …; Row row(ui); spacer(ui); button(…); }
class Dialog {
 public:
  enum class Kind : std::uint8_t {
    titled,
    bare,  // near the top of the page, its title for screen readers only
  };
  /// Shown while `open`; sets it to false when it is closed by Escape. `foot`: see begin_foot().
  Dialog(Ui& ui, Name title, bool& open, float width = 440, Kind kind = Kind::titled, bool foot = false);
  ~Dialog();
  Dialog(const Dialog&) = delete;

  explicit operator bool() const { return shown_; }

  /// What follows is one row of buttons that stays at the bottom while what stands above it scrolls. Once, where it was asked for.
  void begin_foot();

 private:
  Ui& ui_;
  NodeId id_;
  bool& open_;
  float width_ = 0;
  bool shown_ = false;
  Rect foot_;  // no height: it has none
  std::optional<Panel> content_, actions_;
};

struct MenuItem {
  Icon icon = Icon::none;
  std::string_view shortcut = {};  // shown at the right
  bool checked = false;
  bool disabled = false;
  bool danger = false;
};

/// A menu below `anchor` (or above, when there is no room). Arrow keys move, Escape and a click outside close
/// it.
///   if (button(ui, "Snooze", {.menu = true})) open = true;
///   if (Menu menu(ui, "Snooze", ui.last(), open); menu) { if (menu.item("Until tomorrow")) …; }
class Menu {
 public:
  Menu(Ui& ui, Name name, Rect anchor, bool& open, float width = 220, Role role = Role::menu);
  ~Menu();
  Menu(const Menu&) = delete;

  explicit operator bool() const { return shown_; }

  /// True when chosen; the menu closes.
  bool item(Name name, MenuItem how = {});
  void separator();
  /// The id of a menu of that name in this scope, for whoever says that it controls it.
  static NodeId id_of(const Ui& ui, Name name);

 private:
  void keys();

  Ui& ui_;
  NodeId id_;
  bool& open_;
  bool shown_ = false;
  Role role_;
  NodeId selected_ = 0;
  std::vector<NodeId> items_;
};

/// Shows words near `rect` after the pointer rested on it for half a second.
void tooltip(Ui& ui, NodeId id, Rect rect, bool hovered, std::string_view words,
             std::string_view shortcut = {});

}  // namespace oasis::ui
