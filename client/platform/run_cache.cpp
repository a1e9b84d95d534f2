// Drawing text once and showing it many times.
// May not: lay out.
#include "client/platform/run_cache.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::platform {
namespace {

constexpr std::size_t most_measures = 20'000, most_runs = 10'000;
constexpr int beside = 96;  // device pixels, kept for Dear ImGui's own shapes: a texture has 1,024, 2,048 or 4,096
constexpr int largest_side = 4096 - beside;  // a run that is longer is cut

std::uint64_t key_of(std::string_view text, Font font, std::uint32_t color) {
  std::uint64_t hash = 1469598103934665603ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  const auto em = static_cast<std::uint64_t>(font.em * 8);
  hash = (hash ^ em << 2 ^ (font.semibold ? 2u : 0u) ^ (font.mono ? 1u : 0u)) * 1099511628211ull;
  return (hash ^ color) * 1099511628211ull;
}

}  // namespace

RunCache::RunCache(TextPainter& painter, int side) : painter_(painter), sheet_(side), most_(largest_side) {}

const Extent& RunCache::extent_of(std::string_view text, Font font) {
  const auto [found, fresh] = measures_.try_emplace(key_of(text, font, 0));
  if (fresh) found->second.extent = painter_.measure(text, font);
  found->second.last_frame = frame_;
  return found->second.extent;
}

float RunCache::baseline(Font font, float line_height) {
  const auto [found, fresh] =
      baselines_.try_emplace(key_of({}, font, static_cast<std::uint32_t>(line_height)));
  if (fresh) found->second = painter_.baseline(font, line_height);
  return found->second;
}

bool RunCache::has_sheet() {
  if (rect_ < 0) {
    rect_ = ImGui::GetIO().Fonts->AddCustomRect(sheet_.side(), sheet_.side());
    if (rect_ >= 0) painter_.take_sheet(sheet_.side());
  }
  return rect_ >= 0;
}

/// Whether it has its place now, or needs none.
bool RunCache::make(Run& run, std::string_view text, Font font, std::uint32_t color) {
  Extent extent = extent_of(text, font);
  extent.width = std::min(extent.width, largest_side);
  extent.height = std::min(extent.height, largest_side);
  run = {{}, extent.left, extent.top, extent.width, extent.height};
  if (extent.width <= 0 || extent.height <= 0) return true;
  const auto place = has_sheet() ? sheet_.place(extent.width, extent.height, frame_) : std::nullopt;
  if (!place) return false;
  run.place = *place;
  painter_.draw(text, font, color, extent, place->x, place->y);
  remember(run);
  return true;
}

/// Runs of one shelf stand side by side and are fetched together.
void RunCache::remember(const Run& run) {
  const RunSheet::Shelf& shelf = sheet_.shelf(run.place);
  const auto part = std::find_if(fresh_.begin(), fresh_.end(), [&shelf](const Part& one) { return one.y == shelf.y; });
  if (part == fresh_.end()) {
    fresh_.push_back({run.place.x, shelf.y, run.width, shelf.height});
  } else {
    part->width = run.place.x + run.width - part->x;
  }
}

void RunCache::draw(ImDrawList& list, std::string_view text, Font font, std::uint32_t color, float x,
                    float y) {
  if (text.empty()) return;
  const auto [found, fresh] = runs_.try_emplace(key_of(text, font, color));
  Run& run = found->second;
  const bool there = !fresh && (run.width == 0 || sheet_.use(run.place, frame_));
  if (!there && !make(run, text, font, color)) {
    full_ = true;
    runs_.erase(found);
    return;
  }
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (run.width == 0 || run.height == 0 || !atlas.GetCustomRect(rect_, &rect)) return;
  const ImVec2 from(std::floor(x + 0.5f) + static_cast<float>(run.left), std::floor(y + 0.5f) + static_cast<float>(run.top));
  const ImVec2 to(from.x + static_cast<float>(run.width), from.y + static_cast<float>(run.height));
  const auto u = [&](int at) { return static_cast<float>(rect.x + at) * atlas.TexUvScale.x; };
  const auto v = [&](int at) { return static_cast<float>(rect.y + at) * atlas.TexUvScale.y; };
  list.AddImage(atlas.TexRef, from, to, ImVec2(u(run.place.x), v(run.place.y)),
                ImVec2(u(run.place.x + run.width), v(run.place.y + run.height)));
}

void RunCache::put_into_texture() {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  ImFontAtlasRect rect;
  if (fresh_.empty() || !atlas.GetCustomRect(rect_, &rect)) return;
  ImTextureData& texture = *atlas.TexData;
  atlas.TexPixelsUseColors = texture.UseColors = true;
  for (const Part& part : fresh_) {
    const auto width = static_cast<std::size_t>(part.width);
    pixels_.resize(std::max(pixels_.size(), width * static_cast<std::size_t>(part.height)));
    painter_.fetch(part.x, part.y, part.width, part.height, pixels_.data());
    const int left = rect.x + part.x, top = rect.y + part.y;
    for (int y = 0; y < part.height; y++) {
      std::memcpy(texture.GetPixelsAt(left, top + y), &pixels_[static_cast<std::size_t>(y) * width], width * 4);
    }
    ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, left, top, part.width, part.height);
  }
  fresh_.clear();
}

/// All runs are drawn again, on a sheet of that size.
void RunCache::begin_sheet(int side) {
  if (rect_ >= 0) ImGui::GetIO().Fonts->RemoveCustomRect(rect_);
  rect_ = -1;
  sheet_ = RunSheet(side);
  runs_.clear();
}

/// What no longer lies on the sheet, and what was not measured for a while.
void RunCache::forget() {
  if (runs_.size() > most_runs) {
    std::erase_if(runs_, [this](const auto& kept) { return kept.second.width == 0 || !sheet_.has(kept.second.place); });
  }
  if (measures_.size() > most_measures) {
    std::erase_if(measures_, [this](const auto& kept) { return frame_ - kept.second.last_frame > 60; });
  }
}

bool RunCache::end_frame() {
  put_into_texture();
  forget();
  frame_++;
  if (!full_) return false;
  full_ = false;
  const int side = sheet_.side();
  if (rect_ < 0) {  // there is no texture as large as that
    if (smaller_ == 0) return false;
    most_ = smaller_;
    begin_sheet(std::exchange(smaller_, 0));
    return true;
  }
  if (side >= most_) return false;
  smaller_ = side;
  begin_sheet(std::min(2 * side + beside, most_));
  return true;
}

void RunCache::clear() {
  sheet_ = RunSheet(sheet_.side());
  fresh_.clear();
  runs_.clear();
  measures_.clear();
  baselines_.clear();
}

}  // namespace oasis::platform
