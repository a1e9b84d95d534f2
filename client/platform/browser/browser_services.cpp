// Text, network, storage and tabs by the page's own means.
// May not: retry, cache or interpret.
#include "client/platform/browser/browser_services.hpp"

#include "client/platform/browser/imports.hpp"

namespace oasis::platform {
namespace {

int style_of(Font font) {
  return (font.semibold ? 1 : 0) | (font.mono ? 2 : 0);
}
int size_of(std::string_view text) {
  return static_cast<int>(text.size());
}

}  // namespace

// ---- text

float BrowserText::baseline(Font font, float line_height) {
  return page_baseline(font.em, style_of(font), line_height);
}

Extent BrowserText::measure(std::string_view text, Font font) {
  static_assert(sizeof(Extent) == 20, "web/text.js writes it");
  Extent extent;
  page_measure_text(text.data(), size_of(text), font.em, style_of(font), &extent);
  return extent;
}

void BrowserText::take_sheet(int side) {
  page_take_text_sheet(side);
}

void BrowserText::draw(std::string_view text, Font font, std::uint32_t color, const Extent& extent, int x, int y) {
  page_draw_text(text.data(), size_of(text), font.em, style_of(font), color, &extent, x, y);
}

void BrowserText::fetch(int x, int y, int width, int height, std::uint32_t* pixels) {
  page_fetch_text(x, y, width, height, pixels);
}

// ---- pictures

void BrowserPictures::load(std::string_view url, int width, int height, std::function<void(Bitmap)> loaded) {
  waiting_[next_] = std::move(loaded);
  page_load_picture(next_++, url.data(), size_of(url), width, height);
}

void BrowserPictures::show(std::string_view url, std::string_view name, std::string_view download) {
  page_show_picture(url.data(), size_of(url), name.data(), size_of(name), download.data(), size_of(download));
}

void BrowserPictures::loaded(std::uint32_t id, Bitmap bitmap) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return;
  const std::function<void(Bitmap)> take = std::move(found->second);
  waiting_.erase(found);
  take(std::move(bitmap));
}

// ---- network

RequestId BrowserNetwork::send(Request request, std::function<void(Response)> answered) {
  std::string head = request.method + '\n' + request.url;
  for (const auto& [name, value] : request.headers) head += '\n' + name + '\n' + value;
  const RequestId id = next_++;
  requests_[id] = std::move(answered);
  page_send(id, head.data(), size_of(head), request.body.data(), size_of(request.body));
  return id;
}

RequestId BrowserNetwork::open_stream(StreamRequest request, StreamHooks hooks) {
  const RequestId id = next_++;
  streams_[id] = std::move(hooks);
  page_open_stream(id, request.url.data(), size_of(request.url), request.last_event_id.data(),
                   size_of(request.last_event_id));
  return id;
}

void BrowserNetwork::cancel(RequestId id) {
  if (requests_.erase(id) + streams_.erase(id) > 0) page_cancel(id);
}

bool BrowserNetwork::online() {
  return page_online() != 0;
}

void BrowserNetwork::answered(RequestId id, Response response) {
  const auto found = requests_.find(id);
  if (found == requests_.end()) return;
  const auto callback = std::move(found->second);
  requests_.erase(found);
  callback(std::move(response));
}

// Hooks are copied before they are called: they may close their own stream.
void BrowserNetwork::stream_opened(RequestId id) {
  const auto found = streams_.find(id);
  if (found == streams_.end() || !found->second.opened) return;
  const auto hook = found->second.opened;
  hook();
}

void BrowserNetwork::stream_event(RequestId id, const StreamEvent& event) {
  const auto found = streams_.find(id);
  if (found == streams_.end() || !found->second.event) return;
  const auto hook = found->second.event;
  hook(event);
}

void BrowserNetwork::stream_alive(RequestId id) {
  const auto found = streams_.find(id);
  if (found == streams_.end() || !found->second.alive) return;
  const auto hook = found->second.alive;
  hook();
}

void BrowserNetwork::stream_closed(RequestId id, int status) {
  const auto found = streams_.find(id);
  if (found == streams_.end()) return;
  const auto hook = std::move(found->second.closed);
  streams_.erase(found);
  if (hook) hook(status);
}

// ---- storage

std::uint32_t BrowserStorage::wait(std::function<void(Entries, bool)> done) {
  const std::uint32_t id = next_++;
  waiting_[id].done = std::move(done);
  return id;
}

void BrowserStorage::get(std::string key, std::function<void(std::optional<std::string>)> found) {
  const std::uint32_t id = wait([found = std::move(found)](Entries entries, bool) {
    found(entries.empty() ? std::nullopt : std::optional(std::move(entries.front().second)));
  });
  page_storage_get(id, key.data(), size_of(key));
}

void BrowserStorage::put(std::string key, std::string value, std::function<void(bool)> done) {
  const std::uint32_t id = wait([done = std::move(done)](Entries, bool ok) {
    if (done) done(ok);
  });
  page_storage_put(id, key.data(), size_of(key), value.data(), size_of(value));
}

void BrowserStorage::remove(std::string key, std::function<void(bool)> done) {
  const std::uint32_t id = wait([done = std::move(done)](Entries, bool ok) {
    if (done) done(ok);
  });
  page_storage_remove(id, key.data(), size_of(key));
}

void BrowserStorage::list(std::string prefix, std::function<void(Entries)> found) {
  const std::uint32_t id =
      wait([found = std::move(found)](Entries entries, bool) { found(std::move(entries)); });
  page_storage_list(id, prefix.data(), size_of(prefix));
}

std::string BrowserStorage::setting(const std::string& key) {
  std::string value(static_cast<std::size_t>(page_setting_size(key.data(), size_of(key))), '\0');
  if (!value.empty()) page_take_setting(value.data());
  return value;
}

void BrowserStorage::set_setting(const std::string& key, const std::string& value) {
  page_set_setting(key.data(), size_of(key), value.data(), size_of(value));
}

void BrowserStorage::entry(std::uint32_t id, std::string key, std::string value) {
  const auto found = waiting_.find(id);
  if (found != waiting_.end()) found->second.entries.emplace_back(std::move(key), std::move(value));
}

void BrowserStorage::done(std::uint32_t id, bool ok) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return;
  Waiting waiting = std::move(found->second);
  waiting_.erase(found);
  waiting.done(std::move(waiting.entries), ok);
}

// ---- tabs

void BrowserTabs::lead(const std::string& name, std::function<void()> leading) {
  const std::uint32_t id = next_++;
  candidates_[id] = std::move(leading);
  page_lead(id, name.data(), size_of(name));
}

void BrowserTabs::tell(const std::string& message) {
  page_tell(message.data(), size_of(message));
}

void BrowserTabs::leads(std::uint32_t id) {
  const auto found = candidates_.find(id);
  if (found == candidates_.end()) return;
  const auto leading = std::move(found->second);
  candidates_.erase(found);
  leading();
}

void BrowserTabs::hear(const std::string& message) {
  if (heard_) heard_(message);
}

}  // namespace oasis::platform
