// Drawing text once and showing it many times.
// May not: lay out.
#include "client/platform/run_cache.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>

#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {
namespace {

constexpr std::size_t most_measures = 20'000;
constexpr int longest_side = 4000;  // device pixels; what is longer is cut

std::uint64_t key_of(std::string_view text, Font font, std::uint32_t color) {
  std::uint64_t hash = 1469598103934665603ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  const auto em = static_cast<std::uint64_t>(font.em * 8);
  hash = (hash ^ em << 2 ^ (font.semibold ? 2u : 0u) ^ (font.mono ? 1u : 0u)) * 1099511628211ull;
  return (hash ^ color) * 1099511628211ull;
}

}  // namespace

RunCache::RunCache(TextPainter& painter, std::size_t budget) : painter_(painter), budget_(budget) {}

float RunCache::measure(std::string_view text, Font font) {
  if (text.empty()) return 0;
  const auto [found, fresh] = measures_.try_emplace(key_of(text, font, 0));
  if (fresh) found->second.width = painter_.measure(text, font);
  found->second.last_frame = frame_;
  return found->second.width;
}

float RunCache::baseline(Font font, float line_height) {
  const auto [found, fresh] =
      baselines_.try_emplace(key_of({}, font, static_cast<std::uint32_t>(line_height)));
  if (fresh) found->second = painter_.baseline(font, line_height);
  return found->second;
}

RunCache::Run RunCache::make(std::string_view text, Font font, std::uint32_t color) {
  Run run;
  painter_.draw(text, font, color, bitmap_);
  if (bitmap_.width <= 0 || bitmap_.height <= 0) return run;
  const int width = std::min(bitmap_.width, longest_side);
  const int height = std::min(bitmap_.height, longest_side);
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  run.rect = atlas.AddCustomRect(width, height, &rect);
  run.left = bitmap_.left;
  run.top = bitmap_.top;
  run.width = width;
  run.height = height;
  if (run.rect < 0) {
    full_ = true;  // drawn in a later frame, when others have gone
    return run;
  }
  ImTextureData& texture = *atlas.TexData;
  for (int y = 0; y < height; y++) {
    std::memcpy(texture.GetPixelsAt(rect.x, rect.y + y),
                &bitmap_.pixels[static_cast<std::size_t>(y) * bitmap_.width],
                static_cast<std::size_t>(width) * 4);
  }
  atlas.TexPixelsUseColors = texture.UseColors = true;
  ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, rect.x, rect.y, width, height);
  pixels_ += static_cast<std::size_t>(width) * height;
  return run;
}

void RunCache::draw(ImDrawList& list, std::string_view text, Font font, std::uint32_t color, float x,
                    float y) {
  if (text.empty()) return;
  const auto [found, fresh] = runs_.try_emplace(key_of(text, font, color));
  Run& run = found->second;
  if (fresh) run = make(text, font, color);
  run.last_frame = frame_;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (run.rect < 0 || !atlas.GetCustomRect(run.rect, &rect)) return;
  const ImVec2 from(std::floor(x + 0.5f) + run.left, std::floor(y + 0.5f) + run.top);
  list.AddImage(atlas.TexRef, from, ImVec2(from.x + run.width, from.y + run.height), rect.uv0, rect.uv1);
}

void RunCache::drop(const Run& run) {
  if (run.rect < 0) return;
  ImGui::GetIO().Fonts->RemoveCustomRect(run.rect);
  pixels_ -= static_cast<std::size_t>(run.width) * run.height;
}

void RunCache::forget_older_than(int frames) {
  for (auto run = runs_.begin(); run != runs_.end();) {
    const bool missing = run->second.rect < 0 && run->second.width > 0;  // it found no room
    if (missing || frame_ - run->second.last_frame >= frames) {
      drop(run->second);
      run = runs_.erase(run);
    } else {
      ++run;
    }
  }
}

bool RunCache::end_frame() {
  const bool incomplete = full_;
  if (full_) forget_older_than(1);
  // The oldest go first, by lowering the age that is kept, so that no order of use has to be maintained.
  for (int kept = 256; pixels_ > budget_ && kept >= 1; kept /= 4) forget_older_than(kept);
  if (measures_.size() > most_measures) {
    for (auto measure = measures_.begin(); measure != measures_.end();) {
      measure = frame_ - measure->second.last_frame > 60 ? measures_.erase(measure) : std::next(measure);
    }
  }
  full_ = false;
  frame_++;
  return incomplete;
}

void RunCache::clear() {
  for (const auto& [key, run] : runs_) drop(run);
  runs_.clear();
  measures_.clear();
  baselines_.clear();
}

}  // namespace oasis::platform
