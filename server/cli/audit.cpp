// support-oasis audit: the log of who did what administrative thing. May not: change it.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/cli/commands.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr const char* examples = R"(Examples:
  support-oasis audit export > audit.jsonl
      one line of JSON for each entry, oldest first
  support-oasis audit check
      whether any entry was changed, added or taken away; exit code 3 if so. Note the hash that it prints down somewhere
      else: as long as it is among the hashes of a later export, everything before it is unchanged.
)";

constexpr int broken_chain = 3;  // exit code

int fail(const Error& error) {
  std::cerr << "support-oasis: " << error.what << "\n";
  return 1;
}

int export_lines(const std::string& data) {
  for (std::int64_t after = 0;;) {
    const auto answer = perform(data, "audit.export", {{"after", after}});
    if (!answer.ok()) return fail(answer.error());
    const json& lines = (*answer)["lines"];
    if (lines.empty()) return 0;
    for (const json& line : lines) std::cout << line.get<std::string>() << "\n";
    after = (*answer)["last"].get<std::int64_t>();
  }
}

int check(const std::string& data) {
  const auto answer = perform(data, "audit.check", json::object());
  if (!answer.ok()) return fail(answer.error());
  if (!answer->contains("broken_at")) {
    std::cout << (*answer)["rows"] << " entries, all as they were written; the last has the hash "
              << answer->value("head", std::string()) << "\n";
    return 0;
  }
  std::cerr << "support-oasis: The audit log is broken at entry " << (*answer)["broken_at"] << ": "
            << answer->value("what", std::string()) << "\n";
  return broken_chain;
}

}  // namespace

void add_audit(CLI::App& program, Run& chosen) {
  auto data = std::make_shared<std::string>("./data");
  CLI::App* command = program.add_subcommand("audit", "Export or check the audit log");
  command->footer(examples);
  command->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, int (*run)(const std::string&)) {
    CLI::App* one = command->add_subcommand(name, what);
    add_data_option(*one, *data);
    one->callback([&chosen, data, run] { chosen = [data, run] { return run(*data); }; });
  };
  add("export", "Print every entry as a line of JSON", export_lines);
  add("check", "Is every entry what was written?", check);
}

}  // namespace oasis::cli
