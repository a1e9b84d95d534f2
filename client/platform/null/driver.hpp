// A person at the null platform: finds things by role and label, clicks, types, waits.
// May not: look inside screens; what has no label cannot be used.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/platform/null/null_platform.hpp"

namespace oasis::platform {

/// Every action runs frames until nothing is owed. What cannot be done is noted in `complaints` and done not
/// at all: a test ends with EXPECT_TRUE(driver.complaints.empty()).
class Driver {
 public:
  /// `draw` is one frame of the program: Ui::begin_frame, the screens, Ui::end_frame.
  Driver(NullPlatform& platform, std::function<void()> draw);

  void settle();                // frames until nobody is awake (at most 300)
  void wait(Duration elapsed);  // the clock moves on, with the frames that were asked for on the way

  /// The first element of that role whose name is `name`, or contains it when none is equal; nullptr when
  /// absent.
  const Node* find(Role role, std::string_view name) const;
  bool has(Role role, std::string_view name) const { return find(role, name) != nullptr; }
  bool says(std::string_view words) const;  // anywhere in any name or value
  std::string value(Role role, std::string_view name) const;
  /// Names of all elements of a role, in order.
  std::vector<std::string> names(Role role) const;

  void click(Role role, std::string_view name);
  void click_at(float x, float y);                   // CSS pixels, whatever is there
  void drag(float x, float y, float to_x, float to_y);  // CSS pixels, with the left button held
  void open_menu(Role role, std::string_view name);     // right click
  void hover(Role role, std::string_view name);
  void fill(Role role, std::string_view name, std::string_view value);  // a field's whole content
  void type(std::string_view text);  // at the end of the field that has the keyboard
  /// "Enter", "ArrowDown", "ctrl+k", "Tab", "shift+Tab": what the browser would do with it, too.
  void press(std::string_view keys);
  void scroll(Role role, std::string_view name,
              float y);  // CSS pixels, by wheel, the pointer on that element

  std::vector<std::string> complaints;

 private:
  const Node* need(Role role, std::string_view name);
  void pointer_to(const Node& node);
  void press_button(int button);
  void tab(bool backwards);
  void look_at_ids();

  NullPlatform& platform_;
  std::function<void()> draw_;
};

}  // namespace oasis::platform
