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
#include "server/engine/starter_templates.hpp"
#include "server/notify/digest_words.hpp"
#include "server/store/languages.hpp"
#include "server/store/lately.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/policy/template_values.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

/// More than this is not read; the rest is counted.
constexpr std::size_t most_listed = 15;
constexpr std::size_t most_events_listed = 4;
/// Of tickets that came to their end since the last digest, so many are looked at.
constexpr int most_finished = 500;
constexpr Duration soon = hours(48);
constexpr Duration longest_pause = minutes(10);
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
  const DigestWords& words;
  const Event& event;

  std::string by() const {
    return event.by.kind == Actor::Kind::user ? name_of_user(workspace, event.by.id)
                                              : std::string(words.a_rule);
  }
  std::string by_somebody(std::string_view phrase) const { return filled(phrase, by()); }
  std::string operator()(const Created&) const { return std::string(words.fresh); }
  std::string operator()(const CustomerReplied& fact) const {
    const std::string_view who =
        fact.message.author_name.empty() ? words.the_customer : fact.message.author_name;
    return filled(fact.dissatisfied ? words.dissatisfied : words.wrote, who);
  }
  std::string operator()(const Replied& fact) const {
    return fact.message.automatic ? "" : by_somebody(words.answered);
  }
  std::string operator()(const Noted&) const { return by_somebody(words.noted); }
  std::string operator()(const Changed& fact) const {
    std::string text;
    const auto add = [&text](std::string_view part) { (text += text.empty() ? "" : ", ") += part; };
    if (fact.status) add(words.statuses[static_cast<std::size_t>(*fact.status)]);
    if (fact.priority)
      add(filled(words.prioritised, words.priorities[static_cast<std::size_t>(*fact.priority)]));
    if (fact.assignee) {
      add(fact.assignee->empty() ? std::string(words.nobody_assigned)
                                 : filled(words.assigned, name_of_user(workspace, *fact.assignee)));
    }
    return text;
  }
  std::string operator()(const Resolved&) const { return by_somebody(words.resolved); }
  std::string operator()(const Closed&) const { return std::string(words.closed); }
  std::string operator()(const Reopened&) const { return std::string(words.reopened); }
  std::string operator()(const Acknowledged&) const { return by_somebody(words.acknowledged); }
  std::string operator()(const SlaBreached& fact) const {
    return filled(words.breached, words.clocks[static_cast<std::size_t>(fact.clock)]);
  }
  std::string operator()(const Escalated& fact) const {
    return filled(words.escalated, std::to_string(fact.tier));
  }
  std::string operator()(const ChainExhausted&) const { return std::string(words.exhausted); }
  std::string operator()(const Rated& fact) const {
    return filled(words.rated, std::to_string(fact.satisfaction));
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return "";
  }
};

void add_history(store::Database& database, const Workspace& workspace, const User& user,
                 const Ticket& ticket, Instant since, bool always, const DigestWords& in_language,
                 DigestMatter& matter) {
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
    const std::string words = std::visit(InWords{workspace, in_language, event}, event.fact);
    if (!words.empty() && (changed.what.empty() || changed.what.back() != words))
      changed.what.push_back(words);
  }
  if (raised) matter.raised.push_back({ticket, raised->tier, raised_at});
  if (!changed.what.empty() || always) matter.changed.push_back(std::move(changed));
}

/// How a list is printed for one reader.
struct Printer {
  Tongue tongue;
  const DigestWords& words;
  const Workspace& workspace;
  const engine::Links& links;
  const Zone& zone;
  Instant now;

  std::string moment(Instant at) const { return moment_text(tongue, at, zone, now); }

  /// "Globex, urgent"
  std::string whose(const Ticket& ticket) const {
    const auto customer = std::find_if(workspace.customers.begin(), workspace.customers.end(),
                                       [&ticket](const Customer& one) { return one.id == ticket.customer; });
    std::string name = customer != workspace.customers.end() ? customer->name
                       : ticket.contact_name.empty()         ? ticket.contact_email
                                                             : ticket.contact_name;
    if (!name.empty()) name += ", ";
    return name + std::string(words.priorities[static_cast<std::size_t>(ticket.priority)]);
  }

  /// An item of the list: what it is about, one line about it, where it is.
  std::string item(const Ticket& ticket, const std::string& line) const {
    return "- #" + std::to_string(ticket.number) + " " + one_line(cut_to(marked_subject(ticket), 80), 80) + "\n  " +
           whose(ticket) + (line.empty() ? "" : "; " + line) + "\n  " + links.ticket_url(ticket.number) +
           "\n";
  }

  template <typename Item, typename Line>
  std::string list(const std::vector<Item>& items, const Line& line) const {
    std::string text;
    for (std::size_t i = 0; i < std::min(items.size(), most_listed); ++i) text += line(items[i]);
    if (items.size() > most_listed)
      text += "- … " + filled(words.and_more, std::to_string(items.size() - most_listed)) + "\n";
    return text;
  }
};

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

/// The core collects news for a digest that is due at the same time, or has just sent it.
bool core_tells(engine::Turn& turn, const User& user, Instant due) {
  const auto person = turn.state().people.find(user.id);
  if (person != turn.state().people.end() && person->second.digest_due &&
      *person->second.digest_due <= turn.now())
    return true;
  const std::vector<store::Outgoing> sent = store::outgoing_to(turn.database(), user.id, Instant{due.ms - 1});
  return std::any_of(sent.begin(), sent.end(),
                     [](const store::Outgoing& one) { return one.key.compare(0, 7, "digest/") == 0; });
}

void queue_digest(engine::Turn& turn, const engine::Links& links, const User& user, const NotifyEntry& entry,
                  Instant due) {
  const auto policies = current_policies(turn.state());
  const Workspace& workspace = policies->workspace();
  // What the core has collected for the same time comes as a digest of its own: one of them is enough.
  if (core_tells(turn, user, due)) return;
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
  store::Outgoing row = engine::own_words("digest/" + user.id + "/" + via + "/" + std::to_string(due.ms),
                                          turn.now(), turn.mail_domain());
  row.user = user.id;
  row.via = via;
  row.address = address_of(user, via);
  const Letter letter =
      digest_letter(matter, *policies, links, user, store::language_of(turn.database(), user.id), turn.now());
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
  const DigestWords& words = digest_words(tongue_or_english(store::language_of(database, user.id)));
  const Sight sight = sight_of(&user);  // who does not see a ticket is not told of it
  for (const Ticket& ticket : collected) {
    if (!may_see(sight, ticket)) continue;
    seen.insert(ticket.id);
    add_history(database, workspace, user, ticket, since, true, words, matter);
  }
  each_ticket([&](const Ticket& ticket) {
    const bool mine = is_in_hands_of(ticket, user);
    if (!may_see(sight, ticket)) return;
    if (!mine && !is_of_team(ticket, workspace, user)) return;
    if (mine && ticket.unanswered_since) matter.waiting.push_back(ticket);
    for (std::size_t kind = 0; kind < clock_count; ++kind) {
      const Clock& clock = ticket.clocks[kind];
      if (clock.phase == Clock::Phase::running && clock.due && *clock.due <= now + soon)
        matter.breaching.push_back({ticket, static_cast<ClockKind>(kind), *clock.due});
    }
    if (ticket.promise && ticket.promise->due <= now + soon)
      matter.breaching.push_back({ticket, std::nullopt, ticket.promise->due});
    if (ticket.updated > since && seen.insert(ticket.id).second)
      add_history(database, workspace, user, ticket, since, false, words, matter);
  });
  for (const TicketId& id : store::finished_since(database, since, most_finished)) {
    if (seen.count(id) > 0) continue;
    const auto ticket = store::find_ticket(database, id);
    if (!ticket || !may_see(sight, *ticket)) continue;
    if (is_in_hands_of(*ticket, user) || is_of_team(*ticket, workspace, user))
      add_history(database, workspace, user, *ticket, since, false, words, matter);
  }
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

Letter digest_letter(const DigestMatter& matter, const Policies& policies, const engine::Links& links,
                     const User& user, std::string_view language, Instant now) {
  const Tongue tongue = tongue_or_english(language);
  const DigestWords& words = digest_words(tongue);
  const Zone& zone = policies.zone_of(user);
  const Printer print{tongue, words, policies.workspace(), links, zone, now};
  const std::string waiting = print.list(matter.waiting, [&](const Ticket& ticket) {
    return print.item(ticket, filled(words.unanswered_since, print.moment(*ticket.unanswered_since)));
  });
  const std::string due = print.list(matter.breaching, [&](const DigestMatter::Breaching& one) {
    const std::string_view what =
        one.clock ? words.clocks[static_cast<std::size_t>(*one.clock)] : words.promise;
    return print.item(
        one.ticket, filled(one.due < now ? words.overdue_since : words.due_by, what) + print.moment(one.due));
  });
  const std::string raised = print.list(matter.raised, [&](const DigestMatter::Raised& one) {
    return print.item(one.ticket, filled(words.to_tier, std::to_string(one.tier)) + print.moment(one.at));
  });
  const std::string changed = print.list(matter.changed, [&](const DigestMatter::Changed& one) {
    return print.item(one.ticket, joined(one.what));
  });
  std::string summary;
  const auto add = [&summary](const std::array<std::string_view, 2>& phrase, std::size_t count) {
    if (count > 0) summary += (summary.empty() ? "" : ", ") + counted(phrase, count);
  };
  add(words.waiting, matter.waiting.size());
  add(words.due, matter.breaching.size());
  add(words.raised, matter.raised.size());
  add(words.changed, matter.changed.size());
  if (summary.empty()) summary = words.nothing;
  const auto count = [](const auto& items) { return items.empty() ? "" : std::to_string(items.size()); };
  const Template* own = policies.text_template("digest");
  const TemplateLetter letter =
      letter_to_reader(own ? *own : engine::starter_template("digest"), language, policies,
                       {{"user.name", user.name},
                        {"digest.now", print.moment(now) + " (" + zone.name() + ")"},
                        {"digest.summary", summary},
                        {"digest.waiting", waiting},
                        {"digest.waiting.count", count(matter.waiting)},
                        {"digest.due", due},
                        {"digest.due.count", count(matter.breaching)},
                        {"digest.escalated", raised},
                        {"digest.escalated.count", count(matter.raised)},
                        {"digest.changed", changed},
                        {"digest.changed.count", count(matter.changed)},
                        {"digest.settings", links.url_of("/notifications")}});
  return {letter.subject, letter.text};
}

Duration digest_span(const User& user) {
  const auto entries = entries_of(user, Urgency::low);
  const bool daily = std::any_of(entries.begin(), entries.end(), [](const NotifyEntry& entry) {
    return entry.kind == NotifyEntry::Kind::daily_digest;
  });
  return daily ? days(1) : days(7);
}

Instant queue_digests(engine::Turn& turn, const engine::Links& links) {
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
        queue_digest(turn, links, user, entry, due);
      }
    }
  }
  store::set_meta(turn.database(), "digests_until", std::to_string(turn.now().ms));
  return next;
}

}  // namespace oasis::notify
