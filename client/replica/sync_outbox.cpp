// The outbox half of sync.hpp: a command that is given here is shown, kept, numbered, sent, and confirmed.
// May not: touch the stream of changes.
//
// In storage, under the person's id: `given/<key>` a command of a tab that follows, not numbered yet;
// `outbox/<client>/<mid>` a numbered one, which may have been sent; `done/` and `aside/` see sync_heal.cpp.
// Any tab may send a numbered command: the server does it once. Only the tab that leads numbers those of
// others. A number counts in the history in which it was given; what comes from another one is healed first.
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/pending_entry.hpp"
#include "client/replica/sync.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/protocol.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::print;
using wire::request;
using wire::text_of;

constexpr std::size_t most_commands_a_push = 50;

}  // namespace

std::string Sync::kept_at(const std::string& rest) const {
  return replica_.me.id + "/" + rest;
}

// ---- what earlier pages and other tabs have left ----

void Sync::take_over_outbox() {
  if (client_id_.empty()) client_id_ = new_id();
  platform_.storage().list(kept_at("outbox/"), [this](platform::Storage::Entries numbered) {
    adopt(numbered);
    heal();
    if (part_ != Part::leading) return;
    platform_.storage().list(kept_at("given/"), [this](platform::Storage::Entries given) {
      adopt(given);
      platform_.wake();
    });
  });
}

void Sync::adopt(const platform::Storage::Entries& entries) {
  for (const auto& [at, text] : entries) {
    if (auto pending = read_pending(text)) adopt_one(std::move(*pending));
  }
  number_what_was_given();
  replay(replica_, now());
  push();
}

void Sync::adopt_one(PendingCommand told) {
  PendingCommand* known = find_pending(replica_, told.key);
  if (known == nullptr) {
    add_pending(replica_, std::move(told));
    return;
  }
  // The number that the leading tab gave; the later one, if it was given another one.
  const bool other_history = told.epoch != known->epoch;
  const bool later = known->client.empty() ? !told.client.empty()
                     : other_history       ? told.epoch == replica_.cursor.epoch
                                           : known->client < told.client;
  if (!later) return;
  told.applied = known->applied;
  *known = std::move(told);
}

/// By the tab that leads. What was given in another history first waits for its ticket, if that was lost.
void Sync::number_what_was_given() {
  bool other_history = false;
  for (PendingCommand& pending : replica_.outbox) {
    const bool ours = pending.epoch == replica_.cursor.epoch;
    if (ours && pending.client.empty() && part_ == Part::leading) number(pending);
    other_history |= !ours;
  }
  if (!other_history || !has_stream()) return;
  healing_ = true;
  heal();
}

// ---- a command's way ----

std::optional<Refusal> Sync::give(Command command) {
  if (auto refusal = submit(replica_, new_id(), std::move(command), now())) return refusal;
  PendingCommand& pending = replica_.outbox.back();
  if (has_stream()) {
    number(pending);
  } else {
    const std::string at = kept_at("given/" + pending.key);
    const std::string entry = print_pending(pending);
    platform_.storage().put(at, entry, [this, at, entry](bool) {
      tell({{"kind", "given"}, {"at", at}, {"entry", wire::parse(entry)}});
    });
  }
  platform_.wake();
  return std::nullopt;
}

void Sync::number(PendingCommand& pending) {
  if (client_id_.empty()) client_id_ = new_id();
  pending.client = client_id_;
  pending.mid = ++last_mid_;
  pending.epoch = replica_.cursor.epoch;
  keep(pending);
}

/// Sent only once it is kept: a command whose mid the browser might forget could be mistaken for another one.
void Sync::keep(const PendingCommand& pending) {
  const std::string key = pending.key;
  const std::string entry = print_pending(pending);
  const std::string at = kept_at(numbered_place("outbox", pending));
  platform_.storage().put(at, entry, [this, key, at, entry, client = pending.client](bool) {
    // A browser that keeps nothing still sends; what it cannot survive then is a crash.
    PendingCommand* waiting = find_pending(replica_, key);
    if (waiting && waiting->client == client) waiting->kept = true;
    platform_.storage().remove(kept_at("given/" + key));
    tell({{"kind", "given"}, {"at", at}, {"entry", wire::parse(entry)}});
    push();
  });
}

void Sync::forget(const PendingCommand& pending) {
  platform_.storage().remove(kept_at("given/" + pending.key));
  if (!pending.client.empty()) platform_.storage().remove(kept_at(numbered_place("outbox", pending)));
}

/// The numbered commands of one client_id at a time, in order; the next ones when these are answered.
void Sync::push() {
  if (pushing_ || snapshot_due_ || healing_ || !has_stream() || !ready_ || link_ == Link::signed_out) return;
  std::string client;
  json commands = json::array();
  for (const PendingCommand& pending : replica_.outbox) {
    const bool ours = pending.epoch == replica_.cursor.epoch && pending.applied.epoch != pending.epoch;
    if (!ours || !pending.kept || pending.client.empty()) continue;
    if (client.empty()) client = pending.client;
    if (pending.client != client) continue;
    if (commands.size() == most_commands_a_push) break;
    if (!commands.empty() && pending.mid != commands.back()["mid"].get<std::int64_t>() + 1) break;
    json command = write_command(pending.command);
    command["mid"] = pending.mid;
    commands.push_back(std::move(command));
  }
  if (commands.empty()) return;
  pushing_ = true;
  const json body = {{"version", protocol_version},
                     {"epoch", replica_.cursor.epoch},
                     {"client_id", client},
                     {"commands", std::move(commands)}};
  platform_.network().send(request("POST", "/api/v1/commands", print(body)),
                           [this, client](platform::Response response) {
                             pushing_ = false;
                             take_answers(client, response);
                           });
}

void Sync::take_answers(const std::string& client, const platform::Response& response) {
  const json answer = wire::parse(response.body);
  if (response.status == 409) {
    if (number_of(answer, "expected") > 0) return mind_the_gap(client, number_of(answer, "expected"));
    snapshot_due_ = true;  // soon, not at once: a server that says so again must not be asked without pause
    return unreachable(response.status);
  }
  // The id belongs to another person of this browser: go on under a new one.
  if (response.status == 403) return start_numbers_anew(client, 0);
  if (response.status != 200 || !answer.is_object()) return unreachable(response.status);
  failures_ = 0;
  measure_offset(answer);
  // An answer of a history that has ended meanwhile says nothing about this one.
  if (text_of(answer, "epoch") != replica_.cursor.epoch) return push();
  const auto results = answer.find("results");
  if (results != answer.end() && results->is_array()) {
    for (const json& result : *results) take_result(client, result, false);
  }
  replay(replica_, now());
  push();
  platform_.wake();
}

/// What the server says of one command, in an answer or through the log. Applied, it is confirmed only by its
/// change, which may have come before its answer: until then its effects would be missing from the screen.
void Sync::take_result(const std::string& client, const json& result, bool in_log) {
  PendingCommand* pending = find_pending(replica_, client, number_of(result, "mid"));
  if (pending == nullptr) return;
  std::string status = text_of(result, "status");
  if (status == "duplicate") status = text_of(result, "was");
  const std::int64_t seq = number_of(result, "seq");
  const std::string code = text_of(result, "code");
  const std::string where = text_of(result, "where");
  // Given again under another number by another tab: it is there.
  const bool is_there =
      pending->again && code == "conflict" && (where == "/message/id" || where == "/ticket");
  if (status != "applied" && !is_there) return refused(pending->key, code, text_of(result, "what"));
  pending->applied = {replica_.cursor.epoch, seq};
  if (in_log || seq <= replica_.cursor.seq) confirmed(pending->key, seq);
}

/// Its change is among the rows here, at `seq`.
void Sync::confirmed(std::string key, std::int64_t seq) {
  if (const PendingCommand* pending = find_pending(replica_, key)) {
    remember_done(*pending);
    forget(*pending);
  }
  tell({{"kind", "done"},
        {"key", key},
        {"status", "applied"},
        {"epoch", replica_.cursor.epoch},
        {"seq", seq}});
  confirm_command(replica_, key);
}

void Sync::refused(std::string key, const std::string& code, const std::string& what) {
  if (const PendingCommand* pending = find_pending(replica_, key)) {
    forget(*pending);
    platform_.storage().remove(kept_at("done/" + key));
  }
  tell({{"kind", "done"}, {"key", key}, {"status", "refused"}, {"code", code}, {"what", what}});
  refuse(replica_, key, code, what);
}

/// Drops what was applied up to where the rows here have come.
bool Sync::settle() {
  std::vector<std::pair<std::string, std::int64_t>> arrived;
  for (const PendingCommand& pending : replica_.outbox) {
    const bool here =
        pending.applied.epoch == replica_.cursor.epoch && pending.applied.seq <= replica_.cursor.seq;
    if (here && !pending.applied.epoch.empty()) arrived.emplace_back(pending.key, pending.applied.seq);
  }
  for (const auto& [key, seq] : arrived) {
    has_stream() ? confirmed(key, seq) : confirm_command(replica_, key);
  }
  return !arrived.empty();
}

/// A command came before one with a smaller number. Another tab may be about to send that one, or have it in
/// storage; only when the server misses the same one again it is lost, and what follows it goes on without.
void Sync::mind_the_gap(const std::string& client, std::int64_t expected) {
  const std::pair<std::string, std::int64_t> gap(client, expected);
  if (std::exchange(gap_, gap) == gap) {
    start_numbers_anew(client, expected);
    return push();
  }
  platform_.storage().list(kept_at("outbox/"),
                           [this](platform::Storage::Entries numbered) { adopt(numbered); });
}

/// The server wants another number next than the first that waits (what came before is lost for good), or the
/// client_id is another person's: what waits goes out each under an id of its own.
void Sync::start_numbers_anew(const std::string& client, std::int64_t expected) {
  if (client == client_id_) {
    client_id_ = new_id();
    last_mid_ = 0;
  }
  for (PendingCommand& pending : replica_.outbox) {
    const bool ours = pending.client == client && pending.epoch == replica_.cursor.epoch;
    if (ours && pending.mid >= expected) number_alone(pending);
  }
}

/// A client_id that follows from the command: whichever tab gives the command again, and how often, the
/// server does it once.
void Sync::number_alone(PendingCommand& pending) {
  const PendingCommand before = pending;
  pending.client = "again-" + pending.key;
  pending.mid = 1;
  pending.epoch = replica_.cursor.epoch;
  pending.applied = {};
  pending.kept = false;
  const bool has_had_one = !before.client.empty() && before.client != pending.client;
  if (has_had_one) {
    pending.first_client = before.client;
    pending.first_mid = before.mid;
  }
  keep(pending);
  if (has_had_one) platform_.storage().remove(kept_at(numbered_place("outbox", before)));
}

}  // namespace oasis
