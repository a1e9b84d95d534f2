// See why.hpp.
#include "shared/report/why.hpp"

#include <algorithm>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

/// What an event means for a person, as a sentence; nullopt if it does not concern them.
std::optional<std::string> said_to(const Event& event, const Id& user) {
  const std::string at = " at " + to_text(event.at);
  if (const auto* fact = std::get_if<Notified>(&event.fact); fact != nullptr && fact->user == user) {
    return user + " was told by " + fact->via + at + ": " + fact->why + ".";
  }
  if (const auto* fact = std::get_if<Suppressed>(&event.fact); fact != nullptr && fact->user == user) {
    return user + " was not told" + (fact->via.empty() ? "" : " by " + fact->via) + at + ": " + fact->why +
           ".";
  }
  if (const auto* fact = std::get_if<Held>(&event.fact); fact != nullptr && fact->user == user) {
    const char* what = fact->digest ? " in the digest of " : " at ";
    return user + " will be told by " + fact->message.via + what + to_text(fact->message.due) + ": " +
           fact->message.why + ".";
  }
  return std::nullopt;
}

const Event* by_number(const std::vector<const Event*>& events, std::uint32_t number) {
  const auto found =
      std::find_if(events.begin(), events.end(), [&](const Event* event) { return event->number == number; });
  return found == events.end() ? nullptr : *found;
}

std::string in_words(const Event& cause) {
  if (const auto* fact = std::get_if<RuleFired>(&cause.fact)) return "rule " + fact->rule + " fired";
  if (const auto* fact = std::get_if<Escalated>(&cause.fact)) {
    return "tier " + std::to_string(fact->tier) + " of chain " + fact->chain + " fired (" + fact->reason +
           ")";
  }
  if (const auto* fact = std::get_if<StepSkipped>(&cause.fact)) {
    return "tier " + std::to_string(fact->tier) + " of chain " + fact->chain + " reached nobody (" +
           fact->reason + ")";
  }
  if (std::holds_alternative<SlaBreached>(cause.fact)) return "a clock was breached";
  if (std::holds_alternative<SlaWarning>(cause.fact)) return "a clock came near its due time";
  if (std::holds_alternative<AckLapsed>(cause.fact)) return "an acknowledgement lapsed";
  if (std::holds_alternative<ChainExhausted>(cause.fact)) return "the chain was exhausted";
  if (std::holds_alternative<Created>(cause.fact)) return "the ticket was created";
  if (std::holds_alternative<CustomerReplied>(cause.fact)) return "the customer wrote";
  if (std::holds_alternative<Changed>(cause.fact)) return "the ticket was changed";
  if (std::holds_alternative<Rated>(cause.fact)) return "the customer rated";
  if (std::holds_alternative<Reopened>(cause.fact)) return "the ticket was reopened";
  if (std::holds_alternative<PromiseReminder>(cause.fact)) return "a promised update came near its due time";
  if (std::holds_alternative<PromiseBroken>(cause.fact)) return "a promised update did not go out in time";
  return {};
}

}  // namespace

bool concerns(const Event& event, const Id& user) {
  return said_to(event, user).has_value();
}

Why why_told(const std::vector<const Event*>& events, const Id& user, Instant at) {
  Why answer;
  const Event* last = nullptr;
  for (const Event* event : events) {
    if (event->at > at || !concerns(*event, user)) continue;
    // Of what happened at one instant, a message that left says more than one that did not.
    const bool stronger =
        last != nullptr && last->at == event->at && std::holds_alternative<Notified>(last->fact);
    if (!stronger) last = event;
    answer.told = answer.told || std::holds_alternative<Notified>(event->fact);
  }
  if (last == nullptr) {
    answer.words = "Until " + to_text(at) + " no step and no rule of this ticket concerned " + user + ".";
    return answer;
  }
  answer.told = std::holds_alternative<Notified>(last->fact);
  answer.words = *said_to(*last, user);
  std::vector<Event> chain{*last};
  std::string because;
  const Event* place = last;
  while (place->cause && chain.size() < 50) {
    place = by_number(events, *place->cause);
    if (place == nullptr) break;
    const std::string words = in_words(*place);
    if (!words.empty()) because += (because.empty() ? "" : ", because ") + words;
    chain.push_back(*place);
  }
  if (!because.empty()) answer.words += " Because " + because + ".";
  answer.because.assign(chain.rbegin(), chain.rend());
  return answer;
}

}  // namespace oasis
