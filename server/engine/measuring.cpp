// Counting events in. May not: wait; read a clock.
#include "server/engine/measuring.hpp"

#include <optional>
#include <vector>

#include "server/store/measures.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/report/measures.hpp"

namespace oasis::engine {
namespace {

/// The calendar of its clocks; 24×7 for a ticket whose row is gone.
const Calendar& calendar_of(const State& state, const std::optional<Ticket>& ticket) {
  const Policies* policies = ticket ? policies_of(state, ticket->version) : current_policies(state);
  if (!ticket) return policies->always();
  return *terms_of(*policies, *ticket).calendar;
}

}  // namespace

bool measure_part(Turn& turn, std::int64_t most_events) {
  const store::Unmeasured left = store::unmeasured(turn.database(), most_events);
  if (!left.any) return false;
  for (const TicketId& id : left.tickets) {
    const std::vector<Event> events = store::events_of(turn.database(), id);
    std::vector<const Event*> in_order;
    for (const Event& event : events) in_order.push_back(&event);
    const auto ticket = store::find_ticket(turn.database(), id);
    store::put_measures(turn.database(), id, measures_of(in_order, calendar_of(turn.state(), ticket)));
  }
  store::set_measured_until(turn.database(), left.until);
  return true;
}

}  // namespace oasis::engine
