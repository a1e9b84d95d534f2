// GET /api/v1/bootstrap, /clients, /changes and /live, POST /api/v1/commands (docs/sync.md).
// May not: decide anything; the writer does.
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "server/engine/clients.hpp"
#include "server/http/answer.hpp"
#include "server/http/auth/auth.hpp"
#include "server/http/feed.hpp"
#include "server/http/gzip.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "shared/codec/protocol.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::size_t command_body = 4 * 1024 * 1024;
constexpr std::int64_t longest_wait = 25;  // seconds
/// Held answers take a worker each; beyond this many, `wait` is answered at once.
constexpr int most_waiting = 8;

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// A refusal with one more field beside "error".
void refuse_with(httplib::Response& response, int status, std::string_view code, std::string_view message,
                 const char* name, const json& value) {
  json body = {{"error", {{"code", code}, {"message", message}, {"where", ""}}}};
  body[name] = value;
  answer_json(response, dumped(body));
  response.status = status;
}

/// A page of another version than the server's may misunderstand its rows, or the server its commands; 426
/// lets it load itself again. Who says no version, a script, is taken at its word.
bool speaks_our_version(Call& call, std::int64_t version) {
  if (version >= oldest_protocol_version && version <= protocol_version) return true;
  refuse_with(call.response, 426, "version",
              "This page is of another version than the server; load it again.", "versions",
              json::array({oldest_protocol_version, protocol_version}));
  return false;
}

bool speaks_our_version(Call& call) {
  const std::string text = call.request.get_param_value("version");
  std::int64_t version = protocol_version;
  if (!text.empty() && std::from_chars(text.data(), text.data() + text.size(), version).ec != std::errc{})
    version = -1;
  return speaks_our_version(call, version);
}

void get_bootstrap(Call& call, const Services& services) {
  if (!speaks_our_version(call)) return;
  const Instant now = services.writer.now();
  const bool compressed = takes_gzip(call.request.get_header_value("Accept-Encoding"));
  std::string body;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    if (compressed) {
      Gzip gzip;
      write_snapshot(reading, reader, now, [&gzip](std::string_view piece) { gzip.add(piece); });
      body = gzip.finish();
    } else {
      write_snapshot(reading, reader, now, [&body](std::string_view piece) { body += piece; });
    }
  });
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("Vary", "Accept-Encoding");
  if (compressed) call.response.set_header("Content-Encoding", "gzip");
  call.response.set_content(std::move(body), "application/x-ndjson");
}

/// How far the server is with a client_id, so that its browser can offer what a restored server has lost.
void get_client(Call& call, const Services& services) {
  const std::string& id = call.path["id"];
  std::optional<store::Client> client;
  std::string epoch;
  services.read([&](store::Database& reading) {
    client = store::find_client(reading, id);
    epoch = store::epoch(reading);
  });
  if (client && client->user != call.who->user_id) {
    return refuse(call.response, Code::not_allowed, "This client_id belongs to another person.");
  }
  answer_json(call.response, dumped({{"epoch", epoch},
                                     {"client_id", id},
                                     {"last_mid", client ? client->last_mid : 0},
                                     {"server_time", services.writer.now().ms}}));
}

std::string done_body(const engine::Done& done, const std::string& epoch, std::int64_t head, Instant now) {
  std::string body = "{\"epoch\":" + dumped(epoch) + ",\"seq\":" + std::to_string(head) +
                     ",\"server_time\":" + std::to_string(now.ms) + ",\"results\":[";
  for (std::size_t i = 0; i < done.results.size(); ++i) body += (i > 0 ? "," : "") + done.results[i];
  return body + "]}";
}

void post_commands(Call& call, const Services& services) {
  auto request = engine::read_command_request(call.request.body);
  if (!request.ok()) return refuse(call.response, request.error());
  if (!speaks_our_version(call, request->version)) return;
  engine::CommandAnswer answer;
  std::string epoch;
  std::int64_t head = 0;
  Instant now;
  services.writer.run([&](engine::Turn& turn) {
    answer = engine::run_commands(turn, *request, call.who->user_id);
    epoch = store::epoch(turn.database());
    head = turn.head();
    now = turn.now();
  });
  if (const auto* done = std::get_if<engine::Done>(&answer)) {
    answer_json(call.response, done_body(*done, epoch, head, now));
  } else if (const auto* gap = std::get_if<engine::MidGap>(&answer)) {
    refuse_with(call.response, 409, "mid_gap",
                "Commands before these are missing; send from the expected one on.", "expected",
                gap->expected);
  } else if (std::holds_alternative<engine::OtherEpoch>(answer)) {
    refuse_with(call.response, 409, "epoch", "The server's history is another one; fetch a snapshot.",
                "epoch", epoch);
  } else {
    refuse(call.response, Code::not_allowed,
           "This client_id belongs to another person; use one of your own.");
  }
}

void refuse_old_sight(httplib::Response& response) {
  refuse(response, Code::sight_changed,
         "What you may see has changed; forget what you have and fetch a snapshot.");
}

/// Where the reader stands, if the log can go on from there; else the response says why not.
std::optional<std::int64_t> place_in_log(Call& call, const Services& services, std::string_view text) {
  const auto cursor = read_cursor(text);
  if (!cursor) {
    refuse(call.response, Code::bad_value, "A cursor is written epoch:seq, as bootstrap answers it.",
           "/cursor");
    return std::nullopt;
  }
  std::string epoch;
  std::int64_t oldest = 0;
  std::int64_t head = 0;
  std::int64_t sight_since = 0;
  services.read([&](store::Database& reading) {
    sight_since = store::sight_since(reading, call.who->user_id);
    epoch = store::epoch(reading);
    oldest = store::oldest_cursor(reading);
    head = store::head(reading);
  });
  if (cursor->epoch != epoch) {
    refuse_with(call.response, 409, "epoch", "The server's history is another one; fetch a snapshot.",
                "epoch", epoch);
  } else if (cursor->seq > head) {
    refuse_with(call.response, 409, "ahead", "The server has not got so far; fetch a snapshot.", "epoch",
                epoch);
  } else if (cursor->seq < oldest) {
    refuse(call.response, Code::gone, "The changes since then are no longer kept; fetch a snapshot.");
  } else if (cursor->seq < sight_since) {
    refuse_old_sight(call.response);
  } else {
    return cursor->seq;
  }
  return std::nullopt;
}

void wait_for_news(Call& call, const Services& services, std::int64_t after, std::atomic<int>& waiting) {
  const std::string text = call.request.get_param_value("wait");
  std::int64_t wait = 0;
  std::from_chars(text.data(), text.data() + text.size(), wait);
  if (wait <= 0) return;
  if (waiting.fetch_add(1) < most_waiting) {
    services.writer.wait_past(after, std::chrono::seconds(std::min(wait, longest_wait)));
  }
  waiting.fetch_sub(1);
}

void get_changes(Call& call, const Services& services, std::atomic<int>& waiting) {
  if (!speaks_our_version(call)) return;
  const auto after = place_in_log(call, services, call.request.get_param_value("cursor"));
  if (!after) return;
  wait_for_news(call, services, *after, waiting);
  std::string body;
  bool signed_in = true;
  // Both may have changed while this waited.
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    const Instant now = services.writer.now();
    signed_in = is_still_signed_in(reading, *call.who, now);
    if (!signed_in || *after < store::sight_since(reading, reader.user)) return;
    body = changes_body(reading, *after, reader, now);
  });
  if (!signed_in) return refuse(call.response, Code::not_signed_in, "Sign in first.");
  if (body.empty()) return refuse_old_sight(call.response);
  answer_json(call.response, std::move(body));
}

void get_live(Call& call, const Services& services) {
  if (!speaks_our_version(call)) return;
  std::string from = call.request.get_header_value("Last-Event-ID");
  if (from.empty()) from = call.request.get_param_value("cursor");
  std::optional<std::int64_t> after;
  if (!from.empty()) {
    after = place_in_log(call, services, from);
    if (!after) return;
  }
  LiveStart start;
  bool old_sight = false;
  // What the hub no longer has is read from the log; from there on the hub takes over.
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    start.cursor = store::head(reading);
    start.viewer.scopes = scopes_of(reader.sight, reader.user);
    start.viewer.rights = reader.policies->version();
    if (!after) return;
    old_sight = *after < store::sight_since(reading, reader.user);
    if (old_sight) return;
    const std::string body = changes_body(reading, *after, reader, services.writer.now());
    start.cursor = json::parse(body).value("to", start.cursor);
    start.first =
        "id: " + store::epoch(reading) + ":" + std::to_string(start.cursor) + "\ndata: " + body + "\n\n";
  });
  if (old_sight) return refuse_old_sight(call.response);
  start.viewer.user_id = call.who->user_id;
  start.viewer.session = call.who->session;
  start.departures = call.who->departures;
  start.viewer.expires =
      std::chrono::system_clock::time_point(std::chrono::milliseconds(call.who->expires.ms));
  call.live = std::move(start);
}

}  // namespace

void add_sync_routes(Routes& routes, const Services& services) {
  const auto waiting = std::make_shared<std::atomic<int>>(0);
  routes.add({"GET", "/api/v1/bootstrap", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_bootstrap(call, services); }});
  routes.add({"POST", "/api/v1/commands", Role::viewer, Body::json, command_body,
              [&services](Call& call) { post_commands(call, services); }});
  routes.add({"GET", "/api/v1/clients/:id", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_client(call, services); }});
  routes.add({"GET", "/api/v1/changes", Role::viewer, Body::none, 0,
              [&services, waiting](Call& call) { get_changes(call, services, *waiting); }});
  routes.add({"GET", "/api/v1/live", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_live(call, services); }});
}

}  // namespace oasis::http
