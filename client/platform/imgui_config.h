// IMGUI_USER_CONFIG of both builds: what of Dear ImGui is compiled in.
// May not: differ between files of one build (it changes class layouts).
#pragma once

#define IMGUI_USE_WCHAR32  // emoji and rare scripts are outside the basic plane
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_FONT
// Text is drawn by the page (client/platform/text_painter.hpp), so no rasteriser is compiled in. Naming FreeType is
// the one switch that leaves stb_truetype out; its loader is ours, in imgui_context.cpp.
#define IMGUI_ENABLE_FREETYPE

#ifdef __EMSCRIPTEN__
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS  // ours: platform/browser/c_library.cpp
#define IM_ASSERT(_EXPR) ((void)(_EXPR))
#else
#define IMGUI_ENABLE_TEST_ENGINE  // its hooks let a test prove that everything clickable has a name
#endif
