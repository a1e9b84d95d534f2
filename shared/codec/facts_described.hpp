// What the rows of facts hold, once for both directions. Internal to this room.
#pragma once

#include <string_view>

#include "shared/codec/rows_described.hpp"
#include "shared/event/event.hpp"

namespace oasis {

/// How facts are named in rows and timelines, in the order of `Fact`.
constexpr std::string_view fact_words[] = {
    "created",        "replied",       "noted",        "customer_replied", "changed",      "merged",
    "rated",          "resolved",      "closed",       "reopened",         "acknowledged", "sla_warning",
    "sla_breached",   "sla_met",       "sla_paused",   "sla_resumed",      "rule_fired",   "rule_loop",
    "rule_passed",    "escalated",     "step_skipped", "ack_lapsed",       "run_ended",    "chain_exhausted",
    "run_moved",      "schedule_gap",  "held",         "notified",         "suppressed",   "digest",
    "webhook_called", "context_given", "promised",     "promise_reminder", "promise_kept", "promise_broken",
    "linked",         "watched"};
static_assert(std::size(fact_words) == std::variant_size_v<Fact>);

template <typename F>
void describe(F& f, Described<F, Created>& e) {
  f("subject", e.subject);
  f.required("priority", e.priority);
  f("customer", e.customer);
  f("contact_name", e.contact_name);
  f("contact_email", e.contact_email);
  f("category", e.category);
  f("channel", e.channel);
  f("tags", e.tags);
  f("team", e.team);
  f("version", e.version);
  f("human_number", e.number);
  f("follows", e.follows);
  f("drill", e.drill);
  f.required("message", e.message);
  f("sentiment", e.sentiment);
  f("dissatisfied", e.dissatisfied);
  f("words", e.words);
}
template <typename F>
void describe(F& f, Described<F, Replied>& e) {
  f.required("message", e.message);
}
template <typename F>
void describe(F& f, Described<F, Noted>& e) {
  f.required("message", e.message);
}
template <typename F>
void describe(F& f, Described<F, CustomerReplied>& e) {
  f.required("message", e.message);
  f("sentiment", e.sentiment);
  f("dissatisfied", e.dissatisfied);
  f("words", e.words);
}
template <typename F>
void describe(F& f, Described<F, Changed>& e) {
  f("priority", e.priority);
  f("status", e.status);
  f("assignee", e.assignee);
  f("team", e.team);
  f("tags", e.tags);
  f("customer", e.customer);
  f("subject", e.subject);
  f("category", e.category);
  f("version", e.version);
  f("was", e.was);
}
template <typename F>
void describe(F& f, Described<F, Merged>& e) {
  f.required("into", e.into);
}
template <typename F>
void describe(F& f, Described<F, Rated>& e) {
  f.required("satisfaction", e.satisfaction);
  f("comment", e.comment);
}
template <typename F>
void describe(F& f, Described<F, Resolved>& e) {
  f("outcome", e.outcome);
}
template <typename F>
void describe(F&, Described<F, Closed>&) {}
template <typename F>
void describe(F& f, Described<F, Reopened>& e) {
  f("times", e.times);
}
template <typename F>
void describe(F&, Described<F, Acknowledged>&) {}
template <typename F>
void describe(F& f, Described<F, SlaWarning>& e) {
  f.required("clock", e.clock);
  f("fraction", e.fraction);
  f("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, SlaBreached>& e) {
  f.required("clock", e.clock);
  f("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, SlaMet>& e) {
  f.required("clock", e.clock);
  f("due", e.due);
  f("spent", e.spent);
}
template <typename F>
void describe(F& f, Described<F, SlaPaused>& e) {
  f.required("clock", e.clock);
  f("spent", e.spent);
}
template <typename F>
void describe(F& f, Described<F, SlaResumed>& e) {
  f.required("clock", e.clock);
  f("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, RuleFired>& e) {
  f.required("rule", e.rule);
}
template <typename F>
void describe(F& f, Described<F, RuleLoop>& e) {
  f.required("rule", e.rule);
}
template <typename F>
void describe(F& f, Described<F, RulePassed>& e) {
  f.required("rule", e.rule);
}
template <typename F>
void describe(F& f, Described<F, Escalated>& e) {
  f.required("chain", e.chain);
  f("version", e.version);
  f("tier", e.tier);
  f.required("step", e.step);
  f.required("round", e.round);
  f("reason", e.reason);
  f("starts_run", e.starts_run);
  f("late", e.late);
}
template <typename F>
void describe(F& f, Described<F, StepSkipped>& e) {
  f.required("chain", e.chain);
  f("version", e.version);
  f("tier", e.tier);
  f.required("step", e.step);
  f.required("round", e.round);
  f("reason", e.reason);
  f("run_reason", e.run_reason);
  f("starts_run", e.starts_run);
}
template <typename F>
void describe(F& f, Described<F, AckLapsed>& e) {
  f.required("chain", e.chain);
  f("user", e.user);
}
template <typename F>
void describe(F& f, Described<F, RunEnded>& e) {
  f.required("chain", e.chain);
  f("reason", e.reason);
}
template <typename F>
void describe(F& f, Described<F, ChainExhausted>& e) {
  f.required("chain", e.chain);
  f("reason", e.reason);
}
template <typename F>
void describe(F& f, Described<F, RunMoved>& e) {
  f.required("chain", e.chain);
  f.required("version", e.version);
}
template <typename F>
void describe(F& f, Described<F, ScheduleGap>& e) {
  f.required("schedule", e.schedule);
}
template <typename F>
void describe(F& f, Described<F, Held>& e) {
  f.required("user", e.user);
  f.required("message", e.message);
  f("digest", e.digest);
}
template <typename F>
void describe(F& f, Described<F, Notified>& e) {
  f.required("user", e.user);
  f("via", e.via);
  f("address", e.address);
  f.required("urgency", e.urgency);
  f("why", e.why);
  f("entry", e.entry);
  f("bundle", e.bundle);
  f("waited", e.waited);
  f("page", e.page);
}
template <typename F>
void describe(F& f, Described<F, Suppressed>& e) {
  f.required("user", e.user);
  f("via", e.via);
  f("why", e.why);
  f("entry", e.entry);
  f("waited", e.waited);
}
template <typename F>
void describe(F& f, Described<F, Digest>& e) {
  f.required("user", e.user);
  f("via", e.via);
  f("tickets", e.tickets);
}
template <typename F>
void describe(F& f, Described<F, WebhookCalled>& e) {
  f.required("webhook", e.webhook);
}
template <typename F>
void describe(F& f, Described<F, ContextGiven>& e) {
  f.required("context", e.context);
}
template <typename F>
void describe(F& f, Described<F, Promised>& e) {
  f.required("due", e.due);
  f("remind_at", e.remind_at);
  f("by_hand", e.by_hand);
}
template <typename F>
void describe(F& f, Described<F, PromiseReminder>& e) {
  f.required("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, PromiseKept>& e) {
  f.required("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, PromiseBroken>& e) {
  f.required("due", e.due);
}
template <typename F>
void describe(F& f, Described<F, Linked>& e) {
  f.required("to", e.to);
  f("off", e.off);
  f("split", e.split);
}
template <typename F>
void describe(F& f, Described<F, Watched>& e) {
  f.required("user", e.user);
  f("off", e.off);
}

/// What all events say beside their fact; facts have no member of these names.
template <typename F>
void describe_envelope(F& f, Described<F, Event>& event) {
  f("ticket", event.ticket);
  f("number", event.number);
  f.required("at", event.at);
  f.required("by", event.by);
  f("cause", event.cause);
}

}  // namespace oasis
