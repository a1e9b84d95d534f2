// Text as the page itself would draw it.
// May not: cache (see run_cache.hpp) or know layout.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

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

/// A drawn piece of text. `pixels` holds width × height of straight (not premultiplied) R, G, B, A bytes.
struct Bitmap {
  int left = 0;  // device pixels from the pen position to the first column
  int top = 0;   // device pixels from the baseline to the first row; negative is above
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;
};

class TextPainter {
 public:
  virtual ~TextPainter() = default;

  /// Device pixels from the top of a line of that height to its baseline, exactly where the page would put
  /// it.
  virtual float baseline(Font font, float line_height) = 0;
  /// Advance width in device pixels of one shaped line.
  virtual float measure(std::string_view text, Font font) = 0;
  /// Draws one shaped line in `color` (R, G, B, A from the low byte) into `bitmap`, whose memory is reused.
  virtual void draw(std::string_view text, Font font, std::uint32_t color, Bitmap& bitmap) = 0;
};

}  // namespace oasis::platform
