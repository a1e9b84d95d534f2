// Dear ImGui's context and its font of invisible glyphs.
// May not: draw text.
#include "client/platform/imgui_context.hpp"

#include <vector>

#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {
namespace {

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) {
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar codepoint, ImFontGlyph* glyph,
                float* advance) {
  const float half_em = baked->Size / 2;
  if (advance != nullptr) {
    *advance = half_em;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = half_em;
  return true;
}

ImFontLoader make_loader() {
  ImFontLoader loader;
  loader.Name = "invisible";
  loader.FontSrcContainsGlyph = contains_glyph;
  loader.FontBakedLoadGlyph = load_glyph;
  return loader;
}

const ImFontLoader loader = make_loader();

void add_font(ImFontAtlas& atlas) {
  static char no_data[1] = {};
  ImFontConfig config;
  config.FontLoader = &loader;
  config.FontData = no_data;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = 16;
  atlas.AddFont(&config);
}

/// The contexts that live, the newest last: tests have several pages at once.
std::vector<ImGuiContext*>& sessions() {
  static std::vector<ImGuiContext*> all;
  return all;
}

}  // namespace

ImGuiSession::ImGuiSession() {
  sessions().push_back(ImGui::CreateContext());
  ImGui::SetCurrentContext(sessions().back());
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors | ImGuiBackendFlags_RendererHasTextures |
                     ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigInputTextCursorBlink = false;
  io.Fonts->TexMinWidth = 1024;
  io.Fonts->TexMaxWidth = io.Fonts->TexMaxHeight = 4096;
  io.Fonts->TexGlyphPadding = 1;
  add_font(*io.Fonts);
}

ImGuiSession::~ImGuiSession() {
  ImGui::SetCurrentContext(sessions().back());
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext();
  sessions().pop_back();
  if (!sessions().empty()) ImGui::SetCurrentContext(sessions().back());
}

}  // namespace oasis::platform

namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() {
  return &oasis::platform::loader;
}
bool DebugEditFontLoaderFlags(unsigned int*) {
  return false;
}
}  // namespace ImGuiFreeType
