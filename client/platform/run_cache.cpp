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

/// Eight bytes at a time: every text of every frame is looked up.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ull ^ text.size();
  while (!text.empty()) {
    std::uint64_t bytes = 0;
    const std::size_t taken = std::min(text.size(), sizeof bytes);
    std::memcpy(&bytes, text.data(), taken);
    hash = (hash ^ bytes) * 0x9e3779b97f4a7c15ull;
    hash ^= hash >> 32;
    text.remove_prefix(taken);
  }
  return hash;
}

std::uint64_t key_of(std::string_view text, Font font, std::uint32_t color) {
  std::uint64_t hash = hash_of(text);
  const auto em = static_cast<std::uint64_t>(font.em * 8);
  hash = (hash ^ em << 2 ^ (font.semibold ? 2u : 0u) ^ (font.mono ? 1u : 0u)) * 1099511628211ull;
  return (hash ^ color) * 1099511628211ull;
}

}  // namespace

RunCache::RunCache(TextPainter& painter, int side) : painter_(painter), sheet_(side), most_(largest_side) {}

const Extent& RunCache::extent_of(std::string_view text, Font font) {
  const auto& [found, fresh] = measures_.try_emplace(key_of(text, font, 0));
  if (fresh) found.extent = painter_.measure(text, font);
  found.last_frame = frame_;
  return found.extent;
}

float RunCache::baseline(Font font, float line_height) {
  const auto& [found, fresh] =
      baselines_.try_emplace(key_of({}, font, static_cast<std::uint32_t>(line_height)));
  if (fresh) found = painter_.baseline(font, line_height);
  return found;
}

bool RunCache::has_sheet() {
  if (rect_ < 0 && !ahead_) {  // only a frame makes one
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
  const auto place = has_sheet() ? sheet_.place(extent.width, extent.height, frame_, !ahead_) : std::nullopt;
  if (!place) return false;
  run.place = *place;
  const Part part = room_on_strip(extent.width, extent.height);
  painter_.draw(text, font, color, extent, part.x, part.y);
  remember(run, part);
  return true;
}

RunCache::Part RunCache::room_on_strip(int width, int height) {
  if (strip_.x + width > sheet_.side()) strip_ = {0, strip_.y + strip_.height, 0, strip_.width};
  if (strip_.y + height > sheet_.side()) put_into_texture();
  const Part part{strip_.x, strip_.y, width, height};
  strip_.x += width;
  strip_.height = std::max(strip_.height, height);
  strip_.width = std::max(strip_.width, strip_.x);
  return part;
}

/// Runs of one shelf stand side by side and are handed on together.
void RunCache::remember(const Run& run, const Part& part) {
  fresh_.push_back({run.place, part});
  const RunSheet::Shelf& shelf = sheet_.shelf(run.place);
  const auto touched = std::find_if(touched_.begin(), touched_.end(), [&shelf](const Part& one) { return one.y == shelf.y; });
  if (touched == touched_.end()) {
    touched_.push_back({run.place.x, shelf.y, run.width, shelf.height});
  } else {
    touched->width = run.place.x + run.width - touched->x;
  }
}

void RunCache::draw(ImDrawList& list, std::string_view text, Font font, std::uint32_t color, float x,
                    float y) {
  if (text.empty()) return;
  const auto& [run, fresh] = runs_.try_emplace(key_of(text, font, color));
  const bool there = !fresh && (run.width == 0 || sheet_.use(run.place, frame_));
  if (!there && !make(run, text, font, color)) {
    full_ |= !ahead_;  // it has no place, and is drawn when it is looked for again
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
  const auto width = static_cast<std::size_t>(strip_.width), height = static_cast<std::size_t>(strip_.y + strip_.height);
  pixels_.resize(std::max(pixels_.size(), width * height));
  painter_.fetch(0, 0, strip_.width, strip_.y + strip_.height, pixels_.data());
  for (const auto& [place, part] : fresh_) {
    for (int y = 0; y < part.height; y++) {
      const std::size_t from = static_cast<std::size_t>(part.y + y) * width + static_cast<std::size_t>(part.x);
      std::memcpy(texture.GetPixelsAt(rect.x + place.x, rect.y + place.y + y), &pixels_[from],
                  static_cast<std::size_t>(part.width) * 4);
    }
  }
  for (const Part& part : touched_) {
    ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, rect.x + part.x, rect.y + part.y, part.width, part.height);
  }
  clear_strip();
}

void RunCache::clear_strip() {
  strip_ = {};
  fresh_.clear();
  touched_.clear();
}

void RunCache::end_work_ahead() {
  put_into_texture();
  ahead_ = false;
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
    runs_.erase_if([this](const Run& run) { return run.width == 0 || !sheet_.has(run.place); });
  }
  if (measures_.size() > most_measures) {
    measures_.erase_if([this](const Measure& kept) { return frame_ - kept.last_frame > 60; });
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
  clear_strip();
  runs_.clear();
  measures_.clear();
  baselines_.clear();
}

}  // namespace oasis::platform
