// Which tickets a view of the inbox shows, and in which order. Pure.
// May not: draw, or change anything.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/replica/replica.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

enum class View : std::uint8_t { mine, my_teams, unassigned, due_soon, escalated, pending, all, finished };
constexpr std::size_t view_count = 8;

std::string_view name_of(View view);  ///< "Mine", "Due soon", …
std::string_view slug_of(View view);  ///< in addresses: "mine", "due-soon", …
std::optional<View> view_of(std::string_view slug);

enum class Sort : std::uint8_t { next_due, newest, oldest, priority };

struct InboxQuery {
  View view = View::all;
  std::string filter;  ///< words that must all occur in number, subject, customer, contact, tags or last text
  Sort sort = Sort::next_due;
  friend bool operator==(const InboxQuery&, const InboxQuery&) = default;
};

/// The nearest due time of the ticket's running clocks; unset when none runs.
std::optional<Instant> next_due(const Ticket& ticket);

/// The highest tier that one of its escalations has reached and that is not over; 0 = not escalated.
std::int32_t escalated_to(const Ticket& ticket);
/// The run that waits for somebody or is acknowledged; null if there is none.
const Run* active_run(const Ticket& ticket);

bool belongs(const Ticket& ticket, View view, const Id& me, const Workspace& workspace, Instant now);

/// The tickets of a view in order. The pointers live until the replica changes. O(tickets log shown).
std::vector<const Ticket*> select_tickets(const Replica& replica, const Workspace& workspace,
                                          const InboxQuery& query, Instant now);

/// How many tickets each view holds. O(tickets).
std::array<int, view_count> count_views(const Replica& replica, const Workspace& workspace, Instant now);

}  // namespace oasis
