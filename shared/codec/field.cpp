// Checks of single JSON values.
#include "shared/codec/field.hpp"

#include <cmath>

#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

std::string Field::pointer() const {
  if (parent_ == nullptr) return std::string(key_);
  std::string path = parent_->pointer();
  path += '/';
  if (index_ != no_index) {
    path += std::to_string(index_);
    return path;
  }
  for (char c : key_) {
    if (c == '~') {
      path += "~0";
    } else if (c == '/') {
      path += "~1";
    } else {
      path += c;
    }
  }
  return path;
}

Members::Members(const Field& object) : object_(object), is_object_(object.value().is_object()) {
  if (!is_object_) object.fault("must be an object");
}

const json* Members::find(std::string_view key) {
  known_.push_back(key);
  if (!is_object_) return nullptr;
  const auto found = object_.value().find(key);
  return found == object_.value().end() ? nullptr : &*found;
}

void Members::done() {
  if (!is_object_ || others_ignored_) return;
  for (auto member = object_.value().begin(); member != object_.value().end(); ++member) {
    bool is_known = false;
    for (std::string_view key : known_) is_known = is_known || key == member.key();
    if (!is_known) Field(member.value(), object_, member.key()).fault("unknown field");
  }
}

namespace {

/// A text parser of shared/time as a field reader.
template <typename T, typename Parse>
bool read_parsed(const Field& field, T& out, Parse&& parse) {
  std::string text;
  if (!read_text(field, text)) return false;
  auto value = parse(std::string_view(text));
  if (!value.ok()) {
    field.fault(value.error().what);
    return false;
  }
  out = *value;
  return true;
}

}  // namespace

std::string in_quotes(std::string_view text) {
  return "\"" + cut_to(repair_utf8(text), 80) + "\"";
}

bool read_text(const Field& field, std::string& out, std::size_t most_bytes) {
  const std::string* text = field.value().get_ptr<const json::string_t*>();
  if (text == nullptr) {
    field.fault("must be a text");
    return false;
  }
  if (text->size() > most_bytes) {
    field.fault("is longer than " + std::to_string(most_bytes) + " bytes");
    return false;
  }
  if (!valid_utf8(*text)) {
    field.fault("is not valid UTF-8");
    return false;
  }
  out = *text;
  return true;
}

bool read_identifier(const Field& field, std::string& out) {
  std::string text;
  if (!read_text(field, text)) return false;
  if (!is_identifier(text)) {
    field.fault(in_quotes(text) + " is no identifier: 1 to 63 of a-z, 0-9 and -, the first not -");
    return false;
  }
  out = std::move(text);
  return true;
}

bool read_integer(const Field& field, std::int64_t& out, std::int64_t least, std::int64_t most) {
  const json& value = field.value();
  std::int64_t number = 0;
  if (value.is_number_unsigned()) {
    const std::uint64_t large = *value.get_ptr<const json::number_unsigned_t*>();
    const bool fits = large <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    number = fits ? static_cast<std::int64_t>(large) : std::numeric_limits<std::int64_t>::max();
  } else if (value.is_number_integer()) {
    number = *value.get_ptr<const json::number_integer_t*>();
  } else {
    field.fault("must be a whole number");
    return false;
  }
  if (number < least || number > most) {
    field.fault("must be " + std::to_string(least) + " to " + std::to_string(most));
    return false;
  }
  out = number;
  return true;
}

bool read_integer(const Field& field, std::int32_t& out, std::int32_t least, std::int32_t most) {
  std::int64_t wide = 0;
  if (!read_integer(field, wide, std::int64_t{least}, std::int64_t{most})) return false;
  out = static_cast<std::int32_t>(wide);
  return true;
}

bool read_number(const Field& field, double& out, double least, double most) {
  if (!field.value().is_number()) {
    field.fault("must be a number");
    return false;
  }
  const double number = field.value().get<double>();
  if (!(number >= least && number <= most)) {
    field.fault("is out of range");
    return false;
  }
  out = number;
  return true;
}

bool read_bool(const Field& field, bool& out) {
  const bool* value = field.value().get_ptr<const json::boolean_t*>();
  if (value == nullptr) {
    field.fault("must be true or false");
    return false;
  }
  out = *value;
  return true;
}

bool read_instant(const Field& field, Instant& out) {
  return read_parsed(field, out, parse_instant);
}
bool read_local_time(const Field& field, LocalTime& out) {
  return read_parsed(field, out, parse_local_time);
}
bool read_clock(const Field& field, ClockTime& out) {
  return read_parsed(field, out, parse_clock);
}
bool read_clock_end(const Field& field, ClockTime& out) {
  return read_parsed(field, out, parse_clock_end);
}

bool read_duration(const Field& field, Duration& out, Duration least, Duration most) {
  Duration value;
  if (!read_parsed(field, value, parse_duration)) return false;
  if (value < least || value > most) {
    field.fault("must be " + to_text(least) + " to " + to_text(most));
    return false;
  }
  out = value;
  return true;
}

bool is_list(const Field& field, std::size_t most_items) {
  if (!field.value().is_array()) {
    field.fault("must be a list");
    return false;
  }
  if (field.value().size() > most_items) {
    field.fault("has more than " + std::to_string(most_items) + " items");
    return false;
  }
  return true;
}

bool read_weekday(const Field& field, int& out) {
  std::string text;
  if (!read_text(field, text)) return false;
  const std::optional<int> day = weekday_of_word(text);
  if (!day) {
    field.fault(in_quotes(text) + " is none of mon, tue, wed, thu, fri, sat, sun");
    return false;
  }
  out = *day;
  return true;
}

void read_interval(Members& members, const Field& field, Interval& out) {
  const std::size_t before = field.faults().all().size();
  members.required("from", [&](const Field& at) { read_instant(at, out.from); });
  members.required("to", [&](const Field& at) { read_instant(at, out.to); });
  if (field.faults().all().size() == before && out.to <= out.from)
    field.fault("\"to\" must be after \"from\"");
}

}  // namespace oasis
