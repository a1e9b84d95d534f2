// Text as the page itself would draw it.
// May not: cache (see run_cache.hpp) or know layout.
#pragma once

#include <cstdint>
#include <string_view>

namespace oasis::platform {

/// A face of the system's own user-interface font.
struct Font {
  float em = 14;  // device pixels
  bool semibold = false;
  bool mono = false;

  friend bool operator==(const Font& a, const Font& b) {
    return a.em == b.em && a.semibold == b.semibold && a.mono == b.mono;
  }
};

/// What a shaped line needs, in device pixels.
struct Extent {
  float advance = 0;
  int left = 0;  ///< from the pen position to the first column of its box
  int top = 0;   ///< from the baseline to the first row of its box; negative is above
  int width = 0;
  int height = 0;  ///< no width or height: there is nothing to see
};

/// Draws on a sheet of its own, so that many texts are fetched at once: fetching one costs as much as drawing several.
class TextPainter {
 public:
  virtual ~TextPainter() = default;

  /// Device pixels from the top of a line of that height to its baseline, exactly where the page would put
  /// it.
  virtual float baseline(Font font, float line_height) = 0;
  virtual Extent measure(std::string_view text, Font font) = 0;
  /// An empty sheet of `side` × `side`; called before the first text, and again for a larger one.
  virtual void take_sheet(int side) = 0;
  /// Draws one shaped line in `color` (R, G, B, A from the low byte), the upper left corner of its box at x, y of the sheet. What
  /// lay there goes; it may draw later, in any order, until the next fetch.
  virtual void draw(std::string_view text, Font font, std::uint32_t color, const Extent& extent, int x, int y) = 0;
  /// Copies a part of the sheet, width × height straight R, G, B, A bytes, row by row.
  virtual void fetch(int x, int y, int width, int height, std::uint32_t* pixels) = 0;
};

}  // namespace oasis::platform
