// What the names in a workspace's templates mean for a ticket. May not: know how places are written
// (text/templates).
#pragma once

#include <string>

#include "shared/model/ticket.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// Expands a template's subject or text for a ticket. Names: workspace.name; ticket.id, .number, .subject,
/// .status, .priority; contact.name, .email; customer.name; agent.name;
/// clock.<first_response|next_response|update|resolution> .due. `| local` prints an instant in the
/// workspace's zone (2026-03-27 16:30), else it is RFC 3339 in UTC. A due time that there is not is "-".
/// `agent` may be nullptr: the assignee.
std::string expand_for_ticket(std::string_view text, const Ticket& ticket, const Policies& policies,
                              const User* agent);

}  // namespace oasis
