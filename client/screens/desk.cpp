// See desk.hpp.
#include "client/screens/desk.hpp"

#include "client/words/translated.hpp"

namespace oasis {

std::string address_of(const Ticket& ticket) {
  return "/tickets/" + (ticket.number > 0 ? std::to_string(ticket.number) : ticket.id);
}

std::string sender_of(const Ticket& ticket, const Workspace& workspace) {
  const std::string& person = ticket.contact_name.empty() ? ticket.contact_email : ticket.contact_name;
  for (const Customer& customer : workspace.customers) {
    if (customer.id != ticket.customer) continue;
    return person.empty() ? customer.name : person + " · " + customer.name;
  }
  return person.empty() ? "Unknown sender"_tr : person;
}

}  // namespace oasis
