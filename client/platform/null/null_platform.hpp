// A platform without a screen, for tests: a clock that stands still, answers from a script, storage in
// memory. May not: touch the network, files or the real clock.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "client/platform/imgui_context.hpp"
#include "client/platform/platform.hpp"

namespace oasis::platform {

/// Every letter is as wide as 0.5 em, every character beyond Latin 1 em: widths that never change.
class NullText : public TextPainter {
 public:
  float baseline(Font font, float line_height) override { return (line_height + font.em * 0.6f) / 2; }
  Extent measure(std::string_view text, Font font) override;
  void take_sheet(int) override {}
  void draw(std::string_view, Font, std::uint32_t, const Extent&, int, int) override { drawn++; }
  void fetch(int, int, int width, int height, std::uint32_t*) override { fetched += width * height; }

  int drawn = 0;    // how often text was rasterised
  int fetched = 0;  // how many pixels of it were copied
};

/// Loads nothing by itself: take `waiting` and answer.
class NullPictures : public Pictures {
 public:
  struct Waiting {
    std::string url;
    int width = 0, height = 0;
    std::function<void(Bitmap)> loaded;
  };
  void load(std::string_view url, int width, int height, std::function<void(Bitmap)> loaded) override {
    waiting.push_back({std::string(url), width, height, std::move(loaded)});
  }
  void show(std::string_view url, std::string_view, std::string_view) override { shown.emplace_back(url); }

  std::vector<Waiting> waiting;
  std::vector<std::string> shown;
};

/// Answers by script: set `answer`, or take requests from `waiting` and answer them later.
class NullNetwork : public Network {
 public:
  struct Waiting {
    RequestId id;
    Request request;
    std::function<void(Response)> answered;
  };
  struct Stream {
    RequestId id;
    StreamRequest request;
    StreamHooks hooks;
  };

  RequestId send(Request request, std::function<void(Response)> answered) override;
  RequestId open_stream(StreamRequest request, StreamHooks hooks) override;
  void cancel(RequestId id) override;
  bool online() override { return is_online; }

  /// Answers the oldest waiting request; false when there is none.
  bool answer_next(Response response);

  std::function<Response(const Request&)> answer =
      {};                     // when set, every request is answered before the next frame
  std::vector<Request> sent;  // all of them
  std::deque<Waiting> waiting;
  std::vector<Stream> streams;  // open ones; call their hooks
  bool is_online = true;

 private:
  friend class NullPlatform;
  void answer_waiting();
  RequestId next_ = 1;
};

/// Callbacks run before the next frame.
class NullStorage : public Storage {
 public:
  void get(std::string key, std::function<void(std::optional<std::string>)> found) override;
  void put(std::string key, std::string value, std::function<void(bool)> done) override;
  void remove(std::string key, std::function<void(bool)> done) override;
  void list(std::string prefix, std::function<void(Entries)> found) override;
  bool is_full() const override { return !unkept_.empty(); }
  std::string setting(const std::string& key) override;
  void set_setting(const std::string& key, const std::string& value) override { settings[key] = value; }
  void try_again();  // what was refused

  std::map<std::string, std::string> entries;
  std::map<std::string, std::string> settings;
  bool full = false;  // refuses to write

 private:
  friend class NullPlatform;
  std::vector<std::function<void()>> due_;
  std::map<std::string, std::string> unkept_;
};

/// The only tab; it leads at once and hears what a test says.
class NullTabs : public Tabs {
 public:
  void lead(const std::string& name, std::function<void()> leading) override;
  void tell(const std::string& message) override { told.push_back(message); }
  void on_message(std::function<void(const std::string&)> heard) override { heard_ = std::move(heard); }

  void hear(const std::string& message) {
    if (heard_) heard_(message);
  }
  std::vector<std::string> told;
  std::vector<std::function<void()>> candidates;  // those that wait to lead, when `other_leads`
  bool other_leads = false;

 private:
  std::function<void(const std::string&)> heard_;
};

class NullPlatform : public Platform {
 public:
  void wake() override { awake_ = true; }
  void wake_after(Duration delay) override;
  void work_ahead() override { wants_work_ahead = true; }
  Instant now() override { return clock; }
  std::uint64_t random() override { return next_random += 0x9e3779b97f4a7c15; }  // the same in every run
  Display display() override { return screen; }
  const Preferences& preferences() override { return wishes; }
  const Words& words() override { return said; }

  Input& input() override { return pending; }
  TextPainter& text() override { return painter; }
  Pictures& pictures() override { return album; }
  Network& network() override { return net; }
  Storage& storage() override { return store; }
  Tabs& tabs() override { return neighbours; }

  void show(const Tree& tree) override;
  void focus(NodeId id) override { wants_focus_ = true, focus_wish_ = id; }
  void announce(std::string_view sentence, Urgency urgency) override;
  void set_look(const PageLook& look) override { page_look = look; }
  void set_title(std::string_view title) override { page_title = title; }
  void set_badge(int count) override { badge = count; }
  const std::string& location() override { return history[history_at]; }
  void go(std::string_view location, Visit visit) override;
  void open_link(std::string_view url) override { opened_links.emplace_back(url); }
  void load_page(std::string_view path) override { loaded_pages.emplace_back(path); }
  bool has_later_part() override { return later_part; }
  void take_update() override { ++updates_taken; }
  void accept_files(std::string_view url, std::string_view place) override {
    files_go_to = url;
    files_are_for = place;
  }
  void pick_files() override { ++file_dialogs; }
  void stop_upload(std::uint32_t number) override { stopped_uploads.push_back(number); }
  void copy(std::string_view text) override { clipboard = text; }
  void save_file(std::string_view name, std::string_view text) override {
    saved_files.emplace_back(name, text);
  }

  // ---- for tests
  void back();
  void forward();
  /// One frame: callbacks first, then `draw`, which is Ui::begin_frame to Ui::end_frame.
  void frame(const std::function<void()>& draw);
  /// Whether a frame is owed now.
  bool awake() const { return awake_ || (wake_at_.ms != 0 && wake_at_ <= clock); }
  /// When one will be owed; the end of time: never.
  Instant wake_at() const { return wake_at_.ms == 0 ? end_of_time : wake_at_; }

  Instant clock{1'790'000'000'000};  // 2026-09-21T14:13:20Z
  std::uint64_t next_random = 1;
  Display screen{1280, 800, 1};
  Preferences wishes;
  Words said;
  Input pending;
  NullText painter;
  NullPictures album;
  NullNetwork net;
  NullStorage store;
  NullTabs neighbours;
  Tree tree;      // as last shown
  int shows = 0;  // how often it changed
  int frames = 0;
  bool wants_work_ahead = false;  // the test does it
  std::vector<NodeId> clickable;  // what took part in hit-testing in the last frame
  PageLook page_look;
  std::string page_title;
  int badge = 0;
  std::string clipboard;
  std::vector<std::pair<std::string, std::string>> saved_files;  // name, content
  std::string files_go_to, files_are_for;
  std::vector<std::uint32_t> stopped_uploads;
  int file_dialogs = 0;
  std::vector<std::string> opened_links, loaded_pages;
  int updates_taken = 0;
  bool later_part = true;
  std::vector<std::pair<std::string, Urgency>> announced;
  std::vector<std::string> history{""};
  std::size_t history_at = 0;

 private:
  void move_focus();

  ImGuiSession session_;
  bool awake_ = true;
  Instant wake_at_{0};
  bool wants_focus_ = false;
  NodeId focus_wish_ = 0;
};

}  // namespace oasis::platform
