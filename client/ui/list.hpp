// A list of which only the visible rows exist: as quick with 100,000 rows as with ten.
// May not: hold the rows; the caller draws row i when asked.
//
//   VirtualList list(ui, "Tickets", area, {.count = n, .row_height = 60}, state);
//   while (list.next()) {
//     const ListRow& row = list.row("42 Cannot sign in, urgent, 5 min left", 42);
//     …draw ticket row.index into row.rect…
//   }
//   if (list.opened() >= 0) …
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "client/ui/ui.hpp"

namespace oasis::ui {

/// What a list remembers; belongs to the screen.
struct ListState {
  int selected = -1;         // the highlighted row
  bool focus_moves = false;  // the keyboard follows it; used by the list
  float scrolled = 0;        // CSS pixels, in the frame before
};

struct ListOptions {
  int count = 0;
  float row_height = 0;  // CSS pixels; 0: the theme's
  bool dividers = true;
  const std::vector<int>* headings = nullptr;  // indices of rows that are headings, increasing
  float heading_height = 36;
};

struct ListRow {
  int index = 0;
  Rect rect;
  bool hovered = false;
  bool selected = false;
};

class VirtualList {
 public:
  /// Arrow keys, Home, End, Page up and down move the selection while the list has the keyboard; Enter opens.
  /// With `global_keys`, j, k and Enter work wherever the keyboard is, as long as it is not in a text field.
  VirtualList(Ui& ui, Name name, Rect rect, ListOptions options, ListState& state, bool global_keys = false);
  ~VirtualList();
  VirtualList(const VirtualList&) = delete;

  /// Steps to the next visible row; its number is index(). False after the last.
  bool next();
  int index() const { return row_.index; }
  /// Opens the row, before anything is drawn into it. `name` is what screen readers and tests call it; `key`
  /// keeps a row the same while others move around it, for example the ticket's number.
  const ListRow& row(std::string_view name, std::uint64_t key);
  /// Opens the row as the heading of those below it: it cannot be selected. Draw into the rectangle.
  Rect heading(std::string_view name);

  // After the last row:
  /// Index of the row that was clicked or opened by Enter in this frame, or -1.
  int opened() const { return opened_; }
  /// Index of the row whose context menu was asked for, or -1.
  int menu() const { return menu_; }
  /// Where the rows that come into sight are: 1 below, -1 above, 0: it did not roll in this frame.
  int rolled() const { return rolled_; }
  /// Index of the first of them; there may be none.
  int coming() const { return rolled_ > 0 ? last_ : first_ - 1; }

 private:
  void keys();
  void close_row();
  void show_selected();
  float top_of(int row) const;  // from the top of the content
  int row_at(float y) const;
  float height_of(int row) const;
  bool is_heading(int row) const;
  int step_over_headings(int row, int direction) const;
  Rect place_of(int row) const;

  Ui& ui_;
  NodeId id_;
  Rect rect_;
  ListOptions options_;
  ListState& state_;
  ListRow row_;
  int first_ = 0, last_ = 0;
  int opened_ = -1;
  int menu_ = -1;
  int rolled_ = 0;
  bool global_keys_;
  bool in_row_ = false;
  bool has_keyboard_ = false;
  std::size_t node_ = 0;
};

}  // namespace oasis::ui
