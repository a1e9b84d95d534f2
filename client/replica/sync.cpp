// See sync.hpp.
#include "client/replica/sync.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "client/replica/snapshot.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

using nlohmann::json;

/// A proxy that holds bytes back shows no comment within this time (the server sends one every 20 s).
constexpr Duration silence = seconds(45);
/// A stream that ends sooner than this, three times in a row, is not worth a fourth.
constexpr Duration quick = seconds(5);
/// How long a page waits for the identity (and outbox) of one that was closed before it takes a new one.
constexpr Duration identity_wait = milliseconds(300);
constexpr std::size_t most_commands_a_push = 50;

/// 0.5 s, 1 s, 2 s … 30 s.
Duration wait_after(int failures) {
  return milliseconds(std::min(30'000, 500 << std::min(failures, 6)));
}

std::string text_of(const json& object, const char* field) {
  const auto found = object.is_object() ? object.find(field) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                           : std::string();
}

std::int64_t number_of(const json& object, const char* field) {
  if (!object.is_object()) return 0;
  const auto found = object.find(field);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

platform::Request request(const char* method, std::string url, std::string body = {}) {
  platform::Request made;
  made.method = method;
  made.url = std::move(url);
  made.headers = {{"X-Oasis", "1"}};
  if (!body.empty()) made.headers.emplace_back("Content-Type", "application/json");
  made.body = std::move(body);
  return made;
}

}  // namespace

Sync::Sync(platform::Platform& platform, Replica& replica)
    : platform_(platform), replica_(replica), zones_(std::make_shared<Zones>()) {}

Sync::~Sync() {
  close_stream();
}

void Sync::start() {
  bootstrap();
}

Instant Sync::now() const {
  return platform_.now() + offset_;
}

void Sync::tick() {
  const Instant now = platform_.now();
  if (identity_by_ && now >= *identity_by_) take_identity(new_id());
  if (link_ == Link::live && heard_at_ && now - *heard_at_ > silence) {
    quick_closes_ = 3;  // a proxy keeps the stream's bytes: long polls get through
    close_stream();
    poll();
  }
  if (retry_at_ && now >= *retry_at_) {
    retry_at_.reset();
    if (!ready_) {
      bootstrap();
    } else {
      listen();
      push();
    }
  }
  if (retry_at_) platform_.wake_after(std::max(milliseconds(10), *retry_at_ - now));
  if (identity_by_) platform_.wake_after(std::max(milliseconds(10), *identity_by_ - now));
}

// ---- snapshot
// ---------------------------------------------------------------------------------------------------

void Sync::bootstrap() {
  if (bootstrapping_) return;
  bootstrapping_ = true;
  close_stream();
  platform_.network().send(request("GET", "/api/v1/bootstrap"), [this](platform::Response response) {
    bootstrapping_ = false;
    if (response.status == 200) {
      take_snapshot(response.body);
    } else {
      unreachable(response.status);
    }
  });
}

void Sync::take_snapshot(const std::string& body) {
  auto read = read_snapshot(body);
  if (!read.ok()) {
    unreachable(0);  // cut off on its way: asked for again
    return;
  }
  Snapshot& snapshot = read.value();
  offset_ = Instant{snapshot.server_time} - platform_.now();
  const bool same_person = replica_.me.id == snapshot.me.id;
  replica_.me = snapshot.me;
  replica_.cursor = snapshot.cursor;
  replica_.confirmed = State{};
  take_workspace(snapshot.workspace, snapshot.zones);
  for (Ticket& ticket : snapshot.tickets) confirm(replica_, ticket.id, std::move(ticket));
  for (auto& [id, details] : replica_.details) stale_[id] = true;
  ready_ = true;
  failures_ = 0;
  if (!same_person) choose_identity();
  replay(replica_, now());
  listen();
  push();
  platform_.wake();
}

void Sync::take_workspace(const json& document, const json& zones) {
  if (zones.is_object()) {
    for (const auto& [name, data] : zones.items()) {
      // A zone that this build cannot read stays unknown; the document is then refused below, visibly.
      if (data.is_string()) (void)zones_->add(name, decode_base64(data.get_ref<const std::string&>()));
    }
  }
  auto policies = Policies::read(document, zones_);
  if (policies.ok()) replica_.confirmed.versions = {std::move(policies).value()};
  ++replica_.revision;
}

// ---- who this page is
// -------------------------------------------------------------------------------------------

std::string Sync::kept_at(const std::string& rest) const {
  return replica_.me.id + "/" + rest;
}

/// A page that was closed or crashed leaves its identity and outbox behind; the first page that comes takes
/// them over. The lock makes sure that the old page is really gone.
void Sync::choose_identity() {
  client_id_.clear();
  know_last_mid_ = false;
  identity_by_ = platform_.now() + identity_wait;
  platform_.storage().list(kept_at("client/"), [this](platform::Storage::Entries entries) {
    for (const auto& [key, value] : entries) {
      const std::string id = key.substr(kept_at("client/").size());
      platform_.tabs().lead("client/" + id, [this, id] { take_identity(id); });
    }
    platform_.wake();
  });
  platform_.wake_after(identity_wait);
}

void Sync::take_identity(const std::string& client_id) {
  if (!client_id_.empty()) return;
  identity_by_.reset();
  client_id_ = client_id;
  platform_.tabs().lead("client/" + client_id, [] {});
  platform_.storage().put(kept_at("client/" + client_id), "1");
  platform_.storage().list(kept_at("outbox/" + client_id + "/"), [this](platform::Storage::Entries entries) {
    std::deque<PendingCommand> kept;
    for (const auto& [key, value] : entries) {
      const json stored = json::parse(value, nullptr, false);
      if (stored.is_discarded() || !stored.is_object() || !stored.contains("command")) continue;
      auto command = read_command(stored["command"]);
      if (command.ok())
        kept.push_back({number_of(stored, "mid"), std::move(command).value(),
                        Instant{number_of(stored, "given")}, false});
    }
    // What was given in this page while storage answered comes after what an earlier page left.
    for (PendingCommand& pending : replica_.outbox) kept.push_back(std::move(pending));
    replica_.outbox = std::move(kept);
    for (const PendingCommand& pending : replica_.outbox)
      replica_.last_mid = std::max(replica_.last_mid, pending.mid);
    replay(replica_, now());
    push();
    platform_.wake();
  });
}

// ---- changes
// ----------------------------------------------------------------------------------------------------

void Sync::close_stream() {
  if (stream_ != 0) platform_.network().cancel(stream_);
  stream_ = 0;
  heard_at_.reset();
}

void Sync::listen() {
  if (stream_ != 0 || polling_ || !ready_) return;
  if (quick_closes_ >= 3) return poll();
  platform::StreamRequest stream;
  stream.url = "/api/v1/live";
  stream.last_event_id = replica_.cursor.epoch + ":" + std::to_string(replica_.cursor.seq);
  stream_opened_ = platform_.now();
  platform::StreamHooks hooks;
  hooks.opened = [this] { heard_at_ = platform_.now(); };
  hooks.alive = [this] { heard_at_ = platform_.now(); };
  hooks.event = [this](const platform::StreamEvent& event) {
    heard_at_ = platform_.now();
    failures_ = 0;
    if (event.name == "bootstrap") return bootstrap();
    link_ = Link::live;
    take_changes(event.data);
    push();
  };
  hooks.closed = [this](int status) {
    stream_ = 0;
    heard_at_.reset();
    if (status == 409 || status == 410) return bootstrap();
    if (status == 200 && platform_.now() - stream_opened_ < quick) ++quick_closes_;
    unreachable(status == 200 ? 0 : status);
  };
  stream_ = platform_.network().open_stream(std::move(stream), std::move(hooks));
}

void Sync::poll() {
  if (polling_) return;
  polling_ = true;
  const std::string cursor = replica_.cursor.epoch + ":" + std::to_string(replica_.cursor.seq);
  platform_.network().send(request("GET", "/api/v1/changes?cursor=" + cursor + "&wait=25"),
                           [this](platform::Response response) {
                             polling_ = false;
                             if (response.status == 409 || response.status == 410) return bootstrap();
                             if (response.status != 200) return unreachable(response.status);
                             failures_ = 0;
                             link_ = Link::polling;
                             if (take_changes(response.body)) poll();
                             push();
                           });
}

/// False if the batch does not follow what is known: then a fetch from the present cursor is under way.
bool Sync::take_changes(const std::string& body) {
  const json batch = json::parse(body, nullptr, false);
  if (batch.is_discarded() || !batch.is_object()) return false;
  if (text_of(batch, "epoch") != replica_.cursor.epoch) {
    bootstrap();
    return false;
  }
  offset_ = Instant{number_of(batch, "server_time")} - platform_.now();
  if (number_of(batch, "from") > replica_.cursor.seq) {
    close_stream();
    poll();
    return false;
  }
  const auto changes = batch.find("changes");
  if (changes != batch.end() && changes->is_array() && !changes->empty()) {
    for (const json& change : *changes) take_change(change);
    replay(replica_, now());
  }
  replica_.cursor.seq = std::max(replica_.cursor.seq, number_of(batch, "to"));
  platform_.wake();
  return true;
}

void Sync::take_change(const json& change) {
  const std::string entity = text_of(change, "entity");
  const std::string id = text_of(change, "id");
  if (entity == "ticket") {
    const auto row = change.find("row");
    if (row == change.end() || row->is_null()) {
      confirm(replica_, id, std::nullopt);
    } else if (auto ticket = read_ticket(*row); ticket.ok()) {
      confirm(replica_, id, std::move(ticket).value());
    }
    stale_[id] = true;
  } else if (entity == "details") {
    stale_[id] = true;
  } else if (entity == "workspace") {
    const auto row = change.find("row");
    const auto zones = change.find("zones");
    if (row != change.end()) take_workspace(*row, zones == change.end() ? json() : *zones);
  } else if (entity == "command" && text_of(change, "client_id") == client_id_) {
    const std::int64_t mid = number_of(change, "mid");
    confirm_mid(replica_, mid);
    forget(mid);
  }
}

// ---- commands
// ---------------------------------------------------------------------------------------------------

std::optional<Refusal> Sync::give(Command command) {
  auto submitted = submit(replica_, std::move(command), now());
  if (!submitted.ok()) return std::move(submitted).error();
  keep(replica_.outbox.back());
  push();
  platform_.wake();
  return std::nullopt;
}

void Sync::keep(const PendingCommand& pending) {
  if (client_id_.empty()) return;
  const json stored = {
      {"mid", pending.mid}, {"given", pending.given.ms}, {"command", write_command(pending.command)}};
  char key[32];
  std::snprintf(key, sizeof key, "%012lld", static_cast<long long>(pending.mid));
  platform_.storage().put(kept_at("outbox/" + client_id_ + "/" + key),
                          stored.dump(-1, ' ', false, json::error_handler_t::replace));
}

void Sync::forget(std::int64_t mid) {
  char key[32];
  std::snprintf(key, sizeof key, "%012lld", static_cast<long long>(mid));
  platform_.storage().remove(kept_at("outbox/" + client_id_ + "/" + key));
}

void Sync::push() {
  if (pushing_ || client_id_.empty() || !ready_ || link_ == Link::signed_out) return;
  json commands = json::array();
  for (const PendingCommand& pending : replica_.outbox) {
    if (!know_last_mid_ || pending.answered || commands.size() == most_commands_a_push) continue;
    json command = write_command(pending.command);
    command["mid"] = pending.mid;
    commands.push_back(std::move(command));
  }
  if (know_last_mid_ && commands.empty()) return;
  pushing_ = true;
  const json body = {
      {"epoch", replica_.cursor.epoch}, {"client_id", client_id_}, {"commands", std::move(commands)}};
  platform_.network().send(
      request("POST", "/api/v1/commands", body.dump(-1, ' ', false, json::error_handler_t::replace)),
      [this](platform::Response response) {
        pushing_ = false;
        take_answers(response);
      });
}

void Sync::take_answers(const platform::Response& response) {
  const json answer = json::parse(response.body, nullptr, false);
  if (response.status == 409) return bootstrap();
  if (response.status == 403) {  // the id belongs to another person of this browser: never use it again
    client_id_.clear();
    return take_identity(new_id());
  }
  if (answer.is_discarded() || (response.status != 200 && response.status != 422))
    return unreachable(response.status);
  const std::int64_t last_mid = number_of(answer, "last_mid");
  if (!know_last_mid_ || response.status == 422) renumber(last_mid);
  know_last_mid_ = true;
  const auto results = answer.find("results");
  bool refused = false;
  if (results != answer.end() && results->is_array()) {
    for (const json& result : *results) {
      std::string status = text_of(result, "status");
      if (status == "duplicate") status = text_of(result, "was");
      const bool applied = status == "applied";
      refused = refused || !applied;
      const std::int64_t mid = number_of(result, "mid");
      answered(replica_, mid, applied, text_of(result, "code"), text_of(result, "what"));
      if (!applied) forget(mid);
      // Its change may have come before its answer.
      if (applied && number_of(result, "seq") <= replica_.cursor.seq) {
        confirm_mid(replica_, mid);
        forget(mid);
      }
    }
  }
  replay(replica_, now());
  push();
  platform_.wake();
}

/// The server has done everything up to `done`: what still waits and is not yet answered follows without a
/// gap. What an earlier page sent without hearing the answer keeps its mid, so that it cannot be done twice.
void Sync::renumber(std::int64_t done) {
  std::int64_t next = done + 1;
  for (PendingCommand& pending : replica_.outbox) {
    if (pending.mid <= done && know_last_mid_) continue;
    if (pending.mid > done && pending.mid != next) {
      forget(pending.mid);
      pending.mid = next;
      keep(pending);
    }
    if (pending.mid > done) ++next;
  }
  replica_.last_mid = std::max(next - 1, done);
}

// ---- what is fetched when looked at
// -----------------------------------------------------------------------------

void Sync::look_at(const TicketId& ticket) {
  const bool missing = replica_.details.count(ticket) == 0;
  const auto stale = stale_.find(ticket);
  if ((!missing && (stale == stale_.end() || !stale->second)) ||
      replica_.confirmed.tickets.count(ticket) == 0)
    return;
  if (const auto wanted = wanted_.find(ticket);
      wanted != wanted_.end() && wanted->second == replica_.revision)
    return;
  wanted_[ticket] = replica_.revision;
  stale_[ticket] = false;
  platform_.network().send(request("GET", "/api/v1/tickets/" + ticket),
                           [this, ticket](platform::Response response) {
                             if (response.status == 200) {
                               take_details(ticket, response.body);
                             } else {
                               stale_[ticket] = true;  // asked for again with the next change or look
                             }
                           });
}

void Sync::take_details(const TicketId& ticket, const std::string& body) {
  auto details = read_details(body);
  if (!details.ok()) return;
  replica_.details[ticket] = std::move(details).value();
  platform_.wake();
}

void Sync::want_zone(const std::string& name) {
  if (wanted_zone_ == name || zones_->find(name).ok()) return;
  wanted_zone_ = name;
  platform_.network().send(request("GET", "/api/v1/zones/" + name),
                           [this, name](platform::Response response) {
                             // Without it times are shown in UTC, and say so.
                             if (response.status == 200 && zones_->add(name, response.body).ok())
                               platform_.wake();
                           });
}

// ---- trouble
// ----------------------------------------------------------------------------------------------------

void Sync::unreachable(int status) {
  close_stream();
  if (status == 401) {
    link_ = Link::signed_out;
    if (!ready_) platform_.load_page("/login");
    platform_.wake();
    return;
  }
  link_ = Link::offline;
  retry_at_ = platform_.now() + wait_after(failures_++);
  platform_.wake();
}

std::string Sync::new_id() {
  const auto ms = static_cast<std::uint64_t>(now().ms);
  const std::uint64_t a = platform_.random();
  const std::uint64_t b = platform_.random();
  char text[40];
  std::snprintf(text, sizeof text, "%08llx-%04llx-7%03llx-%04llx-%012llx",
                static_cast<unsigned long long>(ms >> 16 & 0xffffffff),
                static_cast<unsigned long long>(ms & 0xffff), static_cast<unsigned long long>(a & 0xfff),
                static_cast<unsigned long long>((a >> 12 & 0x3fff) | 0x8000),
                static_cast<unsigned long long>(b & 0xffffffffffff));
  return text;
}

}  // namespace oasis
