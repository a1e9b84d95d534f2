// See object_text.hpp.
#include "shared/codec/object_text.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

void put_escape(std::string& out, char c) {
  constexpr std::string_view meant = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt", hex = "0123456789abcdef";
  out += '\\';
  if (const std::size_t at = meant.find(c); at != meant.npos) {
    out += letters[at];
  } else {
    out.append("u00").append(1, hex[static_cast<unsigned char>(c) >> 4]).append(1, hex[c & 15]);
  }
}

}  // namespace

void put_quoted(std::string& out, std::string_view text) {
  if (!valid_utf8(text)) return put_quoted(out, repair_utf8(text));
  out += '"';
  std::size_t plain_from = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\') continue;
    out.append(text, plain_from, at - plain_from);
    put_escape(out, c);
    plain_from = at + 1;
  }
  out.append(text, plain_from).append("\"");
}

ObjectText::ObjectText(std::string& out) : out_(out) {
  out_ += '{';
}

void ObjectText::begin(const char* key) {
  if (!std::exchange(first_, false)) out_ += ',';
  put_quoted(out_, key);
  out_ += ':';
}

void ObjectText::text(const char* key, std::string_view value) {
  begin(key);
  put_quoted(out_, value);
}

void ObjectText::number(const char* key, std::int64_t value) {
  begin(key);
  std::array<char, 32> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out_.append(digits.data(), written.ptr);
}

void ObjectText::truth(const char* key, bool value) {
  begin(key);
  out_ += value ? "true" : "false";
}

ObjectText ObjectText::object(const char* key) {
  begin(key);
  return ObjectText(out_);
}

void ObjectText::done() {
  out_ += '}';
}

}  // namespace oasis
