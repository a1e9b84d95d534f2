// Every room, dialog and menu: what can be pressed has a name of its own, on a desk and on a phone.
#include <algorithm>
#include <map>
#include <set>

#include "imgui.h"
#include "imgui_internal.h"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Node;
using platform::NodeId;
using platform::Role;

constexpr Role controls[] = {Role::button,    Role::link,     Role::checkbox, Role::textbox,
                             Role::multiline, Role::combobox, Role::tab,      Role::menuitem,
                             Role::option,    Role::splitter, Role::row};

bool is_control(const Node& node) {
  return std::find(std::begin(controls), std::end(controls), node.role) != std::end(controls);
}

/// "button 17", "": what a program makes up.
bool is_generated(std::string_view name) {
  return name.empty() || name.find("##") != std::string_view::npos || name == "row" || name == "button";
}

/// The nearest group around a node that has a name, which tells equal names apart.
std::string group_of(const platform::Tree& tree, const Node& node) {
  for (const Node* parent = tree.find(node.parent); parent != nullptr; parent = tree.find(parent->parent)) {
    if (!tree.name(*parent).empty())
      return std::string(platform::role_name(parent->role)) + " " + std::string(tree.name(*parent));
  }
  return "page " + std::to_string(node.layer);
}

/// Windows, their scroll bars and corners are Dear ImGui's own; the mirror has scroll areas for them.
bool is_of_a_window(NodeId id) {
  for (ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    if (id == window->ID || id == window->MoveId || id == window->ChildId ||
        id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_X) ||
        id == ImGui::GetWindowScrollbarID(window, ImGuiAxis_Y) ||
        id == ImGui::GetWindowResizeCornerID(window, 0))
      return true;
  }
  return false;
}

/// What Dear ImGui itself brings to a frame without anything in it; made before the desk, which has a context
/// of its own.
struct EmptyFrame {
  EmptyFrame() {
    platform::NullPlatform platform;
    ui::Ui ui(platform);
    for (int i = 0; i < 2; ++i) {
      platform.frame([&ui] {
        ui.begin_frame();
        ui.end_frame();
      });
    }
    items.insert(platform.clickable.begin(), platform.clickable.end());
  }
  std::set<NodeId> items;
};

struct Rooms : EmptyFrame, DeskHarness {
  Rooms() {
    open_ticket("t1", "Printer on fire", Priority::urgent);
    open_ticket("t2", "Cannot sign in");
    happen(Escalate{"t1", "default", std::nullopt, "No answer"},
           {Actor::Kind::user, "bob", oasis::Role::agent});
    SetFields tags;
    tags.ticket = "t1";
    tags.tags = {"vip", "outage"};
    happen(tags, {Actor::Kind::user, "bob", oasis::Role::agent});
    saved.views = {{"VIP", "/inbox/all?q=tag:vip"}};
  }
};

void expect_named(Rooms& h, const std::string& where) {
  const platform::Tree& tree = h.platform.tree;
  std::set<NodeId> named;
  std::map<std::string, int> seen;
  for (const Node& node : tree.nodes) {
    named.insert(node.id);
    if (!is_control(node)) continue;
    EXPECT_FALSE(is_generated(tree.name(node)))
        << where << ": a " << platform::role_name(node.role) << " has no name";
    const std::string key = group_of(tree, node) + " / " + std::string(platform::role_name(node.role)) + " " +
                            std::string(tree.name(node));
    EXPECT_EQ(++seen[key], 1) << where << ": two are called " << key;
  }
  for (const NodeId id : h.platform.clickable) {
    EXPECT_TRUE(named.count(id) || h.items.count(id) || is_of_a_window(id))
        << where << ": something takes the pointer and is not in the tree: " << id;
  }
}

void walk(Rooms& h) {
  for (const char* address :
       {"/inbox/all", "/inbox/all?group=priority", "/inbox/pending", "/inbox/all?q=nothing", "/tickets/1",
        "/tickets/2", "/tickets/99", "/oncall", "/oncall/tier-1", "/oncall?span=month", "/oncall?span=list",
        "/oncall/none", "/board", "/reports", "/customers", "/customers/globex", "/settings"}) {
    h.go(address);
    expect_named(h, address);
  }
}

TEST(Rooms, EverythingThatCanBePressedHasANameOfItsOwn) {
  Rooms h;
  walk(h);
}

TEST(Rooms, SoItIsOnAPhone) {
  Rooms h;
  h.platform.screen = {780, 1688, 2};
  h.platform.wishes.coarse_pointer = true;
  walk(h);
  h.go("/inbox/all");
  h.driver.click(Role::button, "Views");
  expect_named(h, "navigation on a phone");
}

TEST(Rooms, SoAreDialogsAndMenus) {
  Rooms h;
  h.go("/tickets/1");
  for (const char* opener : {"Escalate…", "Resolve…", "More steps"}) {
    h.driver.click(Role::button, opener);
    expect_named(h, opener);
    h.driver.press("Escape");
  }
  h.driver.press("ctrl+k");
  expect_named(h, "palette");
  h.driver.press("Escape");
  h.driver.press("?");
  expect_named(h, "shortcuts");
  h.driver.press("Escape");
  h.go("/inbox/all");
  h.driver.click(Role::checkbox, "Mark #1");
  expect_named(h, "marked");
  h.driver.click(Role::button, "You and this program");
  expect_named(h, "person menu");
}

TEST(Rooms, OverPlainHttpFromAnotherMachineABannerSaysWhatIsMissingAndHowToGetIt) {
  Rooms h;
  h.go("/inbox/all");
  EXPECT_FALSE(h.driver.says("plain HTTP"));
  h.platform.wishes.secure = false;
  h.go("/customers");
  EXPECT_TRUE(h.driver.says("no notifications, no work offline"));
  EXPECT_TRUE(h.driver.says("--self-signed"));
  h.driver.click(Role::button, "Close");
  h.go("/inbox/all");
  EXPECT_FALSE(h.driver.says("plain HTTP")) << "once is enough";
}

TEST(Rooms, ABrowserWithoutRoomIsSaidUntilAllIsKept) {
  Rooms h;
  h.go("/inbox/all");
  EXPECT_FALSE(h.driver.says("no room left"));
  h.platform.store.full = true;
  h.platform.store.put("draft/reply/t1", "Dear Gina", {});
  h.go("/tickets/1");
  EXPECT_TRUE(h.driver.says("This browser has no room left. Leave this page open"));
  h.platform.store.full = false;
  h.platform.store.try_again();
  h.go("/inbox/all");
  EXPECT_FALSE(h.driver.says("no room left"));
  EXPECT_EQ(h.platform.store.entries["draft/reply/t1"], "Dear Gina");
}

TEST(Rooms, ARoomThatIsStillOnItsWaySaysSoAndTheInboxDoesNotWait) {
  Rooms h;
  h.platform.later_part = false;
  h.go("/settings");
  EXPECT_TRUE(h.driver.says("Loading this room"));
  h.go("/inbox/all");
  EXPECT_FALSE(h.driver.says("Loading this room"));
  h.platform.later_part = true;
  h.go("/settings");
  EXPECT_FALSE(h.driver.says("Loading this room"));
}

TEST(Rooms, NothingThatCanBePressedIsBeyondTheEdgeOfAPhone) {
  Rooms h;
  h.platform.screen = {780, 1688, 2};
  h.platform.wishes.coarse_pointer = true;
  for (const char* address : {"/inbox/all", "/tickets/1", "/oncall", "/customers", "/customers/globex",
                              "/settings", "/settings/people/ann", "/settings/chains/default"}) {
    h.go(address);
    const platform::Tree& tree = h.platform.tree;
    for (const Node& node : tree.nodes) {
      if (!is_control(node)) continue;
      const float right = tree.position(node).first + node.w;
      EXPECT_LE(right, 390.5f) << address << ": " << tree.name(node);
    }
  }
}

TEST(Rooms, TouchTargetsAreFortyFourPixelsHigh) {
  Rooms h;
  h.platform.screen = {780, 1688, 2};
  h.platform.wishes.coarse_pointer = true;
  for (const char* address : {"/inbox/all", "/tickets/1", "/customers", "/settings"}) {
    h.go(address);
    const platform::Tree& tree = h.platform.tree;
    for (const Node& node : tree.nodes) {
      const bool sized = node.role == Role::button || node.role == Role::checkbox ||
                         node.role == Role::combobox || node.role == Role::tab || node.role == Role::row;
      const bool removes = tree.name(node).substr(0, 6) == "Remove";
      if (!sized || removes) continue;
      EXPECT_GE(node.h, 40.f) << address << ": " << tree.name(node);
    }
  }
}

}  // namespace
}  // namespace oasis
