// Dear ImGui's draw data to WebGL 2.
// May not: know what it shows.
#pragma once

#include <cstdint>

struct ImDrawData;

namespace oasis::platform {

/// Uploads what changed of the textures and draws everything. `background` fills what nothing covers.
void render(const ImDrawData& data, std::uint32_t background);
/// After a lost context: every texture is wanted again.
void forget_textures();

}  // namespace oasis::platform
