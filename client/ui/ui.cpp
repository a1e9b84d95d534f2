// The frame: names, nodes, input, places.
// May not: draw anything but the page's background.
#include "client/ui/ui.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/device.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::ui {
namespace {

constexpr int memory_kept_frames = 600;

std::uint32_t hash(std::uint32_t seed, std::string_view text) {
  std::uint32_t h = seed ^ 2166136261u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h == 0 ? 1 : h;
}

std::uint32_t hash(std::uint32_t seed, std::uint64_t number) {
  return hash(seed, std::string_view(reinterpret_cast<const char*>(&number), sizeof number));
}

/// Positions as the mirror gets them: fine enough for every pixel ratio, coarse enough that rounding errors
/// do not count as changes.
float snapped(float value) {
  return std::round(value * 4) / 4;
}

void apply_style(const Theme& theme, float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  style.WindowPadding = style.FramePadding = style.ItemSpacing = style.ItemInnerSpacing = ImVec2(0, 0);
  style.WindowBorderSize = style.ChildBorderSize = style.PopupBorderSize = 0;
  style.WindowRounding = style.PopupRounding = std::round(theme.metrics.radius_large * scale);
  style.ScrollbarSize = std::round(theme.metrics.scrollbar * scale);
  style.ScrollbarRounding = style.ScrollbarSize;
  style.WindowMinSize = ImVec2(1, 1);
  const Palette& palette = theme.palette;
  const auto set = [&](ImGuiCol which, Color color) {
    style.Colors[which] = ImGui::ColorConvertU32ToFloat4(color);
  };
  const Color text = palette.tone(Tone::normal).text;
  set(ImGuiCol_Text, text);
  set(ImGuiCol_WindowBg, 0);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, palette.raised);
  set(ImGuiCol_ModalWindowDimBg, palette.scrim);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, with_alpha(text, 40));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(text, 80));
  set(ImGuiCol_ScrollbarGrabActive, with_alpha(text, 110));
}

platform::PageLook page_look(const Theme& theme) {
  const Palette& palette = theme.palette;
  platform::PageLook look{palette.background,
                          palette.raised,
                          palette.tone(Tone::normal).text,
                          palette.tone(Tone::faint).text,
                          palette.dark ? palette.tone(Tone::accent).text : palette.accent,
                          palette.selection,
                          palette.dark};
  for (int i = 0; i < 3; i++) {
    look.em[i] = theme.type.em[i];
    look.line_height[i] = theme.type.line[i];
  }
  return look;
}

}  // namespace

Ui::Ui(platform::Platform& platform) : platform_(platform), runs_(platform.text()), pictures_(platform.pictures()) {}
Ui::~Ui() = default;

void Ui::begin_frame() {
  const platform::Display display = platform_.display();
  if (display.pixel_ratio != scale_) {
    runs_.clear();
    wraps_.clear();
    scale_ = display.pixel_ratio;
  }
  theme_ = make_theme(platform_.preferences(), scheme_, density_);
  if (const platform::PageLook look = page_look(theme_); !(look == look_)) {
    look_ = look;
    platform_.set_look(look);
  }
  apply_style(theme_, scale_);
  now_ = platform_.now();
  page_ = {0, 0, static_cast<float>(display.width) / scale_, static_cast<float>(display.height) / scale_};
  frame_++;

  tree_.clear();
  open_nodes_.assign(1, OpenNode{});
  scopes_.assign(1, 0);
  layers_.assign(1, 0);
  top_layer_ = 0;
  flows_.assign(1, Flow{.kind = Flow::Kind::column, .bounds = page_});

  ImGui::NewFrame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("##page", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse |
                   ImGuiWindowFlags_NoNav);
  ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(0, 0), ImGui::GetIO().DisplaySize,
                                            theme_.palette.background);
}

void Ui::end_frame() {
  ImGui::End();
  if (runs_.end_frame()) again();
  ImGui::Render();
  tree_.finish();
  if (tree_.hash != shown_.hash) {  // what was shown stays where it is: the page may look at it a little later
    platform_.show(tree_);
    std::swap(tree_, shown_);
  }
  pictures_.end_frame();
  wraps_.end_frame();
  if (memory_.size() > 2'000) forget_unused();

  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const bool settling =
      context.InputEventsQueue.Size > 0 || (context.DimBgRatio > 0 && context.DimBgRatio < 1);
  if (settling) again();
  const float rest = std::max(context.Style.HoverDelayNormal, context.Style.HoverStationaryDelay);
  if (context.HoverItemDelayId != 0 && context.HoverItemDelayTimer < rest) again_after(milliseconds(50));
  last_frame_at_ = now_;
}

void Ui::forget_unused() {
  for (auto memory = memory_.begin(); memory != memory_.end();) {
    memory =
        frame_ - memory->second.last_frame > memory_kept_frames ? memory_.erase(memory) : std::next(memory);
  }
}

// ---- names

NodeId Ui::id(Name name) const {
  return hash(scopes_.back(), name.id);
}
void Ui::push_scope(std::string_view scope) {
  scopes_.push_back(hash(scopes_.back(), scope));
}
void Ui::push_scope(std::uint64_t scope) {
  scopes_.push_back(hash(scopes_.back(), scope));
}
void Ui::pop_scope() {
  scopes_.pop_back();
}

NodeId Ui::nameless() {
  OpenNode& parent = open_nodes_.back();
  return hash(parent.id ^ 0x9e3779b9u, static_cast<std::uint64_t>(parent.children));
}

Memory& Ui::memory(NodeId id) {
  Memory& memory = memory_[id];
  memory.last_frame = frame_;
  return memory;
}

// ---- nodes

platform::Node& Ui::node(Role role, NodeId id, std::string_view name, Rect rect) {
  OpenNode& parent = open_nodes_.back();
  parent.children++;
  platform::Node& node = tree_.nodes.emplace_back();
  node.id = id;
  node.parent = parent.id;
  node.role = role;
  node.layer = layers_.back();
  node.x = snapped(rect.x - parent.origin.x);
  node.y = snapped(rect.y - parent.origin.y);
  node.w = snapped(rect.w);
  node.h = snapped(rect.h);
  node.name = tree_.add_text(name);
  return node;
}

platform::Node& Ui::open_node(Role role, NodeId id, std::string_view name, Rect rect) {
  return open_node(role, id, name, rect, 0, 0);
}

platform::Node& Ui::open_node(Role role, NodeId id, std::string_view name, Rect rect, float scrolled,
                              float content_h) {
  platform::Node& opened = node(role, id, name, rect);
  opened.scroll_y = snapped(scrolled);
  opened.content_h = snapped(content_h);
  open_nodes_.push_back({id, {rect.x, rect.y - scrolled}});
  return opened;
}

void Ui::close_node() {
  open_nodes_.pop_back();
}

void Ui::open_layer() {
  layers_.push_back(++top_layer_);
  open_nodes_.push_back(OpenNode{});  // below the root
}

void Ui::close_layer() {
  layers_.pop_back();
  open_nodes_.pop_back();
}

// ---- input

Press Ui::press(NodeId id, Rect rect, bool disabled) {
  platform::Input& input = platform_.input();
  Press press;
  if (!disabled && input.activated == id) {
    input.activated = 0;
    press.clicked = true;
  }
  if (!disabled && input.context_menu == id) {
    input.context_menu = 0;
    press.menu = true;
  }
  const ImRect box = device_rect(rect, scale_);
  if (disabled) ImGui::PushItemFlag(ImGuiItemFlags_Disabled, true);
  if (ImGui::ItemAdd(box, id)) {
    press.clicked |= ImGui::ButtonBehavior(box, id, &press.hovered, &press.held);
    press.menu |= press.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    if (disabled) press.hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
  }
  if (disabled) ImGui::PopItemFlag();
  if (press.hovered && !disabled) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return press;
}

Press Ui::press_below(NodeId id, Rect rect) {
  ImGui::SetNextItemAllowOverlap();
  return press(id, rect);
}

Rect Ui::visible(Rect rect) const {
  const ImRect clip = ImGui::GetCurrentWindowRead()->ClipRect;
  const float left = std::max(rect.x, clip.Min.x / scale_), top = std::max(rect.y, clip.Min.y / scale_);
  const float right = std::min(rect.right(), clip.Max.x / scale_),
              bottom = std::min(rect.bottom(), clip.Max.y / scale_);
  if (right <= left || bottom <= top) return {};
  return {left, top, right - left, bottom - top};
}

Point Ui::pointer() const {
  const ImVec2 at = ImGui::GetIO().MousePos;
  return {at.x / scale_, at.y / scale_};
}

void Ui::focus(NodeId id) {
  platform_.focus(id);
  again();
}

const std::string* Ui::edited(NodeId field) {
  const std::string* value = nullptr;
  for (const platform::Edit& edit : platform_.input().edits) {
    if (edit.field == field) value = &edit.value;
  }
  return value;
}

bool Ui::takes_letters() const {
  const platform::Node* focused = shown_.find(platform_.input().focused);
  return focused != nullptr && (focused->role == Role::combobox || focused->role == Role::option ||
                                focused->role == Role::listbox || focused->role == Role::menuitem);
}

bool Ui::shortcut(std::string_view keys) {
  if (platform_.input().keys.empty()) return false;
  // A letter typed into a list looks for an entry; below an open dialog nothing hears a key.
  if (keys.size() == 1 && takes_letters()) return false;
  ImGuiWindow* modal = ImGui::GetTopMostPopupModal();
  if (modal != nullptr && !ImGui::IsWindowWithinBeginStackOf(ImGui::GetCurrentWindowRead(), modal))
    return false;
  bool ctrl = false, alt = false, shift = false;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [prefix, flag] :
         {std::pair{std::string_view("ctrl+"), &ctrl}, {"alt+", &alt}, {"shift+", &shift}}) {
      if (keys.size() > prefix.size() && keys.substr(0, prefix.size()) == prefix) {
        *flag = more = true;
        keys.remove_prefix(prefix.size());
      }
    }
  }
  for (platform::KeyPress& press : platform_.input().keys) {
    const bool printable = press.key.size() == 1;
    if (press.consumed || press.key != keys || press.ctrl != ctrl || press.alt != alt) continue;
    if (press.shift != shift && !(printable && !ctrl)) continue;
    press.consumed = true;
    return true;
  }
  return false;
}

float Ui::ease(NodeId id, float target) {
  Memory& memory = this->memory(id);
  const float seconds = static_cast<float>((now_ - last_frame_at_).ms) / 1000;
  const float step = 1 - std::exp(-std::clamp(seconds, 0.f, 0.1f) / 0.035f);
  memory.value += (target - memory.value) * step;
  if (theme_.reduced_motion || std::abs(memory.value - target) < 0.01f) memory.value = target;
  if (memory.value != target) again();
  return memory.value;
}

// ---- places

void Ui::push_flow(Flow flow) {
  flow.cursor = {flow.bounds.x, flow.bounds.y};
  flow.extent = flow.cursor;
  flows_.push_back(flow);
}

NodeId Ui::flow_id() {
  OpenNode& parent = open_nodes_.back();
  return hash(parent.id ^ 0x85ebca6bu, static_cast<std::uint64_t>(parent.flows++));
}

Flow Ui::pop_flow() {
  const Flow flow = flows_.back();
  flows_.pop_back();
  return flow;
}

Rect Ui::place(float width, float height) {
  Flow& flow = flows_.back();
  const float right = flow.bounds.right();
  if (flow.kind == Flow::Kind::row) {
    if (flow.wrap && flow.cursor.x > flow.bounds.x && flow.cursor.x + width > right + 0.5f) {
      flow.cursor.x = flow.bounds.x;
      flow.cursor.y += flow.line + flow.gap;
    }
    if (width <= 0) width = std::max(0.f, right - flow.cursor.x);
    const float lift = flow.center ? std::max(0.f, (flow.line - height) / 2) : 0;
    last_ = {flow.cursor.x, flow.cursor.y + lift, width, height};
    flow.cursor.x += width + flow.gap;
    flow.fixed_width += width + flow.gap;
    flow.line = std::max(flow.line, height);
  } else {
    const float room = std::max(0.f, right - flow.cursor.x);
    last_ = {flow.cursor.x, flow.cursor.y, width <= 0 ? room : std::min(width, room), height};
    flow.cursor.y += height + flow.gap;
  }
  flow.extent.x = std::max(flow.extent.x, last_.right());
  flow.extent.y = std::max(flow.extent.y, last_.bottom());
  return last_;
}

Rect Ui::area() const {
  const Flow& flow = flows_.back();
  const float bottom = flow.bounds.h > 0 ? flow.bounds.bottom() : flow.cursor.y;
  return {flow.cursor.x, flow.cursor.y, std::max(0.f, flow.bounds.right() - flow.cursor.x),
          std::max(0.f, bottom - flow.cursor.y)};
}

// ---- text

platform::Font Ui::font(TextSize size, Weight weight) const {
  return {theme_.type.em[static_cast<int>(size)] * scale_, weight == Weight::semibold, false};
}

float Ui::line_height(TextSize size) const {
  return theme_.type.line[static_cast<int>(size)];
}

float Ui::text_width(std::string_view text, TextSize size, Weight weight) {
  return std::ceil(runs_.measure(text, font(size, weight))) / scale_;
}

}  // namespace oasis::ui
