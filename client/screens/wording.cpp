// See wording.hpp.
#include "client/screens/wording.hpp"

#include <array>
#include <utility>
#include <variant>

#include "client/words/locale.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"

namespace oasis::wording {
namespace {

template <class Named>
const std::string& name_in(const std::vector<Named>& all, const Id& id) {
  for (const Named& one : all) {
    if (one.id == id && !one.name.empty()) return one.name;
  }
  return id;
}

std::string step_name(const Workspace& workspace, const Id& chain_id, std::int32_t step) {
  for (const Chain& chain : workspace.chains) {
    if (chain.id != chain_id || step < 0 || static_cast<std::size_t>(step) >= chain.steps.size()) continue;
    const Step& found = chain.steps[static_cast<std::size_t>(step)];
    if (found.name.empty()) return phrase("tier {1}"_tr, found.tier);
    return phrase("{1} (tier {2})"_tr, found.name, found.tier);
  }
  return phrase("step {1}"_tr, step + 1);
}

std::string name_of_actor(const Workspace& workspace, const Actor& by) {
  switch (by.kind) {
    case Actor::Kind::user:
      return name_of_user(workspace, by.id);
    case Actor::Kind::customer:
      return "The customer"_tr;
    case Actor::Kind::system:
      return "Support Oasis";
  }
  return {};
}

/// One overload per fact: the sentence that a reader of the timeline sees.
struct Sayer {
  const Workspace& workspace;
  const Event& event;

  std::string who() const { return name_of_actor(workspace, event.by); }
  std::string by_whom(const char* pattern) const { return phrase(pattern, who()); }
  std::string about(const char* pattern, const Id& user) const { return phrase(pattern, name_of_user(workspace, user)); }

  Sentence operator()(const Created& fact) const {
    return {"Ticket created"_tr, fact.channel.empty() ? "" : phrase("by {1}"_tr, name_of_via(fact.channel))};
  }
  Sentence operator()(const Replied&) const { return {by_whom("{1} replied"_tr), ""}; }
  Sentence operator()(const Noted&) const { return {by_whom("{1} wrote a note"_tr), ""}; }
  Sentence operator()(const CustomerReplied& fact) const {
    return {"The customer replied"_tr, fact.dissatisfied ? "sounds dissatisfied"_tr : ""};
  }
  Sentence operator()(const Changed& fact) const {
    std::string what;
    const auto add = [&what](const std::string& part) { what += (what.empty() ? "" : ", ") + part; };
    if (fact.status) add(phrase("status to {1}"_tr, name_of(*fact.status)));
    if (fact.priority) add(phrase("priority to {1}"_tr, name_of(*fact.priority)));
    if (fact.assignee)
      add(fact.assignee->empty() ? "assignee to nobody"_tr : about("assignee to {1}"_tr, *fact.assignee));
    if (fact.team)
      add(fact.team->empty() ? "team to none"_tr : phrase("team to {1}"_tr, name_of_team(workspace, *fact.team)));
    if (fact.customer) add(phrase("customer to {1}"_tr, name_of_customer(workspace, *fact.customer)));
    if (fact.subject) add("the subject"_tr);
    if (fact.category) add(phrase("category to {1}"_tr, *fact.category));
    if (fact.tags) add("tags"_tr);
    if (fact.version) add("to the edited workspace rules"_tr);
    return {phrase("{1} changed {2}"_tr, who(), what), fact.was.empty() ? "" : phrase("was {1}"_tr, retold(fact.was))};
  }
  Sentence operator()(const Merged& fact) const {
    return {by_whom("{1} merged this ticket"_tr), phrase("into {1}"_tr, fact.into)};
  }
  Sentence operator()(const Rated& fact) const {
    return {phrase("The customer rated {1} of 5"_tr, fact.satisfaction), fact.comment};
  }
  Sentence operator()(const Resolved& fact) const { return {by_whom("{1} resolved the ticket"_tr), fact.outcome}; }
  Sentence operator()(const Closed&) const { return {by_whom("{1} closed the ticket"_tr), ""}; }
  Sentence operator()(const Reopened& fact) const {
    return {"Reopened"_tr, fact.times > 1 ? phrase("{1} times so far"_tr, fact.times) : ""};
  }
  Sentence operator()(const Acknowledged&) const { return {by_whom("{1} acknowledged"_tr), ""}; }
  Sentence operator()(const SlaWarning& fact) const {
    const int percent = static_cast<int>(fact.fraction * 100 + 0.5);
    return {phrase("{1}: {2} % of the time is used"_tr, name_of(fact.clock), percent), ""};
  }
  Sentence operator()(const SlaBreached& fact) const {
    return {phrase("{1} is overdue"_tr, name_of(fact.clock)), "the promised time has passed"_tr};
  }
  Sentence operator()(const SlaMet& fact) const {
    return {phrase("{1} met"_tr, name_of(fact.clock)), phrase("after {1}"_tr, say(fact.spent))};
  }
  Sentence operator()(const SlaPaused& fact) const {
    return {phrase("{1} clock paused"_tr, name_of(fact.clock)), phrase("after {1}"_tr, say(fact.spent))};
  }
  Sentence operator()(const SlaResumed& fact) const {
    return {phrase("{1} clock runs on"_tr, name_of(fact.clock)), ""};
  }
  Sentence operator()(const RuleFired& fact) const { return {phrase("Rule {1} fired"_tr, fact.rule), ""}; }
  Sentence operator()(const RuleLoop& fact) const {
    return {"Rules set each other off: stopped"_tr, phrase("at rule {1}, after 8 rounds"_tr, fact.rule)};
  }
  Sentence operator()(const RulePassed& fact) const { return {phrase("Rule {1} did not apply"_tr, fact.rule), ""}; }
  Sentence operator()(const Escalated& fact) const {
    std::string text = phrase("Escalated to {1}"_tr, step_name(workspace, fact.chain, fact.step));
    if (fact.round > 1) text += phrase(", round {1}"_tr, fact.round);
    if (fact.late >= seconds(1)) text += phrase(", {1} late"_tr, say(fact.late));
    return {text, fact.reason == "by " + event.by.id ? by_whom("by {1}"_tr) : retold(fact.reason)};
  }
  Sentence operator()(const StepSkipped& fact) const {
    return {phrase("{1} reached nobody"_tr, step_name(workspace, fact.chain, fact.step)), retold(fact.reason)};
  }
  Sentence operator()(const AckLapsed& fact) const {
    return {about("The acknowledgement of {1} lapsed"_tr, fact.user), "nothing happened since"_tr};
  }
  Sentence operator()(const RunEnded& fact) const {
    return {phrase("Escalation ended: {1}"_tr, name_of_chain(workspace, fact.chain)), retold(fact.reason)};
  }
  Sentence operator()(const RunMoved& fact) const {
    return {by_whom("{1} applied the edited chain"_tr), name_of_chain(workspace, fact.chain)};
  }
  Sentence operator()(const ChainExhausted& fact) const {
    return {phrase("Nobody acted on {1}"_tr, name_of_chain(workspace, fact.chain)), "every step and round was tried"_tr};
  }
  Sentence operator()(const ScheduleGap& fact) const {
    return {phrase("Nobody is on call in {1}"_tr, name_of_schedule(workspace, fact.schedule)), ""};
  }
  Sentence operator()(const Held& fact) const {
    return {about(fact.digest ? "Will tell {1} in the next digest"_tr : "Will tell {1} later"_tr, fact.user),
            retold(fact.message.why)};
  }
  Sentence operator()(const Notified& fact) const {
    return {phrase("Told {1} by {2}"_tr, name_of_user(workspace, fact.user), name_of_via(fact.via)), retold(fact.why)};
  }
  Sentence operator()(const Suppressed& fact) const {
    if (fact.via.empty()) return {about("Did not tell {1}"_tr, fact.user), retold(fact.why)};
    return {phrase("Did not tell {1} by {2}"_tr, name_of_user(workspace, fact.user), name_of_via(fact.via)), retold(fact.why)};
  }
  Sentence operator()(const Digest& fact) const { return {about("In the digest of {1}"_tr, fact.user), ""}; }
  Sentence operator()(const WebhookCalled& fact) const {
    return {phrase("Called webhook {1}"_tr, fact.webhook), ""};
  }
  Sentence operator()(const ContextGiven& fact) const {
    return {by_whom("{1} said what the next tier must know"_tr), fact.context.summary};
  }
  Sentence operator()(const Promised& fact) const {
    return {fact.by_hand ? by_whom("{1} promised the next update"_tr) : std::string("The next update is promised"_tr),
            phrase("within {1}"_tr, say(fact.due - event.at))};
  }
  Sentence operator()(const Linked& fact) const {
    if (fact.split) return {by_whom("{1} split a message off into a ticket of its own"_tr), ""};
    return {by_whom(fact.off ? "{1} took a link away"_tr : "{1} linked another ticket"_tr), ""};
  }
  Sentence operator()(const Watched& fact) const {
    if (event.by.id == fact.user)
      return {about(fact.off ? "{1} no longer watches"_tr : "{1} watches this ticket"_tr, fact.user), ""};
    return {phrase(fact.off ? "{1} took {2} off the watchers"_tr : "{1} made {2} a watcher"_tr, who(),
                 name_of_user(workspace, fact.user)),
            ""};
  }
  Sentence operator()(const PromiseReminder& fact) const {
    return {"The promised update is due soon"_tr, phrase("in {1}"_tr, say(fact.due - event.at))};
  }
  Sentence operator()(const PromiseKept&) const { return {"Promised update went out in time"_tr, ""}; }
  Sentence operator()(const PromiseBroken&) const { return {"Promised update did not go out in time"_tr, ""}; }
};

}  // namespace

std::string_view name_of(Priority priority) {
  constexpr std::array<const char*, 4> names = {"Low"_kept, "Normal"_kept, "High"_kept, "Urgent"_kept};
  return translated(names[static_cast<std::size_t>(priority)]);
}

std::string_view name_of(Status status) {
  constexpr std::array<const char*, 6> names = {"New"_kept,     "Open"_kept,     "Pending"_kept,
                                                "On hold"_kept, "Resolved"_kept, "Closed"_kept};
  return translated(names[static_cast<std::size_t>(status)]);
}

std::string_view name_of(ClockKind clock) {
  constexpr std::array<const char*, 4> names = {"First response"_kept, "Next response"_kept, "Update"_kept,
                                                "Resolution"_kept};
  return translated(names[static_cast<std::size_t>(clock)]);
}

std::string_view name_of(Urgency urgency) {
  constexpr std::array<const char*, 3> names = {"Low"_kept, "Normal"_kept, "Critical"_kept};
  return translated(names[static_cast<std::size_t>(urgency)]);
}

std::string say(Duration duration) {
  const std::int64_t all = (duration.ms < 0 ? -duration.ms : duration.ms) / 1000;
  const auto two = [](const char* large_unit, std::int64_t large, const char* small_unit, std::int64_t small) {
    std::string text = phrase(large_unit, large);
    if (small > 0) text += " " + phrase(small_unit, small);
    return text;
  };
  if (all < 60) return phrase("{1} s"_tr, all);
  if (all < 600) return two("{1} min"_tr, all / 60, "{1} s"_tr, all % 60);
  if (all < 3600) return phrase("{1} min"_tr, all / 60);
  if (all < 86'400) return two("{1} h"_tr, all / 3600, "{1} min"_tr, all / 60 % 60);
  return two("{1} d"_tr, all / 86'400, "{1} h"_tr, all / 3600 % 24);
}

std::string say_clock(const Clock& clock, Instant now) {
  switch (clock.phase) {
    case Clock::Phase::off:
      return "";
    case Clock::Phase::paused:
      return "paused"_tr;
    case Clock::Phase::met:
      return "met"_tr;
    case Clock::Phase::ended:
      return clock.breached ? "missed"_tr : "ended"_tr;
    case Clock::Phase::running:
      break;
  }
  if (!clock.due) return "no due time"_tr;
  return *clock.due > now ? phrase("{1} left"_tr, say(*clock.due - now)) : phrase("{1} over"_tr, say(now - *clock.due));
}

std::string say_moment(Instant at, const Zone& zone, Instant now) {
  const LocalTime local = zone.to_local(at);
  const std::int64_t day = day_number(local);
  const std::int64_t today = day_number(zone.to_local(now));
  if (day == today) return write_clock(local);
  if (day > today - 7 && day < today + 7) {
    return locale().weekdays_short[static_cast<std::size_t>(weekday_of(day))] + " " + write_clock(local);
  }
  if (date_of(day).year != date_of(today).year) return write_date(day);
  return phrase("{1}, {2}"_tr, write_day_month(day), write_clock(local));
}

std::string say_moment_fully(Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  return phrase("{1}, {2} ({3})"_tr, write_full_date(day_number(local)), write_clock(local, true), zone.name());
}

std::string begin_line(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

std::string name_of_via(std::string_view via) {
  if (via == "email") return "e-mail"_tr;
  if (via == "sms") return "SMS";
  if (via == "slack") return "Slack";
  if (via == "teams") return "Teams";
  return std::string(via);
}

std::string name_of_ticket(const Ticket& ticket) {
  return (ticket.drill ? std::string(drill_mark) + " #" : "#") + std::to_string(ticket.number) + " " + ticket.subject;
}

const std::string& name_of_user(const Workspace& workspace, const Id& user) {
  return name_in(workspace.users, user);
}
const std::string& name_of_team(const Workspace& workspace, const Id& team) {
  return name_in(workspace.teams, team);
}
const std::string& name_of_customer(const Workspace& workspace, const Id& customer) {
  return name_in(workspace.customers, customer);
}
const std::string& name_of_schedule(const Workspace& workspace, const Id& schedule) {
  return name_in(workspace.schedules, schedule);
}
const std::string& name_of_chain(const Workspace& workspace, const Id& chain) {
  return name_in(workspace.chains, chain);
}

Sentence say_event(const Event& event, const Workspace& workspace) {
  return std::visit(Sayer{workspace, event}, event.fact);
}

}  // namespace oasis::wording
