// What `serve` and `demo` share: from a composed server to one that answers, until it is told to stop.
// May not: know routes, or what is in the data folder.
#pragma once

#include <functional>
#include <string>

#include "server/app.hpp"

namespace CLI {
class App;
}

namespace oasis::cli {

/// Where the server listens, and how people reach it.
struct Listening {
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string url;  // empty: host and port
  bool behind_proxy = false;
};

void add_listening_options(CLI::App& command, Listening& listening);

/// Logs to standard error from now on, and leaves SIGTERM and SIGINT to the thread that serves. Before any other
/// thread starts, so before an App is made.
void prepare_to_serve();

/// Serves until SIGTERM or SIGINT. `greet` is called when people can reach the server. Answers the exit code; throws
/// std::runtime_error when the port cannot be had.
int serve_until_stopped(App& app, const Listening& listening, const std::function<void()>& greet);

}  // namespace oasis::cli
