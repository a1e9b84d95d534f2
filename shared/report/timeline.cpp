// See timeline.hpp.
#include "shared/report/timeline.hpp"

#include <utility>
#include <variant>

#include "shared/report/local_words.hpp"

namespace oasis {
namespace {

/// Empty for what only machines do.
std::string moment_words(const Policies& policies, const Event& event) {
  const std::string who = event.by.kind == Actor::Kind::customer ? "the customer" : name_of(policies, event.by.id);
  if (std::holds_alternative<Created>(event.fact)) return "the customer wrote for the first time";
  if (std::holds_alternative<CustomerReplied>(event.fact)) return "the customer wrote again";
  if (std::holds_alternative<Replied>(event.fact)) return who + " replied";
  if (std::holds_alternative<Acknowledged>(event.fact)) return who + " took it in hand";
  if (std::holds_alternative<Closed>(event.fact)) return who + " closed it";
  if (std::holds_alternative<Reopened>(event.fact)) return "it was opened again";
  if (std::holds_alternative<PromiseBroken>(event.fact)) return "a promised update did not go out";
  if (const auto* step = std::get_if<Escalated>(&event.fact))
    return "escalated to tier " + std::to_string(step->tier) + " (" + step->reason + ")";
  if (const auto* breach = std::get_if<SlaBreached>(&event.fact))
    return "the " + std::string(in_a_sentence(breach->clock)) + " was overdue";
  if (const auto* resolved = std::get_if<Resolved>(&event.fact))
    return who + " resolved it" + (resolved->outcome.empty() ? "" : ": " + resolved->outcome);
  if (const auto* rated = std::get_if<Rated>(&event.fact))
    return "the customer rated " + std::to_string(rated->satisfaction) + " of 5";
  return {};
}

}  // namespace

std::vector<Moment> moments_of(const std::vector<Event>& events, const Policies& policies) {
  std::vector<Moment> moments;
  for (const Event& event : events) {
    std::string what = moment_words(policies, event);
    if (!what.empty()) moments.push_back({event.at, std::move(what)});
  }
  return moments;
}

std::string timeline(const std::vector<Event>& events, const Policies& policies, const Zone& zone) {
  std::string lines;
  for (const Moment& moment : moments_of(events, policies))
    lines += "- " + local_words(zone, moment.at) + ": " + moment.what + "\n";
  return lines;
}

}  // namespace oasis
