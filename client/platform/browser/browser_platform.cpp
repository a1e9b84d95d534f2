// Frames and the page, in the browser.
// May not: draw anything by itself.
#include "client/platform/browser/browser_platform.hpp"

#include <algorithm>
#include <utility>

#include "client/platform/browser/imports.hpp"
#include "client/platform/browser/renderer.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {
namespace {

BrowserPlatform* page = nullptr;  // exported functions have no other way to it

int size_of(std::string_view text) {
  return static_cast<int>(text.size());
}

}  // namespace

BrowserPlatform* the_page() {
  return page;
}

BrowserPlatform::BrowserPlatform() {
  page = this;
}

void BrowserPlatform::run(std::function<void()> draw, std::function<bool()> work_ahead) {
  draw_ = std::move(draw);
  work_ahead_ = std::move(work_ahead);
  wake();
}

void BrowserPlatform::wake() {
  page_wake();
}
void BrowserPlatform::wake_after(Duration delay) {
  page_wake_after(static_cast<double>(std::max<std::int64_t>(delay.ms, 0)));
}
void BrowserPlatform::work_ahead() {
  page_work_ahead();
}
std::uint64_t BrowserPlatform::random() {
  return static_cast<std::uint64_t>(page_random()) << 32 | page_random();
}

Instant BrowserPlatform::now() {
  return {static_cast<std::int64_t>(page_now())};
}

void BrowserPlatform::frame(int width, int height, float pixel_ratio) {
  if (!draw_ || width <= 0 || height <= 0) return;
  display_ = {width, height, pixel_ratio};
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
  const Instant at = now();
  io.DeltaTime = static_cast<float>(std::clamp<std::int64_t>((at - last_frame_at_).ms, 1, 100)) / 1000;
  last_frame_at_ = at;
  draw_();
  render(*ImGui::GetDrawData(), background_);
  show_cursor(ImGui::GetMouseCursor());
  used_key_ =
      std::any_of(input_.keys.begin(), input_.keys.end(), [](const KeyPress& k) { return k.consumed; });
  input_ = Input{.focused = input_.focused, .focus_visible = input_.focus_visible};
}

/// A cursor of one frame only is none: while rows move below the pointer, what it is over changes back and forth, and every change
/// makes the browser look at all of the mirror.
void BrowserPlatform::show_cursor(int cursor) {
  if (cursor != cursor_) {
    if (cursor == last_cursor_) {
      page_set_cursor(cursor_ = cursor);
    } else {
      wake();
    }
  }
  last_cursor_ = cursor;
}

bool BrowserPlatform::key(KeyPress press) {
  input_.keys.push_back(std::move(press));
  used_key_ = false;
  frame(display_.width, display_.height, display_.pixel_ratio);
  return used_key_;
}

void BrowserPlatform::textures_lost() {
  forget_textures();
}

void BrowserPlatform::show(const Tree& tree) {
  page_show(tree.nodes.data(), static_cast<int>(tree.nodes.size()), tree.strings.data());
}

void BrowserPlatform::focus(NodeId id) {
  page_focus(id);
}

void BrowserPlatform::announce(std::string_view sentence, Urgency urgency) {
  page_announce(sentence.data(), size_of(sentence), urgency == Urgency::assertive ? 1 : 0);
}

void BrowserPlatform::set_look(const PageLook& look) {
  background_ = look.background;
  page_set_look(&look);
}

void BrowserPlatform::set_title(std::string_view title) {
  if (title == title_) return;
  title_ = title;
  page_set_title(title.data(), size_of(title));
}

void BrowserPlatform::set_badge(int count) {
  if (count != badge_) page_set_badge(badge_ = count);
}

void BrowserPlatform::go(std::string_view location, Visit visit) {
  if (location == location_) return;
  location_ = location;
  page_go(location.data(), size_of(location), visit == Visit::replace ? 1 : 0);
  wake();
}

void BrowserPlatform::open_link(std::string_view url) {
  page_open_link(url.data(), size_of(url));
}
bool BrowserPlatform::has_later_part() {
  return page_has_later_part() != 0;
}
void BrowserPlatform::take_update() {
  page_take_update();
}

void BrowserPlatform::load_page(std::string_view path) {
  page_load(path.data(), size_of(path));
}
void BrowserPlatform::accept_files(std::string_view url, std::string_view place) {
  if (accepted_at_ == url && accepted_for_ == place) return;
  accepted_at_ = url;
  accepted_for_ = place;
  page_accept_files(url.data(), size_of(url), place.data(), size_of(place));
}
void BrowserPlatform::stop_upload(std::uint32_t number) {
  page_stop_upload(number);
}
void BrowserPlatform::pick_files() {
  page_pick_files();
}
void BrowserPlatform::copy(std::string_view text) {
  page_copy(text.data(), size_of(text));
}

}  // namespace oasis::platform
