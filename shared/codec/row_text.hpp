// Rows straight from their text, without a JSON value between, by the descriptions of codec/described.hpp: a snapshot has
// ten thousand of them before the first can be seen. Internal to this room. May not: say what is wrong with a row; whoever
// gets none reads it by read_described, which knows everything that JSON can spell and names each fault.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/codec/described.hpp"

namespace oasis {

/// Where JSON values begin and end. O(length).
class TextScan {
 public:
  explicit TextScan(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool take(char c);
  /// A string without its quotes, escapes as they stand; nullopt where there is none.
  std::optional<std::string_view> quoted();
  /// Any value as it stands, its brackets paired.
  std::optional<std::string_view> value();
  bool at_end() const { return at_ == end_; }

 private:
  const char* at_;
  const char* end_;
};

/// A text of JSON without its quotes; false for an escape by number, or none at all.
bool read_quoted(std::string_view quoted, std::string& out);

class RowTextReader {
 public:
  static constexpr bool writes = false;

  /// `object` with its brackets. Nothing may stand between the tokens.
  explicit RowTextReader(std::string_view object);

  template <typename T>
  void operator()(const char* key, T& value) {
    if (const auto text = find(key)) whole_ = whole_ && read(*text, value);
  }
  template <typename T>
  void required(const char* key, T& value) {
    const auto text = find(key);
    whole_ = whole_ && text && read(*text, value);
  }
  template <typename T>
  void always(const char* key, T& value) {
    (*this)(key, value);
  }

  /// Each member was asked for once and could be read.
  bool done() const { return whole_ && asked_ == members_.size(); }

  template <typename T>
  static bool read(std::string_view text, T& value) {
    if constexpr (std::is_enum_v<T>) {
      const auto quoted = whole_string(text);
      const auto known = quoted ? value_of<T>(*quoted) : std::nullopt;
      if (known) value = *known;
      return known.has_value();
    } else if constexpr (std::is_same_v<T, bool>) {
      value = text == "true";
      return value || text == "false";
    } else if constexpr (std::is_integral_v<T>) {
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
      return fault == std::errc() && end == text.data() + text.size();
    } else {
      RowTextReader reader(text);
      describe(reader, value);
      return reader.done();
    }
  }
  static bool read(std::string_view text, std::string& value);
  static bool read(std::string_view text, Instant& value) { return read_ms(text, value.ms); }
  static bool read(std::string_view text, Duration& value) { return read_ms(text, value.ms); }
  static bool read(std::string_view text, Interval& value);
  template <typename T>
  static bool read(std::string_view text, std::optional<T>& value) {
    return read(text, value.emplace());
  }
  template <typename T>
  static bool read(std::string_view text, Maybe<T>& value) {
    T given{};
    const bool whole = read(text, given);
    value = given;
    return whole;
  }
  template <typename T>
  static bool read(std::string_view text, Rare<T>& value) {
    return read(text, value.emplace());
  }
  template <typename T>
  static bool read(std::string_view text, std::vector<T>& values) {
    TextScan scan(text);
    if (!scan.take('[')) return false;
    while (!scan.take(']')) {
      if (!values.empty() && !scan.take(',')) return false;
      const auto item = scan.value();
      if (!item || values.size() == most_row_items || !read(*item, values.emplace_back())) return false;
    }
    return scan.at_end();
  }

 private:
  static std::optional<std::string_view> whole_string(std::string_view text);
  static bool read_ms(std::string_view text, std::int64_t& ms);
  std::optional<std::string_view> find(std::string_view key);

  std::vector<std::pair<std::string_view, std::string_view>> members_;
  std::size_t next_ = 0;  // where the search goes on: the next member asked for often stands behind the last
  std::size_t asked_ = 0;
  bool whole_ = true;
};

}  // namespace oasis
