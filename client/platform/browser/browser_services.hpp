// The platform's services in the browser: each keeps the callbacks of what is under way and asks the page to
// do it. May not: hold state that outlives the page; that is IndexedDB's.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "client/platform/network.hpp"
#include "client/platform/pictures.hpp"
#include "client/platform/storage.hpp"
#include "client/platform/tabs.hpp"
#include "client/platform/text_painter.hpp"

namespace oasis::platform {

class BrowserText : public TextPainter {
 public:
  float baseline(Font font, float line_height) override;
  Extent measure(std::string_view text, Font font) override;
  void take_sheet(int side) override;
  void draw(std::string_view text, Font font, std::uint32_t color, const Extent& extent, int x, int y) override;
  void fetch(int x, int y, int width, int height, std::uint32_t* pixels) override;
};

class BrowserPictures : public Pictures {
 public:
  void load(std::string_view url, int width, int height, std::function<void(Bitmap)> loaded) override;
  void show(std::string_view url, std::string_view name, std::string_view download) override;

  void loaded(std::uint32_t id, Bitmap bitmap);

 private:
  std::unordered_map<std::uint32_t, std::function<void(Bitmap)>> waiting_;
  std::uint32_t next_ = 1;
};

class BrowserNetwork : public Network {
 public:
  RequestId send(Request request, std::function<void(Response)> answered) override;
  RequestId open_stream(StreamRequest request, StreamHooks hooks) override;
  void cancel(RequestId id) override;
  bool online() override;

  void answered(RequestId id, Response response);
  void stream_opened(RequestId id);
  void stream_event(RequestId id, const StreamEvent& event);
  void stream_alive(RequestId id);
  void stream_closed(RequestId id, int status);

 private:
  std::unordered_map<RequestId, std::function<void(Response)>> requests_;
  std::unordered_map<RequestId, StreamHooks> streams_;
  RequestId next_ = 1;
};

class BrowserStorage : public Storage {
 public:
  void get(std::string key, std::function<void(std::optional<std::string>)> found) override;
  void put(std::string key, std::string value, std::function<void(bool)> done) override;
  void remove(std::string key, std::function<void(bool)> done) override;
  void list(std::string prefix, std::function<void(Entries)> found) override;
  bool is_full() const override { return full_; }
  std::string setting(const std::string& key) override;
  void set_setting(const std::string& key, const std::string& value) override;

  void entry(std::uint32_t id, std::string key, std::string value);
  void done(std::uint32_t id, bool ok);
  void set_full(bool full) { full_ = full; }

 private:
  struct Waiting {
    Entries entries;
    std::function<void(Entries, bool)> done;
  };
  std::uint32_t wait(std::function<void(Entries, bool)> done);

  std::unordered_map<std::uint32_t, Waiting> waiting_;
  std::uint32_t next_ = 1;
  bool full_ = false;
};

class BrowserTabs : public Tabs {
 public:
  void lead(const std::string& name, std::function<void()> leading) override;
  void tell(const std::string& message) override;
  void on_message(std::function<void(const std::string&)> heard) override { heard_ = std::move(heard); }

  void leads(std::uint32_t id);
  void hear(const std::string& message);

 private:
  std::unordered_map<std::uint32_t, std::function<void()>> candidates_;
  std::uint32_t next_ = 1;
  std::function<void(const std::string&)> heard_;
};

}  // namespace oasis::platform
