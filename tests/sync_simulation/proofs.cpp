// See proofs.hpp.
#include "tests/sync_simulation/proofs.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/snapshot.hpp"
#include "server/engine/check.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/rows.hpp"
#include "shared/text/sha256.hpp"
#include "tests/sync_simulation/office.hpp"

namespace oasis::test {
namespace {

using Rows = std::map<TicketId, std::string>;

std::string checksum(const Rows& rows) {
  std::string all;
  for (const auto& [id, row] : rows) all += row + "\n";
  return sha256_hex(all);
}

std::string difference(const Rows& shown, const Rows& right) {
  for (const auto& [id, row] : right) {
    const auto found = shown.find(id);
    if (found == shown.end()) return id + " is missing";
    if (found->second != row) return id + " is " + found->second + " and should be " + row;
  }
  for (const auto& [id, row] : shown) {
    if (right.count(id) == 0) return id + " is shown and should not be: " + row;
  }
  return "nothing differs";
}

std::string not_converged(Server& server, Page& page) {
  const std::string name =
      "a page of " + page.profile().user + " (profile " + std::to_string(page.profile().number) + ")";
  if (!page.sync->ready()) return name + " has no snapshot";
  if (!page.replica.outbox.empty()) {
    const PendingCommand& first = page.replica.outbox.front();
    return name + " still has " + std::to_string(page.replica.outbox.size()) +
           " commands waiting, the first " + first.client + ":" + std::to_string(first.mid);
  }
  if (page.replica.cursor.seq != server.head()) return name + " did not follow to the head";
  const auto snapshot = read_snapshot(server.snapshot_of(page.profile().user));
  if (!snapshot.ok()) return "the snapshot cannot be read: " + snapshot.error().what;
  Rows right;
  for (const auto& [id, ticket] : snapshot->tickets) right[id] = write_ticket(ticket).dump();
  Rows shown;
  for (const auto& [id, ticket] : page.replica.confirmed.tickets) {
    // Finished long ago: not in a snapshot any more, and harmless in a replica that has it.
    const bool old = is_finished(ticket.status) && right.count(id) == 0;
    if (!old) shown[id] = write_ticket(ticket).dump();
  }
  if (checksum(shown) != checksum(right)) return name + ": " + difference(shown, right);
  return "";
}

/// How often the effect of a command is in the history.
std::int64_t effects(store::Database& database, const std::string& token, const Given& one) {
  const char* kind = one.kind == "create"  ? "created"
                     : one.kind == "note"  ? "noted"
                     : one.kind == "reply" ? "replied"
                     : one.kind == "set"   ? "changed"
                                           : "escalated";
  auto count = database
                   .prepare(
                       "SELECT count(*) FROM event WHERE kind = ? AND instr(body, ?) > 0 AND "
                       "instr(json_extract(body, '$.by'), '\"user\"') > 0")
                   .bind(kind)
                   .bind("\"" + token + "\"");
  return count.step() ? count.integer(0) : 0;
}

/// What was lost with a backup and may stay lost: the browser that knew it is gone, the ticket is gone with
/// it, or its author has no right to it any more, and knows.
bool is_lost_for_good(Server& server, store::Database& database, const Given& one, bool rights_changed) {
  if (one.storage_was_lost) return true;
  const Id& author = one.profile->user;
  if (one.refused_again && (rights_changed || author == scoped_person)) return true;
  if (one.kind == "create") return false;
  return !store::find_ticket(database, one.ticket) || !server.shows(author, one.ticket);
}

std::string lost_or_doubled(Server& server, store::Database& database, const People& people,
                            bool was_restored, bool rights_changed) {
  for (const auto& [token, one] : people.given) {
    const std::int64_t count = effects(database, token, one);
    // A command that was refused once may have been given again by a healing browser, under another number.
    if (count > 1)
      return "the effect of " + one.kind + " " + token + " is there " + std::to_string(count) + " times";
    // To escalate does nothing where there is no tier above.
    const bool may_be_nothing = one.kind == "escalate";
    if (!one.acknowledged || count > 0 || may_be_nothing) continue;
    if (!was_restored || !is_lost_for_good(server, database, one, rights_changed)) {
      return "acknowledged and lost: " + one.kind + " " + token + " on " + one.ticket;
    }
  }
  return "";
}

std::string doubled_escalation(store::Database& database) {
  auto rows = database.prepare(
      "SELECT ticket || ' step ' || json_extract(body, '$.step') FROM event WHERE kind = 'escalated' "
      "AND json_extract(body, '$.cause') IS NOT NULL GROUP BY ticket, json_extract(body, '$.cause'), "
      "json_extract(body, '$.step'), json_extract(body, '$.round') HAVING count(*) > 1");
  return rows.step() ? "escalated twice: " + rows.text(0) : "";
}

}  // namespace

std::string what_does_not_hold(Server& server, std::array<Profile, 5>& profiles, const People& people,
                               bool was_restored, bool rights_changed) {
  if (!server.is_running()) return "the server did not come back";
  if (server.mended() > 0) return "the auditor found timers wrong";
  std::string wrong;
  server.look([&](store::Database& database) {
    for (const engine::Finding& finding : engine::check_database(database, server.zones())) {
      if (wrong.empty()) wrong = "check: " + finding.what;
    }
    if (wrong.empty()) wrong = lost_or_doubled(server, database, people, was_restored, rights_changed);
    if (wrong.empty()) wrong = doubled_escalation(database);
  });
  for (Profile& profile : profiles) {
    for (Page* page : profile.pages) {
      if (wrong.empty()) wrong = not_converged(server, *page);
      if (wrong.empty()) wrong = what_is_still_visible(server, *page);
    }
  }
  return wrong;
}

namespace {

bool was_refused(const Page& page, const std::string& token) {
  return std::any_of(page.replica.refused.begin(), page.replica.refused.end(),
                     [&](const RefusedCommand& one) {
                       const auto* create = std::get_if<CreateTicket>(&one.pending.command);
                       return create && create->ticket == token;
                     });
}

std::string first_visible(Server& server, const Page& page) {
  const Id& user = page.profile().user;
  const bool notes = sees_notes(server.reader(user).sight);
  for (const auto& [id, ticket] : page.replica.confirmed.tickets) {
    if (!server.shows(user, id)) return "a page of " + user + " shows " + id + ", which is not theirs to see";
  }
  for (const auto& [id, details] : page.replica.details) {
    if (!server.shows(user, id)) return "a page of " + user + " has details of " + id + ", not theirs to see";
    for (const Message& message : details.messages) {
      if (message.internal && !notes) return "a page of " + user + ", a viewer, has the note " + message.id;
    }
    for (const Event& event : details.events) {
      const bool note = write_event(event).value("kind", "") == "noted";
      if (note && !notes) return "a page of " + user + ", a viewer, knows of a note on " + id;
    }
  }
  return "";
}

}  // namespace

std::string what_is_still_visible(Server& server, const Page& page) {
  if (!server.is_running()) return "";
  try {
    return first_visible(server, page);
  } catch (const store::Failure&) {  // its disk has just died
    return "";
  }
}

std::string what_is_not_shown(const People& people) {
  for (const auto& [token, one] : people.given) {
    if (one.profile->user == scoped_person) continue;  // the ticket may have been moved out of their scope
    if (one.kind != "create" || one.refused || !one.page || !one.page->sync->ready()) continue;
    if (was_refused(*one.page, token)) continue;
    if (find_ticket(one.page->replica, one.ticket) == nullptr)
      return token + " was given here and is not shown";
  }
  return "";
}

}  // namespace oasis::test
