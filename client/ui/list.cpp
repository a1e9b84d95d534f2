// The rows that are visible, of very many.
// May not: hold the rows.
#include "client/ui/list.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/device.hpp"
#include "client/ui/paint.hpp"

namespace oasis::ui {

VirtualList::VirtualList(Ui& ui, Name name, Rect rect, ListOptions options, ListState& state,
                         bool global_keys)
    : ui_(ui), id_(ui.id(name)), rect_(rect), options_(options), state_(state), global_keys_(global_keys) {
  if (options_.row_height <= 0) options_.row_height = ui.metrics().row;
  // Whole device pixels, or rows would blur and drift apart.
  options_.row_height = device(options_.row_height, ui.scale()) / ui.scale();
  options_.heading_height = device(options_.heading_height, ui.scale()) / ui.scale();
  state_.selected = std::clamp(state_.selected, -1, options_.count - 1);

  const ImRect box = device_rect(rect, ui.scale());
  ImGui::SetCursorScreenPos(box.Min);
  ImGui::BeginChild(id_, ImVec2(std::max(1.f, box.GetWidth()), std::max(1.f, box.GetHeight())), 0,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                        ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
  const float scrolled = ImGui::GetScrollY() / ui.scale();
  const float content = top_of(options_.count);
  rolled_ = scrolled > state_.scrolled ? 1 : scrolled < state_.scrolled ? -1 : 0;
  state_.scrolled = scrolled;
  first_ = row_at(scrolled);
  last_ = std::min(options_.count, row_at(scrolled + rect.h) + 1);
  node_ = ui.node_count();
  platform::Node& node = ui.open_node(Role::grid, id_, name.label, rect, scrolled, content);
  node.set_size = options_.count;
  ui.push_scope(id_);
  row_.index = first_ - 1;
}

bool VirtualList::next() {
  close_row();
  row_.index++;
  if (row_.index < last_) return true;
  keys();  // now that every row has said whether it has the keyboard
  return false;
}

const ListRow& VirtualList::row(std::string_view name, std::uint64_t key) {
  const Palette& p = ui_.palette();
  ui_.push_scope(key);
  const NodeId id = ui_.id("row");
  row_.rect = place_of(row_.index);
  const Press press = ui_.press_below(id, row_.rect);
  row_.hovered = press.hovered;
  if (press.clicked) state_.selected = opened_ = row_.index;
  if (press.menu) menu_ = row_.index;
  row_.selected = row_.index == state_.selected;

  Painter paint(ui_);
  if (row_.selected || press.hovered) {
    paint.fill(row_.rect, press.held ? p.pressed : row_.selected ? p.selected : p.hover);
  }
  if (options_.dividers && row_.index + 1 < options_.count) {
    paint.line({row_.rect.x, row_.rect.bottom() - 1}, {row_.rect.right(), row_.rect.bottom() - 1}, p.border);
  }
  const bool first_stop =
      state_.selected < first_ || state_.selected >= last_ ? row_.index == first_ : row_.selected;
  platform::Node& node = ui_.open_node(Role::row, id, name, row_.rect);
  node.position = row_.index;
  node.state = (first_stop ? platform::state_focusable : platform::state_focus_target) |
               (row_.selected ? platform::state_selected : 0u);
  ui_.open_node(Role::cell, id ^ 1, {}, row_.rect);
  if (ui_.focused(id)) {
    has_keyboard_ = true;
    if (!state_.focus_moves && state_.selected < 0) state_.selected = row_.index;
  }
  if (state_.focus_moves && row_.selected) {
    state_.focus_moves = false;
    ui_.focus(id);
  }
  ui_.push_flow({.kind = Flow::Kind::column, .bounds = row_.rect});
  in_row_ = true;
  return row_;
}

Rect VirtualList::heading(std::string_view name) {
  const Rect rect = place_of(row_.index);
  Painter(ui_).fill(rect, ui_.palette().sidebar);
  const platform::NodeId id = ui_.id(name);
  ui_.open_node(Role::row, id, name, rect).position = row_.index;
  ui_.node(Role::cell, id ^ 1, name, rect);
  ui_.close_node();
  return rect;
}

// ---- places

bool VirtualList::is_heading(int row) const {
  return options_.headings != nullptr &&
         std::binary_search(options_.headings->begin(), options_.headings->end(), row);
}

float VirtualList::height_of(int row) const {
  return is_heading(row) ? options_.heading_height : options_.row_height;
}

float VirtualList::top_of(int row) const {
  std::ptrdiff_t headings = 0;
  if (options_.headings != nullptr) {
    headings = std::lower_bound(options_.headings->begin(), options_.headings->end(), row) -
               options_.headings->begin();
  }
  return options_.row_height * static_cast<float>(row - headings) +
         options_.heading_height * static_cast<float>(headings);
}

int VirtualList::row_at(float y) const {
  int low = 0, high = std::max(0, options_.count - 1);  // the answer is between them
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (top_of(middle) <= y) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

Rect VirtualList::place_of(int row) const {
  const float scrolled = ImGui::GetScrollY() / ui_.scale();
  const bool scrolls = top_of(options_.count) > rect_.h;
  return {rect_.x, rect_.y - scrolled + top_of(row), rect_.w - (scrolls ? ui_.metrics().scrollbar : 0),
          height_of(row)};
}

int VirtualList::step_over_headings(int row, int direction) const {
  while (row > 0 && row < options_.count - 1 && is_heading(row)) row += direction;
  return is_heading(row) ? std::min(row + 1, options_.count - 1) : row;
}

void VirtualList::close_row() {
  if (!in_row_) return;
  in_row_ = false;
  ui_.pop_flow();
  ui_.close_node();
  ui_.close_node();
  ui_.pop_scope();
}

void VirtualList::show_selected() {
  const float top = top_of(state_.selected);
  const float scrolled = ImGui::GetScrollY() / ui_.scale();
  const auto scroll_to = [&](float y) { ImGui::SetScrollY(std::round(std::max(0.f, y) * ui_.scale())); };
  if (top < scrolled) scroll_to(top);
  if (top + options_.row_height > scrolled + rect_.h) scroll_to(top + options_.row_height - rect_.h);
}

void VirtualList::keys() {
  if ((!has_keyboard_ && !global_keys_) || options_.count == 0) return;
  const int page = std::max(1, static_cast<int>(rect_.h / options_.row_height) - 1);
  const int before = state_.selected;
  int to = before;
  if (has_keyboard_) {
    if (ui_.shortcut("ArrowDown")) to++;
    if (ui_.shortcut("ArrowUp")) to--;
    if (ui_.shortcut("PageDown")) to += page;
    if (ui_.shortcut("PageUp")) to -= page;
    if (ui_.shortcut("Home")) to = 0;
    if (ui_.shortcut("End")) to = options_.count - 1;
  }
  if (ui_.shortcut("j")) to++;
  if (ui_.shortcut("k")) to--;
  to = std::clamp(to, before < 0 ? -1 : 0, options_.count - 1);
  if (to >= 0) to = step_over_headings(to, to < before ? -1 : 1);
  if (to != before) {
    state_.selected = to;
    state_.focus_moves = has_keyboard_;
    show_selected();
    ui_.again();
  }
  const bool nothing_else_focused = ui_.platform().input().focused == 0;
  if (state_.selected >= 0 && (has_keyboard_ || nothing_else_focused) && ui_.shortcut("Enter")) {
    opened_ = state_.selected;
  }
}

VirtualList::~VirtualList() {
  close_row();
  ui_.pop_scope();
  ui_.close_node();
  const float content = top_of(options_.count);
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorMaxPos.y = window->DC.CursorStartPos.y + std::round(content * ui_.scale());
  platform::Input& input = ui_.platform().input();
  for (const platform::Scroll& scroll : input.scrolls) {
    if (scroll.area == id_) ImGui::SetScrollY(std::round(scroll.y * ui_.scale())), ui_.again();
  }
  const float scrolled = ImGui::GetScrollY();
  const bool can_move = input.wheel_y > 0 ? scrolled < ImGui::GetScrollMaxY() : scrolled > 0;
  if (input.wheel_y != 0 && can_move &&
      ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows |
                             ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    ImGui::SetScrollY(std::round(std::max(0.f, scrolled + input.wheel_y * ui_.scale())));
    input.wheel_y = 0;
    ui_.again();
  }
  ImGui::EndChild();
}

}  // namespace oasis::ui
