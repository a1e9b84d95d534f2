// The healing half of sync.hpp: what the server has acknowledged is kept for seven days; a server that was
// restored from a backup made before gets it again, once. May not: send by itself; it puts commands back into
// the outbox.
//
// A number counts in the history in which it was given. In another one the server says how far it is with the
// client_id: what it has, is done; the rest goes under a client_id that follows from the command, so that it
// is done once, whichever tab gives it and how often. In storage: `done/<key>` what was acknowledged;
// `aside/<key>` what waits for its ticket, which another browser has.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "client/replica/json_text.hpp"
#include "client/replica/pending_entry.hpp"
#include "client/replica/sync.hpp"
#include "client/replica/sync_times.hpp"
#include "client/replica/wire.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::request;

constexpr const char* clients = "/api/v1/clients/";
constexpr const char* tickets = "/api/v1/tickets/";

/// Back to the number that it had first, if it has got another one since.
void take_first_number(PendingCommand& pending) {
  if (pending.first_client.empty()) return;
  pending.client = std::exchange(pending.first_client, "");
  pending.mid = std::exchange(pending.first_mid, 0);
}

std::string after(const std::string& url, const char* begin) {
  return url.substr(std::string(begin).size());
}

}  // namespace

void Sync::remember_done(const PendingCommand& pending) {
  if (pending.client.empty()) return;
  PendingCommand done = pending;
  done.given = now();  // from now on it is kept
  done.epoch = replica_.cursor.epoch;
  platform_.storage().put(kept_at("done/" + done.key), print_pending(done));
}

void Sync::heal() {
  if (!healing_ || !ready_ || !has_stream() || client_id_.empty()) return;
  const std::uint64_t attempt = ++heals_;
  platform_.storage().list(kept_at("aside/"), [this, attempt](platform::Storage::Entries aside) {
    platform_.storage().list(kept_at("done/"),
                             [this, attempt, aside = std::move(aside)](platform::Storage::Entries done) {
                               if (attempt == heals_) look_back(aside, done);
                             });
  });
}

void Sync::ask_each(const std::vector<std::string>& urls,
                    const std::function<bool(const std::string& url, const platform::Response&)>& use,
                    const std::function<void()>& then) {
  if (urls.empty()) return then();
  const auto left = std::make_shared<std::size_t>(urls.size());
  for (const std::string& url : urls) {
    platform_.network().send(request("GET", url),
                             [this, url, use, then, left, attempt = heals_](platform::Response response) {
                               if (attempt != heals_) return;
                               if (!use(url, response)) {
                                 ++heals_;
                                 return unreachable(response.status == 200 ? 0 : response.status);
                               }
                               if (--*left == 0) then();
                             });
  }
}

/// Finds what belongs to a history that has ended: acknowledged, set aside or still waiting. Of most
/// snapshots there is nothing.
void Sync::look_back(const platform::Storage::Entries& aside, const platform::Storage::Entries& done) {
  std::map<std::string, PendingCommand> found;  // by key, which sorts as they were given
  for (const auto& [at, text] : done) {
    auto pending = read_pending(text);
    if (!pending || now() - pending->given > done_is_kept) {
      platform_.storage().remove(at);
    } else if (pending->epoch != replica_.cursor.epoch) {
      found[pending->key] = std::move(*pending);
    }
  }
  for (const auto& [at, text] : aside) {
    auto pending = read_pending(text);
    if (!pending) continue;
    if (now() - pending->given > done_is_kept) {
      platform_.storage().remove(at);
      replica_.refused.push_back({std::move(*pending), "unknown_ticket",
                                  "Its ticket has not come back since the server was restored."_tr});
    } else if (pending->epoch != replica_.cursor.epoch) {
      found[pending->key] = std::move(*pending);
    } else {
      const std::string key = pending->key;
      set_aside_.insert_or_assign(key, std::move(*pending));
    }
  }
  for (const PendingCommand& pending : replica_.outbox) {
    found.erase(pending.key);
    if (pending.epoch != replica_.cursor.epoch) found[pending.key] = pending;
  }
  std::vector<PendingCommand> ended;
  std::set<std::string> urls;
  for (auto& [key, pending] : found) {
    PendingCommand first = pending;
    take_first_number(first);
    if (!first.client.empty()) urls.insert(clients + first.client);
    ended.push_back(std::move(pending));
  }
  const auto last_mids = std::make_shared<std::map<std::string, std::int64_t>>();
  ask_each(
      {urls.begin(), urls.end()},
      [this, last_mids](const std::string& url, const platform::Response& response) {
        if (response.status == 403) return true;  // another person's
        const json answer = wire::parse(response.body);
        // It may come from a history that has ended meanwhile.
        if (response.status != 200 || wire::text_of(answer, "epoch") != replica_.cursor.epoch) return false;
        (*last_mids)[after(url, clients)] = number_of(answer, "last_mid");
        return true;
      },
      [this, last_mids, ended = std::move(ended)] { sort_out(ended, *last_mids); });
}

/// What is done in this history already, and what was lost.
void Sync::sort_out(const std::vector<PendingCommand>& ended,
                    const std::map<std::string, std::int64_t>& last_mids) {
  std::vector<PendingCommand> lost;
  for (const PendingCommand& pending : ended) {
    PendingCommand first = pending;
    take_first_number(first);
    const auto last = last_mids.find(first.client);
    if (last != last_mids.end() && first.mid <= last->second) {
      is_done_here(std::move(first));
    } else {
      lost.push_back(pending);
    }
  }
  find_tickets(std::move(lost));
}

/// A ticket that was finished long ago is in no snapshot: only the server knows whether it is there.
void Sync::find_tickets(std::vector<PendingCommand> lost) {
  std::set<std::string> urls;
  for (const PendingCommand& pending : lost) {
    for (const TicketId& id : tickets_needed(pending.command)) {
      if (replica_.confirmed.tickets.count(id) == 0) urls.insert(tickets + id);
    }
  }
  const auto missing = std::make_shared<std::set<TicketId>>();
  ask_each(
      {urls.begin(), urls.end()},
      [missing](const std::string& url, const platform::Response& response) {
        if (response.status == 404) missing->insert(after(url, tickets));
        return response.status == 200 || response.status == 404;
      },
      [this, missing, lost = std::move(lost)] {
        for (const PendingCommand& pending : lost) {
          const std::vector<TicketId> needed = tickets_needed(pending.command);
          const bool waits = std::any_of(needed.begin(), needed.end(),
                                         [&](const TicketId& id) { return missing->count(id) != 0; });
          waits ? set_aside(pending) : give_again(pending);
        }
        healing_ = false;
        std::vector<TicketId> there;  // they may have come meanwhile
        for (const auto& [key, pending] : set_aside_) {
          for (const TicketId& id : tickets_needed(pending.command)) there.push_back(id);
        }
        for (const TicketId& id : there) give_what_was_set_aside(id);
        replay(replica_, now());
        push();
      });
}

/// What still waits hears its result from the server, which knows it by its first number.
void Sync::is_done_here(PendingCommand pending) {
  pending.epoch = replica_.cursor.epoch;
  if (PendingCommand* waiting = find_pending(replica_, pending.key)) {
    const PendingCommand before = std::exchange(*waiting, std::move(pending));
    keep(*waiting);
    if (before.client != waiting->client) forget(before);
    return;
  }
  platform_.storage().put(kept_at("done/" + pending.key), print_pending(pending));
  platform_.storage().remove(kept_at("aside/" + pending.key));
}

void Sync::give_again(PendingCommand pending) {
  pending.again = true;
  const std::string key = pending.key;
  add_pending(replica_, std::move(pending));
  PendingCommand& waiting = *find_pending(replica_, key);
  waiting.again = true;
  number_alone(waiting);
  platform_.storage().remove(kept_at("aside/" + key));
}

/// Out of sight until its ticket is there; nobody is told of a refusal that is none.
void Sync::set_aside(PendingCommand pending) {
  pending.again = true;
  pending.epoch = replica_.cursor.epoch;
  pending.applied = {};
  platform_.storage().put(kept_at("aside/" + pending.key), print_pending(pending));
  platform_.storage().remove(kept_at("done/" + pending.key));
  forget(pending);
  confirm_command(replica_, pending.key);
  tell({{"kind", "done"}, {"key", pending.key}, {"status", "aside"}});
  const std::string key = pending.key;
  set_aside_.insert_or_assign(key, std::move(pending));
}

void Sync::give_what_was_set_aside(const TicketId& ticket) {
  if (replica_.confirmed.tickets.count(ticket) == 0) return;
  std::vector<std::string> ready;
  for (const auto& [key, pending] : set_aside_) {
    const std::vector<TicketId> needed = tickets_needed(pending.command);
    const auto is_there = [this](const TicketId& id) { return replica_.confirmed.tickets.count(id) != 0; };
    if (std::find(needed.begin(), needed.end(), ticket) == needed.end()) continue;
    if (std::all_of(needed.begin(), needed.end(), is_there)) ready.push_back(key);
  }
  for (const std::string& key : ready) give_again(std::move(set_aside_.extract(key).mapped()));
}

}  // namespace oasis
