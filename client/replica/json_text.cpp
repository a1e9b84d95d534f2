// See json_text.hpp.
#include "client/replica/json_text.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "client/platform/number_text.hpp"

namespace oasis::wire {
namespace {

using nlohmann::json;

constexpr int deepest = 256;

class Parser {
 public:
  explicit Parser(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  json whole() {
    json result;
    skip_space();
    if (!value(result, 0)) return json(json::value_t::discarded);
    skip_space();
    return at_ == end_ ? std::move(result) : json(json::value_t::discarded);
  }

 private:
  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (static_cast<std::size_t>(end_ - at_) < word.size() || std::string_view(at_, word.size()) != word)
      return false;
    at_ += word.size();
    return true;
  }

  bool value(json& out, int depth) {
    if (at_ == end_ || depth > deepest) return false;
    switch (*at_) {
      case '{':
        return object(out, depth);
      case '[':
        return array(out, depth);
      case '"':
        out = std::string();
        return text(*out.get_ptr<std::string*>());
      case 't':
        out = true;
        return take("true");
      case 'f':
        out = false;
        return take("false");
      case 'n':
        return take("null");
      default:
        return number(out);
    }
  }

  bool object(json& out, int depth) {
    out = json::object();
    auto& members = *out.get_ptr<json::object_t*>();
    ++at_;
    skip_space();
    if (take('}')) return true;
    std::string key;
    do {
      skip_space();
      key.clear();
      if (at_ == end_ || *at_ != '"' || !text(key)) return false;
      skip_space();
      if (!take(':')) return false;
      skip_space();
      json& member = members[std::move(key)];  // of two with one name the last counts
      member = nullptr;
      if (!value(member, depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take('}');
  }

  bool array(json& out, int depth) {
    out = json::array();
    auto& items = *out.get_ptr<json::array_t*>();
    ++at_;
    skip_space();
    if (take(']')) return true;
    do {
      skip_space();
      if (!value(items.emplace_back(), depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(']');
  }

  bool text(std::string& out) {
    ++at_;
    for (;;) {
      const char* from = at_;
      while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
      out.append(from, at_);
      if (take('"')) return true;
      if (!take('\\') || !escape(out)) return false;
    }
  }

  bool escape(std::string& out) {
    if (at_ == end_) return false;
    constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    const char c = *at_++;
    if (const auto known = letters.find(c); known != letters.npos) {
      out += meant[known];
      return true;
    }
    std::uint32_t unit = 0, second = 0;
    if (c != 'u' || !hex4(unit)) return false;
    if (unit >= 0xDC00 && unit < 0xE000) return false;
    if (unit >= 0xD800 && unit < 0xDC00) {
      if (!take("\\u") || !hex4(second) || second < 0xDC00 || second >= 0xE000) return false;
      unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
    }
    append_utf8(out, unit);
    return true;
  }

  bool hex4(std::uint32_t& out) {
    out = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_ == end_) return false;
      const char c = *at_;
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      out = out << 4 | static_cast<std::uint32_t>(digit);
    }
    return true;
  }

  static void append_utf8(std::string& out, std::uint32_t c) {
    const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return add(c);
    if (c < 0x800) {
      add(0xC0 | c >> 6);
    } else {
      if (c < 0x10000) {
        add(0xE0 | c >> 12);
      } else {
        add(0xF0 | c >> 18);
        add(0x80 | (c >> 12 & 63));
      }
      add(0x80 | (c >> 6 & 63));
    }
    add(0x80 | (c & 63));
  }

  bool digits() {
    const char* from = at_;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9') ++at_;
    return at_ != from;
  }

  bool number(json& out) {
    const char* from = at_;
    const bool negative = take('-');
    if (!take('0') && !digits()) return false;
    bool whole = true;
    if (take('.')) {
      whole = false;
      if (!digits()) return false;
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
      whole = false;
      ++at_;
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    if (whole && whole_number(from + (negative ? 1 : 0), negative, out)) return true;
    const double real = platform::read_real(std::string_view(from, static_cast<std::size_t>(at_ - from)));
    if (real - real != 0) return false;  // too large for any double
    out = real;
    return true;
  }

  /// False if it does not fit into 64 bits: then it is a real one.
  bool whole_number(const char* from, bool negative, json& out) const {
    std::uint64_t number = 0;
    for (; from != at_; ++from) {
      const auto digit = static_cast<std::uint64_t>(*from - '0');
      if (number > (UINT64_MAX - digit) / 10) return false;
      number = number * 10 + digit;
    }
    if (!negative) {
      out = number;
    } else if (number <= std::uint64_t{1} << 63) {
      out = static_cast<std::int64_t>(0 - number);
    } else {
      return false;
    }
    return true;
  }

  const char* at_;
  const char* end_;
};

void print_text(const std::string& text, std::string& out) {
  constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += "\\u00", out += hex[c >> 4], out += hex[c & 15];
    }
  }
  out += '"';
}

void print_value(const json& value, std::string& out) {
  switch (value.type()) {
    case json::value_t::object: {
      char before = '{';
      for (const auto& [key, member] : *value.get_ptr<const json::object_t*>()) {
        out += before, before = ',';
        print_text(key, out);
        out += ':';
        print_value(member, out);
      }
      out += before == '{' ? "{}" : "}";
      return;
    }
    case json::value_t::array: {
      char before = '[';
      for (const json& item : *value.get_ptr<const json::array_t*>()) {
        out += before, before = ',';
        print_value(item, out);
      }
      out += before == '[' ? "[]" : "]";
      return;
    }
    case json::value_t::string:
      return print_text(*value.get_ptr<const std::string*>(), out);
    case json::value_t::boolean:
      out += *value.get_ptr<const bool*>() ? "true" : "false";
      return;
    case json::value_t::number_integer:
      out += std::to_string(*value.get_ptr<const std::int64_t*>());
      return;
    case json::value_t::number_unsigned:
      out += std::to_string(*value.get_ptr<const std::uint64_t*>());
      return;
    case json::value_t::number_float:
      platform::write_real(*value.get_ptr<const double*>(), out);
      return;
    default:
      out += "null";
  }
}

}  // namespace

json parse(std::string_view text) {
  return Parser(text).whole();
}

std::string print(const json& value) {
  std::string out;
  print_value(value, out);
  return out;
}

}  // namespace oasis::wire
