// Drawn text, kept: each run (a shaped line or word in one font and colour) is drawn once by the TextPainter
// and shown as one rectangle of Dear ImGui's texture from then on. May not: wrap or lay out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "client/platform/key_table.hpp"
#include "client/platform/run_sheet.hpp"
#include "client/platform/text_painter.hpp"

struct ImDrawList;
struct ImFontAtlas;

namespace oasis::platform {

class RunCache {
 public:
  /// The sheet of drawn runs is `side` device pixels wide and high at first. It grows, to 4,000, when one frame needs more.
  explicit RunCache(TextPainter& painter, int side = 928);

  /// Advance width in device pixels; kept for the most recent 20,000 texts.
  float measure(std::string_view text, Font font) { return text.empty() ? 0 : extent_of(text, font).advance; }
  /// See TextPainter::baseline.
  float baseline(Font font, float line_height);

  /// Draws one line with its pen at x, baseline at y (device pixels, rounded to whole ones).
  void draw(ImDrawList& list, std::string_view text, Font font, std::uint32_t color, float x, float y);

  /// Between two frames: what is drawn until end_work_ahead() is for those that come, and takes nobody's place who was just
  /// seen; what finds none waits for its frame.
  void begin_work_ahead() { ahead_ = true; }
  void end_work_ahead();
  /// Call once a frame, before ImGui::Render(): puts what was drawn into the texture. True when some text found no room and
  /// another frame is needed to show it.
  bool end_frame();
  /// Everything goes: another pixel ratio.
  void clear();

  int side() const { return sheet_.side(); }

 private:
  struct Run {
    RunSheet::Place place;
    int left = 0, top = 0, width = 0, height = 0;  // no width: nothing to see
  };
  struct Measure {
    Extent extent;
    int last_frame = 0;
  };
  struct Part {
    int x = 0, y = 0, width = 0, height = 0;
  };
  /// Where this frame's texts are drawn: one beside the other, to be fetched at once. From there they go to their places.
  struct Strip {
    int x = 0, y = 0, height = 0;  // the next one begins at x, y; the highest of its line
    int width = 0;                 // of the widest line
  };
  struct Fresh {
    RunSheet::Place place;
    Part part;  // of the strip
  };

  const Extent& extent_of(std::string_view text, Font font);
  bool make(Run& run, std::string_view text, Font font, std::uint32_t color);
  Part room_on_strip(int width, int height);
  void remember(const Run& run, const Part& part);
  bool has_sheet();
  void put_into_texture();
  void clear_strip();
  void begin_sheet(int side);
  void forget();

  TextPainter& painter_;
  RunSheet sheet_;
  int smaller_ = 0;  // the side of the sheet before, which there was a texture for
  int most_;         // no sheet is larger
  int rect_ = -1;  // ImFontAtlasRectId of the sheet
  int frame_ = 1;
  bool full_ = false;
  bool ahead_ = false;
  Strip strip_;
  std::vector<Fresh> fresh_;   // drawn in this frame
  std::vector<Part> touched_;  // of the sheet by them; one for each shelf
  std::vector<std::uint32_t> pixels_;
  KeyTable<Run> runs_;
  KeyTable<Measure> measures_;
  KeyTable<float> baselines_;
};

}  // namespace oasis::platform
