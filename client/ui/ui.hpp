// One frame of the interface: what every widget needs, and the core from which new widgets are made.
// May not: know tickets or screens. Everything is in CSS pixels; device pixels appear in paint.cpp and ui.cpp
// only.
//
// A frame:  ui.begin_frame(); …widgets…; ui.end_frame();
// A widget is a free function whose first parameter is the Ui; it finds its place in the innermost flow
// (layout.hpp), draws itself (paint.hpp) and names itself in the semantic tree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/platform/picture_cache.hpp"
#include "client/platform/platform.hpp"
#include "client/platform/run_cache.hpp"
#include "client/ui/geometry.hpp"
#include "client/ui/theme.hpp"
#include "client/ui/wrap.hpp"

namespace oasis::ui {

using platform::NodeId;
using platform::Role;

/// What a widget is called. `label` is what people see and screen readers say; `id` tells apart equal labels
/// of one scope, and keeps a widget the same while its label changes ("Hide 3 replies").
struct Name {
  std::string_view label;
  std::string_view id;

  Name(const char* label) : label(label), id(this->label) {}
  Name(std::string_view label) : label(label), id(label) {}
  Name(const std::string& label) : label(label), id(label) {}
  Name(std::string_view label, std::string_view id) : label(label), id(id) {}
};

/// How the pointer or the keyboard touched a widget in this frame.
struct Press {
  bool hovered = false;
  bool held = false;
  bool clicked = false;  // pointer, Enter, Space, assistive technology
  bool menu = false;     // right click, long press, menu key
};

/// How places are given out; see layout.hpp.
struct Flow {
  enum class Kind : std::uint8_t { column, row, free };
  Kind kind = Kind::column;
  Rect bounds;  // bounds.h may be 0 in a column: as high as its content
  Point cursor = {};
  float gap = 8;
  float line = 0;  // row: height of the line so far
  bool wrap = false;
  bool center = true;  // row: vertically
  Point extent = {};   // furthest right and bottom used
  NodeId id = 0;
  float fixed_width = 0;  // row: of everything but spacers, for the next frame
  int spacers = 0;
};

struct Memory {
  float value = 0;
  NodeId node = 0;
  int last_frame = 0;
};

class Ui {
 public:
  explicit Ui(platform::Platform& platform);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  void begin_frame();
  void end_frame();

  platform::Platform& platform() { return platform_; }
  const Theme& theme() const { return theme_; }
  const Palette& palette() const { return theme_.palette; }
  const Metrics& metrics() const { return theme_.metrics; }
  const platform::Tree& tree() const { return shown_; }  // of the last finished frame
  Instant now() const { return now_; }                   // the same throughout a frame
  Rect page() const { return page_; }                    // the whole window

  void choose_scheme(Scheme scheme) { scheme_ = scheme; }
  void choose_density(Density density) { density_ = density; }
  Scheme scheme() const { return scheme_; }
  Density density() const { return density_; }

  // ---- names
  NodeId id(Name name) const;
  void push_scope(std::string_view scope);
  void push_scope(std::uint64_t scope);
  void pop_scope();

  // ---- making a widget
  /// Adds a node to the semantic tree below the innermost open one. The reference is valid until the next
  /// node.
  platform::Node& node(Role role, NodeId id, std::string_view name, Rect rect);
  /// Adds a node and makes it the parent of what follows, until close_node().
  platform::Node& open_node(Role role, NodeId id, std::string_view name, Rect rect);
  /// The same for a scroll area whose content begins `scrolled` above its rectangle.
  platform::Node& open_node(Role role, NodeId id, std::string_view name, Rect rect, float scrolled,
                            float content_h);
  void close_node();
  /// Nodes of this frame so far, to complete an opened one when its size is known.
  std::size_t node_count() const { return tree_.nodes.size(); }
  platform::Node& node_at(std::size_t index) { return tree_.nodes[index]; }
  /// Moves what follows to a layer of its own above everything below; until close_layer().
  void open_layer();
  void close_layer();
  /// An id for something without a name of its own: stable as long as its order among its siblings is.
  NodeId nameless();
  /// Text of a node of this frame.
  platform::Span keep(std::string_view text) { return tree_.add_text(text); }

  /// Lets a rectangle be hovered, pressed and activated. Call once per widget and frame.
  Press press(NodeId id, Rect rect, bool disabled = false);
  /// The same for a surface with other widgets on it, which come first: a row, a card.
  Press press_below(NodeId id, Rect rect);
  /// Part of `rect` that is inside all scroll areas around; empty when none of it is.
  Rect visible(Rect rect) const;
  Point pointer() const;  // where the mouse or finger is

  bool focused(NodeId id) const { return platform_.input().focused == id; }
  /// Moves the keyboard there once this frame is shown.
  void focus(NodeId id);
  /// The new content of a text field, if a person changed it; consumed.
  const std::string* edited(NodeId field);

  /// True once when the key was pressed and nobody used it yet: "j", "Escape", "ctrl+k", "shift+ArrowUp".
  /// Printable keys are compared as typed ("?" needs no "shift+"). Keys typed into text fields do not arrive,
  /// except Escape and those with ctrl or alt. Below an open dialog it is never true.
  bool shortcut(std::string_view keys);
  /// The same for a widget that has the keyboard.
  bool key(NodeId focused, std::string_view keys) { return focused_(focused) && shortcut(keys); }

  /// Asks for another frame at once, for example while something moves.
  void again() { platform_.wake(); }
  void again_after(Duration delay) { platform_.wake_after(delay); }
  /// Moves from where it was towards `target` (0…1) within about 120 ms; asks for frames meanwhile. At once
  /// when motion is unwanted.
  float ease(NodeId id, float target);

  // ---- places (see layout.hpp for the ways to arrange them)
  Flow& flow() { return flows_.back(); }
  void push_flow(Flow flow);  // its cursor starts at its bounds' corner
  /// Identifies the next row or column among those of its node.
  NodeId flow_id();
  Flow pop_flow();
  /// The next place in the innermost flow. A width of 0 takes all that is left.
  Rect place(float width, float height);
  /// What is left of the innermost flow.
  Rect area() const;
  /// The last place given out: where a menu of the last widget belongs.
  Rect last() const { return last_; }

  // ---- text
  platform::Font font(TextSize size, Weight weight = Weight::regular) const;
  float line_height(TextSize size) const;
  float text_width(std::string_view text, TextSize size, Weight weight = Weight::regular);
  platform::RunCache& runs() { return runs_; }
  platform::PictureCache& pictures() { return pictures_; }
  WrapCache& wraps() { return wraps_; }
  float scale() const { return scale_; }  // device pixels per CSS pixel

  /// What a widget remembers from frame to frame; zero at first, forgotten when unused for a while.
  Memory& memory(NodeId id);

 private:
  struct OpenNode {
    NodeId id = 0;
    Point origin = {};  // of its content on the page
    std::uint32_t children = 0;
    std::uint32_t flows = 0;
  };

  bool takes_letters() const;
  bool focused_(NodeId id) const { return platform_.input().focused == id; }
  void forget_unused();

  platform::Platform& platform_;
  Theme theme_;
  platform::PageLook look_;
  Scheme scheme_ = Scheme::system;
  Density density_ = Density::automatic;
  Instant now_;
  Instant last_frame_at_;
  Rect page_;
  Rect last_;
  float scale_ = 1;
  int frame_ = 0;
  std::uint16_t top_layer_ = 0;

  platform::Tree tree_;   // being built
  platform::Tree shown_;  // of the last frame
  std::vector<OpenNode> open_nodes_;
  std::vector<std::uint32_t> scopes_;
  std::vector<Flow> flows_;
  std::vector<std::uint16_t> layers_;
  std::unordered_map<NodeId, Memory> memory_;
  platform::RunCache runs_;
  platform::PictureCache pictures_;
  WrapCache wraps_;
};

/// Names inside it cannot clash with equal names outside.
class Scope {
 public:
  Scope(Ui& ui, std::string_view scope) : ui_(ui) { ui_.push_scope(scope); }
  Scope(Ui& ui, std::uint64_t scope) : ui_(ui) { ui_.push_scope(scope); }
  ~Scope() { ui_.pop_scope(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Ui& ui_;
};

}  // namespace oasis::ui
