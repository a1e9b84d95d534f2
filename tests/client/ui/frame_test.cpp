// What holds for every frame, shown on the page of all components.
// May not: know any component.
#include <algorithm>
#include <set>

#include "client/ui/gallery.hpp"
#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

struct GalleryHarness {
  platform::NullPlatform platform;
  Ui ui{platform};
  Gallery gallery;
  platform::Driver driver{platform, [this] {
                            ui.begin_frame();
                            gallery.draw(ui);
                            ui.end_frame();
                          }};
};

bool takes_the_pointer(platform::Role role) {
  using platform::Role;
  for (const Role r : {Role::button, Role::link, Role::checkbox, Role::textbox, Role::multiline,
                       Role::combobox, Role::option, Role::tab, Role::menuitem, Role::row, Role::splitter}) {
    if (r == role) return true;
  }
  return false;
}

TEST(Frame, EverythingThatTakesThePointerHasANameAndARole) {
  GalleryHarness h;
  std::set<NodeId> named;
  for (const platform::Node& node : h.platform.tree.nodes) {
    if (takes_the_pointer(node.role)) {
      EXPECT_FALSE(h.platform.tree.name(node).empty()) << platform::role_name(node.role);
      named.insert(node.id);
    }
  }
  ASSERT_GT(named.size(), 30u);
  std::set<NodeId> heard(h.platform.clickable.begin(), h.platform.clickable.end());
  std::size_t both = 0;
  for (const NodeId id : named) both += heard.count(id);
  EXPECT_GT(both, 25u);  // the two lists speak of the same things
}

TEST(Frame, ComesToRestAndIsNotShownAgainWhileNothingChanges) {
  GalleryHarness h;
  EXPECT_TRUE(h.driver.complaints.empty());
  const int shows = h.platform.shows;
  h.platform.wake();
  h.driver.settle();
  EXPECT_EQ(h.platform.shows, shows);
  EXPECT_EQ(h.platform.wake_at(), end_of_time);
}

TEST(Frame, DrawsEachTextOnceOnly) {
  GalleryHarness h;
  const int drawn = h.platform.painter.drawn;
  EXPECT_GT(drawn, 50);
  h.platform.wake();
  h.driver.settle();
  EXPECT_EQ(h.platform.painter.drawn, drawn);
}

TEST(Frame, LaysOutAlikeAtEveryPixelRatio) {
  GalleryHarness h;
  const auto positions = [&] {
    std::vector<std::pair<float, float>> all;
    for (const platform::Node& node : h.platform.tree.nodes) all.emplace_back(node.x, node.y);
    return all;
  };
  const auto at_one = positions();
  h.platform.screen = {2560, 1600, 2};
  h.platform.wake();
  h.driver.settle();
  EXPECT_EQ(positions(), at_one);
}

TEST(Frame, IdsAreDistinctAndParentsComeFirst) {
  GalleryHarness h;
  std::set<NodeId> seen{0};
  for (const platform::Node& node : h.platform.tree.nodes) {
    EXPECT_TRUE(seen.count(node.parent)) << h.platform.tree.name(node);
    EXPECT_TRUE(seen.insert(node.id).second) << h.platform.tree.name(node);
  }
}

TEST(Frame, FitsAPhone) {
  GalleryHarness h;
  h.platform.screen = {780, 1688, 2};
  h.platform.wishes.coarse_pointer = true;
  h.platform.wake();
  h.driver.settle();
  for (const platform::Node& node : h.platform.tree.nodes) {
    if (!takes_the_pointer(node.role)) continue;
    const auto [x, y] = h.platform.tree.position(node);
    EXPECT_GE(x, 0) << h.platform.tree.name(node);
    EXPECT_LE(x + node.w, 390.5f) << h.platform.tree.name(node);
  }
}

}  // namespace
}  // namespace oasis::ui
