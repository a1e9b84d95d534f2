// Takes the place of what Dear ImGui brings for widgets that this program has none of: tables, columns, tabs, menus,
// trees and its own text fields, which its windows would otherwise keep in the page to tidy up after them. client/ui
// draws all its widgets itself. May not: stand for anything that is called.
#include "imgui.h"
#include "imgui_internal.h"

// ---- all of imgui_tables.cpp, which is not linked

namespace ImGui {

void EndTable() {}
void EndColumns() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
void TableEndRow(ImGuiTable*) {}
void TableEndCell(ImGuiTable*) {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui

// ---- parts of imgui_widgets.cpp, by the linker's --wrap (client/browser.cmake)

extern "C" {
void __wrap__ZN5ImGui9EndTabBarEv() {}
ImGuiMultiSelectIO* __wrap__ZN5ImGui14EndMultiSelectEv() {
  return nullptr;
}
void __wrap__ZN5ImGui10EndMenuBarEv() {}
void __wrap__ZN5ImGui7TreePopEv() {}
void __wrap__ZN5ImGui23InputTextDeactivateHookEj(ImGuiID) {}
void __wrap__ZN5ImGui5TextVEPKcPv(const char*, va_list) {}
void __wrap__ZN5ImGui13SeparatorTextEPKc(const char*) {}
bool __wrap__ZN5ImGui10SelectableEPKcbiRK6ImVec2(const char*, bool, int, const ImVec2&) {
  return false;
}
bool __wrap__ZN5ImGui6ButtonEPKcRK6ImVec2(const char*, const ImVec2&) {
  return false;
}
bool __wrap__ZN5ImGui11CloseButtonEjRK6ImVec2(ImGuiID, const ImVec2&) {
  return false;
}
bool __wrap__ZN5ImGui14CollapseButtonEjRK6ImVec2(ImGuiID, const ImVec2&) {
  return false;
}
bool __wrap__ZN5ImGui9InputTextEPKcPcmiPFiP26ImGuiInputTextCallbackDataEPv(const char*, char*, size_t, int,
                                                                        ImGuiInputTextCallback, void*) {
  return false;
}
bool __wrap__ZN5ImGui9SliderIntEPKcPiiiS1_i(const char*, int*, int, int, const char*, int) {
  return false;
}
}
