// Ways to arrange widgets: columns and rows that flow, panels cut out of rectangles, scroll areas.
// May not: look like anything but background, border and scroll bar.
//
// Each is an object that lasts as long as its content:
//   { Row row(ui); text(ui, "Assignee"); spacer(ui); button(ui, "Change…"); }
#pragma once

#include <memory>

#include "client/ui/ui.hpp"

struct ImDrawListSplitter;

namespace oasis::ui {

struct RowOptions {
  float height = 0;    // 0: as high as a control
  float gap = -1;      // below 0: the theme's
  bool wrap = false;   // continues on the next line
  bool center = true;  // vertically; else at the top
};

/// Left to right; as wide as what is around it.
class Row {
 public:
  explicit Row(Ui& ui, RowOptions options = {});
  ~Row();
  Row(const Row&) = delete;

 private:
  Ui& ui_;
};

/// Pushes what follows in a Row to the right end; several share the free room.
void spacer(Ui& ui);
/// Empty room in the direction of the flow.
void space(Ui& ui, float size);

struct ColumnOptions {
  float width = 0;    // 0: all there is
  float indent = 0;   // from the left
  float gap = -1;     // below 0: the theme's
  float padding = 0;  // on all sides
};

/// Top to bottom; as high as its content.
class Column {
 public:
  explicit Column(Ui& ui, ColumnOptions options = {});
  ~Column();
  Column(const Column&) = delete;

 private:
  Ui& ui_;
  float padding_;
};

struct CardOptions {
  float padding = 16;
  float gap = -1;
  bool border = true;
  Color fill = 0;  // 0: the theme's raised surface
  Role role = Role::group;
  std::string_view label = {};  // with one, it is a labelled group
};

/// A column on a surface with a border; as high as its content.
class Card {
 public:
  explicit Card(Ui& ui, CardOptions options = {});
  ~Card();
  Card(const Card&) = delete;

 private:
  Ui& ui_;
  CardOptions options_;
  Rect outer_;
  bool named_;
  std::size_t node_ = 0;
  std::unique_ptr<ImDrawListSplitter> layers_;
};

struct PanelOptions {
  float padding = 16;
  float gap = -1;
  Color fill = 0;       // 0: none
  bool scroll = false;  // up and down, with wheel, finger and keys
  bool border_right = false, border_left = false, border_bottom = false, border_top = false;
  Role role = Role::group;      // main, navigation, complementary, banner, region, form …: a landmark
  std::string_view label = {};  // of the landmark
};

/// A column in a fixed rectangle: the way to cut a page into parts.
class Panel {
 public:
  Panel(Ui& ui, Name name, Rect rect, PanelOptions options = {});
  ~Panel();
  Panel(const Panel&) = delete;

  /// How far it is scrolled, and how far it could be; CSS pixels.
  float scrolled() const;
  float scrollable() const;
  void scroll_to(float y);
  /// Scrolls as little as needed to show a rectangle of its content.
  void reveal(Rect rect);
  /// Shows the end of the content, and stays there when content is added at the end.
  void stick_to_end();

 private:
  Ui& ui_;
  PanelOptions options_;
  Rect rect_;
  NodeId id_;
  bool named_;
  bool stick_ = false;
  std::size_t node_ = 0;
};

/// A vertical line between two panels that can be dragged; also with the arrow keys when focused. `width`
/// belongs to the panel left of `line` (or right of it when `from_right`).
bool splitter(Ui& ui, Name name, Rect line, float& width, float least, float most, bool from_right = false);

/// A thin horizontal line.
void divider(Ui& ui);

/// Which of three layouts the width asks for.
enum class Breadth : std::uint8_t { phone, tablet, desk };  // below 700, below 1100, above
Breadth breadth_of(float width);

}  // namespace oasis::ui
