// See row_texts.hpp and row_text_writer.hpp.
#include "shared/codec/row_texts.hpp"

#include <nlohmann/json.hpp>

#include "shared/codec/facts_described.hpp"
#include "shared/codec/row_text_writer.hpp"

namespace oasis {
namespace {

/// Most rows are shorter: one piece of memory for each.
constexpr std::size_t usual_row = 1000;

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
