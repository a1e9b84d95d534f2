// What a person's hands do, on the null platform.
// May not: look inside screens.
#include "client/platform/null/driver.hpp"

#include <algorithm>

#include "imgui.h"

namespace oasis::platform {

Driver::Driver(NullPlatform& platform, std::function<void()> draw)
    : platform_(platform), draw_(std::move(draw)) {
  settle();
}

void Driver::settle() {
  for (int frames = 0; frames < 300; frames++) {
    platform_.frame(draw_);
    if (!platform_.awake()) return look_at_ids();
  }
  complaints.push_back("the interface never comes to rest");
}

void Driver::look_at_ids() {
  const std::vector<NodeId>& ids = platform_.tree.sorted_ids;  // as they were given
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice == ids.end()) return;
  complaints.push_back("something else has the id of '" + std::string(platform_.tree.name(*platform_.tree.find(*twice))) +
                       "': no key reaches it");
}

void Driver::wait(Duration elapsed) {
  const Instant until = platform_.clock + elapsed;
  while (platform_.wake_at() < until) {
    platform_.clock = std::max(platform_.clock, platform_.wake_at());
    settle();
  }
  platform_.clock = std::max(platform_.clock, until);
  platform_.wake();
  settle();
}

const Node* Driver::find(Role role, std::string_view name) const {
  if (const Node* exact = platform_.tree.find(role, name)) return exact;
  for (const Node& node : platform_.tree.nodes) {
    if (node.role == role && platform_.tree.name(node).find(name) != std::string_view::npos) return &node;
  }
  return nullptr;
}

bool Driver::says(std::string_view words) const {
  return std::any_of(platform_.tree.nodes.begin(), platform_.tree.nodes.end(), [&](const Node& node) {
    return platform_.tree.name(node).find(words) != std::string_view::npos ||
           platform_.tree.value(node).find(words) != std::string_view::npos;
  });
}

std::string Driver::value(Role role, std::string_view name) const {
  const Node* node = find(role, name);
  return node == nullptr ? std::string() : std::string(platform_.tree.value(*node));
}

std::vector<std::string> Driver::names(Role role) const {
  std::vector<std::string> names;
  for (const Node& node : platform_.tree.nodes) {
    if (node.role == role) names.emplace_back(platform_.tree.name(node));
  }
  return names;
}

const Node* Driver::need(Role role, std::string_view name) {
  const Node* node = find(role, name);
  if (node == nullptr) {
    complaints.push_back("no " + std::string(role_name(role)) + " is called '" + std::string(name) + "'");
    return nullptr;
  }
  if ((node->state & state_disabled) != 0) {
    complaints.push_back(std::string(role_name(role)) + " '" + std::string(name) + "' is disabled");
    return nullptr;
  }
  return node;
}

void Driver::pointer_to(const Node& node) {
  const auto [x, y] = platform_.tree.position(node);
  const float scale = platform_.screen.pixel_ratio;
  ImGui::GetIO().AddMousePosEvent((x + node.w / 2) * scale, (y + node.h / 2) * scale);
}

void Driver::press_button(int button) {
  settle();
  ImGui::GetIO().AddMouseButtonEvent(button, true);
  settle();
  ImGui::GetIO().AddMouseButtonEvent(button, false);
  settle();
}

void Driver::click(Role role, std::string_view name) {
  const Node* node = need(role, name);
  if (node == nullptr) return;
  pointer_to(*node);
  if ((node->state & (state_focusable | state_focus_target)) != 0) platform_.pending.focused = node->id;
  press_button(ImGuiMouseButton_Left);
}

void Driver::click_at(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x * platform_.screen.pixel_ratio, y * platform_.screen.pixel_ratio);
  press_button(ImGuiMouseButton_Left);
}

void Driver::drag(float x, float y, float to_x, float to_y) {
  const float scale = platform_.screen.pixel_ratio;
  const auto move = [&](float share) {
    ImGui::GetIO().AddMousePosEvent((x + (to_x - x) * share) * scale, (y + (to_y - y) * share) * scale);
    settle();
  };
  move(0);
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  settle();
  for (const float share : {0.3f, 0.7f, 1.f}) move(share);
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  settle();
}

void Driver::open_menu(Role role, std::string_view name) {
  const Node* node = need(role, name);
  if (node == nullptr) return;
  pointer_to(*node);
  press_button(ImGuiMouseButton_Right);
}

void Driver::hover(Role role, std::string_view name) {
  if (const Node* node = need(role, name)) {
    pointer_to(*node);
    settle();
  }
}

void Driver::fill(Role role, std::string_view name, std::string_view value) {
  const Node* node = need(role, name);
  if (node == nullptr) return;
  platform_.pending.focused = node->id;
  platform_.pending.edits.push_back({node->id, std::string(value)});
  settle();
}

void Driver::type(std::string_view text) {
  const Node* field = platform_.tree.find(platform_.pending.focused);
  if (field == nullptr || (field->role != Role::textbox && field->role != Role::multiline)) {
    for (const char c : text) press(std::string_view(&c, 1));
    return;
  }
  platform_.pending.edits.push_back(
      {field->id, std::string(platform_.tree.value(*field)) + std::string(text)});
  settle();
}

void Driver::tab(bool backwards) {
  std::vector<NodeId> stops;
  std::uint16_t modal = 0;
  for (const Node& node : platform_.tree.nodes) {
    if ((node.state & state_modal) != 0) modal = node.layer;
  }
  for (const Node& node : platform_.tree.nodes) {
    const bool reachable = (node.state & state_focusable) != 0 && (node.state & state_disabled) == 0;
    if (reachable && node.layer >= modal) stops.push_back(node.id);
  }
  if (stops.empty()) return;
  const auto at = std::find(stops.begin(), stops.end(), platform_.pending.focused);
  const auto count = static_cast<std::ptrdiff_t>(stops.size());
  std::ptrdiff_t next = backwards ? count - 1 : 0;
  if (at != stops.end()) next = (at - stops.begin() + (backwards ? count - 1 : 1)) % count;
  platform_.pending.focused = stops[static_cast<std::size_t>(next)];
  platform_.pending.focus_visible = true;
}

void Driver::press(std::string_view keys) {
  KeyPress press;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [prefix, flag] : {std::pair{std::string_view("ctrl+"), &press.ctrl},
                                       {"shift+", &press.shift},
                                       {"alt+", &press.alt}}) {
      if (keys.size() > prefix.size() && keys.substr(0, prefix.size()) == prefix) {
        *flag = more = true;
        keys.remove_prefix(prefix.size());
      }
    }
  }
  press.key = keys;
  const Node* focused = platform_.tree.find(platform_.pending.focused);
  const bool in_field =
      focused != nullptr && (focused->role == Role::textbox || focused->role == Role::multiline);
  const bool submits = press.key == "Enter" && in_field && (focused->role == Role::textbox || press.ctrl);
  const bool activates = (press.key == "Enter" || press.key == " ") && focused != nullptr && !in_field &&
                         focused->role != Role::row && (focused->state & state_disabled) == 0;
  if (submits) {
    platform_.pending.submitted = focused->id;
  } else if (activates) {
    platform_.pending.activated = focused->id;
  } else {
    if (press.key == "Escape" && in_field) platform_.pending.cancelled = focused->id;
    const bool beside =
        in_field && focused->role == Role::textbox && (press.key == "ArrowUp" || press.key == "ArrowDown");
    const bool typed_into_field = in_field && !press.ctrl && !press.alt && press.key != "Escape" && !beside;
    if (!typed_into_field) platform_.pending.keys.push_back(press);
  }
  const NodeId before = platform_.pending.focused;
  platform_.frame(draw_);
  if (press.key == "Tab" && platform_.pending.focused == before) tab(press.shift);
  settle();
}

void Driver::scroll(Role role, std::string_view name, float y) {
  const Node* node = need(role, name);
  if (node == nullptr) return;
  pointer_to(*node);
  settle();
  platform_.pending.wheel_y += y;
  settle();
}

}  // namespace oasis::platform
