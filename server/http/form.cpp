// Reads what a plain HTML form sends. May not: know which fields there are.
#include "server/http/form.hpp"

#include <algorithm>
#include <optional>

#include "shared/text/percent.hpp"

namespace oasis::http {
namespace {

std::optional<std::string> decode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decoded(spaced);
  if (!decoded || !is_utf8(*decoded) || decoded->find('\0') != std::string::npos) return std::nullopt;
  return decoded;
}

/// How many bytes the character that begins with `first` has, and the smallest code point that needs so many.
struct Shape {
  std::size_t bytes;
  char32_t bits;
  char32_t smallest;
};

std::optional<Shape> shape_of(unsigned char first) {
  if (first < 0x80) return Shape{1, first, 0};
  if ((first & 0xe0) == 0xc0) return Shape{2, first & 0x1fu, 0x80};
  if ((first & 0xf0) == 0xe0) return Shape{3, first & 0x0fu, 0x800};
  if ((first & 0xf8) == 0xf0) return Shape{4, first & 0x07u, 0x10000};
  return std::nullopt;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto shape = shape_of(static_cast<unsigned char>(bytes[i]));
    if (!shape || i + shape->bytes > bytes.size()) return false;
    char32_t character = shape->bits;
    for (std::size_t k = 1; k < shape->bytes; ++k) {
      const auto next = static_cast<unsigned char>(bytes[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      character = (character << 6) | (next & 0x3fu);
    }
    if (character < shape->smallest || character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
      return false;
    i += shape->bytes;
  }
  return true;
}

Result<Form> read_form(std::string_view body) {
  Form form;
  while (!body.empty()) {
    const auto end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals));
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return Error{"", "The form holds something that is not text in UTF-8."};
    form[*name] = *std::move(value);
  }
  return form;
}

}  // namespace oasis::http
