// See row_text.hpp.
#include "shared/codec/row_text.hpp"

#include <algorithm>

namespace oasis {
namespace {

constexpr std::size_t usual_member = 20;  // bytes with its key; for reserving only

}  // namespace

bool TextScan::take(char c) {
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

std::optional<std::string_view> TextScan::quoted() {
  if (!take('"')) return std::nullopt;
  const char* const from = at_;
  for (; at_ != end_ && *at_ != '"'; ++at_) {
    if (*at_ == '\\' && ++at_ == end_) return std::nullopt;
  }
  const std::string_view inside(from, static_cast<std::size_t>(at_ - from));
  return take('"') ? std::optional(inside) : std::nullopt;
}

std::optional<std::string_view> TextScan::value() {
  const char* const from = at_;
  int depth = 0;
  do {
    if (at_ == end_) return std::nullopt;
    if (*at_ == '"') {
      if (!quoted()) return std::nullopt;
    } else if (*at_ == '{' || *at_ == '[') {
      ++depth, ++at_;
    } else if (*at_ == '}' || *at_ == ']') {
      if (--depth < 0) return std::nullopt;
      ++at_;
    } else if (depth > 0) {
      ++at_;
    } else {
      while (at_ != end_ && *at_ != ',' && *at_ != '}' && *at_ != ']') ++at_;
    }
  } while (depth > 0);
  return std::string_view(from, static_cast<std::size_t>(at_ - from));
}

bool read_quoted(std::string_view quoted, std::string& out) {
  constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  out.clear();
  for (std::size_t at = 0; at < quoted.size();) {
    const std::size_t escape = std::min(quoted.find('\\', at), quoted.size());
    out.append(quoted, at, escape - at);
    at = escape + 2;
    if (escape == quoted.size()) break;
    const std::size_t letter = letters.find(quoted[escape + 1]);
    if (letter == letters.npos) return false;
    out += meant[letter];
  }
  return out.size() <= longest_row_text;
}

RowTextReader::RowTextReader(std::string_view object) {
  members_.reserve(object.size() / usual_member + 1);
  TextScan scan(object);
  whole_ = scan.take('{');
  while (whole_ && !scan.take('}')) {
    whole_ = members_.empty() || scan.take(',');
    const auto key = scan.quoted();
    whole_ = whole_ && key && scan.take(':');
    const auto value = scan.value();
    whole_ = whole_ && value;
    if (whole_) members_.emplace_back(*key, *value);
  }
  whole_ = whole_ && scan.at_end();
}

std::optional<std::string_view> RowTextReader::find(std::string_view key) {
  if (asked_ == members_.size()) return std::nullopt;  // all of them have been read
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto& [name, value] = members_[next_];
    next_ = next_ + 1 == members_.size() ? 0 : next_ + 1;
    if (name != key) continue;
    ++asked_;
    return value;
  }
  return std::nullopt;
}

std::optional<std::string_view> RowTextReader::whole_string(std::string_view text) {
  TextScan scan(text);
  const auto inside = scan.quoted();
  return scan.at_end() ? inside : std::nullopt;
}

bool RowTextReader::read(std::string_view text, std::string& value) {
  const auto quoted = whole_string(text);
  return quoted && read_quoted(*quoted, value);
}

bool RowTextReader::read(std::string_view text, Interval& value) {
  std::vector<Instant> ends;
  if (!read(text, ends) || ends.size() != 2) return false;
  value = {ends[0], ends[1]};
  return true;
}

bool RowTextReader::read_ms(std::string_view text, std::int64_t& ms) {
  return read(text, ms) && ms >= -end_of_time.ms && ms <= end_of_time.ms;
}

}  // namespace oasis
