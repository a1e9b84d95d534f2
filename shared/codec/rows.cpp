// Rows of tickets, people and messages. Each struct is described once (codec/described.hpp).
#include "shared/codec/rows.hpp"

#include "shared/codec/rows_described.hpp"

namespace oasis {

using nlohmann::json;

json write_ticket(const Ticket& ticket) {
  return RowWriter::row(ticket);
}
Result<Ticket> read_ticket(const json& row) {
  return read_described<Ticket>(row);
}

json write_person(const Person& person) {
  return RowWriter::row(person);
}
Result<Person> read_person(const json& row) {
  return read_described<Person>(row);
}

json write_message(const Message& message) {
  return RowWriter::row(message);
}
Result<Message> read_message(const json& row) {
  return read_described<Message>(row);
}

}  // namespace oasis
