// See picture_cache.hpp.
#include "client/platform/picture_cache.hpp"

#include <cstring>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {
namespace {

std::uint64_t key_of(std::string_view url, int width, int height) {
  std::uint64_t hash = 1469598103934665603ull;
  for (const char c : url) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  hash = (hash ^ static_cast<std::uint64_t>(width)) * 1099511628211ull;
  return (hash ^ static_cast<std::uint64_t>(height)) * 1099511628211ull;
}

}  // namespace

struct PictureCache::Alive {};

PictureCache::PictureCache(Pictures& pictures, std::size_t budget)
    : pictures_(pictures), budget_(budget), alive_(std::make_shared<Alive>()) {}
PictureCache::~PictureCache() = default;

PictureCache::State PictureCache::draw(ImDrawList& list, std::string_view url, int left, int top, int width,
                                       int height, float rounding) {
  const std::uint64_t key = key_of(url, width, height);
  const auto [found, fresh] = kept_.try_emplace(key);
  Picture& picture = found->second;
  picture.last_frame = frame_;
  if (fresh) {
    pictures_.load(url, width, height, [this, key, alive = std::weak_ptr<Alive>(alive_)](Bitmap bitmap) {
      if (alive.expired()) return;
      const auto waiting = kept_.find(key);
      if (waiting == kept_.end()) return;
      waiting->second.state = bitmap.pixels.empty() ? State::failed : State::shown;
      waiting->second.arrived = std::move(bitmap);
    });
  }
  if (!picture.arrived.pixels.empty()) put_into_texture(picture);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (picture.rect < 0 || !atlas.GetCustomRect(picture.rect, &rect)) return picture.state;
  const ImVec2 from(static_cast<float>(left + (width - picture.width) / 2),
                    static_cast<float>(top + (height - picture.height) / 2));
  const ImVec2 to(from.x + static_cast<float>(picture.width), from.y + static_cast<float>(picture.height));
  list.AddRectFilled(from, to, IM_COL32_WHITE, rounding);  // what is transparent was drawn for white paper
  list.AddImageRounded(atlas.TexRef, from, to, rect.uv0, rect.uv1, IM_COL32_WHITE, rounding);
  return picture.state;
}

void PictureCache::put_into_texture(Picture& picture) {
  const Bitmap bitmap = std::move(picture.arrived);
  picture.arrived = {};
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  picture.rect = atlas.AddCustomRect(bitmap.width, bitmap.height, &rect);
  if (picture.rect < 0) {  // no room beside what is shown: it can be opened all the same
    picture.state = State::failed;
    return;
  }
  picture.width = bitmap.width;
  picture.height = bitmap.height;
  ImTextureData& texture = *atlas.TexData;
  for (int y = 0; y < bitmap.height; y++) {
    std::memcpy(texture.GetPixelsAt(rect.x, rect.y + y),
                &bitmap.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width)],
                static_cast<std::size_t>(bitmap.width) * 4);
  }
  atlas.TexPixelsUseColors = texture.UseColors = true;
  ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, rect.x, rect.y, bitmap.width, bitmap.height);
  pixels_ += static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height);
}

void PictureCache::forget(bool (*which)(const Picture&, int frames), int frames) {
  for (auto picture = kept_.begin(); picture != kept_.end();) {
    const Picture& one = picture->second;
    if (!which(one, frame_ - one.last_frame - frames)) {
      ++picture;
      continue;
    }
    if (one.rect >= 0) {
      ImGui::GetIO().Fonts->RemoveCustomRect(one.rect);
      pixels_ -= static_cast<std::size_t>(one.width) * static_cast<std::size_t>(one.height);
    }
    picture = kept_.erase(picture);
  }
}

void PictureCache::end_frame() {
  forget([](const Picture& one, int over) { return one.state == State::failed && over >= 0; }, 1);
  for (int kept = 256; pixels_ > budget_ && kept >= 1; kept /= 4)
    forget([](const Picture& one, int over) { return one.state == State::shown && over >= 0; }, kept);
  frame_++;
}

}  // namespace oasis::platform
