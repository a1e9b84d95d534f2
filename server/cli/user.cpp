// support-oasis user: who may sign in. May not: touch the database; see user_actions.
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
  support-oasis user add --email ann@example.org --name "Ann Ek" --role agent
      prints a one-time link with which Ann chooses her password
  support-oasis user link ann@example.org
      the same for somebody who forgot theirs
  support-oasis user password ann < file
      the password is read from standard input, never from the command line
)";

struct UserOptions {
  std::string data = "./data";
  std::string user;
  std::string email;
  std::string name;
  std::string id;
  std::string role = "agent";
};

/// Prints what went wrong, or has `print` say what was done.
int report(const Result<json>& answer, const std::function<void(const json&)>& print) {
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  print(*answer);
  return 0;
}

int list(const UserOptions& options) {
  return report(perform(options.data, "user.list", json::object()), [](const json& answer) {
    for (const json& user : answer["users"]) {
      std::cout << user["id"].get<std::string>() << "\t" << user["email"].get<std::string>()
                << (user["disabled"].get<bool>() ? "\tdisabled" : "")
                << (user["password"].get<bool>() ? "" : "\tno password yet") << "\n";
    }
  });
}

int add(const UserOptions& options) {
  const json arguments{
      {"email", options.email}, {"name", options.name}, {"id", options.id}, {"role", options.role}};
  return report(perform(options.data, "user.add", arguments), [](const json& answer) {
    std::cout << "Added " << answer["id"].get<std::string>()
              << ". To choose a password, within 3 days: " << answer["link"].get<std::string>() << "\n";
  });
}

int change_password(const UserOptions& options) {
  const json arguments{{"user", options.user}, {"password", read_secret("New password: ")}};
  return report(perform(options.data, "user.password", arguments), [](const json& answer) {
    std::cout << "The password of " << answer["id"].get<std::string>()
              << " is changed; all their sessions have ended.\n";
  });
}

int simple(const UserOptions& options, const std::string& action, const std::string& done) {
  return report(perform(options.data, action, {{"user", options.user}}),
                [&](const json& answer) { std::cout << answer["id"].get<std::string>() << done << "\n"; });
}

int link(const UserOptions& options) {
  return report(perform(options.data, "user.link", {{"user", options.user}}), [](const json& answer) {
    std::cout << "Good once, within 3 days: " << answer["link"].get<std::string>() << "\n";
  });
}

}  // namespace

void add_user(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<UserOptions>();
  CLI::App* group = program.add_subcommand("user", "Add and change the people who may sign in");
  group->require_subcommand(1);
  group->footer(examples);
  const auto add_command = [&](const char* name, const char* description,
                               std::function<int(const UserOptions&)> run) {
    CLI::App* command = group->add_subcommand(name, description);
    command->footer(examples);
    add_data_option(*command, options->data);
    command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
    return command;
  };
  const auto add_one = [&](const char* name, const char* description,
                           std::function<int(const UserOptions&)> run) {
    add_command(name, description, std::move(run))
        ->add_option("user", options->user, "Their id or e-mail address")
        ->required();
  };
  add_command("list", "Show everybody who may sign in", list);
  CLI::App* adding = add_command("add", "Add a person", add);
  adding->add_option("--email", options->email, "What they sign in with")->required();
  adding->add_option("--name", options->name, "Their name; otherwise the first part of the address");
  adding->add_option("--role", options->role, "viewer, agent, manager or admin")->capture_default_str();
  adding->add_option("--id", options->id, "Their id in the workspace; otherwise made from the name");
  add_one("password", "Change a password; it is read from standard input", change_password);
  add_one("disable", "Let somebody sign in no more, and end their sessions",
          [](const UserOptions& o) { return simple(o, "user.disable", " can no longer sign in."); });
  add_one("enable", "Let somebody sign in again",
          [](const UserOptions& o) { return simple(o, "user.enable", " can sign in again."); });
  add_one("link", "Make a one-time link to choose a new password", link);
}

}  // namespace oasis::cli
