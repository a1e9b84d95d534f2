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
  for (const Ticket& ticket : snapshot->tickets) right[ticket.id] = write_ticket(ticket).dump();
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

std::string lost_or_doubled(store::Database& database, const People& people, bool was_restored) {
  for (const auto& [token, one] : people.given) {
    const std::int64_t count = effects(database, token, one);
    // A command that was refused once may have been given again by a healing browser, under another number.
    if (count > 1)
      return "the effect of " + one.kind + " " + token + " is there " + std::to_string(count) + " times";
    // To escalate does nothing where there is no tier above. Lost with the restored part for good: what its
    // giver's browser did not keep, or what belongs to a ticket that nobody has.
    const bool may_be_nothing = one.kind == "escalate";
    const bool nobody_has_it =
        was_restored &&
        (one.storage_was_lost || (one.kind != "create" && !store::find_ticket(database, one.ticket)));
    if (one.acknowledged && count == 0 && !may_be_nothing && !nobody_has_it) {
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
                               bool was_restored) {
  if (!server.is_running()) return "the server did not come back";
  if (server.mended() > 0) return "the auditor found timers wrong";
  std::string wrong;
  server.look([&](store::Database& database) {
    for (const engine::Finding& finding : engine::check_database(database, server.zones())) {
      if (wrong.empty()) wrong = "check: " + finding.what;
    }
    if (wrong.empty()) wrong = lost_or_doubled(database, people, was_restored);
    if (wrong.empty()) wrong = doubled_escalation(database);
  });
  for (Profile& profile : profiles) {
    for (Page* page : profile.pages) {
      if (wrong.empty()) wrong = not_converged(server, *page);
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

}  // namespace

std::string what_is_not_shown(const People& people) {
  for (const auto& [token, one] : people.given) {
    if (one.kind != "create" || one.refused || !one.page || !one.page->sync->ready()) continue;
    if (was_refused(*one.page, token)) continue;
    if (find_ticket(one.page->replica, one.ticket) == nullptr)
      return token + " was given here and is not shown";
  }
  return "";
}

}  // namespace oasis::test
