// Printing the result of a scenario: timeline and tickets (docs/scenario.md); answers are in answers.cpp.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/answers.hpp"
#include "shared/codec/preview.hpp"
#include "shared/codec/rows.hpp"
#include "shared/codec/scenario.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;
using Row = nlohmann::ordered_json;

namespace {

std::string who(const Actor& actor) {
  if (actor.kind == Actor::Kind::customer) return "customer";
  if (actor.kind == Actor::Kind::user && actor.id.empty()) return "staff";
  return actor.id;
}

Row write_context(const EscalationContext& context) {
  Row row = Row::object();
  if (!context.summary.empty()) row["summary"] = context.summary;
  if (!context.impact.empty()) row["impact"] = context.impact;
  if (!context.tried.empty()) row["tried"] = context.tried;
  if (!context.expected.empty()) row["expected"] = context.expected;
  return row;
}

/// Adds the members of a fact to its timeline entry; false if the fact is no part of a timeline.
class Entry {
 public:
  Entry(Row& row, const Event& event) : row_(row), event_(event) {}

  bool operator()(const Created& fact) {
    by();
    row_["priority"] = word(fact.priority);
    if (!fact.customer.empty()) row_["customer"] = fact.customer;
    if (!fact.follows.empty()) row_["follows"] = fact.follows;
    if (fact.drill) row_["drill"] = true;
    return mood(fact.sentiment, fact.dissatisfied);
  }
  bool operator()(const Replied& fact) { return message(fact.message); }
  bool operator()(const Noted& fact) { return message(fact.message); }
  bool operator()(const CustomerReplied& fact) {
    by();
    return mood(fact.sentiment, fact.dissatisfied);
  }
  bool operator()(const Changed& fact) {
    by();
    if (fact.priority) row_["priority"] = word(*fact.priority);
    if (fact.status) row_["status"] = word(*fact.status);
    if (fact.assignee) row_["assignee"] = *fact.assignee;
    if (fact.team) row_["team"] = *fact.team;
    if (fact.tags) row_["tags"] = *fact.tags;
    if (fact.customer) row_["customer"] = *fact.customer;
    if (fact.subject) row_["subject"] = *fact.subject;
    if (fact.category) row_["category"] = *fact.category;
    if (fact.version) row_["version"] = *fact.version;
    return true;
  }
  bool operator()(const Merged& fact) {
    row_["into"] = fact.into;
    return by();
  }
  bool operator()(const Rated& fact) {
    row_["satisfaction"] = fact.satisfaction;
    return by();
  }
  bool operator()(const Resolved& fact) {
    if (!fact.outcome.empty()) row_["outcome"] = fact.outcome;
    return by();
  }
  bool operator()(const Closed&) { return by(); }
  bool operator()(const Reopened& fact) {
    row_["times"] = fact.times;
    return by();
  }
  bool operator()(const Acknowledged&) { return by(); }
  bool operator()(const SlaWarning& fact) {
    row_["clock"] = word(fact.clock);
    row_["fraction"] = fact.fraction;
    row_["due"] = to_text(fact.due);
    return true;
  }
  bool operator()(const SlaBreached& fact) {
    row_["clock"] = word(fact.clock);
    row_["due"] = to_text(fact.due);
    return true;
  }
  bool operator()(const SlaMet& fact) {
    row_["clock"] = word(fact.clock);
    if (fact.due) row_["due"] = to_text(*fact.due);
    row_["spent"] = to_text(fact.spent);
    return true;
  }
  bool operator()(const SlaPaused& fact) {
    row_["clock"] = word(fact.clock);
    row_["spent"] = to_text(fact.spent);
    return true;
  }
  bool operator()(const SlaResumed& fact) {
    row_["clock"] = word(fact.clock);
    if (fact.due) row_["due"] = to_text(*fact.due);
    return true;
  }
  bool operator()(const RuleFired& fact) { return rule(fact.rule); }
  bool operator()(const RuleLoop& fact) { return rule(fact.rule); }
  bool operator()(const RulePassed&) { return false; }
  bool operator()(const Escalated& fact) {
    step(fact.chain, fact.tier, fact.step, fact.round);
    row_["reason"] = fact.reason;
    if (event_.by.kind == Actor::Kind::user) by();
    if (fact.late > Duration{}) row_["late"] = to_text(fact.late);
    return true;
  }
  bool operator()(const StepSkipped& fact) {
    step(fact.chain, fact.tier, fact.step, fact.round);
    row_["reason"] = fact.reason;
    return true;
  }
  bool operator()(const AckLapsed& fact) {
    row_["chain"] = fact.chain;
    if (!fact.user.empty()) row_["user"] = fact.user;
    return true;
  }
  bool operator()(const RunEnded& fact) {
    row_["chain"] = fact.chain;
    row_["reason"] = fact.reason;
    return true;
  }
  bool operator()(const ChainExhausted& fact) {
    row_["chain"] = fact.chain;
    if (!fact.reason.empty()) row_["reason"] = fact.reason;
    return true;
  }
  bool operator()(const RunMoved& fact) {
    row_["chain"] = fact.chain;
    row_["version"] = fact.version;
    return by();
  }
  bool operator()(const ScheduleGap& fact) {
    row_["schedule"] = fact.schedule;
    return true;
  }
  bool operator()(const Held&) { return false; }
  bool operator()(const Notified& fact) {
    row_["user"] = fact.user;
    row_["via"] = fact.via;
    row_["urgency"] = word(fact.urgency);
    row_["why"] = fact.why;
    if (fact.bundle.empty()) return true;
    row_["tickets"] = Row::array({event_.ticket});
    for (const TicketId& more : fact.bundle) row_["tickets"].push_back(more);
    return true;
  }
  bool operator()(const Suppressed& fact) {
    row_["user"] = fact.user;
    if (!fact.via.empty()) row_["via"] = fact.via;
    row_["why"] = fact.why;
    return true;
  }
  bool operator()(const Digest& fact) {
    row_["user"] = fact.user;
    row_["via"] = fact.via;
    row_["tickets"] = fact.tickets;
    return true;
  }
  bool operator()(const WebhookCalled& fact) {
    row_["webhook"] = fact.webhook;
    return true;
  }
  bool operator()(const ContextGiven& fact) {
    by();
    row_["context"] = write_context(fact.context);
    return true;
  }
  bool operator()(const Promised& fact) {
    if (fact.by_hand) by();
    return due(fact.due);
  }
  bool operator()(const Linked& fact) {
    row_["to"] = fact.to;
    if (fact.off) row_["off"] = true;
    if (fact.split) row_["split"] = true;
    return by();
  }
  bool operator()(const Watched& fact) {
    row_["user"] = fact.user;
    if (fact.off) row_["off"] = true;
    return by();
  }
  bool operator()(const PromiseReminder& fact) { return due(fact.due); }
  bool operator()(const PromiseKept& fact) { return due(fact.due); }
  bool operator()(const PromiseBroken& fact) { return due(fact.due); }

 private:
  bool by() {
    row_["by"] = who(event_.by);
    return true;
  }
  bool due(Instant due) {
    row_["due"] = to_text(due);
    return true;
  }
  bool message(const Message& message) {
    by();
    if (message.automatic) row_["automatic"] = true;
    return true;
  }
  bool mood(double sentiment, bool dissatisfied) {
    if (!dissatisfied) return true;
    row_["sentiment"] = two_decimals(sentiment);
    row_["dissatisfied"] = true;
    return true;
  }
  bool rule(const Id& rule) {
    row_["rule"] = rule;
    return true;
  }
  void step(const Id& chain, std::int32_t tier, std::int32_t step, std::int32_t round) {
    row_["chain"] = chain;
    row_["tier"] = tier;
    row_["step"] = step;
    row_["round"] = round;
  }

  Row& row_;
  const Event& event_;
};

Row write_refused(const RefusedEvent& refused) {
  Row row = {{"at", to_text(refused.at)}};
  if (!refused.ticket.empty()) row["ticket"] = refused.ticket;
  row["event"] = "refused";
  row["why"] = refused.why;
  return row;
}

Row write_in_force(const DocumentInForce& document) {
  Row row = {{"at", to_text(document.at)}, {"event", "imported"}};
  row["version"] = document.version;
  row["apply"] = document.open_tickets ? "open" : "new";
  row["preview"] = write_preview(document.preview);
  if (!document.still_named.empty()) row["still_named"] = document.still_named;
  return row;
}

/// "Gaps … are reported where they are made."
Row write_gap(const CoverageGap& gap, Instant at) {
  return {{"at", to_text(at)},
          {"event", "schedule_gap"},
          {"schedule", gap.schedule},
          {"from", to_text(gap.during.from)},
          {"to", to_text(gap.during.to)}};
}

void write_entry(const std::variant<Event, RefusedEvent, DocumentInForce>& entry, Row& timeline) {
  if (const auto* refused = std::get_if<RefusedEvent>(&entry)) {
    timeline.push_back(write_refused(*refused));
  } else if (const auto* document = std::get_if<DocumentInForce>(&entry)) {
    timeline.push_back(write_in_force(*document));
    for (const CoverageGap& gap : document->gaps) timeline.push_back(write_gap(gap, document->at));
  } else {
    Row row = write_timeline_entry(*std::get_if<Event>(&entry));
    if (!row.is_null()) timeline.push_back(std::move(row));
  }
}

std::string_view state_of(const Clock& clock) {
  return clock.breached ? "breached" : word(clock.phase);
}

Row write_clocks(const Ticket& ticket, const State& state, Instant end) {
  Row clocks = Row::object();
  const Terms terms = terms_of(*policies_of(state, ticket.version), ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock& clock = ticket.clocks[i];
    const bool silent = !clock.target && !clock.breached;
    if (clock.phase == Clock::Phase::off || silent) continue;
    Row row = {{"state", state_of(clock)}, {"due", nullptr}};
    if (clock.due) row["due"] = to_text(*clock.due);
    const Duration spent = spent_at(clock, *terms.calendar, end);
    row["spent"] = to_text(spent);
    if (clock.target) {
      row["target"] = to_text(*clock.target);
      row["left"] = to_text(*clock.target - spent);
    }
    if (clock.worst > Duration{}) row["worst"] = to_text(clock.worst);
    clocks[std::string(word(static_cast<ClockKind>(i)))] = std::move(row);
  }
  return clocks;
}

Row write_tickets(const SimulationResult& result) {
  std::vector<const Ticket*> tickets;
  for (const auto& [id, ticket] : result.state.tickets) tickets.push_back(&ticket);
  std::sort(tickets.begin(), tickets.end(), [](const Ticket* a, const Ticket* b) { return a->id < b->id; });
  Row rows = Row::object();
  for (const Ticket* ticket : tickets) {
    Row row = {{"status", word(ticket->status)}, {"priority", word(ticket->priority)}, {"assignee", nullptr}};
    if (!ticket->assignee.empty()) row["assignee"] = ticket->assignee;
    if (!ticket->customer.empty()) row["customer"] = ticket->customer;
    if (!ticket->team.empty()) row["team"] = ticket->team;
    if (!ticket->tags.empty()) row["tags"] = ticket->tags;
    if (!ticket->merged_into.empty()) row["merged_into"] = ticket->merged_into;
    if (!ticket->follows.empty()) row["follows"] = ticket->follows;
    if (ticket->links) row["links"] = *ticket->links;
    if (ticket->watchers) row["watchers"] = *ticket->watchers;
    if (ticket->promise) {
      row["promise"] = {{"due", to_text(ticket->promise->due)}};
      if (ticket->promise->broken) row["promise"]["broken"] = true;
    }
    if (ticket->context) row["context"] = write_context(*ticket->context);
    row["clocks"] = write_clocks(*ticket, result.state, result.end);
    rows[ticket->id] = std::move(row);
  }
  return rows;
}

}  // namespace

Row write_timeline_entry(const Event& event) {
  Row row = {{"at", to_text(event.at)}};
  if (!event.ticket.empty()) row["ticket"] = event.ticket;
  row["event"] = event_word(event.fact);
  Entry entry(row, event);
  if (!std::visit(entry, event.fact)) return nullptr;
  return row;
}

Row write_result(const Scenario& scenario, const SimulationResult& result, const Zones& zones) {
  Row timeline = Row::array();
  for (const auto& entry : result.timeline) write_entry(entry, timeline);
  Row list = Row::array();
  for (std::size_t i = 0; i < scenario.queries.size(); ++i)
    list.push_back(write_answer(scenario.queries[i], i, result, zones));
  return {
      {"timeline", std::move(timeline)}, {"tickets", write_tickets(result)}, {"answers", std::move(list)}};
}

Result<std::string, std::vector<Error>> simulate_text(std::string_view text, const Zones& zones) {
  const Result<json> document = parse_json(text);
  if (!document.ok()) return std::vector<Error>{document.error()};
  auto scenario = read_scenario(*document, zones);
  if (!scenario.ok()) return std::move(scenario).error();
  const auto result = run_scenario(*scenario, zones);
  if (!result.ok()) return std::vector<Error>{result.error()};
  return write_result(*scenario, *result, zones).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace oasis
