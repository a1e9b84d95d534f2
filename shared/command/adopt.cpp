// See adopt.hpp.
#include "shared/command/adopt.hpp"

#include <algorithm>

#include "shared/command/cascade.hpp"
#include "shared/command/clock_facts.hpp"
#include "shared/command/turn.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/chains.hpp"

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

std::vector<Event> adopt(Turn& turn, const std::vector<TicketId>& ids, std::uint32_t version) {
  for (const TicketId& id : ids) {
    if (turn.ticket(id)->version >= version) continue;
    Changed change;
    change.version = version;
    std::vector<Cause> causes;
    record_with_clocks(turn, id, turn.actor(), std::nullopt, std::move(change), causes);
    run_rules(turn, id, causes);
  }
  return turn.take();
}

}  // namespace

std::vector<Event> adopt_version(const State& state, const std::vector<TicketId>& ids, std::uint32_t version,
                                 const Actor& actor, Instant now) {
  Turn turn(state, actor, now);
  return adopt(turn, ids, version);
}

std::vector<Event> adopt_newest_in_place(State& state, const Actor& actor, Instant now) {
  if (state.versions.empty()) return {};
  const std::vector<TicketId> ids = open_tickets(state);
  Turn turn(state, actor, now);
  return adopt(turn, ids, turn.current().version());
}

namespace {

bool knows(const Policies& policies, const Target& target) {
  switch (target.kind) {
    case Target::Kind::user:
      return policies.user(target.id) != nullptr;
    case Target::Kind::schedule:
      return policies.schedule(target.id) != nullptr;
    case Target::Kind::team:
      return policies.team(target.id) != nullptr;
  }
  return false;
}

std::string in_words(const Target& target) {
  constexpr const char* kinds[] = {"user ", "schedule ", "team "};
  return kinds[static_cast<std::size_t>(target.kind)] + target.id;
}

/// Notes each removed thing that one ticket names.
class RemovedNames {
 public:
  RemovedNames(const Policies& newest, std::vector<std::string>& out) : newest_(newest), out_(out) {}

  void of_ticket(const Ticket& ticket) {
    if (!ticket.assignee.empty()) check({Target::Kind::user, ticket.assignee}, "assignee of " + ticket.id);
    if (!ticket.team.empty()) check({Target::Kind::team, ticket.team}, "team of " + ticket.id);
    const bool unknown = !ticket.customer.empty() && newest_.customer(ticket.customer) == nullptr;
    if (unknown) add("customer " + ticket.customer + " (customer of " + ticket.id + ")");
  }

  void of_chain(const Chain& chain, const TicketId& ticket) {
    const std::string where = "chain " + chain.id + " of " + ticket;
    if (newest_.chain(chain.id) == nullptr) add("chain " + chain.id + " (" + ticket + " runs along it)");
    for (const Step& step : chain.steps) {
      for (const Target& target : step.notify) check(target, where);
      for (const Target& target : step.backup) check(target, where);
    }
  }

 private:
  void check(const Target& target, const std::string& where) {
    if (!knows(newest_, target)) add(in_words(target) + " (" + where + ")");
  }
  void add(std::string line) {
    if (std::find(out_.begin(), out_.end(), line) == out_.end()) out_.push_back(std::move(line));
  }

  const Policies& newest_;
  std::vector<std::string>& out_;
};

}  // namespace

std::vector<std::string> still_named(const State& state) {
  std::vector<std::string> lines;
  if (state.versions.empty()) return lines;
  RemovedNames removed(*current_policies(state), lines);
  for (const TicketId& id : open_tickets(state)) {
    const Ticket& ticket = state.tickets.at(id);
    removed.of_ticket(ticket);
    for (const Run& run : ticket.runs) {
      const Chain* chain = is_active(run) ? policies_of(state, run.version)->chain(run.chain) : nullptr;
      if (chain != nullptr) removed.of_chain(*chain, id);
    }
  }
  return lines;
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
