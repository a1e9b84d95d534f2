// Dear ImGui's draw data to WebGL 2, one call into the page for each draw list.
// May not: copy pixels or vertices; the page reads them from the program's memory.
#include "client/platform/browser/renderer.hpp"

#include <vector>

#include "client/platform/browser/imports.hpp"
#include "imgui.h"

namespace oasis::platform {
namespace {

/// As web/canvas.js reads it: a clip rectangle from the lower left corner, then what to draw in it.
struct DrawCommand {
  float x, y, width, height;
  std::uint32_t texture, count, first_index, first_vertex;
};
static_assert(sizeof(DrawCommand) == 32 && sizeof(ImDrawVert) == 20 && sizeof(ImDrawIdx) == 2);

void upload(ImTextureData& texture) {
  const auto id = static_cast<std::uint32_t>(texture.GetTexID());
  if (texture.Status == ImTextureStatus_WantCreate) {
    texture.SetTexID(page_create_texture(texture.Width, texture.Height, texture.GetPixels()));
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantUpdates) {
    for (const ImTextureRect& r : texture.Updates) {
      page_update_texture(id, r.x, r.y, r.w, r.h, texture.Width, texture.GetPixelsAt(r.x, r.y));
    }
    texture.Updates.resize(0);  // what is drawn before the next frame adds to them
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
    page_delete_texture(id);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }
}

}  // namespace

void render(const ImDrawData& data, std::uint32_t background) {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) upload(*texture);
  page_begin_draw(background);
  static std::vector<DrawCommand> commands;  // keeps its memory
  for (const ImDrawList* list : data.CmdLists) {
    commands.clear();
    for (const ImDrawCmd& c : list->CmdBuffer) {
      const float width = c.ClipRect.z - c.ClipRect.x, height = c.ClipRect.w - c.ClipRect.y;
      if (width <= 0 || height <= 0 || c.ElemCount == 0) continue;
      commands.push_back({c.ClipRect.x, data.DisplaySize.y - c.ClipRect.w, width, height,
                          static_cast<std::uint32_t>(c.GetTexID()), c.ElemCount, c.IdxOffset, c.VtxOffset});
    }
    if (commands.empty()) continue;
    page_draw_list(list->VtxBuffer.Data, list->VtxBuffer.size_in_bytes(), list->IdxBuffer.Data,
                   list->IdxBuffer.size_in_bytes(), commands.data(), static_cast<int>(commands.size()));
  }
}

void forget_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_Destroyed || texture->Status == ImTextureStatus_WantDestroy)
      continue;
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_WantCreate);
  }
}

}  // namespace oasis::platform
