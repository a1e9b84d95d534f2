// Room 1, the inbox: a query's tickets as a list that stays quick with 100,000 of them.
// May not: show a ticket's content (ticket.hpp).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/screens/bulk.hpp"
#include "client/screens/desk.hpp"
#include "client/screens/inbox_query.hpp"
#include "client/screens/inbox_row.hpp"
#include "client/screens/views.hpp"
#include "client/ui/list.hpp"

namespace oasis {

/// Rows that will come into sight if the list goes on as it rolls: `next` and on by `step`, up to `end`.
struct RowsAhead {
  int next = 0, end = 0, step = 0;
  RowLook look;  ///< of the last visible one
};

struct Inbox {
  InboxQuery query;
  ui::ListState list;
  InboxLines shown;
  std::uint64_t shown_revision = 0;  ///< the replica's when `shown` was made
  std::optional<InboxQuery> shown_query;
  std::optional<Instant> shown_at;
  std::string searched;                          ///< the words of the filter that messages are searched for
  std::vector<TicketId> found;                   ///< what the server found for them; sorted
  std::vector<std::unique_ptr<RowWords>> words;  ///< of the rows last drawn, by line modulo their number
  RowsAhead ahead;
  Instant rolled_at;
  Bulk bulk;
  TicketId menu_ticket;  ///< whose menu is open
  bool menu_open = false;
  ui::Rect menu_at;
};

/// Makes `shown` right for the query, the replica and the time; nothing to do where it is. Called by
/// draw_inbox, and before whoever says how many there are.
void refresh_inbox(Desk& desk, Inbox& inbox);

/// While the list rolls nothing waits for what reads every ticket.
bool is_rolling(Desk& desk, const Inbox& inbox);

/// Between frames: gets a few of the rows ahead ready; whether more are left.
bool draw_ahead(Desk& desk, Inbox& inbox);

/// Draws the list into `area`; `open` is the ticket that is shown beside it, `narrow` asks for rows that fit
/// a column. Answers the ticket that was opened in this frame, or an empty id.
TicketId draw_inbox(Desk& desk, Inbox& inbox, ui::Rect area, const TicketId& open, bool narrow);

}  // namespace oasis
