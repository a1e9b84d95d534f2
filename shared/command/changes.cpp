// See changes.hpp.
#include "shared/command/changes.hpp"

#include <string>

#include "shared/command/clock_facts.hpp"
#include "shared/command/escalation.hpp"

namespace oasis {
namespace {

constexpr const char* priority_names[] = {"low", "normal", "high", "urgent"};

template <typename T>
void keep_if_new(const std::optional<T>& wanted, const T& has, std::optional<T>& out) {
  if (wanted && *wanted != has) out = wanted;
}

/// The old values of what changes, for people: "priority normal, team support".
std::string in_words(const Ticket& ticket, const Changed& change) {
  std::string was;
  const auto add = [&](const char* name, const std::string& value) {
    if (!was.empty()) was += ", ";
    was += std::string(name) + " " + (value.empty() ? "none" : value);
  };
  if (change.priority) add("priority", priority_names[static_cast<std::size_t>(ticket.priority)]);
  if (change.assignee) add("assignee", ticket.assignee);
  if (change.team) add("team", ticket.team);
  if (change.customer) add("customer", ticket.customer);
  if (change.subject) add("subject", ticket.subject);
  if (change.category) add("category", ticket.category);
  return was;
}

bool is_empty(const Changed& change) {
  return !change.priority && !change.status && !change.assignee && !change.team && !change.tags &&
         !change.customer && !change.subject && !change.category && !change.version;
}

void add_cause(std::vector<Cause>& causes, Trigger trigger, std::uint32_t event) {
  Cause cause;
  cause.trigger = trigger;
  cause.event = event;
  causes.push_back(std::move(cause));
}

/// "Resolving or closing ends the run."
void finish(Turn& turn, const SetFields& fields, const Actor& by, std::optional<std::uint32_t> cause,
            std::vector<Cause>& causes) {
  const bool resolves = *fields.status == Status::resolved;
  Fact fact = resolves ? Fact(Resolved{fields.outcome}) : Fact(Closed{});
  const std::uint32_t number = record_with_clocks(turn, fields.ticket, by, cause, std::move(fact), causes);
  end_runs(turn, fields.ticket, resolves ? "resolved" : "closed", number);
}

}  // namespace

bool change_fields(Turn& turn, const SetFields& fields, const Actor& by, std::optional<std::uint32_t> cause,
                   std::vector<Cause>& causes) {
  const Ticket& ticket = *turn.ticket(fields.ticket);
  const Status was = ticket.status;
  const Priority old_priority = ticket.priority;
  const bool moves = fields.status && *fields.status != was;
  bool changed = false;
  if (moves && is_finished(*fields.status)) {
    finish(turn, fields, by, cause, causes);
    changed = true;
  }
  Changed change;
  keep_if_new(fields.priority, ticket.priority, change.priority);
  keep_if_new(fields.assignee, ticket.assignee, change.assignee);
  keep_if_new(fields.team, ticket.team, change.team);
  keep_if_new(fields.tags, ticket.tags, change.tags);
  keep_if_new(fields.customer, ticket.customer, change.customer);
  keep_if_new(fields.subject, ticket.subject, change.subject);
  keep_if_new(fields.category, ticket.category, change.category);
  if (moves && !is_finished(*fields.status) && !is_finished(was)) change.status = fields.status;
  if (!is_empty(change)) {
    change.was = in_words(ticket, change);
    const std::uint32_t number =
        record_with_clocks(turn, fields.ticket, by, cause, std::move(change), causes);
    changed = true;
    if (ticket.priority > old_priority) add_cause(causes, Trigger::priority_raised, number);
  }
  if (moves && is_finished(was) && !is_finished(*fields.status)) {
    const std::uint32_t number =
        record_with_clocks(turn, fields.ticket, by, cause, Reopened{ticket.reopened_times + 1}, causes);
    changed = true;
    if (*fields.status != Status::open) {
      Changed status;
      status.status = fields.status;
      record_with_clocks(turn, fields.ticket, by, number, std::move(status), causes);
    }
    add_cause(causes, Trigger::reopened, number);
  }
  return changed;
}

}  // namespace oasis
