// What the page calls: events of the person, answers of network and storage. Strings are copied.
// May not: decide anything.
#include <emscripten.h>

#include <cfloat>
#include <string>
#include <utility>

#include "client/platform/browser/browser_platform.hpp"
#include "imgui.h"
#include "imgui_internal.h"

using oasis::platform::the_page;
namespace platform = oasis::platform;

namespace {

std::string text(const char* from, int length) {
  return {from, static_cast<std::size_t>(length)};
}

}  // namespace

#define OASIS_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

// ---- frames

OASIS_EXPORT void oasis_frame(int width, int height, float pixel_ratio) {
  if (auto* page = the_page()) page->frame(width, height, pixel_ratio);
}
/// Whether something is left to do.
OASIS_EXPORT int oasis_work_ahead() {
  return the_page()->continue_work_ahead();
}
/// Whether Dear ImGui still spreads queued events over coming frames.
OASIS_EXPORT int oasis_busy() {
  return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}
OASIS_EXPORT void oasis_textures_lost() {
  the_page()->textures_lost();
}

// ---- pointer; device pixels, buttons as in Dear ImGui

OASIS_EXPORT void oasis_pointer(float x, float y, int touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch != 0 ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
}
OASIS_EXPORT void oasis_pointer_gone() {
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}
OASIS_EXPORT void oasis_button(int button, int down) {
  ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
}
OASIS_EXPORT void oasis_wheel(float x, float y) {
  the_page()->input().wheel_x += x;
  the_page()->input().wheel_y += y;
}

// ---- keyboard and mirror

/// `modifiers`: 1 ctrl or command, 2 shift, 4 alt. Draws a frame; true when the key was used.
OASIS_EXPORT int oasis_key(const char* key, int length, int modifiers) {
  return the_page()->key(
      {text(key, length), (modifiers & 1) != 0, (modifiers & 2) != 0, (modifiers & 4) != 0, false});
}
OASIS_EXPORT void oasis_edit(std::uint32_t field, const char* value, int length) {
  the_page()->input().edits.push_back({field, text(value, length)});
}
OASIS_EXPORT void oasis_activate(std::uint32_t id) {
  the_page()->input().activated = id;
}
OASIS_EXPORT void oasis_submit(std::uint32_t id) {
  the_page()->input().submitted = id;
}
OASIS_EXPORT void oasis_cancel(std::uint32_t id) {
  the_page()->input().cancelled = id;
}
OASIS_EXPORT void oasis_context_menu(std::uint32_t id) {
  the_page()->input().context_menu = id;
}
OASIS_EXPORT void oasis_focused(std::uint32_t id, int visible) {
  the_page()->input().focused = id;
  the_page()->input().focus_visible = visible != 0;
}
/// `status` -1: under way, 0: no connection, else the answer's.
OASIS_EXPORT void oasis_uploaded(std::uint32_t number, int status, int percent, const char* place,
                                 int place_length, const char* name, int name_length, const char* body,
                                 int body_length) {
  the_page()->input().uploads.push_back({number, text(place, place_length), text(name, name_length), status,
                                         percent, text(body, body_length)});
}
/// `width` 0: it did not come.
OASIS_EXPORT void oasis_picture(std::uint32_t id, int width, int height, const std::uint32_t* pixels) {
  platform::Bitmap bitmap;
  bitmap.width = width;
  bitmap.height = height;
  bitmap.pixels.assign(pixels, pixels + static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  the_page()->browser_pictures().loaded(id, std::move(bitmap));
}
OASIS_EXPORT void oasis_scrolled(std::uint32_t id, float y) {
  the_page()->input().scrolls.push_back({id, y});
}

// ---- page

/// `flags`: 1 dark, 2 reduced motion, 4 more contrast, 8 coarse pointer, 16 not a secure context, 32 an
/// update waits.
OASIS_EXPORT void oasis_preferences(int flags, float text_scale, const char* language, int language_length,
                                    const char* zone, int zone_length) {
  the_page()->set_preferences({(flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 16) == 0,
                               (flags & 8) != 0, (flags & 32) != 0, text_scale,
                               text(language, language_length), text(zone, zone_length)});
}
/// Once, before the program begins.
OASIS_EXPORT void oasis_words(const char* region, int region_length, const char* catalogue, int catalogue_length) {
  the_page()->set_words({text(region, region_length), text(catalogue, catalogue_length)});
}
OASIS_EXPORT void oasis_location(const char* location, int length) {
  the_page()->set_location(text(location, length));
}

// ---- network, storage, tabs

namespace {
std::string arriving_body;
}

/// Room for the body of the answer that is told of next: a snapshot has megabytes, which are copied once.
OASIS_EXPORT char* oasis_body(int length) {
  arriving_body.resize(static_cast<std::size_t>(length));
  return arriving_body.data();
}
OASIS_EXPORT void oasis_answered(std::uint32_t id, int status, const char* headers, int headers_length) {
  platform::Response response{status, std::exchange(arriving_body, {}), {}};
  const std::string lines = text(headers, headers_length);  // name\nvalue\n…
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t name_end = lines.find('\n', at), value_end = lines.find('\n', name_end + 1);
    if (name_end == std::string::npos || value_end == std::string::npos) break;
    response.headers.emplace_back(lines.substr(at, name_end - at),
                                  lines.substr(name_end + 1, value_end - name_end - 1));
    at = value_end + 1;
  }
  the_page()->browser_network().answered(id, std::move(response));
}
OASIS_EXPORT void oasis_stream_opened(std::uint32_t id) {
  the_page()->browser_network().stream_opened(id);
}
OASIS_EXPORT void oasis_stream_alive(std::uint32_t id) {
  the_page()->browser_network().stream_alive(id);
}
OASIS_EXPORT void oasis_stream_event(std::uint32_t id, const char* event_id, int id_length, const char* name,
                                     int name_length, const char* data, int data_length) {
  the_page()->browser_network().stream_event(
      id, {text(event_id, id_length), text(name, name_length), text(data, data_length)});
}
OASIS_EXPORT void oasis_stream_closed(std::uint32_t id, int status) {
  the_page()->browser_network().stream_closed(id, status);
}
OASIS_EXPORT void oasis_stored(std::uint32_t id, const char* key, int key_length, const char* value,
                               int value_length) {
  the_page()->browser_storage().entry(id, text(key, key_length), text(value, value_length));
}
OASIS_EXPORT void oasis_storage_done(std::uint32_t id, int ok) {
  the_page()->browser_storage().done(id, ok != 0);
}
OASIS_EXPORT void oasis_storage_full(int full) {
  the_page()->browser_storage().set_full(full != 0);
}
OASIS_EXPORT void oasis_leads(std::uint32_t id) {
  the_page()->browser_tabs().leads(id);
}
OASIS_EXPORT void oasis_heard(const char* message, int length) {
  the_page()->browser_tabs().hear(text(message, length));
}
