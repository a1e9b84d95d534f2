// See finger.hpp.
#include "client/platform/null/finger.hpp"

#include <cfloat>

#include "imgui.h"

namespace oasis::platform {

void tap(Driver& driver, Role role, std::string_view name) {
  if (!driver.has(role, name)) return driver.complaints.push_back("nothing to tap is called '" + std::string(name) + "'");
  ImGuiIO& io = ImGui::GetIO();
  driver.hover(role, name);
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  for (const bool down : {true, false}) {
    io.AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    driver.settle();
  }
  io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  driver.settle();
  io.AddMouseSourceEvent(ImGuiMouseSource_Mouse);
}

}  // namespace oasis::platform
