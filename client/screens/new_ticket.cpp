// See new_ticket.hpp.
#include "client/screens/new_ticket.hpp"

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {

using namespace ui;

TicketId draw_new_ticket(Desk& desk, NewTicket& form) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "New ticket"_tr, form.open, 520);
  if (!dialog) return {};
  std::vector<std::string> customers = {"Not listed"_tr};
  for (const Customer& customer : desk.workspace.customers)
    customers.push_back(customer.name.empty() ? customer.id : customer.name);
  combo(ui, "Customer"_tr, customers, form.customer);
  text_field(ui, "sender|From"_tr, form.from, {.placeholder = "customer@example.com"});
  text_field(ui, "Subject"_tr, form.subject);
  text_area(ui, "Message"_tr, form.text, {.placeholder = "What the customer says"_tr});
  combo(ui, "Priority"_tr, {"Low"_tr, "Normal"_tr, "High"_tr, "Urgent"_tr}, form.priority);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) form.open = false;
  const bool ready = !form.subject.empty();
  if (!button(
          ui, "Create ticket"_tr,
          {.kind = ButtonKind::primary, .disabled = !ready, .tooltip = ready ? "" : "It needs a subject"_tr}))
    return {};

  CreateTicket create;
  create.ticket = desk.new_id();
  create.subject = form.subject;
  create.priority = static_cast<Priority>(form.priority);
  if (form.customer > 0)
    create.customer = desk.workspace.customers[static_cast<std::size_t>(form.customer - 1)].id;
  create.from_email = form.from;
  create.channel = "desk";
  create.message.id = desk.new_id();
  create.message.text = form.text;
  const TicketId id = create.ticket;
  if (!desk.give(create)) return {};
  form = NewTicket{};
  return id;
}

}  // namespace oasis
