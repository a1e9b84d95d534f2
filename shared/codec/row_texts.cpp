// See row_texts.hpp and row_text_writer.hpp.
#include "shared/codec/row_texts.hpp"

#include <nlohmann/json.hpp>

#include "shared/codec/facts_described.hpp"
#include "shared/codec/row_text_writer.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// Most rows are shorter: one piece of memory for each.
constexpr std::size_t usual_row = 1000;

void put_escape(std::string& out, char c) {
  constexpr std::string_view meant = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt", hex = "0123456789abcdef";
  out += '\\';
  if (const std::size_t at = meant.find(c); at != meant.npos) {
    out += letters[at];
  } else {
    out.append("u00").append(1, hex[static_cast<unsigned char>(c) >> 4]).append(1, hex[c & 15]);
  }
}

template <typename T>
std::string row_text(const T& value) {
  std::string text;
  text.reserve(usual_row);
  RowTextWriter::put(text, value);
  return text;
}

}  // namespace

void put_real(std::string& out, double value) {
  out += nlohmann::json(value).dump();
}

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

std::string ticket_row_text(const Ticket& ticket) {
  return row_text(ticket);
}

std::string person_row_text(const Person& person) {
  return row_text(person);
}

std::string message_row_text(const Message& message) {
  return row_text(message);
}

std::string event_row_text(const Event& event) {
  std::string text;
  text.reserve(usual_row);
  RowTextWriter writer(text);
  describe_envelope(writer, event);
  writer.always("event", fact_words[event.fact.index()]);
  std::visit([&](const auto& fact) { describe(writer, fact); }, event.fact);
  writer.done();
  return text;
}

}  // namespace oasis
