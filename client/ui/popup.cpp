// Dialogs, menus, tooltips.
// May not: decide when they are needed.
#include "client/ui/popup.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/device.hpp"
#include "client/ui/paint.hpp"
#include "client/ui/text.hpp"

namespace oasis::ui {
namespace {

constexpr float page_margin = 8;
constexpr float menu_padding = 4;

/// Keeps Dear ImGui's stack of popups and the caller's `open` alike, whoever changed last. True when it is to
/// be drawn. Remembers who had the keyboard, to give it back.
bool agree(Ui& ui, NodeId id, const char* window, bool& open) {
  Memory& memory = ui.memory(id);
  const bool was_open = memory.value != 0;
  const ImGuiID popup = ImGui::GetID(window);
  if (open && was_open && !ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None)) open = false;  // a click outside
  if (open && !was_open) {
    ImGui::OpenPopup(popup);
    memory.value = 1;
    memory.node = ui.platform().input().focused;
    ui.again();
  }
  if (!open && was_open) {
    memory.value = 0;
    ui.focus(memory.node);
  }
  return open;
}

void paint_surface(Ui& ui, Rect rect) {
  Painter paint(ui);
  const float radius = ui.metrics().radius_large;
  paint.list().PushClipRectFullScreen();
  paint.shadow(rect, radius);
  paint.list().PopClipRect();
  paint.fill(rect, ui.palette().raised, radius);
  paint.stroke(rect, ui.palette().dark ? ui.palette().border_strong : ui.palette().border, radius);
}

Rect window_rect(const Ui& ui) {
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  return {at.x / ui.scale(), at.y / ui.scale(), size.x / ui.scale(), size.y / ui.scale()};
}

/// Tells Dear ImGui how large the window has to be next time.
void set_content_size(const Ui& ui, float width, float height) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorMaxPos = ImVec2(window->DC.CursorStartPos.x + device(width, ui.scale()),
                                   window->DC.CursorStartPos.y + device(height, ui.scale()));
}

/// Made in every frame: without an allocation.
struct WindowName {
  char text[16] = "##popup";
  explicit WindowName(NodeId id) {
    for (int digit = 0; digit < 8; ++digit, id >>= 4) text[7 + digit] = "0123456789abcdef"[id & 15];
  }
};

/// A height that follows from a position that follows from the height: sums of floats differ in their last bits
/// for ever, and no frame would be the last.
constexpr float settled = 0.25f;

constexpr ImGuiWindowFlags popup_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                         ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoNav |
                                         ImGuiWindowFlags_NoScrollWithMouse;

}  // namespace

// ---- dialogs

Dialog::Dialog(Ui& ui, Name title, bool& open, float width, Kind kind, bool foot)
    : ui_(ui), id_(ui.id(title)), open_(open), width_(std::min(width, ui.page().w - 2 * page_margin)) {
  const WindowName window(id_);
  const bool appears = open && ui.memory(id_).value == 0;
  if (!agree(ui, id_, window.text, open)) return;
  const Rect page = ui.page();
  const float above = kind == Kind::bare ? std::round(page.h * 0.12f) : page_margin;
  const float room = page.h - above - page_margin, wanted = ui.memory(id_ ^ 1).value;
  const float height = wanted > 0 ? std::min(wanted, room) : room;  // not known in its first frame
  const float y = kind == Kind::bare ? above : std::max(above, std::round((page.h - height) * 0.4f));
  const Rect rect{std::round(page.x + (page.w - width_) / 2), page.y + y, width_, height};
  Rect above_foot = rect;
  foot_ = cut_bottom(above_foot, foot ? ui.metrics().control + 24 : 0);
  ImGui::SetNextWindowPos(device_point({rect.x, rect.y}, ui.scale()));
  shown_ = ImGui::BeginPopupModal(window.text, nullptr, popup_flags);
  if (!shown_) return;
  paint_surface(ui, window_rect(ui));
  ui.open_layer();
  ui.open_node(Role::dialog, id_, title.label, rect).state =
      platform::state_modal | platform::state_focus_target;
  ui.push_scope(id_);
  if (appears) ui.focus(id_);
  content_.emplace(ui, "content", above_foot,
                   PanelOptions{.padding = kind == Kind::bare ? 12.f : 20.f,
                                .gap = kind == Kind::bare ? 8.f : 16.f,
                                .scroll = true});
  if (appears) content_->scroll_to(0);
  if (kind == Kind::titled) heading(ui, title.label, 2);
}

void Dialog::begin_foot() {
  content_.reset();
  actions_.emplace(ui_, "foot", foot_, PanelOptions{.padding = 12, .border_top = true});
}

Dialog::~Dialog() {
  if (!shown_) return;
  actions_.reset();
  content_.reset();
  const float height = ui_.memory(ui_.id("content")).value + foot_.h;  // as the panel has just found it
  ui_.pop_scope();
  ui_.close_node();
  ui_.close_layer();
  Memory& before = ui_.memory(id_ ^ 1);
  if (std::abs(before.value - height) > settled) {
    before.value = height;
    ui_.again();
  }
  set_content_size(ui_, width_, std::min(before.value, ui_.page().h - page_margin - window_rect(ui_).y));
  if (ui_.shortcut("Escape")) open_ = false;
  if (!open_) ImGui::CloseCurrentPopup(), ui_.again();
  ImGui::EndPopup();
}

// ---- menus

NodeId Menu::id_of(const Ui& ui, Name name) {
  return ui.id(name) ^ 0x6d656e75u;
}

Menu::Menu(Ui& ui, Name name, Rect anchor, bool& open, float width, Role role)
    : ui_(ui), id_(id_of(ui, name)), open_(open), role_(role) {
  const WindowName window(id_);
  const bool appears = open && ui.memory(id_).value == 0;
  if (!agree(ui, id_, window.text, open)) return;
  const float height = std::max(1.f, ui.memory(id_ ^ 1).value);
  const Rect page = ui.page();
  Rect rect{anchor.x, anchor.bottom() + 4, width, height};
  rect.x = std::clamp(rect.x, page_margin, std::max(page_margin, page.w - width - page_margin));
  if (rect.bottom() > page.h - page_margin) rect.y = std::max(page_margin, anchor.y - 4 - height);
  ImGui::SetNextWindowPos(device_point({rect.x, rect.y}, ui.scale()));
  shown_ = ImGui::BeginPopup(window.text, popup_flags);
  if (!shown_) return;
  paint_surface(ui, window_rect(ui));
  ui.open_layer();
  ui.open_node(role, id_, name.label, rect).state = platform::state_focus_target;
  ui.push_scope(id_);
  if (appears) ui.focus(id_);
  ui.push_flow({.kind = Flow::Kind::column,
                .bounds = {rect.x + menu_padding, rect.y + menu_padding, rect.w - 2 * menu_padding, 0},
                .gap = 0});
}

bool Menu::item(Name name, MenuItem how) {
  const Metrics& m = ui_.metrics();
  const Palette& p = ui_.palette();
  const Rect rect = ui_.place(0, ui_.theme().touch ? m.row : 32);
  const NodeId id = ui_.id(name);
  const Press press = ui_.press(id, rect, how.disabled);
  Painter paint(ui_);
  if (!how.disabled && (press.hovered || ui_.focused(id))) {
    paint.fill(rect, press.held ? p.pressed : p.hover, m.radius);
  }
  const Tone tone = how.disabled ? Tone::faint : how.danger ? Tone::danger : Tone::normal;
  const Color color = p.tone(tone).text;
  Rect content = inset(rect, 8, 0);
  if (how.icon != Icon::none) {
    draw_icon(paint, how.icon, cut_left(content, m.icon), how.danger ? color : p.tone(Tone::secondary).text);
    cut_left(content, 8);
  }
  if (how.checked) draw_icon(paint, Icon::check, cut_right(content, m.icon), p.tone(Tone::accent).text);
  if (!how.shortcut.empty()) {
    paint.text(cut_right(content, ui_.text_width(how.shortcut, TextSize::small)), how.shortcut,
               TextSize::small, p.tone(Tone::faint).text);
  }
  paint.text(content, name.label, TextSize::body, color);

  platform::Node& node =
      ui_.node(role_ == Role::listbox ? Role::option : Role::menuitem, id, name.label, rect);
  node.state = platform::state_focus_target | (how.disabled ? platform::state_disabled : 0u) |
               (how.checked ? platform::state_selected : 0u);
  node.position = static_cast<std::int32_t>(items_.size());
  items_.push_back(id);
  if (how.checked) selected_ = id;
  if (press.clicked) open_ = false;
  return press.clicked;
}

void Menu::separator() {
  space(ui_, 4);
  divider(ui_);
  space(ui_, 4);
}

void Menu::keys() {
  if (items_.empty()) return;
  const auto focused = std::find_if(items_.begin(), items_.end(), [&](NodeId id) { return ui_.focused(id); });
  const bool inside = focused != items_.end();
  const auto at = static_cast<int>(focused - items_.begin());
  const int count = static_cast<int>(items_.size());
  if (!inside && !ui_.focused(id_)) return;
  int next = -1;
  if (ui_.shortcut("ArrowDown")) next = inside ? (at + 1) % count : 0;
  if (ui_.shortcut("ArrowUp")) next = inside ? (at + count - 1) % count : count - 1;
  if (ui_.shortcut("Home")) next = 0;
  if (ui_.shortcut("End")) next = count - 1;
  if (ui_.shortcut("Tab")) open_ = false;
  if (next >= 0) ui_.focus(items_[static_cast<std::size_t>(next)]);
  const bool just_opened = !inside && selected_ != 0 && next < 0;
  if (just_opened) ui_.focus(selected_);
}

Menu::~Menu() {
  if (!shown_) return;
  const Flow column = ui_.pop_flow();
  keys();
  ui_.pop_scope();
  ui_.close_node();
  ui_.close_layer();
  const float height = column.cursor.y - column.bounds.y + 2 * menu_padding;
  set_content_size(ui_, column.bounds.w + 2 * menu_padding, height);
  Memory& before = ui_.memory(id_ ^ 1);
  if (std::abs(before.value - height) > settled) ui_.again();
  before.value = height;
  if (ui_.shortcut("Escape")) open_ = false;
  if (!open_) ImGui::CloseCurrentPopup(), ui_.again();
  ImGui::EndPopup();
}

// ---- tooltips

void tooltip(Ui& ui, NodeId id, Rect rect, bool hovered, std::string_view words, std::string_view shortcut) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const bool mouse = context.IO.MouseSource == ImGuiMouseSource_Mouse;
  if (!hovered || !mouse || context.LastItemData.ID != id ||
      !ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip))
    return;
  constexpr float pad = 8;
  const float key_width = shortcut.empty() ? 0 : ui.text_width(shortcut, TextSize::small) + 10;
  const float width = ui.text_width(words, TextSize::small) + key_width + 2 * pad;
  const float height = ui.line_height(TextSize::small) + 10;
  const Rect page = ui.page();
  Rect box{rect.center().x - width / 2, rect.bottom() + 6, width, height};
  box.x = std::clamp(box.x, page_margin, std::max(page_margin, page.w - width - page_margin));
  if (box.bottom() > page.h - page_margin) box.y = rect.y - 6 - height;
  Painter paint(ui, *ImGui::GetForegroundDrawList());
  const Palette& p = ui.palette();
  const Color fill = p.dark ? p.pressed : p.tone(Tone::normal).text;
  const Color text = p.dark ? p.tone(Tone::normal).text : p.background;
  paint.fill(box, fill, ui.metrics().radius);
  Rect content = inset(box, pad, 0);
  if (!shortcut.empty()) {
    paint.text(cut_right(content, key_width - 10), shortcut, TextSize::small, mix(text, fill, 0.3f));
  }
  paint.text({content.x, content.y, content.w + 1, content.h}, words, TextSize::small, text);
}

}  // namespace oasis::ui
