// support-oasis demo: a populated workspace in which things happen while one watches. May not: send anything out of
// the machine: its mail goes into a folder.
#include <sodium.h>
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "server/app.hpp"
#include "server/cli/commands.hpp"
#include "server/cli/serving.hpp"
#include "server/demo/stage.hpp"
#include "server/http/auth/accounts.hpp"

namespace oasis::cli {
namespace {

constexpr const char* email = "olga@harbour.example";

constexpr const char* examples = R"(Examples:
  support-oasis demo
      in a temporary folder, on http://127.0.0.1:8080; gone when it ends
  support-oasis demo --data ./demo-data
      the same, kept
)";

struct DemoOptions {
  std::string data;
  Listening listening;
};

/// A folder that is gone with the demo, unless the person named one.
class Place {
 public:
  explicit Place(std::string path) : path_(std::move(path)) {
    if (!path_.empty()) return;
    std::string pattern = (std::filesystem::temp_directory_path() / "support-oasis-demo-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("No temporary folder can be made; name one with --data.");
    path_ = pattern;
    temporary_ = true;
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    std::error_code trouble;
    if (temporary_) std::filesystem::remove_all(path_, trouble);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool temporary_ = false;
};

/// Four words, so that a person can type them.
std::string new_password() {
  constexpr std::array words{"amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "harbor",
                             "islet", "juniper", "kelp", "lagoon", "meadow", "north", "oasis", "palm",
                             "quartz", "river", "spring", "tide", "umber", "valley", "willow", "zephyr"};
  std::string password;
  for (int i = 0; i < 4; ++i) {
    password += (i > 0 ? "-" : "") + std::string(words[randombytes_uniform(words.size())]);
  }
  return password + std::to_string(10 + randombytes_uniform(90));
}

/// The password that lets olga in from now on.
std::string let_olga_in(App& app) {
  const std::string password = new_password();
  const auto hash = app.auth.passwords.hash(password);
  if (!hash) throw std::runtime_error("The demo's password could not be made; try again.");
  app.write([&](store::Database& database) {
    if (http::find_account(database, "olga")) {
      http::set_password(database, "olga", *hash);
    } else {
      http::add_account(database, {"olga", email, *hash, false, app.auth.now()});
    }
  });
  return password;
}

int demo(const DemoOptions& options, std::span<const http::Asset> assets) {
  prepare_to_serve(options.listening.log);
  const Place place(options.data);
  {
    engine::SystemClock clock;
    demo::set_up(store::Folder::lock(place.path()), clock.now());
  }
  const std::string outgoing = place.path() + "/outgoing";
  App app({place.path(), options.listening.url, assets, std::nullopt, "support@harbour.example", outgoing});
  const std::string password = let_olga_in(app);
  std::optional<demo::Customers> customers;
  const int code = serve_until_stopped(app, options.listening, [&] {
    customers.emplace(app.writer);
    std::cout << "The demo of Support Oasis is at " << app.auth.public_url << "\n"
              << "Sign in as " << email << " with the password " << password << "\n"
              << "Its mail goes into " << outgoing << ", never to the network; its data are in " << place.path()
              << "\nWithin a minute tickets of the customer Globex breach and escalate. Stop with Ctrl-C." << std::endl;
  });
  customers.reset();
  return code;
}

}  // namespace

void add_demo(CLI::App& program, Run& chosen, std::span<const http::Asset> assets) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App* command = program.add_subcommand("demo", "Run a populated workspace with a running story");
  command->footer(examples);
  command->add_option("--data", options->data, "Keep the demo in this folder instead of a temporary one");
  add_listening_options(*command, options->listening);
  command->callback([&chosen, options, assets] { chosen = [options, assets] { return demo(*options, assets); }; });
}

}  // namespace oasis::cli
