// Breaking text into lines that fit a width, with the results kept.
// May not: draw. Breaks after spaces and between ideographs, anywhere in a word that is wider than the line
// (a simple subset of UAX #14).
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/platform/run_cache.hpp"

namespace oasis::ui {

/// Bytes [begin, end) of the text, without the spaces at its end.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  float width = 0;  // device pixels
};

std::vector<Line> wrap(std::string_view text, platform::Font font, float width, platform::RunCache& runs);

/// The longest beginning of `text` that fits `width` together with "…", or all of it when it fits alone.
std::size_t fitting_length(std::string_view text, platform::Font font, float width, platform::RunCache& runs);

/// True when the first strong character is Hebrew, Arabic or another script written from right to left.
bool is_right_to_left(std::string_view text);

/// The 2,000 most recent results.
class WrapCache {
 public:
  /// Valid until the next call of end_frame().
  const std::vector<Line>& lines(std::string_view text, platform::Font font, float width,
                                 platform::RunCache& runs);
  /// fitting_length(), kept.
  std::size_t fitting(std::string_view text, platform::Font font, float width, platform::RunCache& runs);
  void end_frame();
  void clear() { kept_.clear(), fitting_.clear(); }

 private:
  struct Kept {
    std::vector<Line> lines;
    int last_frame = 0;
  };
  struct Fitting {
    std::uint32_t length = 0;
    int last_frame = 0;
  };
  std::unordered_map<std::uint64_t, Kept> kept_;
  platform::KeyTable<Fitting> fitting_;
  int frame_ = 0;
};

}  // namespace oasis::ui
