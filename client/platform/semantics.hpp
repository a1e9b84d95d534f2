// What a frame means, for people and programs that do not look at pixels: a tree of labelled widgets, filled
// by client/ui while it draws and shown by the platform as real elements over the canvas. May not: know Dear
// ImGui, the DOM or any screen.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oasis::platform {

/// Identifies a widget from frame to frame. 0 is nobody.
using NodeId = std::uint32_t;

/// WAI-ARIA 1.2 roles, as far as they are used. The order is shared with web/mirror.js.
enum class Role : std::uint8_t {
  group,
  main,
  navigation,
  complementary,
  banner,
  region,
  search,
  heading,
  text,
  paragraph,
  image,
  separator,
  progressbar,
  button,
  link,
  checkbox,
  textbox,
  multiline,
  combobox,
  listbox,
  option,
  tablist,
  tab,
  tabpanel,
  menu,
  menuitem,
  grid,
  row,
  cell,
  columnheader,
  list,
  listitem,
  article,
  dialog,
  status,
  alert,
  splitter,
  form,
  spinbutton,
};

/// Bits of Node::state.
enum State : std::uint32_t {
  state_disabled = 1 << 0,
  state_checked = 1 << 1,
  state_mixed = 1 << 2,
  state_selected = 1 << 3,
  state_expandable = 1 << 4,
  state_expanded = 1 << 5,
  state_modal = 1 << 6,
  state_focusable = 1 << 7,     // reached by Tab
  state_focus_target = 1 << 8,  // takes focus when told to, but is not in the Tab order
  state_invalid = 1 << 9,
  state_required = 1 << 10,
  state_readonly = 1 << 11,
  state_password = 1 << 12,
  state_selectable_text = 1 << 13,
  state_current = 1 << 14,   // aria-current: the page one is on
  state_has_menu = 1 << 15,  // aria-haspopup
  state_semibold = 1 << 16,  // of text
  state_busy = 1 << 17,
  state_right_to_left = 1 << 18,
};

/// A piece of Tree::strings.
struct Span {
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

/// One widget. Rectangles are in CSS pixels from the page's top left corner, already clipped to what is
/// visible.
struct Node {
  NodeId id = 0;
  NodeId parent = 0;  // 0: directly below the root
  Role role = Role::group;
  std::uint8_t level = 0;   // of a heading: 1-6; of text: TextSize
  std::uint16_t layer = 0;  // of a node below the root: higher lies on top
  std::uint32_t state = 0;  // bits of State
  float x = 0, y = 0, w = 0, h = 0;
  std::int32_t position = -1;  // of a row or option: index from 0 in its set
  std::int32_t set_size = -1;  // of a grid or list: how many rows there are, shown or not
  float scroll_y = 0;          // of a scroll area: CSS pixels above what is visible
  float content_h = 0;         // of a scroll area: height of everything in it; 0: it does not scroll
  NodeId points_to = 0;        // active descendant of a list, popup controlled by a button
  Span name;                   // what it is called
  Span value;                  // what a field contains, what a link points to
  Span hint;                   // description, placeholder
  std::uint32_t hash = 0;      // over everything above and the text; set by finish()
};

/// All widgets of one frame; parents before children, siblings in the order in which Tab and readers visit
/// them.
struct Tree {
  std::vector<Node> nodes;
  std::string strings;
  std::vector<NodeId> sorted_ids;  // finish() keeps its memory here
  std::uint64_t hash = 0;          // equal hashes: nothing to show anew

  std::string_view text(Span span) const {
    return std::string_view(strings).substr(span.offset, span.length);
  }
  std::string_view name(const Node& node) const { return text(node.name); }
  std::string_view value(const Node& node) const { return text(node.value); }

  Span add_text(std::string_view text);
  /// Empties it and keeps its memory.
  void clear();
  /// Sets the hashes, moves popups behind everything else (stable), and gives nodes with equal ids different
  /// ones.
  void finish();

  /// Top left corner of a node on the page, CSS pixels, scrolling included. Quadratic in depth: for tests.
  std::pair<float, float> position(const Node& node) const;
  /// The node, or nullptr. Linear.
  const Node* find(NodeId id) const;
  /// The first node of that role and name, or nullptr. Linear.
  const Node* find(Role role, std::string_view name) const;
};

/// "button", "textbox", … as tests and error messages write it.
std::string_view role_name(Role role);

}  // namespace oasis::platform
