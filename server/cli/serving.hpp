// What `serve` and `demo` share: from a composed server to one that answers, until it is told to stop.
// May not: know routes, or what is in the data folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/app.hpp"
#include "server/cli/logging.hpp"

namespace CLI {
class App;
}

namespace oasis::cli {

/// Where the server listens, how people reach it, and how it speaks.
struct Listening {
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string url;                           // empty: host and port
  std::vector<std::string> trusted_proxies;  // see http::read_network
  std::string certificate;                   // PEM files; empty: no TLS
  std::string key;
  bool self_signed = false;
  int redirect_port = 0;  // sends http to https from here; 0: none
  LogOptions log;
};

void add_listening_options(CLI::App& command, Listening& listening);

/// Logs to standard error from now on, and leaves SIGTERM, SIGINT and SIGHUP to the thread that serves. Before any
/// other thread starts, so before an App is made.
void prepare_to_serve(const LogOptions& log);

/// Serves until SIGTERM or SIGINT; SIGHUP reads the certificate again. `greet` is called when people can reach the
/// server. Answers the exit code; throws std::runtime_error when a port or the certificate cannot be had.
int serve_until_stopped(App& app, const Listening& listening, const std::function<void()>& greet);

}  // namespace oasis::cli
