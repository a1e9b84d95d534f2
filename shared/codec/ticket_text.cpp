// See ticket_text.hpp.
#include "shared/codec/ticket_text.hpp"

#include "shared/codec/row_text.hpp"
#include "shared/codec/rows_described.hpp"

namespace oasis {

std::optional<Ticket> read_ticket_text(std::string_view row) {
  std::optional<Ticket> ticket(std::in_place);
  if (!RowTextReader::read(row, *ticket)) ticket.reset();
  return ticket;
}

}  // namespace oasis
