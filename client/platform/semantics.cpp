// Finishing a frame's tree: order, hashes, distinct ids.
// May not: know how it is shown.
#include "client/platform/semantics.hpp"

#include <algorithm>
#include <unordered_set>

namespace oasis::platform {
namespace {

constexpr std::uint32_t fnv_start = 2166136261u;

std::uint32_t fnv(std::uint32_t hash, const void* data, std::size_t size) {
  const auto* byte = static_cast<const unsigned char*>(data);
  for (std::size_t i = 0; i < size; i++) hash = (hash ^ byte[i]) * 16777619u;
  return hash;
}

std::uint32_t hash_of(const Tree& tree, const Node& node) {
  // The spans' offsets depend on what else is said; their text does not.
  const std::uint32_t numbers[] = {node.id,
                                   node.parent,
                                   static_cast<std::uint32_t>(node.role),
                                   node.level,
                                   node.layer,
                                   node.state,
                                   static_cast<std::uint32_t>(node.position),
                                   static_cast<std::uint32_t>(node.set_size),
                                   node.points_to};
  const float lengths[] = {node.x, node.y, node.w, node.h, node.scroll_y, node.content_h};
  std::uint32_t hash = fnv(fnv(fnv_start, numbers, sizeof numbers), lengths, sizeof lengths);
  for (const Span span : {node.name, node.value, node.hint}) {
    const std::string_view text = tree.text(span);
    hash = fnv(hash, text.data(), text.size());
    hash = fnv(hash, "\0", 1);
  }
  return hash;
}

bool below(const Node& a, const Node& b) {
  return a.layer < b.layer;
}

}  // namespace

Span Tree::add_text(std::string_view text) {
  const Span span{static_cast<std::uint32_t>(strings.size()), static_cast<std::uint32_t>(text.size())};
  strings.append(text);
  return span;
}

void Tree::clear() {
  nodes.clear();
  strings.clear();
  hash = 0;
}

void Tree::finish() {
  if (!std::is_sorted(nodes.begin(), nodes.end(), below)) std::stable_sort(nodes.begin(), nodes.end(), below);
  sorted_ids.clear();
  for (const Node& node : nodes) sorted_ids.push_back(node.id);
  std::sort(sorted_ids.begin(), sorted_ids.end());
  const bool distinct = std::adjacent_find(sorted_ids.begin(), sorted_ids.end()) == sorted_ids.end();
  if (!distinct) {
    std::unordered_set<NodeId> seen;
    for (Node& node : nodes) {
      while (!seen.insert(node.id).second) node.id = node.id * 31 + 1;
    }
  }
  hash = fnv_start;
  for (Node& node : nodes) {
    node.hash = hash_of(*this, node);
    hash = hash * 1099511628211ull ^ node.hash;
  }
}

std::pair<float, float> Tree::position(const Node& node) const {
  float x = node.x, y = node.y;
  for (const Node* parent = find(node.parent); parent != nullptr; parent = find(parent->parent)) {
    x += parent->x;
    y += parent->y - parent->scroll_y;
  }
  return {x, y};
}

const Node* Tree::find(NodeId id) const {
  if (id == 0) return nullptr;
  for (const Node& node : nodes) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

const Node* Tree::find(Role role, std::string_view wanted) const {
  for (const Node& node : nodes) {
    if (node.role == role && name(node) == wanted) return &node;
  }
  return nullptr;
}

std::string_view role_name(Role role) {
  static constexpr std::string_view names[] = {
      "group",   "main",         "navigation", "complementary", "banner",    "region",      "search",
      "heading", "text",         "paragraph",  "image",         "separator", "progressbar", "button",
      "link",    "checkbox",     "textbox",    "multiline",     "combobox",  "listbox",     "option",
      "tablist", "tab",          "tabpanel",   "menu",          "menuitem",  "grid",        "row",
      "cell",    "columnheader", "list",       "listitem",      "article",   "dialog",      "status",
      "alert",   "splitter",     "form",       "spinbutton"};
  return names[static_cast<int>(role)];
}

}  // namespace oasis::platform
