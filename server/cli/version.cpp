// support-oasis version. May not: open the data folder.
#include <CLI/CLI.hpp>
#include <iostream>

#include "server/cli/commands.hpp"

namespace oasis::cli {

void add_version(CLI::App& program, Run& chosen) {
  program.add_subcommand("version", "Print the version")->callback([&chosen] {
    chosen = [] {
      std::cout << "support-oasis " OASIS_VERSION "\n";
      return 0;
    };
  });
}

}  // namespace oasis::cli
