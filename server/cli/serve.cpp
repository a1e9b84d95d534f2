// support-oasis serve: runs the server until it is told to stop. May not: know routes.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "server/app.hpp"
#include "server/cli/commands.hpp"
#include "server/cli/serving.hpp"
#include "server/cli/user_actions.hpp"
#include "server/notify/email.hpp"
#include "server/watch/heartbeat.hpp"

namespace oasis::cli {
namespace {

struct ServeOptions {
  std::string data = "./data";
  Listening listening;
  std::string smtp;
  std::string mail_from;
  std::int64_t backup_hours = 24;
  std::size_t backup_keep = 7;
  std::string backup_to;
  std::vector<std::string> private_hosts;
  std::string heartbeat_url;
  std::string metrics_token_file;
};

constexpr const char* examples = R"(Examples:
  support-oasis serve
      for yourself, on http://127.0.0.1:8080, with the data in ./data
  support-oasis serve --data /var/lib/support-oasis --trusted-proxy loopback --url https://support.example.org
      behind a web server that speaks https
  support-oasis serve --host 0.0.0.0 --port 443 --certificate fullchain.pem --key key.pem --redirect-port 80
      speaks https itself; kill -HUP makes it read renewed files
  support-oasis serve --host 0.0.0.0 --self-signed
      https for a private network, with a certificate of its own making
)";

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

/// The first line of a file that holds a secret.
std::string token_in(const std::string& file) {
  if (file.empty()) return "";
  std::ifstream in(file);
  std::string token;
  std::getline(in, token);
  if (token.size() < 16) throw std::runtime_error("The first line of " + file + " must be a token of at least 16 characters.");
  return token;
}

void add_watching_options(CLI::App& command, ServeOptions& options) {
  command
      .add_option("--heartbeat-url", options.heartbeat_url,
                  "Ask for this address once a minute, so that a service outside can tell when we are gone")
      ->check([](const std::string& url) {
        return watch::host_in(url).empty() ? "must be a http or https address" : "";
      });
  command.add_option("--metrics-token-file", options.metrics_token_file,
                     "Let /metrics be read from other machines with the token in this file");
}

int serve(const ServeOptions& options, std::span<const http::Asset> assets) {
  prepare_to_serve(options.listening.log);
  const engine::BackupPlan backups{hours(options.backup_hours), options.backup_keep, options.backup_to};
  App app({options.data, options.listening.url, assets, smtp_of(options.smtp), options.mail_from, "",
           net::Permits{options.private_hosts}, options.heartbeat_url, token_in(options.metrics_token_file), backups});
  return serve_until_stopped(app, options.listening, [&app] { greet(app); });
}

}  // namespace

void add_serve(CLI::App& program, Run& chosen, std::span<const http::Asset> assets) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand("serve", "Run the server");
  command->footer(examples);
  add_data_option(*command, options->data);
  add_listening_options(*command, options->listening);
  add_watching_options(*command, *options);
  CLI::Option* smtp =
      command->add_option("--smtp", options->smtp,
                          "The mail server that takes our mail: smtp://user:password@host:port or smtps://…");
  CLI::Option* from =
      command->add_option("--mail-from", options->mail_from, "The address that our mail comes from");
  command
      ->add_option("--backup-every", options->backup_hours, "Hours from one backup to the next; 0 is never")
      ->check(CLI::Range(0, 24 * 365))
      ->capture_default_str();
  command->add_option("--backup-keep", options->backup_keep, "How many of these backups are kept")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  command->add_option("--backup-to", options->backup_to,
                      "The folder for them; without it the folder backups of the data folder");
  smtp->needs(from);
  from->needs(smtp);
  command
      ->add_option(
          "--private-host", options->private_hosts,
          "A host with a private address that webhooks and messages may go to all the same; may be repeated")
      ->envname("OASIS_PRIVATE_HOSTS");
  command->callback(
      [&chosen, options, assets] { chosen = [options, assets] { return serve(*options, assets); }; });
}

}  // namespace oasis::cli
