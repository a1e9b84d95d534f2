// See attention.hpp.
#include "shared/command/attention.hpp"

#include <algorithm>

#include "shared/command/clock_facts.hpp"
#include "shared/command/telling.hpp"
#include "shared/policy/chains.hpp"
#include "shared/policy/mentions.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

std::string who_acts(const Turn& turn) {
  const User* user = turn.user(turn.actor().id);
  if (turn.actor().kind == Actor::Kind::customer) return "the customer";
  return user != nullptr && !user->name.empty() ? user->name : turn.actor().id;
}

void not_told(Turn& turn, const TicketId& ticket, const Id& user, std::string why, std::uint32_t cause) {
  turn.record(ticket, by_system("notify"), cause, Suppressed{user, "", std::move(why), 0, false});
}

}  // namespace

std::vector<Id> tell_mentioned(Turn& turn, const TicketId& id, std::string_view note, std::uint32_t cause) {
  std::vector<Id> meant;
  const std::vector<Target> targets = mentioned_in(turn.current().workspace(), note);
  if (targets.empty()) return meant;
  const Ticket& ticket = *turn.ticket(id);
  const Reach reach = resolve_targets(ticket, targets, turn.current(), turn.policies(ticket),
                                      turn.disabled(), turn.now(), Urgency::normal);
  const std::string why = "mentioned by " + who_acts(turn);
  for (const Candidate& missed : reach.missed) {
    meant.push_back(missed.user);
    not_told(turn, id, missed.user, missed.why, cause);
  }
  for (const Candidate& person : reach.people) {
    meant.push_back(person.user);
    const User* user = turn.user(person.user);
    if (!sees_notes(sight_of(user))) {
      not_told(turn, id, person.user, "sees no notes", cause);
    } else {
      const bool by_team = person.why.rfind("member of ", 0) == 0;
      tell(turn, id, *user, Urgency::normal, by_team ? why + ", " + person.why : why, cause);
    }
  }
  return meant;
}

void tell_watchers(Turn& turn, const TicketId& id, const std::string& what, std::uint32_t cause,
                   bool internal, const std::vector<Id>& but) {
  const Ticket* ticket = turn.ticket(id);
  if (ticket == nullptr || !ticket->watchers) return;
  const std::vector<Id> watchers = *ticket->watchers;  // telling changes the ticket
  for (const Id& watcher : watchers) {
    const User* user = turn.user(watcher);
    const bool himself = turn.actor().kind == Actor::Kind::user && turn.actor().id == watcher;
    if (user == nullptr || himself || std::find(but.begin(), but.end(), watcher) != but.end()) continue;
    if (internal && !sees_notes(sight_of(user))) continue;
    tell(turn, id, *user, Urgency::normal, "watches the ticket: " + what, cause);
  }
}

}  // namespace oasis
