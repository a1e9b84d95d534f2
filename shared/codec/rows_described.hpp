// What the rows of model structs hold, once for both directions. Internal to this room.
#pragma once

#include "shared/codec/described.hpp"
#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"

namespace oasis {

/// The member of an array by the word of its enum: {"resolution": …}.
template <typename F>
void describe(F& f, Described<F, Clock>& c) {
  f("phase", c.phase);
  f("breached", c.breached);
  f("warned", c.warned);
  f("started", c.started);
  f("before", c.before);
  f("counting_since", c.counting_since);
  f("spent", c.spent);
  f("target", c.target);
  f("due", c.due);
  f("worst", c.worst);
}

template <typename F>
void describe(F& f, Described<F, std::array<Clock, clock_count>>& clocks) {
  f("first_response", clocks[0]);
  f("next_response", clocks[1]);
  f("update", clocks[2]);
  f("resolution", clocks[3]);
}

template <typename F>
void describe(F& f, Described<F, Run>& r) {
  f.required("chain", r.chain);
  f.required("version", r.version);
  f.required("phase", r.phase);
  f.required("step", r.step);
  f("round", r.round);
  f("highest_tier", r.highest_tier);
  f("round_reached_somebody", r.round_reached_somebody);
  f("started", r.started);
  f("step_at", r.step_at);
  f("next_at", r.next_at);
  f("acknowledged_by", r.acknowledged_by);
  f("lapses_at", r.lapses_at);
  f("reason", r.reason);
}

template <typename F>
void describe(F& f, Described<F, RuleWatch>& w) {
  f.required("rule", w.rule);
  f("since", w.since);
  f("due", w.due);
  f("fired", w.fired);
}

template <typename F>
void describe(F& f, Described<F, Promise>& p) {
  f.required("due", p.due);
  f("remind_at", p.remind_at);
  f("by", p.by);
  f("broken", p.broken);
}

template <typename F>
void describe(F& f, Described<F, EscalationContext>& c) {
  f("summary", c.summary);
  f("impact", c.impact);
  f("tried", c.tried);
  f("expected", c.expected);
}

template <typename F>
void describe(F& f, Described<F, Ticket>& t) {
  f.required("id", t.id);
  f("number", t.number);
  f("version", t.version);
  f("subject", t.subject);
  f.required("status", t.status);
  f.required("priority", t.priority);
  f("customer", t.customer);
  f("contact_name", t.contact_name);
  f("contact_email", t.contact_email);
  f("team", t.team);
  f("assignee", t.assignee);
  f("tags", t.tags);
  f("category", t.category);
  f("channel", t.channel);
  f.required("created", t.created);
  f("updated", t.updated);
  f("last_activity", t.last_activity);
  f("last_staff_activity", t.last_staff_activity);
  f("unanswered_since", t.unanswered_since);
  f("first_replied", t.first_replied);
  f("resolved", t.resolved);
  f("last_customer_text", t.last_customer_text);
  f("clocks", t.clocks);
  f("first_response_cap", t.first_response_cap);
  f("runs", t.runs);
  f("watches", t.watches);
  f("reopened_times", t.reopened_times);
  f("rating", t.rating);
  f("merged_into", t.merged_into);
  f("follows", t.follows);
  f("links", t.links);
  f("watchers", t.watchers);
  f("acknowledged_by", t.acknowledged_by);
  f("drill", t.drill);
  f("promise", t.promise);
  f("context", t.context);
  f.required("events", t.events);
}

template <typename F>
void describe(F& f, Described<F, WaitingMessage>& w) {
  f("ticket", w.ticket);
  f("cause", w.cause);
  f.required("urgency", w.urgency);
  f("via", w.via);
  f("entry", w.entry);
  f("why", w.why);
  f.required("due", w.due);
  f("bundled", w.bundled);
  f("only_if_open", w.only_if_open);
  f("page", w.page);
}

template <typename F>
void describe(F& f, Described<F, SentMark>& s) {
  f("ticket", s.ticket);
  f("via", s.via);
  f.required("at", s.at);
}

template <typename F>
void describe(F& f, Described<F, Person>& p) {
  f.required("user", p.user);
  f("waiting", p.waiting);
  f("sent", p.sent);
  f("bundle_until", p.bundle_until);
  f("digest", p.digest);
  f("digest_due", p.digest_due);
  f("pages", p.pages);
}

template <typename F>
void describe(F& f, Described<F, Actor>& a) {
  f.required("kind", a.kind);
  f("id", a.id);
}

template <typename F>
void describe(F& f, Described<F, Attachment>& a) {
  f.required("id", a.id);
  f("name", a.name);
  f("type", a.type);
  f("bytes", a.bytes);
  f("in_line", a.in_line);
}

template <typename F>
void describe(F& f, Described<F, Message>& m) {
  f("id", m.id);
  f("ticket", m.ticket);
  f("at", m.at);
  f.required("by", m.author);
  f("name", m.author_name);
  f("internal", m.internal);
  f("automatic", m.automatic);
  f("text", m.text);
  f("attachments", m.attachments);
  f("mail_id", m.mail_id);
}

}  // namespace oasis
