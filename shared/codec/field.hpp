// Reading JSON from outside: a value with the way to it, so that every fault names its place.
// May not: know any domain object; those are in the other files of this room.
//
// Reading goes on after a fault, so that a document's author sees all of them at once. What could not be read
// keeps the value it had; whoever reads a document throws all of it away if there was a fault.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/codec/words.hpp"
#include "shared/result.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// The faults found so far, in the order of reading; more than `most` are only counted.
class Faults {
 public:
  static constexpr std::size_t most = 1000;

  void add(std::string where, std::string what) {
    if (all_.size() < most) all_.push_back({std::move(where), std::move(what)});
  }
  bool none() const { return all_.empty(); }
  const std::vector<Error>& all() const { return all_; }
  std::vector<Error> take() { return std::move(all_); }

 private:
  std::vector<Error> all_;
};

/// A value and the way to it. Lives on the stack of whoever reads; its parent must outlive it.
class Field {
 public:
  /// The top of a document; `at` is the JSON pointer of where it stands in a larger one.
  Field(const nlohmann::json& value, std::string_view at, Faults& faults)
      : value_(value), key_(at), faults_(faults) {}
  Field(const nlohmann::json& value, const Field& parent, std::string_view key)
      : value_(value), parent_(&parent), key_(key), faults_(parent.faults_) {}
  Field(const nlohmann::json& value, const Field& parent, std::size_t index)
      : value_(value), parent_(&parent), index_(index), faults_(parent.faults_) {}

  const nlohmann::json& value() const { return value_; }
  /// RFC 6901, with ~ and / escaped.
  std::string pointer() const;
  void fault(std::string what) const { faults_.add(pointer(), std::move(what)); }
  Faults& faults() const { return faults_; }

 private:
  static constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();

  const nlohmann::json& value_;
  const Field* parent_ = nullptr;
  std::string_view key_;
  std::size_t index_ = no_index;
  Faults& faults_;
};

/// The members of an object. Ask for each that may be there, then call `done`, which refuses all others.
class Members {
 public:
  explicit Members(const Field& object);

  /// Calls `read(Field)` if there is a member `key`; whether there is.
  template <typename Read>
  bool optional(std::string_view key, Read&& read) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return false;
    read(Field(*value, object_, key));
    return true;
  }
  /// The same; a fault if it is missing.
  template <typename Read>
  void required(std::string_view key, Read&& read) {
    if (!optional(key, read) && is_object_) object_.fault("\"" + std::string(key) + "\" is missing");
  }
  bool has(std::string_view key) { return find(key) != nullptr; }
  /// `done` refuses nothing: what may be here follows from a member that is wrong itself.
  void ignore_others() { others_ignored_ = true; }
  void done();

 private:
  const nlohmann::json* find(std::string_view key);

  const Field& object_;
  bool is_object_;
  bool others_ignored_ = false;
  std::vector<std::string_view> known_;
};

/// Each reads one value into `out`, or reports why it cannot and answers false.
bool read_text(const Field& field, std::string& out, std::size_t most_bytes = 1000);
bool read_identifier(const Field& field, std::string& out);
bool read_integer(const Field& field, std::int64_t& out, std::int64_t least, std::int64_t most);
bool read_integer(const Field& field, std::int32_t& out, std::int32_t least, std::int32_t most);
bool read_number(const Field& field, double& out, double least, double most);
bool read_bool(const Field& field, bool& out);
/// RFC 3339 text, as documents write it.
bool read_instant(const Field& field, Instant& out);
bool read_local_time(const Field& field, LocalTime& out);
bool read_duration(const Field& field, Duration& out, Duration least = {}, Duration most = days(3650));
bool read_clock(const Field& field, ClockTime& out);
bool read_clock_end(const Field& field, ClockTime& out);
/// Calls `each(Field)` for the items of an array.
bool is_list(const Field& field, std::size_t most_items);
template <typename Each>
bool read_list(const Field& field, std::size_t most_items, Each&& each) {
  if (!is_list(field, most_items)) return false;
  for (std::size_t i = 0; i < field.value().size(); ++i) each(Field(field.value()[i], field, i));
  return true;
}
/// The items of a list, or one value that stands for a list of one.
template <typename Each>
void read_one_or_list(const Field& field, std::size_t most_items, Each&& each) {
  if (field.value().is_array()) {
    read_list(field, most_items, each);
  } else {
    each(field);
  }
}
template <typename T>
bool read_word(const Field& field, T& out) {
  std::string text;
  if (!read_text(field, text)) return false;
  const std::optional<T> value = value_of<T>(text);
  if (!value) {
    field.fault("\"" + text + "\" is none of " + all_words<T>());
    return false;
  }
  out = *value;
  return true;
}
bool read_weekday(const Field& field, int& out);

/// An interval { "from": …, "to": … } of documents; `from` before `to`. Asks `members` for both.
void read_interval(Members& members, const Field& field, Interval& out);

/// A text for a message about a fault: quoted, and cut when it is long.
std::string in_quotes(std::string_view text);

}  // namespace oasis
