// support-oasis restore: a backup in the place of the database. May not: do it while a server runs.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/commands.hpp"
#include "server/store/backup.hpp"

namespace oasis::cli {
namespace {

constexpr const char* examples = R"(Examples:
  support-oasis restore data/backups/support-oasis-20261125T030000Z.db
      stop the server first; the present database stays beside it under another name
Everybody signs in again. Browsers notice that the history is another one, fetch all anew, and give again what they
had given since the backup was made, as far as it is not older than 7 days.
)";

struct RestoreOptions {
  std::string data = "./data";
  std::string file;
};

int restore(const RestoreOptions& options) {
  const store::Folder folder = store::Folder::lock(options.data);
  const std::string before = store::restore(folder, options.file);
  std::cout << "Restored " << options.file << ".\n";
  if (!before.empty()) std::cout << "What was there before is kept as " << before << "\n";
  std::cout << "Start the server; browsers give again what they had given since that backup.\n";
  return 0;
}

}  // namespace

void add_restore(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* command = program.add_subcommand("restore", "Put a backup in the place of the database");
  command->footer(examples);
  add_data_option(*command, options->data);
  command->add_option("FILE", options->file, "The backup")->required();
  command->callback([&chosen, options] { chosen = [options] { return restore(*options); }; });
}

}  // namespace oasis::cli
