// See case_fold.hpp.
#include "shared/text/case_fold.hpp"

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// In these ranges capitals are even (or odd) and each is followed by its small letter.
bool capital_of_pair(char32_t c) {
  const bool even_first = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                          (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x460 && c <= 0x481) ||
                          (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F);
  const bool odd_first = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return (even_first && c % 2 == 0) || (odd_first && c % 2 == 1);
}

char32_t folded(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0xC0) return c;
  if (c <= 0xDE && c != 0xD7) return c + 32;                  // Latin-1
  if (c == 0x130) return 'i';                                 // İ
  if (c == 0x178) return 0xFF;                                // Ÿ
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;  // Greek
  if (c == 0x3C2) return 0x3C3;                               // final sigma
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (c >= 0x410 && c <= 0x42F) return c + 32;  // Cyrillic
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x531 && c <= 0x556) return c + 48;  // Armenian
  return capital_of_pair(c) ? c + 1 : c;
}

}  // namespace

std::string case_folded(std::string_view text) {
  // Most texts are plain to their end: those need no second look.
  std::string out(text);
  std::size_t at = 0;
  for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at) {
    if (text[at] >= 'A' && text[at] <= 'Z') out[at] = static_cast<char>(text[at] + 32);
  }
  out.resize(at);
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += static_cast<char>(folded(static_cast<unsigned char>(text[at++])));
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (c == 0xDF || c == 0x1E9E) {
      out += "ss";
    } else {
      append_code_point(out, folded(c));
    }
  }
  return out;
}

}  // namespace oasis
