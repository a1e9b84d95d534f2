// The healing half of sync.hpp: what the server has acknowledged is kept for seven days; a server that was
// restored from a backup made before gets it again, under the same numbers, so that nothing can be done
// twice. May not: send by itself; it puts commands back into the outbox.
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/pending_entry.hpp"
#include "client/replica/sync.hpp"
#include "client/replica/sync_times.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::request;

const TicketId& ticket_of(const Command& command) {
  return std::visit([](const auto& intent) -> const TicketId& { return intent.ticket; }, command);
}

}  // namespace

void Sync::remember_done(const PendingCommand& pending) {
  if (pending.client.empty()) return;
  PendingCommand done = pending;
  done.given = now();  // from now on it is kept
  platform_.storage().put(kept_at(numbered_place("done", pending)), print_pending(done));
}

/// What this browser has kept of what was acknowledged, each once: one that went under a second number counts
/// by that.
void Sync::heal() {
  if (!healing_ || !ready_ || !has_stream() || client_id_.empty()) return;
  platform_.storage().list(kept_at("aside/"), [this](platform::Storage::Entries entries) {
    for (const auto& [at, text] : entries) {
      auto pending = read_pending(text);
      if (!pending || part_ != Part::leading) continue;
      const TicketId ticket = ticket_of(pending->command);
      set_aside_.emplace(pending->key, std::move(*pending));
      if (replica_.confirmed.tickets.count(ticket) != 0) give_what_was_set_aside(ticket);
    }
  });
  platform_.storage().list(kept_at("done/"), [this](platform::Storage::Entries entries) {
    std::map<std::string, PendingCommand> by_key;
    for (const auto& [at, text] : entries) {
      auto pending = read_pending(text);
      if (!pending || now() - pending->given > done_is_kept) {
        platform_.storage().remove(at);
      } else if (by_key[pending->key].client < pending->client) {
        by_key[pending->key] = std::move(*pending);
      }
    }
    std::map<std::string, std::vector<PendingCommand>> done;
    for (auto& [key, pending] : by_key) done[pending.client].push_back(std::move(pending));
    ask_how_far(std::move(done));
  });
}

/// The server cannot have forgotten what it has acknowledged, unless it was restored.
void Sync::ask_how_far(std::map<std::string, std::vector<PendingCommand>> done) {
  const auto left = std::make_shared<std::size_t>(done.size());
  const auto answered = [this, left] {
    if (*left > 0) return;
    healing_ = false;
    replay(replica_, now());
    push();
  };
  answered();
  for (auto& [client, commands] : done) {
    const auto kept = std::make_shared<std::vector<PendingCommand>>(std::move(commands));
    platform_.network().send(request("GET", "/api/v1/clients/" + client),
                             [this, left, answered, kept](platform::Response response) {
                               if (response.status != 200 && response.status != 403) {
                                 return unreachable(response.status);  // asked again with the next try
                               }
                               if (response.status == 200) {
                                 const json answer = wire::parse(response.body);
                                 // It may come from a history that has ended meanwhile.
                                 if (wire::text_of(answer, "epoch") != replica_.cursor.epoch)
                                   return unreachable(0);
                                 offer_again(*kept, number_of(answer, "last_mid"));
                               }
                               --*left;
                               answered();
                             });
  }
}

/// What is missing between goes under new numbers: start_numbers_anew, when the server says so.
void Sync::offer_again(const std::vector<PendingCommand>& done, std::int64_t last_mid) {
  for (PendingCommand pending : done) {
    if (pending.mid <= last_mid) continue;
    pending.again = pending.kept = true;
    add_pending(replica_, std::move(pending));
  }
}

/// A command that is offered again may come before the ticket that it belongs to: another browser has that
/// one. It waits for it. One whose message is there already needs nothing.
bool Sync::set_aside(const PendingCommand& pending, const std::string& code, const std::string& where) {
  if (!pending.again) return false;
  const bool is_there = code == "conflict" && where == "/message/id";
  if (!is_there && code != "unknown_ticket") return false;
  PendingCommand taken = pending;
  if (!is_there) {
    platform_.storage().put(kept_at("aside/" + taken.key), print_pending(taken));
    set_aside_.emplace(taken.key, taken);
  }
  platform_.storage().remove(kept_at(numbered_place("done", taken)));
  confirmed(taken.key, true, "", "");
  return true;
}

void Sync::give_what_was_set_aside(const TicketId& ticket) {
  for (auto at = set_aside_.begin(); at != set_aside_.end();) {
    if (ticket_of(at->second.command) != ticket) {
      ++at;
      continue;
    }
    PendingCommand pending = std::move(at->second);
    at = set_aside_.erase(at);
    replica_.outbox.push_back(std::move(pending));
    number_alone(replica_.outbox.back());
    platform_.storage().remove(kept_at("aside/" + replica_.outbox.back().key));
  }
}

}  // namespace oasis
