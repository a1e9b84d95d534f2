// Dear ImGui's test hooks: they tell the null platform about everything that takes the pointer, so that a
// test can prove that all of it has a name. May not: be part of the browser build (imgui_config.h leaves the
// hooks out there).
#ifndef __EMSCRIPTEN__

#include "client/platform/null/item_hooks.hpp"

#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {

void record_items(std::vector<NodeId>& items) {
  items.clear();
  ImGui::GetIO().UserData = &items;
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

}  // namespace oasis::platform

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
  auto* items = static_cast<std::vector<oasis::platform::NodeId>*>(context->IO.UserData);
  if (items != nullptr && id != 0) items->push_back(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
  return nullptr;
}

#endif
