// Counting events in. May not: wait; read a clock.
#include "server/engine/measuring.hpp"

#include <vector>

#include "server/store/measures.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/report/measures.hpp"

namespace oasis::engine {
namespace {

/// The calendar of its clocks; 24×7 for a ticket whose row is gone. The ticket's version of the document need
/// not be in memory: most tickets that are measured are finished.
const Calendar& calendar_of(Turn& turn, const TicketId& id) {
  const Calendar* calendar = &current_policies(turn.state())->always();
  turn.look_at(id, [&](const Ticket& ticket) {
    calendar = terms_of(*policies_of(turn.state(), ticket.version), ticket).calendar;
  });
  return *calendar;
}

}  // namespace

bool measure_part(Turn& turn, std::int64_t most_events) {
  const store::Unmeasured left = store::unmeasured(turn.database(), most_events);
  if (left.events == 0) return false;
  for (const TicketId& id : left.tickets) {
    const std::vector<Event> events = store::events_of(turn.database(), id);
    std::vector<const Event*> in_order;
    for (const Event& event : events) in_order.push_back(&event);
    store::put_measures(turn.database(), id, measures_of(in_order, calendar_of(turn, id)));
  }
  store::set_measured_until(turn.database(), left.until);
  return left.events == most_events;
}

}  // namespace oasis::engine
