// Pages of one browser and a server that answers by script, for tests of client/replica.
// May not: know the real server.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "client/platform/null/null_platform.hpp"
#include "client/replica/sync.hpp"
#include "shared/codec/rows.hpp"
#include "shared/text/crc32.hpp"

namespace oasis {

/// Answers every command as applied, with seq 2, unless it is told otherwise.
struct ScriptedServer {
  std::string epoch = "e1";
  std::string me = "ann";
  bool keep_waiting = false;  // snapshots are not answered
  int bootstraps = 0;
  std::vector<nlohmann::json> pushes;
  std::vector<std::string> polls;
  int commands_status = 200;
  bool reachable = true;
  std::size_t cut_snapshot_by = 0;
  bool break_checksum = false;
  Duration clock_behind;  // the page's clock
  std::string refuse_ticket;
  std::vector<std::string> clients_asked;
  std::string old_ticket;     // there, and in no snapshot
  std::int64_t last_mid = 0;  // of every client
  Instant polled_at;
  int gaps = 0;  // so many pushes are refused: mid 1 is missing

  platform::Response answer(const platform::Request& request, Instant now) {
    using nlohmann::json;
    if (!reachable) return {0, "", {}};
    const Instant time = now - clock_behind;
    const auto begins = [&](const char* text) { return request.url.rfind(text, 0) == 0; };
    if (begins("/api/v1/bootstrap")) {
      ++bootstraps;
      return keep_waiting ? platform::Response{0, "", {}} : platform::Response{200, snapshot(time), {}};
    }
    if (begins("/api/v1/clients/")) {
      clients_asked.push_back(request.url.substr(16));
      return {200, json{{"epoch", epoch}, {"last_mid", last_mid}}.dump(), {}};
    }
    if (!old_ticket.empty() && request.url == "/api/v1/tickets/" + old_ticket) return {200, "{}", {}};
    if (begins("/api/v1/changes")) {
      const bool at_once = request.url.find("&wait=") == std::string::npos;
      // Nothing new: one that waits for news is answered once at an instant, then the connection breaks.
      if (!at_once && std::exchange(polled_at, now) == now) return {0, "", {}};
      polls.push_back(request.url);
      return {
          200,
          json{{"epoch", epoch}, {"from", 1}, {"to", 1}, {"server_time", time.ms}, {"changes", json::array()}}
              .dump(),
          {}};
    }
    if (request.url != "/api/v1/commands") return {404, "", {}};
    const json body = json::parse(request.body);
    pushes.push_back(body);
    if (commands_status != 200) return {commands_status, R"({"error":{"code":"x","message":"No."}})", {}};
    if (gaps > 0 && gaps-- > 0) return {409, json{{"expected", 1}}.dump(), {}};
    json results = json::array();
    for (const json& command : body["commands"]) results.push_back(result_of(command));
    return {200, json{{"epoch", epoch}, {"server_time", time.ms}, {"results", results}}.dump(), {}};
  }

 private:
  nlohmann::json result_of(const nlohmann::json& command) const {
    const std::string ticket = command["args"]["ticket"];
    if (ticket == refuse_ticket) {
      return {
          {"mid", command["mid"]}, {"status", "refused"}, {"seq", 2}, {"code", "forbidden"}, {"what", "No."}};
    }
    return {{"mid", command["mid"]}, {"status", "applied"}, {"seq", 99}};
  }

  std::string snapshot(Instant time) const {
    using nlohmann::json;
    const json document = json::parse(R"({"name": "Acme", "zone": "UTC",
      "users": [{"id": "ann", "name": "Ann Ek", "role": "agent", "contacts": {"email": "ann@acme.example"}},
                {"id": "bob", "name": "Bob Ko", "role": "agent", "contacts": {"email": "bob@acme.example"}}]})");
    const json header = {{"epoch", epoch},
                         {"seq", 1},
                         {"server_time", time.ms},
                         {"me", {{"id", me}, {"name", me}, {"role", "agent"}}},
                         {"workspace", {{"version", 1}, {"document", document}}},
                         {"last_number", 0}};
    const std::string body = header.dump() + "\n";
    const std::uint32_t sum = crc32(body) ^ (break_checksum ? 1u : 0u);
    const std::string whole = body + json{{"rows", 0}, {"crc32", sum}}.dump() + "\n";
    return whole.substr(0, whole.size() - cut_snapshot_by);
  }
};

/// What the pages of one browser share.
struct Profile {
  std::map<std::string, std::string> entries, settings;
  int count(const std::string& prefix) const {
    int found = 0;
    for (const auto& [key, value] : entries) found += key.rfind(prefix, 0) == 0;
    return found;
  }
};

struct Page {
  ScriptedServer& server;
  Profile& profile;
  platform::NullPlatform platform;
  Replica replica;
  Sync sync{platform, replica};

  Page(ScriptedServer& at, Profile& of) : server(at), profile(of) {
    platform.next_random = next_page()++ * 1'000'003;
    platform.net.answer = [this](const platform::Request& request) {
      return server.answer(request, platform.clock);
    };
  }

  void run(Duration elapsed) {
    platform.store.entries = profile.entries;
    platform.store.settings = profile.settings;
    for (std::int64_t ms = 0; ms <= elapsed.ms; ms += 100) {
      platform.clock = platform.clock + milliseconds(100);
      platform.frame([this] { sync.tick(); });
    }
    profile.entries = platform.store.entries;
    profile.settings = platform.store.settings;
  }

  void open_stream() { platform.net.streams.back().hooks.opened(); }
  void close_stream(int status) {
    const auto hooks = platform.net.streams.back().hooks;
    platform.net.streams.clear();
    hooks.closed(status);
  }
  void hear(const nlohmann::json& batch) {
    ASSERT_FALSE(platform.net.streams.empty());
    platform.net.streams.back().hooks.event(
        {"e1:" + std::to_string(batch["to"].get<int>()), "message", batch.dump()});
  }
  void hear_change(nlohmann::json change) {
    const std::int64_t seq = replica.cursor.seq;
    change["seq"] = seq + 1;
    change["op"] = "put";
    hear({{"from", seq}, {"to", seq + 1}, {"changes", {change}}});
  }
  void hear_done(const std::string& client, std::int64_t mid) {
    hear_change(
        {{"entity", "command"},
         {"id", client + ":" + std::to_string(mid)},
         {"row",
          {{"client_id", client}, {"mid", mid}, {"status", "applied"}, {"seq", replica.cursor.seq + 1}}}});
  }
  void hear_ticket(const std::string& id) {
    Ticket row;
    row.id = id;
    row.subject = "Printer on fire";
    row.version = 1;
    hear_change({{"entity", "ticket"}, {"id", id}, {"row", write_ticket(row)}});
  }

 private:
  static std::uint64_t& next_page() {
    static std::uint64_t number = 1;
    return number;
  }
};

struct OnePage : testing::Test {
  ScriptedServer server;
  Profile profile;
  Page page{server, profile};

  void open() {
    page.sync.start();
    page.run(seconds(2));
  }
};

inline CreateTicket ticket(const char* id) {
  CreateTicket command;
  command.ticket = id;
  command.subject = "Printer on fire";
  command.message.id = std::string(id) + "-first";
  command.message.text = "Please help";
  return command;
}

}  // namespace oasis
