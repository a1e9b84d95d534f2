// support-oasis secret: the secrets that the workspace document names. May not: print one, or take one from
// the command line, where every user of the machine could read it.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/cli/commands.hpp"
#include "server/cli/terminal.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  support-oasis secret set smtp-password
      asks for the value, or reads one line from standard input; it is kept sealed in the data folder
  support-oasis secret list
  support-oasis secret remove smtp-password

The key is the file secret-key in the data folder, or OASIS_SECRET_KEY (64 hexadecimal digits). Keep a copy of it apart
from the backups: without it secrets and second factors cannot be opened.
)";

struct SecretOptions {
  std::string data = "./data";
  std::string name;
};

int finish(const Result<json>& answer, const std::string& done) {
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  std::cout << done;
  return 0;
}

int set(const SecretOptions& options) {
  const std::string value = read_secret("The secret: ");
  return finish(perform(options.data, "secret.set", {{"name", options.name}}, value),
                options.name + " is kept.\n");
}

int list(const SecretOptions& options) {
  const auto answer = perform(options.data, "secret.list", json::object());
  std::string names;
  if (answer.ok()) {
    for (const json& name : (*answer)["names"]) names += name.get<std::string>() + "\n";
  }
  return finish(answer, names);
}

int remove(const SecretOptions& options) {
  return finish(perform(options.data, "secret.remove", {{"name", options.name}}),
                options.name + " is gone.\n");
}

}  // namespace

void add_secret(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<SecretOptions>();
  CLI::App* command = program.add_subcommand("secret", "Keep secrets that the workspace names");
  command->footer(examples);
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, bool named, int (*run)(const SecretOptions&)) {
    CLI::App* one = command->add_subcommand(name, what);
    add_data_option(*one, options->data);
    if (named) one->add_option("name", options->name, "Its name in the document")->required();
    one->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
  };
  add("set", "Keep a secret; the value comes from standard input", true, set);
  add("list", "Show the names", false, list);
  add("remove", "Forget a secret", true, remove);
}

}  // namespace oasis::cli
