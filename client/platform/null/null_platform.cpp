// The platform without a screen.
// May not: touch the network, files or the real clock.
#include "client/platform/null/null_platform.hpp"

#include <algorithm>
#include <utility>

#include "client/platform/null/item_hooks.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {

// ---- text

Extent NullText::measure(std::string_view text, Font font) {
  float ems = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) ems += 0.5f;
    if (byte >= 0xc0) ems += byte >= 0xe0 ? 1.f : 0.5f;
  }
  const float advance = ems * font.em;
  return {advance, 0, -static_cast<int>(font.em * 0.8f), static_cast<int>(advance), static_cast<int>(font.em)};
}

// ---- network

RequestId NullNetwork::send(Request request, std::function<void(Response)> answered) {
  sent.push_back(request);
  waiting.push_back({next_, std::move(request), std::move(answered)});
  return next_++;
}

RequestId NullNetwork::open_stream(StreamRequest request, StreamHooks hooks) {
  streams.push_back({next_, std::move(request), std::move(hooks)});
  return next_++;
}

void NullNetwork::cancel(RequestId id) {
  const auto same = [id](const auto& one) { return one.id == id; };
  waiting.erase(std::remove_if(waiting.begin(), waiting.end(), same), waiting.end());
  streams.erase(std::remove_if(streams.begin(), streams.end(), same), streams.end());
}

bool NullNetwork::answer_next(Response response) {
  if (waiting.empty()) return false;
  const Waiting oldest = std::move(waiting.front());
  waiting.pop_front();
  oldest.answered(std::move(response));
  return true;
}

void NullNetwork::answer_waiting() {
  while (answer && !waiting.empty()) {
    Response response = answer(waiting.front().request);
    answer_next(std::move(response));
  }
}

// ---- storage

void NullStorage::get(std::string key, std::function<void(std::optional<std::string>)> found) {
  due_.push_back([this, key = std::move(key), found = std::move(found)] {
    const auto entry = entries.find(key);
    found(entry == entries.end() ? std::nullopt : std::optional(entry->second));
  });
}

void NullStorage::put(std::string key, std::string value, std::function<void(bool)> done) {
  due_.push_back([this, key = std::move(key), value = std::move(value), done = std::move(done)] {
    (full ? unkept_ : entries)[key] = value;
    if (!full) unkept_.erase(key);
    if (done) done(!full);
  });
}

void NullStorage::try_again() {
  if (full) return;
  for (const auto& [key, value] : std::exchange(unkept_, {})) entries[key] = value;
}

void NullStorage::remove(std::string key, std::function<void(bool)> done) {
  due_.push_back([this, key = std::move(key), done = std::move(done)] {
    entries.erase(key);
    unkept_.erase(key);
    if (done) done(true);
  });
}

void NullStorage::list(std::string prefix, std::function<void(Entries)> found) {
  due_.push_back([this, prefix = std::move(prefix), found = std::move(found)] {
    Entries result;
    for (auto entry = entries.lower_bound(prefix); entry != entries.end(); ++entry) {
      if (entry->first.compare(0, prefix.size(), prefix) != 0) break;
      result.push_back(*entry);
    }
    found(std::move(result));
  });
}

std::string NullStorage::setting(const std::string& key) {
  const auto found = settings.find(key);
  return found == settings.end() ? std::string() : found->second;
}

void NullTabs::lead(const std::string&, std::function<void()> leading) {
  if (other_leads) {
    candidates.push_back(std::move(leading));
  } else {
    leading();
  }
}

// ---- the page

void NullPlatform::wake_after(Duration delay) {
  const Instant at = clock + delay;
  if (wake_at_.ms == 0 || at < wake_at_) wake_at_ = at;
}

void NullPlatform::show(const Tree& shown) {
  tree = shown;
  shows++;
}

/// A wish for an element that is not there yet waits for it, as in the browser.
void NullPlatform::move_focus() {
  if (wants_focus_ && (focus_wish_ == 0 || tree.find(focus_wish_) != nullptr)) {
    if (pending.focused != focus_wish_) awake_ = true;
    pending.focused = focus_wish_;
    wants_focus_ = false;
  }
  if (pending.focused != 0 && tree.find(pending.focused) == nullptr) pending.focused = 0;
}

void NullPlatform::announce(std::string_view sentence, Urgency urgency) {
  announced.emplace_back(sentence, urgency);
}

void NullPlatform::go(std::string_view location, Visit visit) {
  if (location == history[history_at]) return;
  if (visit == Visit::push) {
    history.resize(history_at + 1);
    history.emplace_back(location);
    history_at++;
  } else {
    history[history_at] = location;
  }
  wake();
}

void NullPlatform::back() {
  if (history_at > 0) history_at--, wake();
}

void NullPlatform::forward() {
  if (history_at + 1 < history.size()) history_at++, wake();
}

void NullPlatform::frame(const std::function<void()>& draw) {
  std::vector<std::function<void()>> due;
  due.swap(store.due_);
  for (const auto& callback : due) callback();
  net.answer_waiting();

  awake_ = false;
  wake_at_ = Instant{0};
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(screen.width), static_cast<float>(screen.height));
  io.DeltaTime = 1 / 60.f;
  record_items(clickable);
  draw();
  frames++;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
  const NodeId focused = pending.focused;
  const bool visible = pending.focus_visible;
  pending = Input{};
  pending.focused = focused;
  pending.focus_visible = visible;
  move_focus();
  clock = clock + milliseconds(16);
  if (!store.due_.empty() || (net.answer && !net.waiting.empty())) awake_ = true;
}

}  // namespace oasis::platform
