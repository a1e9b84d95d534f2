// See rules.hpp.
#include "shared/policy/rules.hpp"

#include <algorithm>

#include "shared/text/case_fold.hpp"

namespace oasis {
namespace {

template <typename T>
bool any_of(const std::vector<T>& wanted, const T& value) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

bool share_one(const std::vector<std::string>& wanted, const std::vector<std::string>& values) {
  if (wanted.empty()) return true;
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  });
}

/// "`text_contains` (case-folded substring, any of a list)" of the subject or the text.
bool contains_one(const std::vector<std::string>& wanted, const Ticket& ticket, std::string_view text) {
  if (wanted.empty()) return true;
  const std::string subject = case_folded(ticket.subject);
  const std::string body = case_folded(text);
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& part) {
    const std::string folded = case_folded(part);
    return subject.find(folded) != std::string::npos || body.find(folded) != std::string::npos;
  });
}

/// "`if`: every given field must match."
bool condition_holds(const RuleCondition& condition, const Cause& cause, const Ticket& ticket,
                     const Policies& policies, Instant now) {
  if (!any_of(condition.priority, ticket.priority)) return false;
  if (!any_of(condition.status, ticket.status)) return false;
  if (!any_of(condition.customer, ticket.customer)) return false;
  if (!any_of(condition.team, ticket.team)) return false;
  if (!any_of(condition.category, ticket.category)) return false;
  if (!any_of(condition.channel, ticket.channel)) return false;
  if (!any_of(condition.tier, reached_tier(ticket))) return false;
  if (!share_one(condition.tag, ticket.tags)) return false;
  if (!condition.customer_tag.empty()) {
    const Customer* customer = policies.customer(ticket.customer);
    if (customer == nullptr || !share_one(condition.customer_tag, customer->tags)) return false;
  }
  if (!condition.within.empty() && !policies.calendar_or_always(condition.within).is_open(now)) return false;
  return contains_one(condition.text_contains, ticket, cause.text.value_or(ticket.last_customer_text));
}

bool waits(const Rule& rule) {
  return rule.on == Trigger::no_response || rule.on == Trigger::idle;
}

/// When the silence that the rule watches began; nullopt while it does not run: "`no_response` and `idle` run
/// while the ticket is new, open or on hold".
std::optional<Instant> silence_since(const Rule& rule, const Ticket& ticket) {
  const bool runs =
      ticket.status == Status::fresh || ticket.status == Status::open || ticket.status == Status::on_hold;
  if (!runs) return std::nullopt;
  return rule.on == Trigger::idle ? Maybe(ticket.last_activity) : ticket.unanswered_since;
}

bool watches(const Rule* rule, const RuleWatch& watch) {
  return watch.rule == rule->id;
}

/// One watch a rule, in the order of the rules; those of rules that are still there are kept.
void match_watches(Ticket& ticket, const std::vector<const Rule*>& rules) {
  std::vector<RuleWatch> matched;
  for (const Rule* rule : rules) {
    const auto known = std::find_if(ticket.watches.begin(), ticket.watches.end(),
                                    [&](const RuleWatch& watch) { return watches(rule, watch); });
    matched.push_back(known == ticket.watches.end() ? RuleWatch{rule->id, {}, {}, false} : *known);
  }
  ticket.watches = std::move(matched);
}

}  // namespace

bool rule_applies(const Rule& rule, const Cause& cause, const Ticket& ticket, const Policies& policies,
                  Instant now) {
  if (rule.on != cause.trigger) return false;
  if (waits(rule) && rule.id != cause.rule) return false;
  if (rule.clock && cause.clock && *rule.clock != *cause.clock) return false;
  if (rule.on == Trigger::rated && cause.satisfaction > rule.at_most) return false;
  if (rule.on == Trigger::reopened && ticket.reopened_times < rule.times) return false;
  return condition_holds(rule.condition, cause, ticket, policies, now);
}

std::int32_t reached_tier(const Ticket& ticket) {
  std::int32_t highest = 0;
  for (const Run& run : ticket.runs) highest = std::max(highest, run.highest_tier);
  return highest;
}

void refresh_watches(Ticket& ticket, const Policies& policies) {
  const std::vector<const Rule*>& rules = policies.waiting_rules();
  if (ticket.watches.size() != rules.size() ||
      !std::equal(rules.begin(), rules.end(), ticket.watches.begin(), watches))
    match_watches(ticket, rules);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = *rules[i];
    RuleWatch& watch = ticket.watches[i];
    const std::optional<Instant> since = silence_since(rule, ticket);
    const bool same_silence = since && watch.since == *since;
    if (same_silence && watch.due) continue;
    watch.due.reset();
    if (!since) continue;
    if (!same_silence) watch.fired = false;
    watch.since = *since;
    if (!watch.fired) watch.due = policies.calendar_or_always(rule.calendar).deadline(*since, rule.for_);
  }
}

void recompute_watches(Ticket& ticket, const Policies& policies) {
  for (RuleWatch& watch : ticket.watches) watch.due.reset();
  refresh_watches(ticket, policies);
}

}  // namespace oasis
