// Digests. May not: send.
#include "server/notify/digests.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <variant>

#include "server/engine/dispatch.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

/// More than this is not read; the rest is counted.
constexpr std::size_t most_listed = 15;
constexpr std::size_t most_events_listed = 4;
constexpr Duration soon = hours(48);
constexpr Duration longest_pause = minutes(10);
constexpr std::array<const char*, clock_count> clock_words{"first response", "next response", "next update",
                                                           "resolution"};
constexpr std::array<const char*, 6> status_words{"new", "open", "pending", "on hold", "resolved", "closed"};
constexpr std::array<const char*, 4> priority_words{"low", "normal", "high", "urgent"};

std::string name_of_user(const Workspace& workspace, const Id& id) {
  for (const User& user : workspace.users) {
    if (user.id == id) return user.name;
  }
  return id;
}

bool is_in_hands_of(const Ticket& ticket, const User& user) {
  return ticket.assignee == user.id || ticket.acknowledged_by == user.id;
}

bool is_of_team(const Ticket& ticket, const Workspace& workspace, const User& user) {
  return std::any_of(workspace.teams.begin(), workspace.teams.end(), [&](const Team& team) {
    return team.id == ticket.team &&
           std::find(team.members.begin(), team.members.end(), user.id) != team.members.end();
  });
}

/// What an event says to somebody who was not there; empty: nothing that they need.
struct InWords {
  const Workspace& workspace;
  const Event& event;

  std::string by() const {
    return event.by.kind == Actor::Kind::user ? name_of_user(workspace, event.by.id) : std::string("a rule");
  }
  std::string operator()(const Created&) const { return "new"; }
  std::string operator()(const CustomerReplied& fact) const {
    return (fact.message.author_name.empty() ? "the customer" : fact.message.author_name) +
           std::string(" wrote") + (fact.dissatisfied ? ", dissatisfied" : "");
  }
  std::string operator()(const Replied& fact) const {
    return fact.message.automatic ? "" : by() + " answered";
  }
  std::string operator()(const Noted&) const { return by() + " left a note"; }
  std::string operator()(const Changed& fact) const {
    std::string words;
    const auto add = [&words](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
    if (fact.status) add(status_words[static_cast<std::size_t>(*fact.status)]);
    if (fact.priority)
      add("priority " + std::string(priority_words[static_cast<std::size_t>(*fact.priority)]));
    if (fact.assignee)
      add(fact.assignee->empty() ? "nobody assigned"
                                 : "assigned to " + name_of_user(workspace, *fact.assignee));
    return words;
  }
  std::string operator()(const Resolved&) const { return "resolved by " + by(); }
  std::string operator()(const Closed&) const { return "closed"; }
  std::string operator()(const Reopened&) const { return "reopened"; }
  std::string operator()(const Acknowledged&) const { return "acknowledged by " + by(); }
  std::string operator()(const SlaBreached& fact) const {
    return std::string(clock_words[static_cast<std::size_t>(fact.clock)]) + " breached";
  }
  std::string operator()(const Escalated& fact) const {
    return "escalated to tier " + std::to_string(fact.tier);
  }
  std::string operator()(const ChainExhausted&) const { return "nobody acknowledged"; }
  std::string operator()(const Rated& fact) const {
    return "rated " + std::to_string(fact.satisfaction) + " of 5";
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return "";
  }
};

void add_history(store::Database& database, const Workspace& workspace, const User& user,
                 const Ticket& ticket, Instant since, bool always, DigestMatter& matter) {
  DigestMatter::Changed changed{ticket, {}};
  const Escalated* raised = nullptr;
  Instant raised_at;
  const std::vector<Event> events = store::events_of(database, ticket.id);
  for (const Event& event : events) {
    if (event.at <= since) continue;
    if (const auto* step = std::get_if<Escalated>(&event.fact)) {
      raised = step;
      raised_at = event.at;
    }
    if (event.by.kind == Actor::Kind::user && event.by.id == user.id) continue;  // they know
    const std::string words = std::visit(InWords{workspace, event}, event.fact);
    if (!words.empty() && (changed.what.empty() || changed.what.back() != words))
      changed.what.push_back(words);
  }
  if (raised) matter.raised.push_back({ticket, raised->tier, raised_at});
  if (!changed.what.empty() || always) matter.changed.push_back(std::move(changed));
}

std::string heading(const Ticket& ticket) {
  return "#" + std::to_string(ticket.number) + " " + cut_to(ticket.subject, 80);
}

std::string more(std::size_t count) {
  return count > most_listed ? "  … and " + std::to_string(count - most_listed) + " more\n" : "";
}

template <typename Item, typename Line>
std::string section(const std::string& title, const std::vector<Item>& items, const Line& line) {
  if (items.empty()) return "";
  std::string text = "\n" + title + " (" + std::to_string(items.size()) + ")\n";
  for (std::size_t i = 0; i < std::min(items.size(), most_listed); ++i) text += line(items[i]);
  return text + more(items.size());
}

/// The newest few of what happened, on one line.
std::string joined(const std::vector<std::string>& what) {
  std::string text;
  const std::size_t from = what.size() > most_events_listed ? what.size() - most_events_listed : 0;
  for (std::size_t i = from; i < what.size(); ++i) text += (text.empty() ? "" : "; ") + what[i];
  return from > 0 ? "…; " + text : text;
}

Instant last_run(store::Database& database, Instant otherwise) {
  const std::string text = store::meta(database, "digests_until");
  Instant instant;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), instant.ms);
  return fault == std::errc{} && end == text.data() + text.size() && !text.empty() ? instant : otherwise;
}

bool is_digest(const NotifyEntry& entry) {
  return entry.kind != NotifyEntry::Kind::contact;
}

void queue_digest(engine::Turn& turn, const Zones& zones, const engine::Links& links, const User& user,
                  const NotifyEntry& entry, Instant due) {
  const Workspace& workspace = current_policies(turn.state())->workspace();
  const Duration span = entry.kind == NotifyEntry::Kind::weekly_digest ? days(7) : days(1);
  store::DigestInterest interest{user.id, {}, due - span, turn.now(), turn.now() + soon};
  for (const Team& team : workspace.teams) {
    if (std::find(team.members.begin(), team.members.end(), user.id) != team.members.end())
      interest.teams.push_back(team.id);
  }
  const EachTicket each = [&](const std::function<void(const Ticket&)>& visit) {
    store::each_ticket_of_interest(turn.database(), interest, visit);
  };
  const DigestMatter matter =
      gather_digest(turn.database(), workspace, user, {}, each, due - span, turn.now());
  if (matter.is_empty()) return;
  const std::string via =
      !address_of(user, "email").empty() || user.contacts.empty() ? "email" : user.contacts.front().via;
  // The same key as a digest of the core at the same time: one of them is enough.
  store::Outgoing row = engine::own_words("digest/" + user.id + "/" + via + "/" + std::to_string(due.ms),
                                          turn.now(), turn.mail_domain());
  row.user = user.id;
  row.via = via;
  row.address = address_of(user, via);
  const Letter letter = digest_letter(matter, workspace, zones, links, user, turn.now());
  row.subject = letter.subject;
  row.words = letter.text;
  if (!store::queue(turn.database(), row, {})) return;
  // A changed row wakes who sends; the person's is the one that this is about.
  const auto known = turn.state().people.find(user.id);
  Person person;
  if (known != turn.state().people.end()) person = known->second;
  person.user = user.id;
  turn.announce("", "person", user.id, write_person(person).dump());
}

}  // namespace

DigestMatter gather_digest(store::Database& database, const Workspace& workspace, const User& user,
                           const std::vector<Ticket>& collected, const EachTicket& each_ticket, Instant since,
                           Instant now) {
  DigestMatter matter;
  std::set<TicketId> seen;
  const Sight sight = sight_of(&user);  // who does not see a ticket is not told of it
  for (const Ticket& ticket : collected) {
    if (!may_see(sight, ticket)) continue;
    seen.insert(ticket.id);
    add_history(database, workspace, user, ticket, since, true, matter);
  }
  each_ticket([&](const Ticket& ticket) {
    const bool mine = is_in_hands_of(ticket, user);
    if (!may_see(sight, ticket)) return;
    if (!mine && !is_of_team(ticket, workspace, user)) return;
    if (mine && ticket.unanswered_since) matter.waiting.push_back(ticket);
    for (std::size_t kind = 0; kind < clock_count; ++kind) {
      const Clock& clock = ticket.clocks[kind];
      if (clock.phase == Clock::Phase::running && clock.due && !clock.breached && *clock.due > now &&
          *clock.due <= now + soon)
        matter.breaching.push_back({ticket, clock_words[kind], *clock.due});
    }
    if (ticket.updated > since && seen.insert(ticket.id).second)
      add_history(database, workspace, user, ticket, since, false, matter);
  });
  std::sort(matter.waiting.begin(), matter.waiting.end(),
            [](const Ticket& a, const Ticket& b) { return *a.unanswered_since < *b.unanswered_since; });
  std::sort(matter.breaching.begin(), matter.breaching.end(),
            [](const auto& a, const auto& b) { return a.due < b.due; });
  std::sort(matter.raised.begin(), matter.raised.end(),
            [](const auto& a, const auto& b) { return a.at > b.at; });
  std::sort(matter.changed.begin(), matter.changed.end(),
            [](const auto& a, const auto& b) { return a.ticket.updated > b.ticket.updated; });
  return matter;
}

Letter digest_letter(const DigestMatter& matter, const Workspace& workspace, const Zones& zones,
                     const engine::Links& links, const User& user, Instant now) {
  const std::string zone = user.zone.empty() ? workspace.zone : user.zone;
  const auto url = [&links](const Ticket& ticket) {
    return "      " + links.ticket_url(ticket.number) + "\n";
  };
  Letter letter;
  letter.subject = workspace.name + ": ";
  if (!matter.waiting.empty()) letter.subject += std::to_string(matter.waiting.size()) + " waiting for you, ";
  letter.subject += std::to_string(matter.changed.size()) +
                    (matter.changed.size() == 1 ? " ticket" : " tickets") + " with news";
  letter.text = "Hello " + user.name + ",\n\nas of " + local_text(now, zone, zones) + ":\n";
  letter.text += section("Waiting for you", matter.waiting, [&](const Ticket& ticket) {
    return "  " + heading(ticket) + "\n      unanswered since " +
           local_text(*ticket.unanswered_since, zone, zones) + "\n" + url(ticket);
  });
  letter.text += section("Due next", matter.breaching, [&](const DigestMatter::Breaching& one) {
    return "  " + heading(one.ticket) + "\n      " + one.clock + " by " + local_text(one.due, zone, zones) +
           "\n" + url(one.ticket);
  });
  letter.text += section("Escalated", matter.raised, [&](const DigestMatter::Raised& one) {
    return "  " + heading(one.ticket) + "\n      to tier " + std::to_string(one.tier) + ", " +
           local_text(one.at, zone, zones) + "\n" + url(one.ticket);
  });
  letter.text += section("What changed", matter.changed, [&](const DigestMatter::Changed& one) {
    const std::string what = joined(one.what);
    return "  " + heading(one.ticket) + "\n" + (what.empty() ? "" : "      " + what + "\n") + url(one.ticket);
  });
  letter.text += "\nWhat comes when: " + links.url_of("/notifications") + "\n";
  return letter;
}

Duration digest_span(const User& user) {
  const auto entries = entries_of(user, Urgency::low);
  const bool daily = std::any_of(entries.begin(), entries.end(), [](const NotifyEntry& entry) {
    return entry.kind == NotifyEntry::Kind::daily_digest;
  });
  return daily ? days(1) : days(7);
}

Instant queue_digests(engine::Turn& turn, const Zones& zones, const engine::Links& links) {
  const Policies& policies = *current_policies(turn.state());
  const Instant since = last_run(turn.database(), turn.now());
  Instant next = turn.now() + longest_pause;
  for (const User& user : policies.workspace().users) {
    const auto& own = user.notify[static_cast<std::size_t>(Urgency::low)];
    if (!own) continue;
    for (const NotifyEntry& entry : *own) {
      if (!is_digest(entry)) continue;
      const Instant due = next_digest(entry, policies.zone_of(user), since);
      if (due > turn.now()) {
        next = std::min(next, due);
      } else {
        queue_digest(turn, zones, links, user, entry, due);
      }
    }
  }
  store::set_meta(turn.database(), "digests_until", std::to_string(turn.now().ms));
  return next;
}

}  // namespace oasis::notify
