// See finger.hpp.
#include "client/ui/finger.hpp"

#include "imgui.h"

namespace oasis::ui {

bool by_finger() {
  return ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
}

}  // namespace oasis::ui
