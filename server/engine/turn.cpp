// One piece of work inside the writer's transaction. May not: begin or commit.
#include "server/engine/turn.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "server/engine/adoption.hpp"
#include "server/engine/dispatch.hpp"
#include "server/engine/loading.hpp"
#include "server/store/accounts.hpp"
#include "server/store/audit.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "server/store/timers.hpp"
#include "server/store/workspaces.hpp"
#include "shared/codec/words.hpp"
#include "shared/command/adopt.hpp"
#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::engine {
namespace {

const Draft* draft_in(const Command& command) {
  if (const auto* create = std::get_if<CreateTicket>(&command)) return &create->message;
  if (const auto* reply = std::get_if<Reply>(&command)) return &reply->message;
  if (const auto* note = std::get_if<WriteNote>(&command)) return &note->message;
  if (const auto* customer = std::get_if<CustomerReply>(&command)) return &customer->message;
  if (const auto* split = std::get_if<Split>(&command)) return &split->message;
  return nullptr;
}

/// The people whose waiting messages an event changes (event/apply).
void add_people_of(const Event& event, std::set<Id>& people) {
  if (const Id* told = person_told_by(event.fact)) people.insert(*told);
}

}  // namespace

std::optional<Refusal> Turn::run(const Command& command, Actor actor) {
  std::visit([this](const auto& intent) { fetch_with_survivors(intent.ticket); }, command);
  if (const auto* merge = std::get_if<Merge>(&command)) fetch_with_survivors(merge->into);
  if (const auto* reply =
          std::get_if<CustomerReply>(&command))  // the ticket that it opens if this one is closed
    fetch(reply->opens.empty() ? reply->message.id : reply->opens);
  if (const auto* link = std::get_if<Link>(&command)) fetch(link->to);
  if (const auto* split = std::get_if<Split>(&command)) fetch(split->opens);
  if (const auto* create = std::get_if<CreateTicket>(&command); create && !create->follows.empty())
    fetch(create->follows);
  if (const Draft* draft = draft_in(command)) {
    // The row's key would refuse it as well, but only this says why.
    if (store::has_message(database_, draft->id)) {
      return Refusal{Refusal::Code::conflict, "/message/id", "This message is already here."};
    }
  }
  if (actor.kind == Actor::Kind::user) actor.role = role_of(state_, actor.id);
  auto decided = decide(state_, command, actor, now_);
  if (!decided.ok()) return std::move(decided).error();
  keep(decided.value());
  return std::nullopt;
}

void Turn::fire(const Timer& timer) {
  timer.person.empty() ? void(fetch(timer.ticket)) : fetch_what_waits_for(timer.person);
  const std::vector<Event> events = oasis::fire(state_, timer, now_);
  if (events.empty()) {
    store::remove_timer(database_, timer);  // the state knows nothing of it any more
    return;
  }
  keep(events);
}

void Turn::keep(const std::vector<Event>& events) {
  std::set<TicketId> tickets;
  std::map<TicketId, std::pair<Id, Id>> before;  // team and customer
  std::set<Id> people;
  std::vector<std::vector<store::About>> told;
  for (const Event& event : events) {
    if (!event.ticket.empty()) {
      undo_.keep_ticket(state_, event.ticket);
      if (const auto old = state_.tickets.find(event.ticket); old != state_.tickets.end())
        before.try_emplace(event.ticket, old->second.team, old->second.customer);
      tickets.insert(event.ticket);
    }
    std::set<Id> named;
    add_people_of(event, named);
    for (const Id& user : named) undo_.keep_person(state_, user);
    people.merge(named);
    told.push_back(told_by(state_, event));
    apply(state_, event);
  }
  for (const auto& [id, scope] : before) leave_scope(id, scope.first, scope.second);
  for (const TicketId& id : tickets) write_ticket(id);
  for (const Id& user : people) write_person(user);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::int64_t row = store::put_event(database_, events[i]);
    // The ticket keeps a rule's words to what a program wrote; by mail they could go round for ever (RFC 3834).
    if (replies_by_itself(events[i]) && store::newest_word_is_machine_mail(database_, events[i].ticket))
      continue;
    for (Leaving& leaving : outgoing_for(state_, events[i], row, told[i], setting_.mail_domain)) {
      store::queue(database_, leaving.message, leaving.about);
    }
  }
}

void Turn::write_ticket(const TicketId& id) {
  const auto found = state_.tickets.find(id);
  if (found == state_.tickets.end()) return;
  std::string row = store::put_ticket(database_, found->second);
  store::replace_ticket_timers(database_, id, timers_of(state_, found->second));
  append({0, "", "ticket", id, false, std::move(row), found->second.team, found->second.customer});
}

void Turn::write_person(const Id& user) {
  const auto found = state_.people.find(user);
  if (found == state_.people.end()) return;
  std::string row = store::put_person(database_, found->second);
  store::replace_person_timers(database_, user, timers_of(state_, found->second));
  announce("", "person", user, std::move(row));
}

namespace {

/// Whose role or scope is another now, in words for the audit log.
std::string changed_rights(const Policies* before, const Policies& after) {
  std::string text;
  const auto add = [&text](const Id& user, const std::string& what) {
    text += (text.empty() ? "" : "; ") + user + ": " + what;
  };
  for (const User& user : after.workspace().users) {
    const User* old = before ? before->user(user.id) : nullptr;
    const std::string role(word(user.role));
    if (old == nullptr) {
      add(user.id, "new, " + role);
    } else if (old->role != user.role) {
      add(user.id, std::string(word(old->role)) + " to " + role);
    } else if (old->scope != user.scope) {
      add(user.id, "another scope");
    }
  }
  if (before == nullptr) return text;
  for (const User& old : before->workspace().users) {
    if (after.user(old.id) == nullptr) add(old.id, "gone");
  }
  return text;
}

}  // namespace

std::vector<Error> Turn::adopt_document(std::string_view text, Reach reach, std::string_view by) {
  const auto current = store::current_workspace(database_);
  const std::uint32_t version = current ? current->version + 1 : 1;
  auto document = read_document(text, version, setting_.zones);
  if (!document.ok()) return std::move(document).error();
  const auto before = state_.versions.empty() ? nullptr : state_.versions.back();
  state_.versions.push_back(document->policies);
  store::put_workspace(database_, {version, document->text}, now_, by);
  const std::int64_t seq =
      announce("", "workspace", std::to_string(version),
               "{\"version\":" + std::to_string(version) + ",\"document\":" + document->text + "}");
  for (const User& user : document->policies->workspace().users) {
    // "Permission given or taken": replicas from before fetch what they may see now, and drop the rest.
    const bool same = before && sight_of(*before, user.id) == sight_of(&user);
    if (!same) store::set_sight_since(database_, user.id, seq);
  }
  store::append_audit(database_,
                      {now_, std::string(by), address_, "document_changed", "version " + std::to_string(version),
                       changed_rights(before.get(), *document->policies)});
  if (reach == Reach::open_tickets) {
    begin_adoption(*this, version, by);
  }
  return {};
}

void Turn::look_at_accounts() {
  undo_.keep_disabled(state_);
  state_.disabled = store::disabled_people(database_);
}

void Turn::adopt(const std::vector<TicketId>& ids, std::uint32_t version, std::string_view by) {
  for (const TicketId& id : ids) fetch(id);
  keep(adopt_version(state_, ids, version, Actor{Actor::Kind::system, std::string(by), Role::admin}, now_));
}

bool Turn::fetch(const TicketId& id) {
  if (state_.tickets.count(id) != 0) return true;
  auto ticket = store::find_ticket(database_, id);
  if (!ticket) return false;
  load_versions_of(*ticket, database_, setting_.zones, state_);
  undo_.keep_ticket(state_, id);  // taken back, it is absent again
  state_.tickets.emplace(id, std::move(*ticket));
  fetched_.push_back(id);
  return true;
}

bool Turn::look_at(const TicketId& id, const std::function<void(const Ticket&)>& look) {
  if (const auto known = state_.tickets.find(id); known != state_.tickets.end()) {
    look(known->second);
    return true;
  }
  const auto ticket = store::find_ticket(database_, id);
  if (!ticket) return false;
  load_versions_of(*ticket, database_, setting_.zones, state_);
  look(*ticket);
  return true;
}

void Turn::fetch_what_waits_for(const Id& user) {
  const auto person = state_.people.find(user);
  if (person == state_.people.end()) return;
  for (const auto* messages : {&person->second.waiting, &person->second.digest}) {
    for (const WaitingMessage& message : *messages) {
      if (message.due <= now_) fetch(message.ticket);
    }
  }
}

void Turn::fetch_with_survivors(const TicketId& id) {
  TicketId next = id;
  for (int hops = 0; hops < 100 && !next.empty() && fetch(next); ++hops) {
    next = state_.tickets.at(next).merged_into;
  }
}

void Turn::leave_scope(const TicketId& id, const Id& team, const Id& customer) {
  const auto now = state_.tickets.find(id);
  if (now == state_.tickets.end() || (now->second.team == team && now->second.customer == customer)) return;
  append({0, "", "ticket", id, true, "", team, customer});
}

std::int64_t Turn::announce(std::string_view owner, std::string_view entity, std::string_view id,
                            std::string row) {
  store::Change change{0, std::string(owner), std::string(entity), std::string(id), false, std::move(row)};
  if (entity == "ticket") {
    if (const auto ticket = store::find_ticket_row(database_, id)) {
      change.team = ticket->team;
      change.customer = ticket->customer;
    }
  }
  return append(std::move(change));
}

std::int64_t Turn::append(store::Change change) {
  change.seq = store::append_change(database_, now_, change);
  changes_.push_back(std::move(change));
  return changes_.back().seq;
}

std::int64_t Turn::head() {
  return changes_.empty() ? store::head(database_) : changes_.back().seq;
}

Role role_of(const State& state, const Id& user) {
  const Policies* policies = current_policies(state);
  const User* person = policies ? policies->user(user) : nullptr;
  return person ? person->role : Role::viewer;
}

}  // namespace oasis::engine
