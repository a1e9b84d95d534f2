// Rows, columns, cards, panels, splitters.
// May not: know what is inside them.
#include "client/ui/layout.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "client/ui/device.hpp"
#include "client/ui/paint.hpp"

namespace oasis::ui {

// ---- rows

Row::Row(Ui& ui, RowOptions options) : ui_(ui) {
  const Flow& around = ui.flow();
  const float room = std::max(0.f, around.bounds.right() - around.cursor.x);
  Flow row{.kind = Flow::Kind::row, .bounds = {around.cursor.x, around.cursor.y, room, 0}};
  row.gap = options.gap < 0 ? ui.metrics().gap : options.gap;
  row.line = options.height > 0 ? options.height : ui.metrics().control;
  row.wrap = options.wrap;
  row.center = options.center;
  row.id = ui.flow_id();
  ui.push_flow(row);
}

Row::~Row() {
  const Flow row = ui_.pop_flow();
  const float fixed = std::max(0.f, row.fixed_width - row.gap);
  Memory& before = ui_.memory(row.id);
  if (row.spacers > 0 && (before.value != fixed || before.node != static_cast<NodeId>(row.spacers))) {
    before.value = fixed;
    before.node = static_cast<NodeId>(row.spacers);
    ui_.again();
  }
  const bool in_row = ui_.flow().kind == Flow::Kind::row;
  ui_.place(in_row ? row.extent.x - row.bounds.x : 0, row.cursor.y + row.line - row.bounds.y);
}

void spacer(Ui& ui) {
  Flow& row = ui.flow();
  row.spacers++;
  const Memory& before = ui.memory(row.id);
  if (before.node == 0) return;  // first frame: not known yet
  row.cursor.x += std::max(0.f, row.bounds.w - before.value) / static_cast<float>(before.node);
}

void space(Ui& ui, float size) {
  Flow& flow = ui.flow();
  if (flow.kind == Flow::Kind::row) {
    flow.cursor.x += size;
    flow.fixed_width += size;
  } else {
    flow.cursor.y += size;
    flow.extent.y = std::max(flow.extent.y, flow.cursor.y - flow.gap);
  }
}

// ---- columns

Column::Column(Ui& ui, ColumnOptions options) : ui_(ui), padding_(options.padding) {
  const Flow& around = ui.flow();
  const float left = around.cursor.x + options.indent;
  const float room = std::max(0.f, around.bounds.right() - left);
  const float width = options.width > 0 ? std::min(options.width, room) : room;
  Flow column{
      .kind = Flow::Kind::column,
      .bounds = {left + padding_, around.cursor.y + padding_, std::max(0.f, width - 2 * padding_), 0}};
  column.gap = options.gap < 0 ? ui.metrics().gap : options.gap;
  ui.push_flow(column);
}

Column::~Column() {
  const Flow column = ui_.pop_flow();
  const bool in_row = ui_.flow().kind == Flow::Kind::row;
  const float bottom = column.extent.y + padding_;
  ui_.place(in_row ? column.bounds.w + 2 * padding_ : 0, bottom - (column.bounds.y - padding_));
}

// ---- cards

Card::Card(Ui& ui, CardOptions options)
    : ui_(ui),
      options_(options),
      named_(!options.label.empty()),
      layers_(std::make_unique<ImDrawListSplitter>()) {
  const Rect room = ui.area();
  outer_ = {room.x, room.y, room.w, 0};
  layers_->Split(ImGui::GetWindowDrawList(), 2);
  layers_->SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
  if (named_) {
    node_ = ui.node_count();
    // Not the id of a thing in it that is called the same.
    ui.open_node(options.role, ui.id({options.label, "card/" + std::string(options.label)}), options.label, outer_);
  }
  const float p = options.padding;
  Flow column{.kind = Flow::Kind::column,
              .bounds = {room.x + p, room.y + p, std::max(0.f, room.w - 2 * p), 0}};
  column.gap = options.gap < 0 ? ui.metrics().gap : options.gap;
  ui.push_flow(column);
}

Card::~Card() {
  const Flow column = ui_.pop_flow();
  outer_.h = column.extent.y + options_.padding - outer_.y;
  if (named_) {
    ui_.close_node();
    ui_.node_at(node_).h = outer_.h;
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  layers_->SetCurrentChannel(list, 0);
  Painter paint(ui_);
  const float radius = ui_.metrics().radius_large;
  paint.fill(outer_, options_.fill != 0 ? options_.fill : ui_.palette().raised, radius);
  if (options_.border) paint.stroke(outer_, ui_.palette().border, radius);
  layers_->Merge(list);
  ui_.place(outer_.w, outer_.h);
}

// ---- panels

Panel::Panel(Ui& ui, Name name, Rect rect, PanelOptions options)
    : ui_(ui),
      options_(options),
      rect_(rect),
      id_(ui.id(name)),
      named_(options.scroll || options.role != Role::group || !options.label.empty()) {
  Painter paint(ui);
  if (options.fill != 0) paint.fill(rect, options.fill);
  const Color border = ui.palette().border;
  if (options.border_right) paint.line({rect.right() - 1, rect.y}, {rect.right() - 1, rect.bottom()}, border);
  if (options.border_left) paint.line({rect.x, rect.y}, {rect.x, rect.bottom()}, border);
  if (options.border_bottom)
    paint.line({rect.x, rect.bottom() - 1}, {rect.right(), rect.bottom() - 1}, border);
  if (options.border_top) paint.line({rect.x, rect.y}, {rect.right(), rect.y}, border);

  const ImRect box = device_rect(rect, ui.scale());
  float scrolled = 0;
  if (options.scroll) {
    ImGui::SetCursorScreenPos(box.Min);
    ImGui::BeginChild(id_, ImVec2(std::max(1.f, box.GetWidth()), std::max(1.f, box.GetHeight())), 0,
                      ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                          ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
    scrolled = ImGui::GetScrollY() / ui.scale();
  } else {
    ImGui::PushClipRect(box.Min, box.Max, true);
  }
  if (named_) {
    node_ = ui.node_count();
    ui.open_node(options.role, id_, options.label, rect, scrolled, options.scroll ? rect.h : 0);
  }
  ui.push_scope(id_);
  const float p = options.padding;
  Flow column{.kind = Flow::Kind::column,
              .bounds = {rect.x + p, rect.y + p - scrolled, std::max(0.f, rect.w - 2 * p),
                         options.scroll ? 0 : std::max(0.f, rect.h - 2 * p)}};
  column.gap = options.gap < 0 ? ui.metrics().gap : options.gap;
  ui.push_flow(column);
}

Panel::~Panel() {
  const Flow column = ui_.pop_flow();
  ui_.pop_scope();
  if (named_) ui_.close_node();
  if (!options_.scroll) {
    ImGui::PopClipRect();
    return;
  }
  const float content = column.extent.y + options_.padding - column.bounds.y + options_.padding;
  ui_.node_at(node_).content_h = std::round(content * 4) / 4;
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorMaxPos.y = window->DC.CursorStartPos.y + device(content, ui_.scale());

  platform::Input& input = ui_.platform().input();
  for (const platform::Scroll& scroll : input.scrolls) {
    if (scroll.area == id_) scroll_to(scroll.y);
  }
  const bool can_move = input.wheel_y > 0 ? scrolled() < scrollable() : scrolled() > 0;
  if (input.wheel_y != 0 && can_move &&
      ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows |
                             ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
    scroll_to(scrolled() + input.wheel_y);
    input.wheel_y = 0;
  }
  Memory& before = ui_.memory(id_);  // value: content height last frame
  if (stick_ && content != before.value) {
    const bool was_at_end = before.value == 0 || scrolled() >= before.value - rect_.h - 4;
    if (was_at_end) scroll_to(content);  // more than there is to scroll: Dear ImGui stops at the end
  }
  if (before.value != content) ui_.again();
  before.value = content;
  ImGui::EndChild();
}

float Panel::scrolled() const {
  return ImGui::GetScrollY() / ui_.scale();
}
float Panel::scrollable() const {
  return ImGui::GetScrollMaxY() / ui_.scale();
}

void Panel::scroll_to(float y) {
  ImGui::SetScrollY(std::round(std::max(0.f, y) * ui_.scale()));
  ui_.again();
}

void Panel::reveal(Rect rect) {
  if (rect.y < rect_.y) scroll_to(scrolled() + rect.y - rect_.y);
  if (rect.bottom() > rect_.bottom()) scroll_to(scrolled() + rect.bottom() - rect_.bottom());
}

void Panel::stick_to_end() {
  stick_ = true;
}

// ---- between panels

bool splitter(Ui& ui, Name name, Rect line, float& width, float least, float most, bool from_right) {
  const NodeId id = ui.id(name);
  const Rect handle = inset(line, -3, 0);
  const Press press = ui.press(id, handle);
  platform::Node& node = ui.node(Role::splitter, id, name.label, handle);
  node.state = platform::state_focusable;
  node.value = ui.keep(std::to_string(static_cast<int>(width)));
  const float before = width;
  const float direction = from_right ? -1.f : 1.f;
  if (press.held) width += direction * ImGui::GetIO().MouseDelta.x / ui.scale();
  if (ui.key(id, "ArrowLeft")) width -= direction * 16;
  if (ui.key(id, "ArrowRight")) width += direction * 16;
  width = std::clamp(width, least, std::max(least, most));
  if (press.hovered || press.held) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    Painter(ui).fill({line.center().x - 1, line.y, 2, line.h}, ui.palette().accent);
  }
  return width != before;
}

void divider(Ui& ui) {
  const Rect line = ui.place(0, 1);
  Painter(ui).line({line.x, line.y}, {line.right(), line.y}, ui.palette().border);
}

Breadth breadth_of(float width) {
  return width < 700 ? Breadth::phone : width < 1100 ? Breadth::tablet : Breadth::desk;
}

}  // namespace oasis::ui
