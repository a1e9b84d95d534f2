// support-oasis serve: runs the server until it is told to stop. May not: know routes.
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <memory>
#include <optional>

#include "server/app.hpp"
#include "server/cli/commands.hpp"
#include "server/cli/control.hpp"
#include "server/cli/logging.hpp"
#include "server/cli/user_actions.hpp"
#include "server/http/front.hpp"
#include "server/notify/email.hpp"

namespace oasis::cli {
namespace {

struct ServeOptions {
  std::string data = "./data";
  std::string host = "127.0.0.1";
  int port = 8080;
  std::string url;
  bool behind_proxy = false;
  std::string smtp;
  std::string mail_from;
};

constexpr const char* examples = R"(Examples:
  support-oasis serve
      for yourself, on http://127.0.0.1:8080, with the data in ./data
  support-oasis serve --data /var/lib/support-oasis --behind-proxy --url https://support.example.org
      behind a web server that speaks https
)";

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

void warn_if_readable_on_the_way(const ServeOptions& options) {
  if (is_loopback(options.host) || options.behind_proxy) return;
  std::cerr
      << "\n  WARNING: " << options.host
      << " can be reached from other machines, and nothing encrypts what is sent: passwords and\n"
         "  customers' messages can be read on the way. Put a web server with https in front and start with\n"
         "  --behind-proxy --url https://…, or listen on 127.0.0.1.\n\n";
}

/// Every thread that starts afterwards leaves these signals to the one that waits for them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void greet(App& app) {
  std::cout << "Support Oasis is at " << app.auth.public_url << "\n";
  if (const std::string link = first_admin_link(app.auth); !link.empty()) {
    std::cout << "Make the first account at " << link << "\n"
              << "(this link works once; another start prints another one)\n";
  } else {
    std::cout << "Sign in with your e-mail address and password; support-oasis user link helps who forgot "
                 "theirs.\n";
  }
  std::cout << "Stop with Ctrl-C." << std::endl;
}

std::optional<SmtpServer> smtp_of(const std::string& url) {
  if (url.empty()) return std::nullopt;
  auto server = notify::read_smtp_url(url);
  if (!server.ok()) throw std::runtime_error(server.error().what);
  return std::move(server).value();
}

int serve(const ServeOptions& options, std::span<const http::Asset> assets) {
  start_logging(Chatter::events);
  const sigset_t stop_signals = block_stop_signals();
  signal(SIGPIPE, SIG_IGN);
  App app({options.data, options.url, assets, smtp_of(options.smtp), options.mail_from, ""});
  http::FrontOptions front_options;
  front_options.host = options.host;
  front_options.port = options.port;
  front_options.behind_proxy = options.behind_proxy;
  front_options.secure = app.auth.secure;
  http::Front front(front_options, app.live);
  warn_if_readable_on_the_way(options);
  app.set_public_url(options.url.empty() ? address_of(options.host, front.port()) : options.url);
  app.serve();
  const ControlServer control(app.folder.path(), app.actions);
  front.start(
      {[&app](std::string_view method, std::string_view path) { return app.routes.body_limit(method, path); },
       [&app](const httplib::Request& request, httplib::Response& response,
              std::optional<http::LiveStart>& live) { app.routes.handle(request, response, live); }});
  spdlog::info("event=started address={}:{} data={}", options.host, front.port(), app.folder.path());
  greet(app);

  int received = 0;
  sigwait(&stop_signals, &received);
  spdlog::info("event=stopping");
  front.stop();
  app.stop();
  return 0;
}

}  // namespace

void add_serve(CLI::App& program, Run& chosen, std::span<const http::Asset> assets) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand("serve", "Run the server");
  command->footer(examples);
  add_data_option(*command, options->data);
  command->add_option("--host", options->host, "The address to listen on")->capture_default_str();
  command->add_option("--port", options->port, "The port to listen on; 0 is any free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  command->add_option("--url", options->url, "Where people reach the server, when that is another address")
      ->check([](const std::string& url) {
        const bool web = url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0;
        return web && url.back() != '/' ? "" : "must begin with http:// or https:// and not end with a slash";
      });
  CLI::Option* smtp =
      command->add_option("--smtp", options->smtp,
                          "The mail server that takes our mail: smtp://user:password@host:port or smtps://…");
  CLI::Option* from =
      command->add_option("--mail-from", options->mail_from, "The address that our mail comes from");
  smtp->needs(from);
  from->needs(smtp);
  command->add_flag("--behind-proxy", options->behind_proxy,
                    "A web server of yours is in front: trust the client address it adds to X-Forwarded-For");
  command->callback(
      [&chosen, options, assets] { chosen = [options, assets] { return serve(*options, assets); }; });
}

}  // namespace oasis::cli
