// Where lines break.
// May not: draw.
#include "client/ui/wrap.hpp"

#include <iterator>

namespace oasis::ui {
namespace {

constexpr std::size_t most_kept = 2'000;

struct CodePoint {
  std::uint32_t value = 0;
  std::uint32_t size = 1;  // bytes
};

/// Broken UTF-8 counts as one character a byte.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = byte(0);
  const std::uint32_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (size == 1 || at + size > text.size()) return {lead, 1};
  std::uint32_t value = lead & (0xff >> (size + 1));
  for (std::uint32_t i = 1; i < size; i++) value = value << 6 | (byte(i) & 0x3f);
  return {value, size};
}

/// Chinese, Japanese and Korean text has no spaces: a line may end between any two of these.
bool is_ideograph(std::uint32_t c) {
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

/// End of the piece that begins at `at` and may not be broken: a word with the spaces behind it, or one
/// ideograph with the punctuation behind it.
std::size_t piece_end(std::string_view text, std::size_t at) {
  CodePoint c = code_point_at(text, at);
  std::size_t i = at + c.size;
  if (is_ideograph(c.value) && c.value >= 0x3040) {
    while (i < text.size()) {
      c = code_point_at(text, i);
      const bool closing =
          (c.value >= 0x3001 && c.value <= 0x3011) || (c.value >= 0xff01 && c.value <= 0xff1f);
      if (!closing) break;
      i += c.size;
    }
  } else if (text[at] != ' ') {
    while (i < text.size() && text[i] != ' ' && text[i] != '\n') {
      c = code_point_at(text, i);
      if (is_ideograph(c.value)) break;
      i += c.size;
    }
  }
  while (i < text.size() && text[i] == ' ') i++;
  return i;
}

std::string_view without_end_spaces(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The most characters of `text` (at least one) that fit.
std::size_t fitting_characters(std::string_view text, platform::Font font, float width,
                               platform::RunCache& runs) {
  static std::vector<std::size_t> ends;  // keeps its memory
  ends.clear();
  for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).size)
    ends.push_back(i + code_point_at(text, i).size);
  std::size_t low = 0, high = ends.size();
  while (low + 1 < high) {
    const std::size_t middle = (low + high) / 2;
    (runs.measure(text.substr(0, ends[middle - 1]), font) <= width ? low : high) = middle;
  }
  return ends.empty() ? 0 : ends[low == 0 ? 0 : low - 1];
}

void wrap_one(std::string_view text, std::size_t begin, std::size_t end, platform::Font font, float width,
              platform::RunCache& runs, std::vector<Line>& lines) {
  const auto add = [&](std::size_t from, std::size_t to) {
    const std::string_view line = without_end_spaces(text.substr(from, to - from));
    lines.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from + line.size()),
                     runs.measure(line, font)});
  };
  std::size_t line = begin;
  float used = 0;
  const std::string_view paragraph = text.substr(0, end);
  for (std::size_t at = begin; at < end;) {
    const std::size_t next = piece_end(paragraph, at);
    const std::string_view piece = paragraph.substr(at, next - at);
    const float bare = runs.measure(without_end_spaces(piece), font);
    if (used > 0 && used + bare > width) {
      add(line, at);
      line = at;
      used = 0;
    }
    if (bare > width) {
      const std::size_t part = fitting_characters(piece, font, width, runs);
      if (part < without_end_spaces(piece).size()) {
        add(at, at + part);
        line = at = at + part;
        continue;
      }
    }
    used += runs.measure(piece, font);
    at = next;
  }
  add(line, end);
}

std::uint64_t key_of(std::string_view text, platform::Font font, float width, std::uint64_t start) {
  std::uint64_t hash = start;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  hash = (hash ^ static_cast<std::uint64_t>(font.em * 8) << 2 ^ (font.semibold ? 2u : 0u) ^
          (font.mono ? 1u : 0u)) *
         1099511628211ull;
  return (hash ^ static_cast<std::uint64_t>(width * 4)) * 1099511628211ull;
}

}  // namespace

std::vector<Line> wrap(std::string_view text, platform::Font font, float width, platform::RunCache& runs) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  while (true) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    wrap_one(text, begin, end, font, width, runs, lines);
    if (end == text.size()) return lines;
    begin = end + 1;
  }
}

std::size_t fitting_length(std::string_view text, platform::Font font, float width,
                           platform::RunCache& runs) {
  if (runs.measure(text, font) <= width) return text.size();
  const float room = width - runs.measure("…", font);
  if (room <= 0) return 0;
  const std::size_t length = fitting_characters(text, font, room, runs);
  return without_end_spaces(text.substr(0, length)).size();
}

bool is_right_to_left(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if ((c.value >= 0x590 && c.value <= 0x8ff) || (c.value >= 0xfb1d && c.value <= 0xfeff)) return true;
    const bool latin = (c.value | 0x20) >= 'a' && (c.value | 0x20) <= 'z';
    if (latin || (c.value >= 0xc0 && c.value < 0x590)) return false;
    i += c.size;
  }
  return false;
}

const std::vector<Line>& WrapCache::lines(std::string_view text, platform::Font font, float width,
                                          platform::RunCache& runs) {
  const auto [found, fresh] = kept_.try_emplace(key_of(text, font, width, 1469598103934665603ull));
  if (fresh) found->second.lines = wrap(text, font, width, runs);
  found->second.last_frame = frame_;
  return found->second.lines;
}

std::size_t WrapCache::fitting(std::string_view text, platform::Font font, float width,
                               platform::RunCache& runs) {
  if (runs.measure(text, font) <= width) return text.size();
  const auto& [found, fresh] = fitting_.try_emplace(key_of(text, font, width, 7));
  if (fresh) found.length = static_cast<std::uint32_t>(fitting_length(text, font, width, runs));
  found.last_frame = frame_;
  return found.length;
}

void WrapCache::end_frame() {
  if (kept_.size() > most_kept) {
    for (auto kept = kept_.begin(); kept != kept_.end();) {
      kept = frame_ - kept->second.last_frame > 60 ? kept_.erase(kept) : std::next(kept);
    }
  }
  if (fitting_.size() > most_kept) {
    fitting_.erase_if([this](const Fitting& kept) { return frame_ - kept.last_frame > 60; });
  }
  frame_++;
}

}  // namespace oasis::ui
