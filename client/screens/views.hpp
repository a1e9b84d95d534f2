// Which tickets an inbox query shows, in which order and under which headings. Pure.
// May not: draw, or change anything.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/replica/replica.hpp"
#include "client/screens/inbox_query.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

/// Up to when the person at this browser has read each ticket.
struct ReadMarks {
  std::unordered_map<TicketId, Instant> read;
  Instant since;  ///< what happened before is taken as read: this browser's first visit
  std::function<void(const TicketId&, Instant)> keep;  ///< survives the page
};

/// Something happened on it that the person has not seen.
bool is_unread(const ReadMarks& marks, const Ticket& ticket);

/// Who reads, as far as views and filters depend on it. Refers to what it was made from.
struct Reader {
  const Workspace& workspace;
  const ReadMarks& marks;
  Id me;
  std::vector<std::string_view> teams;  ///< that they are in
  /// Tickets that have all words of the filter in their messages, as the server found them; sorted.
  std::vector<std::string_view> found;
  Instant now;

  Reader(const Workspace& workspace, const ReadMarks& marks, Id me, Instant now);
};

/// The nearest due time of the ticket's running clocks; unset when none runs.
std::optional<Instant> next_due(const Ticket& ticket);
bool has_breached(const Ticket& ticket, Instant now);

/// The highest tier that one of its escalations has reached and that is not over; 0 = not escalated.
std::int32_t escalated_to(const Ticket& ticket);
/// The run that waits for somebody or is acknowledged; null if there is none.
const Run* active_run(const Ticket& ticket);

bool belongs(const Ticket& ticket, View view, const Reader& reader);
/// Whether all terms hold; a wanted word holds, too, where the ticket is among reader.found.
bool matches(const Ticket& ticket, const std::vector<FilterTerm>& terms, const Reader& reader);

/// A line of the list: a ticket, or the heading of the group that begins.
struct InboxLine {
  const Ticket* ticket = nullptr;  ///< null: a heading
  std::uint32_t group = 0;         ///< index into InboxLines::groups
};
struct InboxGroup {
  std::string name;
  int count = 0;
};
struct InboxLines {
  std::vector<InboxLine> lines;
  std::vector<InboxGroup> groups;
  std::vector<int> headings;  ///< indices of the lines that are headings, increasing
  int tickets = 0;
};

/// The tickets of a query in order. Pointers live until the replica changes. O(tickets log shown).
InboxLines select_tickets(const Replica& replica, const InboxQuery& query, const Reader& reader);

struct ViewCounts {
  std::array<int, view_count> views{};
  int waiting_for_me = 0;  ///< mine, and the customer waits for an answer
};
/// O(tickets).
ViewCounts count_views(const Replica& replica, const Reader& reader);

}  // namespace oasis
