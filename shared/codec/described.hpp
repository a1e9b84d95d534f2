// Rows from one description for both directions: a struct says its members once, and is written and read by
// it. Internal to this room. May not: know any domain object.
//
//   template <typename F> void describe(F& f, Described<F, Clock>& c) { f("spent", c.spent); … }
//
// f(…): written only if it is not empty, false or zero, read if it is there; f.always(…): always written,
// read if it is there; f.required(…): must be there. Unknown members are a fault. Instants and durations are
// whole milliseconds, enums their words.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/codec/field.hpp"
#include "shared/codec/words.hpp"
#include "shared/model/rare.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/maybe.hpp"

namespace oasis {

template <typename F, typename T>
using Described = std::conditional_t<F::writes, const T, T>;

constexpr std::size_t longest_row_text = 4'000'000;  // bytes
constexpr std::size_t most_row_items = 100'000;

class RowWriter {
 public:
  static constexpr bool writes = true;

  template <typename T>
  void operator()(const char* key, const T& value) {
    if (!(value == T{})) out[key] = row(value);
  }
  template <typename T>
  void required(const char* key, const T& value) {
    out[key] = row(value);
  }
  template <typename T>
  void always(const char* key, const T& value) {
    out[key] = row(value);
  }

  nlohmann::json out = nlohmann::json::object();

  template <typename T>
  static nlohmann::json row(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return word(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return value;
    } else {
      RowWriter writer;
      describe(writer, value);
      return std::move(writer.out);
    }
  }
  static nlohmann::json row(Instant value) { return value.ms; }
  static nlohmann::json row(Duration value) { return value.ms; }
  static nlohmann::json row(Interval value) { return nlohmann::json::array({value.from.ms, value.to.ms}); }
  template <typename T>
  static nlohmann::json row(const std::optional<T>& value) {
    return row(*value);
  }
  template <typename T>
  static nlohmann::json row(const Maybe<T>& value) {
    return row(*value);
  }
  template <typename T>
  static nlohmann::json row(const Rare<T>& value) {
    return row(*value);
  }
  template <typename T>
  static nlohmann::json row(const std::vector<T>& values) {
    nlohmann::json list = nlohmann::json::array();
    for (const T& value : values) list.push_back(row(value));
    return list;
  }
};

class RowReader {
 public:
  static constexpr bool writes = false;

  explicit RowReader(Members& members) : members_(members) {}

  template <typename T>
  void operator()(const char* key, T& value) {
    members_.optional(key, [&](const Field& at) { read(at, value); });
  }
  template <typename T>
  void required(const char* key, T& value) {
    members_.required(key, [&](const Field& at) { read(at, value); });
  }
  template <typename T>
  void always(const char* key, T& value) {
    (*this)(key, value);
  }

  template <typename T>
  static void read(const Field& at, T& value) {
    if constexpr (std::is_enum_v<T>) {
      read_word(at, value);
    } else if constexpr (std::is_same_v<T, bool>) {
      read_bool(at, value);
    } else if constexpr (std::is_integral_v<T>) {
      std::int64_t wide = 0;
      constexpr bool is_wide = sizeof(T) == sizeof(std::int64_t);
      constexpr std::int64_t least =
          std::is_unsigned_v<T> ? 0 : static_cast<std::int64_t>(std::numeric_limits<T>::min());
      constexpr std::int64_t most = is_wide ? std::numeric_limits<std::int64_t>::max()
                                            : static_cast<std::int64_t>(std::numeric_limits<T>::max());
      if (read_integer(at, wide, least, most)) value = static_cast<T>(wide);
    } else if constexpr (std::is_floating_point_v<T>) {
      read_number(at, value, -1e18, 1e18);
    } else {
      Members members(at);
      RowReader reader(members);
      describe(reader, value);
      members.done();
    }
  }
  static void read(const Field& at, std::string& value) { read_text(at, value, longest_row_text); }
  static void read(const Field& at, Instant& value) {
    read_integer(at, value.ms, -end_of_time.ms, end_of_time.ms);
  }
  static void read(const Field& at, Duration& value) {
    read_integer(at, value.ms, -end_of_time.ms, end_of_time.ms);
  }
  static void read(const Field& at, Interval& value) {
    if (!at.value().is_array() || at.value().size() != 2) return at.fault("must be a list of two instants");
    read(Field(at.value()[0], at, std::size_t{0}), value.from);
    read(Field(at.value()[1], at, std::size_t{1}), value.to);
  }
  template <typename T>
  static void read(const Field& at, std::optional<T>& value) {
    read(at, value.emplace());
  }
  template <typename T>
  static void read(const Field& at, Maybe<T>& value) {
    T given{};
    read(at, given);
    value = given;
  }
  template <typename T>
  static void read(const Field& at, Rare<T>& value) {
    read(at, value.emplace());
  }
  template <typename T>
  static void read(const Field& at, std::vector<T>& values) {
    read_list(at, most_row_items, [&](const Field& item) { read(item, values.emplace_back()); });
  }

 private:
  Members& members_;
};

/// One whole object from its description; the first fault as the error.
template <typename T>
Result<T> read_described(const nlohmann::json& json) {
  Faults faults;
  T value{};
  RowReader::read(Field(json, "", faults), value);
  if (!faults.none()) return faults.all().front();
  return value;
}

}  // namespace oasis
