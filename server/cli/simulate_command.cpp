// support-oasis simulate: the command line of simulate.hpp. May not: know what a scenario means.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "server/cli/commands.hpp"
#include "server/cli/simulate.hpp"
#include "server/engine/system_zones.hpp"

namespace oasis::cli {
namespace {

constexpr const char* examples = R"(Examples:
  support-oasis simulate scenario.json
      prints what would happen: one line of JSON per file
  support-oasis simulate - < scenario.json
Exit code 2 if a file is not a valid scenario; each fault is one line with the place it is at.
)";

}  // namespace

void add_simulate(CLI::App& program, Run& chosen) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = program.add_subcommand("simulate", "Try a workspace document on a virtual clock");
  command->footer(examples);
  command->add_option("FILE", *files, "Scenario files; - is standard input")->required();
  command->callback([&chosen, files] {
    chosen = [files] { return run_simulate(*files, engine::load_zones(), std::cin, std::cout, std::cerr); };
  });
}

}  // namespace oasis::cli
