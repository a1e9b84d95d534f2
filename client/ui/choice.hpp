// Choosing: checkboxes, tabs, combo boxes.
// May not: keep the choice; it belongs to the caller.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"
#include "client/words/translated.hpp"

namespace oasis::ui {

/// True when changed.
bool checkbox(Ui& ui, Name name, bool& on, bool disabled = false);

/// A box without words in a list's row, drawn only while `shown` or on; the keyboard reaches it by the row's
/// own keys. True when changed.
bool mark_box(Ui& ui, Name name, Rect rect, bool shown, bool& on);

struct Tab {
  std::string_view label;
  int count = -1;  // shown behind the label from 0 on
};
/// One row of tabs; arrow keys move. True when `selected` changed.
bool tabs(Ui& ui, Name name, const Tab* tabs, int count, int& selected);
bool tabs(Ui& ui, Name name, std::initializer_list<Tab> tabs, int& selected);

/// Two to four choices side by side in one frame. True when `selected` changed.
bool segmented(Ui& ui, Name name, std::initializer_list<std::string_view> options, int& selected);

struct ComboOptions {
  float width = 0;                           // 0: 200, or all there is in a column
  std::string_view placeholder = "Choose…"_tr;  // shown when nothing is selected
  bool disabled = false;
  bool show_label = true;  // above the box
  bool quiet = false;      // no border until touched
};
/// A button that opens a list of options; arrow keys, first letters and Enter work. `selected` may be -1.
/// True when it changed. `label(i)` is asked for what is shown only.
bool combo(Ui& ui, Name name, const std::vector<std::string>& options, int& selected, ComboOptions how = {});

}  // namespace oasis::ui
