// From a composed server to one that answers. May not: know routes.
#include "server/cli/serving.hpp"

#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>

#include "server/cli/control.hpp"
#include "server/cli/logging.hpp"
#include "server/http/front.hpp"

namespace oasis::cli {
namespace {

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

/// What a person can type: the wildcard addresses mean every name of this machine.
std::string name_of(const std::string& host) {
  std::array<char, 256> name{};
  const bool any = host == "0.0.0.0" || host == "::";
  return any && ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : host;
}

std::string address_of(const std::string& given_host, int port) {
  const std::string host = name_of(given_host);
  const bool six = host.find(':') != std::string::npos;
  return "http://" + (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

void warn_if_readable_on_the_way(const Listening& listening) {
  if (is_loopback(listening.host) || listening.behind_proxy) return;
  std::cerr
      << "\n  WARNING: " << listening.host
      << " can be reached from other machines, and nothing encrypts what is sent: passwords and\n"
         "  customers' messages can be read on the way. Put a web server with https in front and start with\n"
         "  --behind-proxy --url https://…, or listen on 127.0.0.1.\n\n";
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void add_listening_options(CLI::App& command, Listening& listening) {
  command.add_option("--host", listening.host, "The address to listen on")->capture_default_str();
  command.add_option("--port", listening.port, "The port to listen on; 0 is any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command.add_option("--url", listening.url, "Where people reach the server, when that is another address")
      ->check([](const std::string& url) {
        const bool web = url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0;
        return web && url.back() != '/' ? "" : "must begin with http:// or https:// and not end with a slash";
      });
  command.add_flag("--behind-proxy", listening.behind_proxy,
                    "A web server of yours is in front: trust the client address it adds to X-Forwarded-For");
}

void prepare_to_serve() {
  start_logging(Chatter::events);
  // Every thread that starts afterwards leaves these signals to the one that waits for them.
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int serve_until_stopped(App& app, const Listening& listening, const std::function<void()>& greet) {
  http::FrontOptions front_options;
  front_options.host = listening.host;
  front_options.port = listening.port;
  front_options.behind_proxy = listening.behind_proxy;
  front_options.secure = app.auth.secure;
  http::Front front(front_options, app.live);
  warn_if_readable_on_the_way(listening);
  app.set_public_url(listening.url.empty() ? address_of(listening.host, front.port()) : listening.url);
  app.serve();
  const ControlServer control(app.folder.path(), app.actions);
  front.start(
      {[&app](std::string_view method, std::string_view path) { return app.routes.body_limit(method, path); },
       [&app](const httplib::Request& request, httplib::Response& response,
              std::optional<http::LiveStart>& live) { app.routes.handle(request, response, live); }});
  spdlog::info("event=started address={}:{} data={}", listening.host, front.port(), app.folder.path());
  greet();

  const sigset_t signals = stop_signals();
  int received = 0;
  sigwait(&signals, &received);
  spdlog::info("event=stopping");
  front.stop();
  app.stop();
  return 0;
}

}  // namespace oasis::cli
