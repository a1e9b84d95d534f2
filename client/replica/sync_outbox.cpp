// The outbox half of sync.hpp: who this page is to the server, and the commands that wait to be sent.
// May not: touch the stream of changes.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/sync.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::print;
using wire::request;
using wire::text_of;

/// How long a page waits for the outbox of one that was closed before it begins one of its own.
constexpr Duration identity_wait = milliseconds(300);
constexpr std::size_t most_commands_a_push = 50;

/// Keys sort as numbers do.
std::string twelve_digits(std::int64_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "%012lld", static_cast<long long>(number));
  return text;
}

}  // namespace

// ---- who this page is ----

std::string Sync::kept_at(const std::string& rest) const {
  return replica_.me.id + "/" + rest;
}

/// A page that was closed or crashed may leave an outbox behind; the first page that comes takes it over
/// together with its client_id, so that nothing of it can be done twice. The lock makes sure that the old
/// page is gone.
void Sync::choose_identity() {
  client_id_.clear();
  identity_by_ = platform_.now() + identity_wait;
  platform_.storage().list(kept_at("outbox/"), [this](platform::Storage::Entries entries) {
    const std::size_t begin = kept_at("outbox/").size();
    std::string last;
    for (const auto& [key, value] : entries) {
      const std::string id = key.substr(begin, key.find('/', begin) - begin);
      if (id == last) continue;
      platform_.tabs().lead("client/" + id, [this, id] { take_identity(id); });
      last = id;
    }
  });
  platform_.wake_after(identity_wait);
}

void Sync::take_identity(const std::string& client_id) {
  if (!client_id_.empty()) return;
  identity_by_.reset();
  client_id_ = client_id;
  platform_.tabs().lead("client/" + client_id, [] {});
  platform_.storage().list(kept_at("outbox/" + client_id + "/"),
                           [this](platform::Storage::Entries entries) { adopt_outbox(entries); });
}

void Sync::adopt_outbox(const platform::Storage::Entries& entries) {
  std::deque<PendingCommand> outbox;
  std::int64_t last = 0;
  for (const auto& [key, value] : entries) {
    const json stored = json::parse(value, nullptr, false);
    if (!stored.is_object() || !stored.contains("command")) continue;
    auto command = read_command(stored["command"]);
    if (!command.ok()) continue;
    last = std::max(last, number_of(stored, "mid"));
    outbox.push_back({number_of(stored, "mid"), std::move(command).value(),
                      Instant{number_of(stored, "given")}, false, true});
  }
  // What was given in this page while storage answered comes after what an earlier page left.
  for (PendingCommand& pending : replica_.outbox) {
    pending.mid += last;
    outbox.push_back(std::move(pending));
  }
  replica_.outbox = std::move(outbox);
  replica_.last_mid += last;
  for (const PendingCommand& pending : replica_.outbox) {
    if (!pending.kept) keep(pending);
  }
  replay(replica_, now());
  push();
  platform_.wake();
}

// ---- commands ----

std::optional<Refusal> Sync::give(Command command) {
  auto submitted = submit(replica_, std::move(command), now());
  if (!submitted.ok()) return std::move(submitted).error();
  keep(replica_.outbox.back());
  platform_.wake();
  return std::nullopt;
}

/// Sent only once it is kept: a command whose mid the browser might forget could be mistaken for another one.
void Sync::keep(const PendingCommand& pending) {
  if (client_id_.empty()) return;
  const json stored = {
      {"mid", pending.mid}, {"given", pending.given.ms}, {"command", write_command(pending.command)}};
  const std::int64_t mid = pending.mid;
  platform_.storage().put(kept_at("outbox/" + client_id_ + "/" + twelve_digits(mid)), print(stored),
                          [this, mid](bool) {
                            // A browser that keeps nothing still sends; what it cannot survive then is a
                            // crash.
                            for (PendingCommand& waiting : replica_.outbox)
                              waiting.kept = waiting.kept || waiting.mid == mid;
                            push();
                          });
}

void Sync::forget(std::int64_t mid) {
  platform_.storage().remove(kept_at("outbox/" + client_id_ + "/" + twelve_digits(mid)));
}

void Sync::push() {
  if (pushing_ || other_history_ || client_id_.empty() || !ready_ || link_ == Link::signed_out) return;
  json commands = json::array();
  for (const PendingCommand& pending : replica_.outbox) {
    if (pending.answered) continue;
    if (!pending.kept || commands.size() == most_commands_a_push) break;
    json command = write_command(pending.command);
    command["mid"] = pending.mid;
    commands.push_back(std::move(command));
  }
  if (commands.empty()) return;
  pushing_ = true;
  const json body = {
      {"epoch", replica_.cursor.epoch}, {"client_id", client_id_}, {"commands", std::move(commands)}};
  platform_.network().send(request("POST", "/api/v1/commands", print(body)),
                           [this](platform::Response response) {
                             pushing_ = false;
                             take_answers(response);
                           });
}

void Sync::take_answers(const platform::Response& response) {
  const json answer = json::parse(response.body, nullptr, false);
  if (response.status == 409) {
    if (number_of(answer, "expected") > 0) return renumber(number_of(answer, "expected"));
    other_history_ = true;  // soon, not at once: a server that says so again must not be asked without pause
    return unreachable(response.status);
  }
  if (response.status == 403) {  // the id belongs to another person of this browser: go on under a new one
    client_id_.clear();
    return take_identity(new_id());
  }
  if (response.status != 200 || !answer.is_object()) return unreachable(response.status);
  if (number_of(answer, "server_time") > 0) {
    offset_ = Instant{number_of(answer, "server_time")} - platform_.now();
  }
  const auto results = answer.find("results");
  if (results != answer.end() && results->is_array()) {
    for (const json& result : *results) {
      take_result(result);
      // Its change may have come before its answer.
      if (number_of(result, "seq") > replica_.cursor.seq) continue;
      confirm_mid(replica_, number_of(result, "mid"));
      forget(number_of(result, "mid"));
    }
  }
  replay(replica_, now());
  push();
  platform_.wake();
}

/// What the server says of one command, in an answer or through the log.
void Sync::take_result(const json& result) {
  std::string status = text_of(result, "status");
  if (status == "duplicate") status = text_of(result, "was");
  const std::int64_t mid = number_of(result, "mid");
  answered(replica_, mid, status == "applied", text_of(result, "code"), text_of(result, "what"));
  if (status != "applied") forget(mid);
}

/// The server wants `expected` next (it was restored from a backup, or forgot this client): what waits
/// follows from there without a gap.
void Sync::renumber(std::int64_t expected) {
  for (const PendingCommand& pending : replica_.outbox) forget(pending.mid);
  replica_.last_mid = expected - 1;
  for (PendingCommand& pending : replica_.outbox) {
    pending.mid = ++replica_.last_mid;
    pending.answered = false;
    pending.kept = false;
    keep(pending);
  }
}

}  // namespace oasis
