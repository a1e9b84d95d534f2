#include "shared/command/adopt.hpp"

#include <algorithm>

#include "shared/command/cascade.hpp"
#include "shared/command/clock_facts.hpp"
#include "shared/command/turn.hpp"
#include "shared/event/apply.hpp"

namespace oasis {
namespace {

std::vector<TicketId> open_tickets(const State& state) {
  std::vector<TicketId> ids;
  for (const auto& [id, ticket] : state.tickets) {
    if (!is_finished(ticket.status)) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<Event> adopt(Turn& turn, const std::vector<TicketId>& ids) {
  const std::uint32_t newest = turn.current().version();
  for (const TicketId& id : ids) {
    if (turn.ticket(id)->version == newest) continue;
    Changed change;
    change.version = newest;
    std::vector<Cause> causes;
    record_with_clocks(turn, id, turn.actor(), std::nullopt, std::move(change), causes);
    run_rules(turn, id, causes);
  }
  return turn.take();
}

}  // namespace

std::vector<Event> adopt_newest(const State& state, const Actor& actor, Instant now) {
  if (state.versions.empty()) return {};
  Turn turn(state, actor, now);
  return adopt(turn, open_tickets(state));
}

std::vector<Event> adopt_newest_in_place(State& state, const Actor& actor, Instant now) {
  if (state.versions.empty()) return {};
  const std::vector<TicketId> ids = open_tickets(state);
  Turn turn(state, actor, now);
  return adopt(turn, ids);
}

EditPreview preview_edit(const State& state, std::shared_ptr<const Policies> candidate, Instant now) {
  EditPreview preview;
  State trial;
  trial.versions = state.versions;
  trial.versions.push_back(candidate);
  for (const auto& [id, ticket] : state.tickets) {
    if (is_finished(ticket.status)) continue;
    ++preview.open_tickets;
    trial.tickets.clear();
    trial.tickets.emplace(id, ticket);
    Changed change;
    change.version = candidate->version();
    apply(trial, {id, ticket.events, now, Actor{}, std::nullopt, std::move(change)});
    const Ticket& moved = trial.tickets.at(id);
    for (std::size_t i = 0; i < clock_count; ++i) {
      preview.due_times_moved += ticket.clocks[i].due != moved.clocks[i].due;
      preview.breached_now += !ticket.clocks[i].breached && moved.clocks[i].breached;
    }
  }
  return preview;
}

}  // namespace oasis
