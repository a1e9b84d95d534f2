// A server with a workspace and a signed-in administrator, and the words that tests of the engine use with it.
// May not: link the server's code.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/server/server_process.hpp"

namespace oasis::test {

/// A document whose escalation goes from ann (tier 1) to bob (tier 2) to olga (tier 3): the first step after
/// `silence`, each next one after `wait` (durations as documents write them).
std::string escalating_workspace(const std::string& silence, const std::string& wait);

/// Asks until it holds; false if it does not within a minute.
bool eventually(const std::function<bool()>& holds);

/// As a browser profile: numbers its commands and knows the epoch.
class Desk {
 public:
  explicit Desk(const std::string& data_folder, std::vector<std::string> more_arguments = {});

  /// Puts a document into force.
  void import(const std::string& document);

  /// Sends one command under the next mid; its result.
  nlohmann::json command(const std::string& name, const nlohmann::json& args);
  /// Opens a ticket for gina@globex.example.
  void open_ticket(const std::string& id, const std::string& text = "Please help");

  nlohmann::json get(const std::string& path);
  int status_of(const std::string& path);
  /// The body and status of POST /api/v1/commands.
  nlohmann::json post_commands(const nlohmann::json& body, int* status = nullptr);

  /// The facts of a ticket, by name in order.
  std::vector<nlohmann::json> events(const std::string& ticket, const std::string& name = "");
  /// Asks until `ticket` has `count` facts of that name; fails the test if that takes too long.
  std::vector<nlohmann::json> wait_for(const std::string& ticket, const std::string& name, std::size_t count);

  /// The audit log as `audit export` prints it, oldest first.
  std::vector<nlohmann::json> audit();

  std::string epoch();
  std::string cursor();

  ServerProcess server;
  Browser browser;
  std::string client_id = "desk-client-1";
  std::int64_t next_mid = 1;
};

}  // namespace oasis::test
