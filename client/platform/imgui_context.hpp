// Dear ImGui's context, set up as both backends want it.
// May not: know where pixels go.
#pragma once

namespace oasis::platform {

/// Lives as long as the program's one interface. Its font has no visible glyphs: all text goes through
/// TextPainter and RunCache.
class ImGuiSession {
 public:
  ImGuiSession();
  ~ImGuiSession();
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
};

}  // namespace oasis::platform
