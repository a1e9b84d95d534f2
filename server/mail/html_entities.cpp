// See html_entities.hpp. May not: grow the text other than by what a reference stands for.
#include "server/mail/html_entities.hpp"

#include <algorithm>
#include <iterator>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// U+00A0 to U+00FF in order (HTML 4, section 24.2).
constexpr std::string_view latin1_names[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};
static_assert(std::size(latin1_names) == 96);

struct Named {
  std::string_view name;
  char32_t point;
};

constexpr Named other_names[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
    {"AMP", '&'},       {"LT", '<'},        {"GT", '>'},        {"QUOT", '"'},      {"OElig", 0x152},
    {"oelig", 0x153},   {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},    {"fnof", 0x192},
    {"circ", 0x2C6},    {"tilde", 0x2DC},   {"ensp", 0x2002},   {"emsp", 0x2003},   {"thinsp", 0x2009},
    {"zwnj", 0x200C},   {"zwj", 0x200D},    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},
    {"dagger", 0x2020}, {"Dagger", 0x2021}, {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030},
    {"prime", 0x2032},  {"Prime", 0x2033},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},
    {"trade", 0x2122},  {"larr", 0x2190},   {"uarr", 0x2191},   {"rarr", 0x2192},   {"darr", 0x2193},
    {"harr", 0x2194},   {"rArr", 0x21D2},   {"hArr", 0x21D4},   {"minus", 0x2212},  {"infin", 0x221E},
    {"asymp", 0x2248},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},     {"check", 0x2713},
    {"alpha", 0x3B1},   {"beta", 0x3B2},    {"gamma", 0x3B3},   {"delta", 0x3B4},   {"pi", 0x3C0},
    {"Omega", 0x3A9},   {"sum", 0x2211},    {"radic", 0x221A},  {"hearts", 0x2665}, {"NewLine", '\n'}};

/// What bytes 128–159 mean in windows-1252; 0 where nothing.
constexpr char32_t windows_1252[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                     0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::size_t longest_reference = 12;  // of the names above and of "#1114111"

char32_t point_of_number(std::string_view digits) {
  const bool hex = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty()) return 0;
  char32_t point = 0;
  for (const char c : digits) {
    const bool decimal = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!decimal && !(hex && lower >= 'a' && lower <= 'f')) return 0;
    point = point * (hex ? 16 : 10) + static_cast<char32_t>(decimal ? c - '0' : lower - 'a' + 10);
    if (point > 0x10FFFF) return 0xFFFD;
  }
  if (point >= 128 && point < 160) point = windows_1252[point - 128];
  return point == 0 ? 0xFFFD : point;
}

/// The code point a reference without "&" and ";" stands for; 0 if it is none.
char32_t point_of(std::string_view reference) {
  if (!reference.empty() && reference.front() == '#') return point_of_number(reference.substr(1));
  for (std::size_t i = 0; i < std::size(latin1_names); ++i)
    if (latin1_names[i] == reference) return static_cast<char32_t>(0xA0 + i);
  for (const Named& named : other_names)
    if (named.name == reference) return named.point;
  return 0;
}

bool is_reference_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
}

}  // namespace

std::string resolve_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '&') {
      out += text[at++];
      continue;
    }
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= longest_reference && is_reference_char(text[end])) ++end;
    const char32_t point = point_of(text.substr(at + 1, end - at - 1));
    const bool parameter = end < text.size() && text[end] == '=';  // "?a=1&copy=2" is an address
    if (point == 0 || parameter) {
      out += text[at++];
      continue;
    }
    append_code_point(out, point);
    at = end < text.size() && text[end] == ';' ? end + 1 : end;
  }
  return out;
}

}  // namespace oasis
