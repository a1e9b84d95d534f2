// The outbox half of sync.hpp: a command that is given here is shown, kept, numbered, sent, and confirmed.
// May not: touch the stream of changes.
//
// In storage, under the person's id: `given/<key>` a command of a tab that follows, not numbered yet;
// `outbox/<client>/<mid>` a numbered one, which may have been sent; `done/<client>/<mid>` see sync_heal.cpp.
// Any tab may send a numbered command: the server does it once. Only the tab that leads numbers those of
// others.
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
      for (PendingCommand& pending : replica_.outbox) {
        if (pending.client.empty()) number(pending);
      }
      replay(replica_, now());
      push();
      platform_.wake();
    });
  });
}

void Sync::adopt(const platform::Storage::Entries& entries) {
  for (const auto& [at, text] : entries) {
    auto pending = read_pending(text);
    if (!pending) continue;
    PendingCommand* known = find_pending(replica_, pending->key);
    if (known == nullptr) {
      const std::string key = pending->key;
      add_pending(replica_, std::move(*pending));
      known = find_pending(replica_, key);
      if (part_ == Part::leading && known->client.empty()) number(*known);
    } else if (known->client < pending->client) {
      // The number that the leading tab gave; the later one, if it was given another one.
      known->client = pending->client;
      known->mid = pending->mid;
      known->kept = true;
    }
  }
  replay(replica_, now());
  push();
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
  keep(pending);
}

/// Sent only once it is kept: a command whose mid the browser might forget could be mistaken for another one.
void Sync::keep(const PendingCommand& pending) {
  const std::string key = pending.key;
  const std::string entry = print_pending(pending);
  const std::string at = kept_at(numbered_place("outbox", pending));
  platform_.storage().put(at, entry, [this, key, at, entry](bool) {
    // A browser that keeps nothing still sends; what it cannot survive then is a crash.
    if (PendingCommand* waiting = find_pending(replica_, key)) waiting->kept = true;
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
  if (pushing_ || other_history_ || healing_ || !has_stream() || !ready_ || link_ == Link::signed_out) return;
  std::string client;
  json commands = json::array();
  for (const PendingCommand& pending : replica_.outbox) {
    if (pending.answered || !pending.kept || pending.client.empty()) continue;
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
    if (number_of(answer, "expected") > 0) return start_numbers_anew(client, number_of(answer, "expected"));
    other_history_ = true;  // soon, not at once: a server that says so again must not be asked without pause
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
  if (status != "applied") {
    const std::string code = text_of(result, "code");
    if (set_aside(*pending, code, text_of(result, "where"))) return;
    return confirmed(pending->key, false, code, text_of(result, "what"));
  }
  pending->answered = true;
  if (in_log || number_of(result, "seq") <= replica_.cursor.seq) {
    remember_done(*pending);
    confirmed(pending->key, true, "", "");
  }
}

void Sync::confirmed(const std::string& key, bool applied, const std::string& code, const std::string& what) {
  if (const PendingCommand* pending = find_pending(replica_, key)) forget(*pending);
  tell({{"kind", "done"},
        {"key", key},
        {"status", applied ? "applied" : "refused"},
        {"code", code},
        {"what", what}});
  if (applied) {
    confirm_command(replica_, key);
  } else {
    refuse(replica_, key, code, what);
  }
}

/// The server wants another number next than the first that waits (it forgot this client, or what came before
/// is lost for good), or the client_id is another person's: what waits goes out each under an id of its own.
void Sync::start_numbers_anew(const std::string& client, std::int64_t expected) {
  if (client == client_id_) {
    client_id_ = new_id();
    last_mid_ = 0;
  }
  for (PendingCommand& pending : replica_.outbox) {
    if (pending.client == client && pending.mid >= expected) number_alone(pending);
  }
}

/// A client_id that follows from the command: whichever tab gives the command again, and how often, the
/// server does it once.
void Sync::number_alone(PendingCommand& pending) {
  const PendingCommand before = pending;
  pending.client = "again-" + pending.key;
  pending.mid = 1;
  pending.answered = pending.kept = false;
  keep(pending);
  if (before.client == pending.client || before.client.empty()) return;
  platform_.storage().remove(kept_at(numbered_place("outbox", before)));
  platform_.storage().remove(kept_at(numbered_place("done", before)));
}

}  // namespace oasis
