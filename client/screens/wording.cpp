// See wording.hpp.
#include "client/screens/wording.hpp"

#include <array>
#include <utility>
#include <variant>

#include "client/platform/number_text.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::wording {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

std::string two_digits(std::int64_t value) {
  return platform::padded(value, 2);
}

std::string clock_text(LocalTime local, bool with_seconds) {
  const std::int64_t second = time_of_day(local).ms / 1000;
  std::string text = two_digits(second / 3600) + ":" + two_digits(second / 60 % 60);
  if (with_seconds) text += ":" + two_digits(second % 60);
  return text;
}

std::string month_short(int month) {
  return std::string(months[static_cast<std::size_t>(month - 1)].substr(0, 3));
}

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
    const std::string tier = "tier " + std::to_string(found.tier);
    return found.name.empty() ? tier : found.name + " (" + tier + ")";
  }
  return "step " + std::to_string(step + 1);
}

std::string name_of_actor(const Workspace& workspace, const Actor& by) {
  switch (by.kind) {
    case Actor::Kind::user:
      return name_of_user(workspace, by.id);
    case Actor::Kind::customer:
      return "The customer";
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

  Sentence operator()(const Created& fact) const {
    const std::string channel = fact.channel.empty() ? "" : "by " + name_of_via(fact.channel);
    return {"Ticket created", channel};
  }
  Sentence operator()(const Replied&) const { return {who() + " replied", ""}; }
  Sentence operator()(const Noted&) const { return {who() + " wrote a note", ""}; }
  Sentence operator()(const CustomerReplied& fact) const {
    return {"The customer replied", fact.dissatisfied ? "sounds dissatisfied" : ""};
  }
  Sentence operator()(const Changed& fact) const {
    std::string what;
    const auto add = [&what](const std::string& part) { what += (what.empty() ? "" : ", ") + part; };
    if (fact.status) add("status to " + std::string(name_of(*fact.status)));
    if (fact.priority) add("priority to " + std::string(name_of(*fact.priority)));
    if (fact.assignee)
      add(fact.assignee->empty() ? "assignee to nobody"
                                 : "assignee to " + name_of_user(workspace, *fact.assignee));
    if (fact.team)
      add("team to " + (fact.team->empty() ? std::string("none") : name_of_team(workspace, *fact.team)));
    if (fact.customer) add("customer to " + name_of_customer(workspace, *fact.customer));
    if (fact.subject) add("the subject");
    if (fact.category) add("category to " + *fact.category);
    if (fact.tags) add("tags");
    if (fact.version) add("to the edited workspace rules");
    return {who() + " changed " + what, fact.was.empty() ? "" : "was " + fact.was};
  }
  Sentence operator()(const Merged& fact) const {
    return {who() + " merged this ticket", "into " + fact.into};
  }
  Sentence operator()(const Rated& fact) const {
    return {"The customer rated " + std::to_string(fact.satisfaction) + " of 5", fact.comment};
  }
  Sentence operator()(const Resolved& fact) const { return {who() + " resolved the ticket", fact.outcome}; }
  Sentence operator()(const Closed&) const { return {who() + " closed the ticket", ""}; }
  Sentence operator()(const Reopened& fact) const {
    return {"Reopened", fact.times > 1 ? std::to_string(fact.times) + " times so far" : ""};
  }
  Sentence operator()(const Acknowledged&) const { return {who() + " acknowledged", ""}; }
  Sentence operator()(const SlaWarning& fact) const {
    const int percent = static_cast<int>(fact.fraction * 100 + 0.5);
    return {std::string(name_of(fact.clock)) + ": " + std::to_string(percent) + " % of the time is used", ""};
  }
  Sentence operator()(const SlaBreached& fact) const {
    return {std::string(name_of(fact.clock)) + " is overdue", "the promised time has passed"};
  }
  Sentence operator()(const SlaMet& fact) const {
    return {std::string(name_of(fact.clock)) + " met", "after " + say(fact.spent)};
  }
  Sentence operator()(const SlaPaused& fact) const {
    return {std::string(name_of(fact.clock)) + " clock paused", "after " + say(fact.spent)};
  }
  Sentence operator()(const SlaResumed& fact) const {
    return {std::string(name_of(fact.clock)) + " clock runs on", ""};
  }
  Sentence operator()(const RuleFired& fact) const { return {"Rule " + fact.rule + " fired", ""}; }
  Sentence operator()(const RuleLoop& fact) const {
    return {"Rules set each other off: stopped", "at rule " + fact.rule + ", after 8 rounds"};
  }
  Sentence operator()(const RulePassed& fact) const { return {"Rule " + fact.rule + " did not apply", ""}; }
  Sentence operator()(const Escalated& fact) const {
    std::string text = "Escalated to " + step_name(workspace, fact.chain, fact.step);
    if (fact.round > 1) text += ", round " + std::to_string(fact.round);
    if (fact.late >= seconds(1)) text += ", " + say(fact.late) + " late";
    return {text, fact.reason};
  }
  Sentence operator()(const StepSkipped& fact) const {
    return {step_name(workspace, fact.chain, fact.step) + " reached nobody", fact.reason};
  }
  Sentence operator()(const AckLapsed& fact) const {
    return {"The acknowledgement of " + name_of_user(workspace, fact.user) + " lapsed",
            "nothing happened since"};
  }
  Sentence operator()(const RunEnded& fact) const {
    return {"Escalation ended: " + name_of_chain(workspace, fact.chain), fact.reason};
  }
  Sentence operator()(const RunMoved& fact) const {
    return {who() + " applied the edited chain", name_of_chain(workspace, fact.chain)};
  }
  Sentence operator()(const ChainExhausted& fact) const {
    return {"Nobody acted on " + name_of_chain(workspace, fact.chain), "every step and round was tried"};
  }
  Sentence operator()(const ScheduleGap& fact) const { return {"Nobody is on call in " + name_of_schedule(workspace, fact.schedule), ""}; }
  Sentence operator()(const Held& fact) const {
    return {
        "Will tell " + name_of_user(workspace, fact.user) + (fact.digest ? " in the next digest" : " later"),
        fact.message.why};
  }
  Sentence operator()(const Notified& fact) const {
    return {"Told " + name_of_user(workspace, fact.user) + " by " + name_of_via(fact.via), fact.why};
  }
  Sentence operator()(const Suppressed& fact) const {
    return {"Did not tell " + name_of_user(workspace, fact.user) +
                (fact.via.empty() ? "" : " by " + name_of_via(fact.via)),
            fact.why};
  }
  Sentence operator()(const Digest& fact) const {
    return {"In the digest of " + name_of_user(workspace, fact.user), ""};
  }
  Sentence operator()(const WebhookCalled& fact) const { return {"Called webhook " + fact.webhook, ""}; }
  Sentence operator()(const ContextGiven& fact) const {
    return {who() + " said what the next tier must know", fact.context.summary};
  }
  Sentence operator()(const Promised& fact) const {
    return {fact.by_hand ? who() + " promised the next update" : std::string("The next update is promised"),
            "within " + say(fact.due - event.at)};
  }
  Sentence operator()(const Linked& fact) const {
    if (fact.split) return {who() + " split a message off into a ticket of its own", ""};
    return {who() + (fact.off ? " took a link away" : " linked another ticket"), ""};
  }
  Sentence operator()(const Watched& fact) const {
    const std::string name = name_of_user(workspace, fact.user);
    if (event.by.id == fact.user)
      return {name + (fact.off ? " no longer watches" : " watches this ticket"), ""};
    return {who() + (fact.off ? " took " + name + " off the watchers" : " made " + name + " a watcher"), ""};
  }
  Sentence operator()(const PromiseReminder& fact) const {
    return {"The promised update is due soon", "in " + say(fact.due - event.at)};
  }
  Sentence operator()(const PromiseKept&) const { return {"Promised update went out in time", ""}; }
  Sentence operator()(const PromiseBroken&) const { return {"Promised update did not go out in time", ""}; }
};

}  // namespace

std::string_view name_of(Priority priority) {
  constexpr std::array<std::string_view, 4> names = {"Low", "Normal", "High", "Urgent"};
  return names[static_cast<std::size_t>(priority)];
}

std::string_view name_of(Status status) {
  constexpr std::array<std::string_view, 6> names = {"New",     "Open",     "Pending",
                                                     "On hold", "Resolved", "Closed"};
  return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(ClockKind clock) {
  constexpr std::array<std::string_view, 4> names = {"First response", "Next response", "Update",
                                                     "Resolution"};
  return names[static_cast<std::size_t>(clock)];
}

std::string_view name_of(Urgency urgency) {
  constexpr std::array<std::string_view, 3> names = {"Low", "Normal", "Critical"};
  return names[static_cast<std::size_t>(urgency)];
}

std::string say_count(std::int64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string say(Duration duration) {
  const std::int64_t all = (duration.ms < 0 ? -duration.ms : duration.ms) / 1000;
  const auto two = [](std::int64_t large, const char* large_unit, std::int64_t small,
                      const char* small_unit) {
    std::string text = std::to_string(large) + " " + large_unit;
    if (small > 0) text += " " + std::to_string(small) + " " + small_unit;
    return text;
  };
  if (all < 60) return std::to_string(all) + " s";
  if (all < 600) return two(all / 60, "min", all % 60, "s");
  if (all < 3600) return std::to_string(all / 60) + " min";
  if (all < 86'400) return two(all / 3600, "h", all / 60 % 60, "min");
  return two(all / 86'400, "d", all / 3600 % 24, "h");
}

std::string say_clock(const Clock& clock, Instant now) {
  switch (clock.phase) {
    case Clock::Phase::off:
      return "";
    case Clock::Phase::paused:
      return "paused";
    case Clock::Phase::met:
      return "met";
    case Clock::Phase::ended:
      return clock.breached ? "missed" : "ended";
    case Clock::Phase::running:
      break;
  }
  if (!clock.due) return "no due time";
  return *clock.due > now ? say(*clock.due - now) + " left" : say(now - *clock.due) + " over";
}

std::string say_moment(Instant at, const Zone& zone, Instant now) {
  const LocalTime local = zone.to_local(at);
  const std::int64_t day = day_number(local);
  const std::int64_t today = day_number(zone.to_local(now));
  const Date date = date_of(day);
  if (day == today) return clock_text(local, false);
  if (day > today - 7 && day < today + 7) {
    return std::string(weekdays[static_cast<std::size_t>(weekday_of(day))].substr(0, 3)) + " " +
           clock_text(local, false);
  }
  const std::string day_and_month = std::to_string(date.day) + " " + month_short(date.month);
  if (date.year == date_of(today).year) return day_and_month + ", " + clock_text(local, false);
  return day_and_month + " " + std::to_string(date.year);
}

std::string say_moment_fully(Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  const std::int64_t day = day_number(local);
  const Date date = date_of(day);
  return std::string(weekdays[static_cast<std::size_t>(weekday_of(day))]) + " " + std::to_string(date.day) +
         " " + std::string(months[static_cast<std::size_t>(date.month - 1)]) + " " +
         std::to_string(date.year) + ", " + clock_text(local, true) + " (" + zone.name() + ")";
}

std::string name_of_via(std::string_view via) {
  if (via == "email") return "e-mail";
  if (via == "sms") return "SMS";
  if (via == "slack") return "Slack";
  if (via == "teams") return "Teams";
  return std::string(via);
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
