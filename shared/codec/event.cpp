// Rows of events: the members that all facts share, then those of the fact.
#include "shared/codec/facts_described.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {

using nlohmann::json;

namespace {

template <std::size_t... I>
void emplace_fact(Fact& fact, std::size_t index, std::index_sequence<I...>) {
  ((I == index ? void(fact.emplace<I>()) : void()), ...);
}

}  // namespace

std::string_view event_word(const Fact& fact) {
  return fact_words[fact.index()];
}

json write_event(const Event& event) {
  RowWriter writer;
  describe_envelope(writer, event);
  writer.out["event"] = event_word(event.fact);
  std::visit([&](const auto& fact) { describe(writer, fact); }, event.fact);
  return std::move(writer.out);
}

Result<Event> read_event(const json& row) {
  Faults faults;
  const Field top(row, "", faults);
  Members members(top);
  RowReader reader(members);
  Event event;
  describe_envelope(reader, event);
  bool known = false;
  members.required("event", [&](const Field& at) {
    std::string name;
    if (!read_text(at, name)) return;
    for (std::size_t index = 0; index < std::size(fact_words) && !known; ++index) {
      if (fact_words[index] != name) continue;
      emplace_fact(event.fact, index, std::make_index_sequence<std::variant_size_v<Fact>>());
      known = true;
    }
    if (!known) at.fault("no event " + in_quotes(name));
  });
  if (known) {
    std::visit([&](auto& fact) { describe(reader, fact); }, event.fact);
    members.done();
  }
  if (!faults.none()) return faults.all().front();
  return event;
}

}  // namespace oasis
