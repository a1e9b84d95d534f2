// The platform in a browser page: a canvas, its events, and the page around it.
// May not: know what is drawn.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "client/platform/browser/browser_services.hpp"
#include "client/platform/imgui_context.hpp"
#include "client/platform/platform.hpp"

namespace oasis::platform {

/// There is one, made by main() and never destroyed: the page's events need somebody to go to.
class BrowserPlatform : public Platform {
 public:
  BrowserPlatform();

  /// From now on `draw` (Ui::begin_frame to Ui::end_frame) is called whenever a frame is owed.
  /// `work_ahead`, when it was asked for, between two frames, until it answers that nothing is left or time is short.
  void run(std::function<void()> draw, std::function<bool()> work_ahead);

  void wake() override;
  void wake_after(Duration delay) override;
  void work_ahead() override;
  Instant now() override;
  std::uint64_t random() override;
  Display display() override { return display_; }
  const Preferences& preferences() override { return preferences_; }
  const Words& words() override { return words_; }

  Input& input() override { return input_; }
  TextPainter& text() override { return text_; }
  Pictures& pictures() override { return pictures_; }
  BrowserPictures& browser_pictures() { return pictures_; }
  Network& network() override { return network_; }
  Storage& storage() override { return storage_; }
  Tabs& tabs() override { return tabs_; }

  void show(const Tree& tree) override;
  void focus(NodeId id) override;
  void announce(std::string_view sentence, Urgency urgency) override;
  void set_look(const PageLook& look) override;
  void set_title(std::string_view title) override;
  void set_badge(int count) override;
  const std::string& location() override { return location_; }
  void go(std::string_view location, Visit visit) override;
  void open_link(std::string_view url) override;
  void load_page(std::string_view path) override;
  bool has_later_part() override;
  void take_update() override;
  void accept_files(std::string_view url, std::string_view place) override;
  void pick_files() override;
  void stop_upload(std::uint32_t number) override;
  void copy(std::string_view text) override;
  void save_file(std::string_view name, std::string_view text) override;

  // ---- for exports.cpp
  void frame(int width, int height, float pixel_ratio);
  bool continue_work_ahead() { return work_ahead_(); }
  void textures_lost();
  bool key(KeyPress press);  // whether somebody used it
  void set_preferences(Preferences preferences) { preferences_ = std::move(preferences); }
  void set_words(Words words) { words_ = std::move(words); }
  void set_location(std::string location) { location_ = std::move(location); }
  BrowserNetwork& browser_network() { return network_; }
  BrowserStorage& browser_storage() { return storage_; }
  BrowserTabs& browser_tabs() { return tabs_; }

 private:
  void show_cursor(int cursor);
  ImGuiSession session_;
  std::function<void()> draw_;
  std::function<bool()> work_ahead_;
  Display display_;
  Preferences preferences_;
  Words words_;
  Input input_;
  BrowserText text_;
  BrowserPictures pictures_;
  BrowserNetwork network_;
  BrowserStorage storage_;
  BrowserTabs tabs_;
  std::string location_;
  std::string title_;
  std::string accepted_at_, accepted_for_;
  int badge_ = -1;
  int cursor_ = -1, last_cursor_ = -1;
  bool used_key_ = false;
  std::uint32_t background_ = 0;
  Instant last_frame_at_;
};

/// The page's one platform, for exports.cpp; nullptr before main() made it.
BrowserPlatform* the_page();

}  // namespace oasis::platform
