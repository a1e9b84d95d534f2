// Rows straight to their text, without a JSON value between, by the descriptions of codec/described.hpp: the server's one
// writer makes three or more for each command. Internal to this room. May not: know any domain object.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/codec/described.hpp"
#include "shared/codec/object_text.hpp"

namespace oasis {

/// As codec/row writes it, "1.0"; the browser's library has no std::to_chars for it.
void put_real(std::string& out, double value);

/// Members in the order of the description, no spaces.
class RowTextWriter {
 public:
  static constexpr bool writes = true;

  explicit RowTextWriter(std::string& out) : out_(out) { out_ += '{'; }

  template <typename T>
  void operator()(const char* key, const T& value) {
    if (!(value == T{})) always(key, value);
  }
  template <typename T>
  void required(const char* key, const T& value) {
    always(key, value);
  }
  template <typename T>
  void always(const char* key, const T& value) {
    if (!std::exchange(first_, false)) out_ += ',';
    out_.append("\"").append(key).append("\":");
    put(out_, value);
  }
  void done() { out_ += '}'; }

  template <typename T>
  static void put(std::string& out, const T& value) {
    if constexpr (std::is_enum_v<T>) {
      put_quoted(out, word(value));
    } else if constexpr (std::is_same_v<T, bool>) {
      out += value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
      put_real(out, value);
    } else if constexpr (std::is_arithmetic_v<T>) {
      std::array<char, 32> digits;
      const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
      out.append(digits.data(), written.ptr);
    } else {
      RowTextWriter writer(out);
      describe(writer, value);
      writer.done();
    }
  }
  static void put(std::string& out, const std::string& value) { put_quoted(out, value); }
  static void put(std::string& out, std::string_view value) { put_quoted(out, value); }
  static void put(std::string& out, Instant value) { put(out, value.ms); }
  static void put(std::string& out, Duration value) { put(out, value.ms); }
  static void put(std::string& out, Interval value) {
    out += '[';
    put(out, value.from);
    out += ',';
    put(out, value.to);
    out += ']';
  }
  template <typename T>
  static void put(std::string& out, const std::optional<T>& value) {
    put(out, *value);
  }
  template <typename T>
  static void put(std::string& out, const Maybe<T>& value) {
    put(out, *value);
  }
  template <typename T>
  static void put(std::string& out, const Rare<T>& value) {
    put(out, *value);
  }
  template <typename T>
  static void put(std::string& out, const std::vector<T>& values) {
    out += '[';
    for (const T& value : values) {
      if (&value != values.data()) out += ',';
      put(out, value);
    }
    out += ']';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace oasis
