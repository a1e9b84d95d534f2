// Facts: what happened to a ticket, when, by whom and because of what. Kept for ever, never rewritten;
// reports, `why` and the ticket's timeline read nothing else. May not: decide or change state (apply.hpp).
// A new kind of fact is a new struct here, one branch in apply, one in codec/event.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

// ---- what people do ---------------------------------------------------------------------------------------
struct Created {
  std::string subject;
  Priority priority = Priority::normal;
  Id customer;
  std::string contact_name;
  std::string contact_email;
  std::string category;
  std::string channel;
  std::vector<std::string> tags;
  Id team;
  std::uint32_t version = 0;  ///< the workspace version it starts with
  std::int64_t number = 0;
  TicketId follows;
  bool drill = false;
  Message message;       ///< the first one; empty text is possible
  double sentiment = 0;  ///< of the first message when the customer wrote it, as in CustomerReplied
  bool dissatisfied = false;
  std::vector<std::string> words;
};
struct Replied {
  Message message;
};
struct Noted {
  Message message;
};
struct CustomerReplied {
  Message message;
  double sentiment = 0;  ///< in [-1, 1]
  bool dissatisfied = false;
  std::vector<std::string> words;  ///< what made the score
};
/// Each set field is the new value; the old ones are kept for people and reports.
struct Changed {
  std::optional<Priority> priority;
  std::optional<Status> status;
  std::optional<Id> assignee;
  std::optional<Id> team;
  std::optional<std::vector<std::string>> tags;
  std::optional<Id> customer;
  std::optional<std::string> subject;
  std::optional<std::string> category;
  std::optional<std::uint32_t> version;  ///< an edited document now applies to this ticket
  std::string was;                       ///< the fields before, in words
};
struct Merged {
  TicketId into;
};
/// Recorded on both tickets.
struct Linked {
  TicketId to;
  bool off = false;    ///< the link is taken away
  bool split = false;  ///< `to` was made of a message of this ticket, or this one of a message of `to`
};
struct Watched {
  Id user;
  bool off = false;
};
struct Rated {
  std::int32_t satisfaction = 0;
  std::string comment;
};  ///< 1 … 5
struct Resolved {
  std::string outcome;
};
struct Closed {};
struct Reopened {
  std::int32_t times = 0;
};
struct Acknowledged {};
/// What an escalation by hand was given to go with.
struct ContextGiven {
  EscalationContext context;
};

// ---- promises to the customer --------------------------------------------------------------------------
/// The next public update is due by then; replaces the promise before.
struct Promised {
  Instant due;
  Instant remind_at;
  bool by_hand = false;  ///< else by the cadence of an escalation
};
struct PromiseReminder {
  Instant due;
};
struct PromiseKept {
  Instant due;
};
struct PromiseBroken {
  Instant due;
};

// ---- service levels ---------------------------------------------------------------------------------------
struct SlaWarning {
  ClockKind clock{};
  double fraction = 0;
  Instant due;
};
struct SlaBreached {
  ClockKind clock{};
  Instant due;
};
struct SlaMet {
  ClockKind clock{};
  std::optional<Instant> due;  ///< unset if it was paused
  Duration spent;
};
struct SlaPaused {
  ClockKind clock{};
  Duration spent;
};
struct SlaResumed {
  ClockKind clock{};
  std::optional<Instant> due;
};

// ---- rules ------------------------------------------------------------------------------------------------
struct RuleFired {
  Id rule;
};
struct RuleLoop {
  Id rule;
};
/// The time of a waiting rule came while its condition did not hold. No part of a timeline.
struct RulePassed {
  Id rule;
};

// ---- escalation -------------------------------------------------------------------------------------------
struct Escalated {  ///< a step of a chain fires
  Id chain;
  std::uint32_t version = 0;
  std::int32_t tier = 0;
  std::int32_t step = 0;  ///< index in the chain
  std::int32_t round = 1;
  std::string reason;
  bool starts_run = false;
  Duration late;  ///< how long after its due time it really fired
};
struct StepSkipped {  ///< a step that reached nobody; the next one fires at the same instant
  Id chain;
  std::uint32_t version = 0;
  std::int32_t tier = 0;
  std::int32_t step = 0;
  std::int32_t round = 1;
  std::string reason;      ///< why nobody was reached
  std::string run_reason;  ///< with starts_run: why the run was started
  bool starts_run = false;
};
struct AckLapsed {  ///< by its timeout, or because the run jumped ahead
  Id chain;
  Id user;
};
struct RunEnded {
  Id chain;
  std::string reason;
};
struct ChainExhausted {
  Id chain;
  std::string reason;  ///< empty = nobody acknowledged
};
/// The run follows a newer version of its chain from now on, at the same step and due time.
struct RunMoved {
  Id chain;
  std::uint32_t version = 0;
};
struct ScheduleGap {
  Id schedule;
};

// ---- telling people ---------------------------------------------------------------------------------------
/// A message that is decided but leaves later: Person::waiting or Person::digest. No part of a timeline.
struct Held {
  Id user;
  WaitingMessage message;
  bool digest = false;
};
struct Notified {
  Id user;
  std::string via;
  std::string address;
  Urgency urgency = Urgency::normal;
  std::string why;
  std::int32_t entry = 0;        ///< which entry of the person's rules
  std::vector<TicketId> bundle;  ///< more tickets that this one message lists
  bool waited = false;           ///< it was Held before
  bool page = false;             ///< of a step of an escalation, or of its last resort
};
struct Suppressed {
  Id user;
  std::string via;  ///< empty: nothing at all goes to this person
  std::string why;
  std::int32_t entry = 0;
  bool waited = false;  ///< it was Held before
};
struct Digest {
  Id user;
  std::string via;
  std::vector<TicketId> tickets;
};
struct WebhookCalled {
  Id webhook;
};

using Fact =
    std::variant<Created, Replied, Noted, CustomerReplied, Changed, Merged, Rated, Resolved, Closed, Reopened,
                 Acknowledged, SlaWarning, SlaBreached, SlaMet, SlaPaused, SlaResumed, RuleFired, RuleLoop,
                 RulePassed, Escalated, StepSkipped, AckLapsed, RunEnded, ChainExhausted, RunMoved,
                 ScheduleGap, Held, Notified, Suppressed, Digest, WebhookCalled, ContextGiven, Promised,
                 PromiseReminder, PromiseKept, PromiseBroken, Linked, Watched>;

/// Whom a fact about a person is about; nullptr for all others.
const Id* person_told_by(const Fact& fact);

struct Event {
  Event() = default;
  /// Takes the fact, of whatever kind, where it will stay: some are large.
  template <typename AFact>
  Event(const TicketId& ticket, std::uint32_t number, Instant at, const Actor& by,
        std::optional<std::uint32_t> cause, AFact&& fact)
      : ticket(ticket), number(number), at(at), by(by), cause(cause), fact(std::forward<AFact>(fact)) {}

  TicketId ticket;           ///< empty for facts about people or schedules (a digest, a gap)
  std::uint32_t number = 0;  ///< 0, 1, 2 … within the ticket
  Instant at;
  Actor by;
  std::optional<std::uint32_t> cause;  ///< number of the event of the same ticket that led to this one
  Fact fact;
};

}  // namespace oasis
