// Drawn text, kept: each run (a shaped line or word in one font and colour) is drawn once by the TextPainter
// into Dear ImGui's texture and shown as one rectangle from then on. May not: wrap or lay out.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "client/platform/text_painter.hpp"

struct ImDrawList;
struct ImFontAtlas;

namespace oasis::platform {

class RunCache {
 public:
  /// `budget` is how many device pixels the kept runs may cover together; runs of the current frame are never
  /// thrown away, so a full screen may exceed it for a while.
  explicit RunCache(TextPainter& painter, std::size_t budget = 3'000'000);

  /// Advance width in device pixels; kept for the most recent 20,000 texts.
  float measure(std::string_view text, Font font);
  /// See TextPainter::baseline.
  float baseline(Font font, float line_height);

  /// Draws one line with its pen at x, baseline at y (device pixels, rounded to whole ones).
  void draw(ImDrawList& list, std::string_view text, Font font, std::uint32_t color, float x, float y);

  /// Call once a frame: throws away what has not been drawn for longest while the budget is exceeded. True
  /// when some text found no room and another frame is needed to show it.
  bool end_frame();
  /// Everything goes: another pixel ratio, a lost texture.
  void clear();

  std::size_t runs() const { return runs_.size(); }
  std::size_t pixels() const { return pixels_; }

 private:
  struct Run {
    int rect = -1;  // ImFontAtlasRectId; below 0: nothing to see
    int left = 0, top = 0, width = 0, height = 0;
    int last_frame = 0;
  };
  struct Measure {
    float width = 0;
    int last_frame = 0;
  };

  Run make(std::string_view text, Font font, std::uint32_t color);
  void drop(const Run& run);
  void forget_older_than(int frames);

  TextPainter& painter_;
  std::size_t budget_;
  std::size_t pixels_ = 0;
  int frame_ = 0;
  bool full_ = false;
  Bitmap bitmap_;
  std::unordered_map<std::uint64_t, Run> runs_;
  std::unordered_map<std::uint64_t, Measure> measures_;
  std::unordered_map<std::uint64_t, float> baselines_;
};

}  // namespace oasis::platform
