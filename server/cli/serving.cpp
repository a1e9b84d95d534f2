// From a composed server to one that answers. May not: know routes.
#include "server/cli/serving.hpp"

#include <malloc.h>
#include <signal.h>
#include <httplib.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "server/cli/control.hpp"
#include "server/cli/logging.hpp"
#include "server/http/front.hpp"
#include "server/http/networks.hpp"
#include "server/http/routes/mail.hpp"
#include "server/http/tls.hpp"

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

std::string address_of(const std::string& given_host, int port, bool secure) {
  const std::string host = name_of(given_host);
  const bool six = host.find(':') != std::string::npos;
  return (secure ? "https://" : "http://") + (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

void warn_if_readable_on_the_way(const Listening& listening, bool secure) {
  if (is_loopback(listening.host) || !listening.trusted_proxies.empty() || secure) return;
  std::cerr
      << "\n  WARNING: " << listening.host
      << " can be reached from other machines, and nothing encrypts what is sent: passwords and\n"
         "  customers' messages can be read on the way, and browsers allow no notifications and nothing offline.\n"
         "  On a private network start with --self-signed; otherwise with --certificate and --key, or put a web\n"
         "  server with https in front and start with --trusted-proxy and --url https://…\n\n";
}

sigset_t awaited_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

std::optional<http::Tls> tls_of(const Listening& listening, const std::string& folder) {
  if (listening.self_signed) {
    std::vector<std::string> names = http::names_of_this_machine();
    const auto files = http::keep_self_signed(folder, names);
    std::cout << "The certificate is our own; browsers ask once whether to trust it. Its SHA-256 fingerprint:\n  "
              << http::fingerprint_of(files.certificate) << "\n";
    return std::make_optional<http::Tls>(files);
  }
  if (listening.certificate.empty()) return std::nullopt;
  return std::make_optional<http::Tls>(http::CertificateFiles{listening.certificate, listening.key});
}

http::FrontOptions front_options(App& app, const Listening& listening, const http::Tls* tls) {
  http::FrontOptions options;
  options.host = listening.host;
  options.port = listening.port;
  for (const std::string& text : listening.trusted_proxies) {
    const auto networks = http::read_network(text);  // the option's check has read it, too
    options.proxies.insert(options.proxies.end(), networks->begin(), networks->end());
  }
  options.secure = app.auth.secure || tls || listening.url.rfind("https://", 0) == 0;
  options.tls = tls;
  options.traffic = &app.traffic;
  return options;
}

/// Sends whoever comes by http to the same place by https.
class Redirect {
 public:
  Redirect(App& app, const Listening& listening) : front_(options_of(listening), app.live) {
    front_.start({[](std::string_view, std::string_view) { return http::Terms{}; },
                  [&app](const httplib::Request& request, httplib::Response& response,
                         std::optional<http::LiveStart>&) {
                    // The address is ours, not what the request calls us: nobody is led to another host.
                    response.set_redirect(app.auth.public_url + request.target, 308);
                  },
                  {}});
  }

 private:
  static http::FrontOptions options_of(const Listening& listening) {
    http::FrontOptions options;
    options.host = listening.host;
    options.port = listening.redirect_port;
    options.workers = 1;
    return options;
  }
  http::Front front_;
};

void reload(std::optional<http::Tls>& tls) {
  if (!tls) return;
  try {
    tls->reload();
    spdlog::info("event=certificate_reloaded");
  } catch (const std::exception& error) {
    spdlog::error("event=certificate_kept error=\"{}\"", error.what());
  }
}

/// The signal that ends the server.
void wait_for_the_end(std::optional<http::Tls>& tls) {
  const sigset_t signals = awaited_signals();
  for (int received = SIGHUP; received == SIGHUP;) {
    sigwait(&signals, &received);
    if (received == SIGHUP) reload(tls);
  }
}

void add_tls_options(CLI::App& command, Listening& listening) {
  CLI::Option* certificate = command.add_option("--certificate", listening.certificate,
                                                "Speak https: the certificate with its chain, a PEM file");
  CLI::Option* key = command.add_option("--key", listening.key, "The certificate's key, a PEM file");
  CLI::Option* own = command.add_flag("--self-signed", listening.self_signed,
                                      "Speak https with a certificate made here and kept in the data folder");
  certificate->needs(key)->excludes(own);
  key->needs(certificate);
  command
      .add_option("--redirect-port", listening.redirect_port, "Send http to https from this port, usually 80")
      ->check(CLI::Range(1, 65535));
}

void add_log_options(CLI::App& command, LogOptions& log) {
  command.add_option("--log-level", log.level, "debug has a line for every request")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
  command.add_flag("--log-json", log.json, "One JSON object a line, for log collectors");
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
  command
      .add_option("--trusted-proxy", listening.trusted_proxies,
                  "A web server of yours in front: its address, a block such as 10.0.0.0/8, or loopback. Only its "
                  "X-Forwarded-For and X-Forwarded-Proto are believed")
      ->check([](const std::string& text) {
        const auto network = http::read_network(text);
        return network.ok() ? "" : network.error().what;
      });
  add_tls_options(command, listening);
  add_log_options(command, listening.log);
}

void prepare_to_serve(const LogOptions& log) {
  start_logging(log);
  // What is large goes back to the system when it is freed. Left to itself the allocator raises that size once something
  // large was freed, and each thread that made a report of a year keeps a hundred megabytes for the next one.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  // Every thread that starts afterwards leaves these signals to the one that waits for them.
  const sigset_t signals = awaited_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int serve_until_stopped(App& app, const Listening& listening, const std::function<void()>& greet) {
  std::optional<http::Tls> tls = tls_of(listening, app.folder.path());
  if (!tls && listening.redirect_port != 0)
    throw std::runtime_error("--redirect-port needs https: --certificate and --key, or --self-signed.");
  http::Front front(front_options(app, listening, tls ? &*tls : nullptr), app.live);
  warn_if_readable_on_the_way(listening, tls.has_value());
  app.set_public_url(listening.url.empty() ? address_of(listening.host, front.port(), tls.has_value())
                                           : listening.url);
  app.serve();
  const ControlServer control(app.folder.path(), app.actions);
  front.start(
      {[&app](std::string_view method, std::string_view path) { return app.routes.terms(method, path); },
       [&app](const httplib::Request& request, httplib::Response& response,
              std::optional<http::LiveStart>& live) { app.routes.handle(request, response, live); },
       [&app](std::string_view path, std::string_view authorization, std::uint64_t bytes) {
         return http::may_bring(app.mail_room, path, authorization, bytes);
       }});
  std::optional<Redirect> redirect;
  if (listening.redirect_port != 0) redirect.emplace(app, listening);
  spdlog::info("event=started address={}:{} data={}", listening.host, front.port(), app.folder.path());
  greet();

  wait_for_the_end(tls);
  spdlog::info("event=stopping");
  redirect.reset();
  front.stop();
  app.stop();
  return 0;
}

}  // namespace oasis::cli
