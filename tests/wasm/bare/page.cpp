// The least that a page of Dear ImGui can be: the platform layer and one window with one line. What the desk's first frame
// is measured beside. May not: use client/ui or anything above it.
#include "client/platform/browser/browser_platform.hpp"
#include "imgui.h"

namespace {

oasis::platform::BrowserPlatform page;

void draw() {
  ImGui::NewFrame();
  ImGui::Begin("Bare", nullptr, ImGuiWindowFlags_NoDecoration);
  ImGui::TextUnformatted("Dear ImGui");
  ImGui::End();
  ImGui::Render();
}

}  // namespace

int main() {
  page.run(draw, [] { return false; });
  return 0;
}
