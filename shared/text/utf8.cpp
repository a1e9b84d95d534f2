// See utf8.hpp. May not: allocate beyond the answer.
#include "shared/text/utf8.hpp"

#include <algorithm>

namespace oasis {
namespace {

constexpr char32_t replacement = 0xFFFD;

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What a well-formed sequence that starts with `lead` looks like (Unicode, table 3-7): its length and the
/// range of its second byte; length 0 if nothing starts with `lead`.
struct Shape {
  int length;
  unsigned char second_from, second_to;
};

Shape shape_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0, 0};
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

/// A decoded code point and how many bytes it took; `well_formed` false for the U+FFFD that stands for a
/// fault.
struct Decoded {
  char32_t point;
  std::size_t length;
  bool well_formed;
};

Decoded decode(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  const Shape shape = shape_of(lead);
  if (shape.length == 0) return {replacement, 1, false};
  if (shape.length == 1) return {lead, 1, true};
  char32_t point = lead & (0x7Fu >> shape.length);
  for (int i = 1; i < shape.length; ++i) {
    const unsigned char low = i == 1 ? shape.second_from : 0x80;
    const unsigned char high = i == 1 ? shape.second_to : 0xBF;
    if (at + i >= bytes.size() || byte(at + i) < low || byte(at + i) > high)
      return {replacement, static_cast<std::size_t>(i), false};
    point = (point << 6) | (byte(at + i) & 0x3F);
  }
  return {point, static_cast<std::size_t>(shape.length), true};
}

/// Characters that show nothing and can hide or reorder what a person reads.
bool is_dropped(char32_t c) {
  if (c == '\n' || c == '\t') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// Line ends as LF and only characters that may be shown.
std::string only_shown(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\r') {
      out += '\n';
      at += at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1;
      continue;
    }
    const char32_t c = next_code_point(bytes, at);
    if (c == 0x2028 || c == 0x2029 || c == 0x85) {
      out += '\n';
    } else if (c == 0xA0) {
      out += ' ';
    } else if (!is_dropped(c)) {
      append_code_point(out, c);
    }
  }
  return out;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Decoded decoded = decode(bytes, at);
    if (!decoded.well_formed) return false;
    at += decoded.length;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) append_code_point(out, next_code_point(bytes, at));
  return out;
}

char32_t next_code_point(std::string_view bytes, std::size_t& at) {
  const Decoded decoded = decode(bytes, at);
  at += decoded.length;
  return decoded.point;
}

void append_code_point(std::string& out, char32_t point) {
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = replacement;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string cut_to(std::string_view utf8, std::size_t max_points) {
  std::size_t at = 0, last = 0, points = 0;
  while (at < utf8.size() && points < max_points) {
    last = at;
    next_code_point(utf8, at);
    ++points;
  }
  if (at >= utf8.size()) return std::string(utf8);
  return std::string(utf8.substr(0, last)) + "…";
}

std::string readable_text(std::string_view bytes) {
  const std::string shown = only_shown(bytes);
  std::string out;
  out.reserve(shown.size());
  int empty_lines = 0;
  for (std::size_t at = 0; at <= shown.size();) {
    const std::size_t end = std::min(shown.find('\n', at), shown.size());
    std::string_view line(shown.data() + at, end - at);
    at = end + 1;
    if (line != "-- ") {
      while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    }
    if (line.empty()) {
      ++empty_lines;
      continue;
    }
    if (!out.empty()) out.append(static_cast<std::size_t>(std::min(empty_lines, 2)) + 1, '\n');
    empty_lines = 0;
    out += line;
  }
  return out;
}

std::string one_line(std::string_view bytes, std::size_t max_points) {
  std::string out;
  for (const char c : only_shown(bytes)) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return cut_to(out, max_points);
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace oasis
