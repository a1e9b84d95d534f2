// support-oasis channel: does a channel work, and what waits in the outbox? May not: do the work; see
// channel_actions.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/cli/commands.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  support-oasis channel test email ann@example.org
      sends one message now and says what the mail server answered
  support-oasis channel test sms +15550100
  support-oasis channel status
      how many messages are in which state, and which provider does not answer
)";

struct ChannelOptions {
  std::string data = "./data";
  std::string kind;
  std::string address;
};

int test(const ChannelOptions& options) {
  const auto answer =
      perform(options.data, "channel.test", {{"kind", options.kind}, {"address", options.address}});
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  if (answer->value("sent", false)) {
    std::cout << "Sent: the other side took it.\n";
    return 0;
  }
  std::cerr << "support-oasis: " << answer->value("detail", std::string()) << "\n";
  return answer->value("later", false) ? 75 : 1;
}

int status(const ChannelOptions& options) {
  const auto answer = perform(options.data, "channel.status", json::object());
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  for (const json& one : (*answer)["counts"]) {
    std::cout << one.value("via", "") << "\t" << one.value("state", "") << "\t" << one.value("count", 0)
              << "\n";
  }
  for (const json& one : (*answer)["providers"]) {
    std::cout << one.value("via", "") << "\tprovider\t" << one.value("state", "") << "\n";
  }
  return 0;
}

}  // namespace

void add_channel(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ChannelOptions>();
  CLI::App* group = program.add_subcommand("channel", "Test a channel, show what waits in the outbox");
  group->require_subcommand(1);
  group->footer(examples);
  const auto add = [&](const char* name, const char* what, int (*run)(const ChannelOptions&)) {
    CLI::App* command = group->add_subcommand(name, what);
    add_data_option(*command, options->data);
    command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
    return command;
  };
  CLI::App* testing = add("test", "Send one test message now", test);
  testing->footer("Exit codes: 0 sent, 1 refused, 75 not now.");
  testing->add_option("KIND", options->kind, "email, sms, slack, teams, ntfy or webhook")->required();
  testing->add_option("ADDRESS", options->address, "Where to, in that channel's form")->required();
  add("status", "Show how many messages are in which state", status);
}

}  // namespace oasis::cli
