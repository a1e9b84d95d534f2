// See template_values.hpp.
#include "shared/policy/template_values.hpp"

#include "shared/text/templates.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::string_view priority_names[] = {"low", "normal", "high", "urgent"};
constexpr std::string_view status_names[] = {"new", "open", "pending", "on hold", "resolved", "closed"};
constexpr std::string_view clock_names[] = {"first_response", "next_response", "update", "resolution"};

std::string print(Instant at, std::string_view format, const Zone& zone) {
  if (format != "local") return to_text(at);
  std::string text = to_text(zone.to_local(at));  // 2026-03-27T16:30:00
  text[text.find('T')] = ' ';
  return text.substr(0, text.rfind(':'));
}

std::optional<std::string> clock_value(std::string_view rest, std::string_view format, const Ticket& ticket,
                                       const Policies& policies) {
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (rest != std::string(clock_names[i]) + ".due") continue;
    const std::optional<Instant>& due = ticket.clocks[i].due;
    return due ? print(*due, format, policies.zone()) : "-";
  }
  return std::nullopt;
}

}  // namespace

std::string expand_for_ticket(std::string_view text, const Ticket& ticket, const Policies& policies,
                              const User* agent) {
  if (agent == nullptr) agent = policies.user(ticket.assignee);
  return expand_template(text,
                         [&](std::string_view name, std::string_view format) -> std::optional<std::string> {
                           if (name == "workspace.name") return policies.workspace().name;
                           if (name == "ticket.id") return ticket.id;
                           if (name == "ticket.number") return std::to_string(ticket.number);
                           if (name == "ticket.subject") return ticket.subject;
                           if (name == "ticket.status")
                             return std::string(status_names[static_cast<std::size_t>(ticket.status)]);
                           if (name == "ticket.priority")
                             return std::string(priority_names[static_cast<std::size_t>(ticket.priority)]);
                           if (name == "contact.name") return ticket.contact_name;
                           if (name == "contact.email") return ticket.contact_email;
                           if (name == "agent.name")
                             return agent == nullptr ? policies.workspace().name : agent->name;
                           if (name == "customer.name") {
                             const Customer* customer = policies.customer(ticket.customer);
                             return customer == nullptr ? ticket.contact_name : customer->name;
                           }
                           if (name.substr(0, 6) == "clock.")
                             return clock_value(name.substr(6), format, ticket, policies);
                           return std::nullopt;
                         });
}

}  // namespace oasis
