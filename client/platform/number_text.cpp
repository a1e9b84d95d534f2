// See number_text.hpp: whole numbers, the same everywhere.
#include "client/platform/number_text.hpp"

namespace oasis::platform {

std::int64_t read_whole(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || number > (INT64_MAX - 9) / 10) break;
    number = number * 10 + (c - '0');
  }
  return negative ? -number : number;
}

std::string in_hex(std::uint64_t number, int digits) {
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, number >>= 4)
    *place = "0123456789abcdef"[number & 15];
  return text;
}

std::string padded(std::int64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

}  // namespace oasis::platform
