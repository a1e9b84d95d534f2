// How the commands of the binary reach a running server: one request and one answer over a Unix socket in the
// data folder. May not: know what an action does.
//
// On the wire, both ways: four bytes length (big endian) and that much JSON, then four bytes length and that
// many bytes, such as a raw message. Only the user who runs the server, and root, may connect.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/result.hpp"

namespace oasis::cli {

/// What an action is given and answers; `bytes` is for what is not JSON. May throw; that becomes an error.
using Action = std::function<Result<nlohmann::json>(const nlohmann::json& arguments, std::string_view bytes)>;
/// By name: "user.add".
using Actions = std::map<std::string, Action>;

constexpr std::size_t control_limit = 64 * 1024 * 1024;  // for each of the two parts

/// Runs an action by its name; an unknown name, an Error and an exception all come out as an Error.
Result<nlohmann::json> run_action(const Actions& actions, const std::string& name,
                                  const nlohmann::json& arguments, std::string_view bytes);

/// The server's end: a thread that answers one request after the other, and sleeps between them.
class ControlServer {
 public:
  /// Replaces a socket that a killed server left behind: the caller holds the lock of the folder. Throws
  /// std::runtime_error.
  ControlServer(const std::string& data_folder, Actions actions);
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;
  ~ControlServer();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

/// The command's end: the answer of the server that runs on this folder, nullopt when none does.
std::optional<Result<nlohmann::json>> ask_server(const std::string& data_folder, const std::string& name,
                                                 const nlohmann::json& arguments,
                                                 std::string_view bytes = "");

}  // namespace oasis::cli
