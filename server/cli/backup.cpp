// support-oasis backup: a checked copy of everything, while the server runs or not. May not: know how it is
// made.
#include "server/store/backup.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/commands.hpp"

namespace oasis::cli {
namespace {

constexpr const char* examples = R"(Examples:
  support-oasis backup
      into ./data/backups, named by the time
  support-oasis backup --data /var/lib/support-oasis --to /mnt/backup/
      into another folder; the server goes on meanwhile
The file holds tickets, customers' messages, people and settings. Keep a copy of the files key and secrets of the
data folder as well, in another place than the backups.
)";

struct BackupOptions {
  std::string data = "./data";
  std::string to;
};

int back_up(const BackupOptions& options) {
  const std::string to = options.to.empty() ? options.data + "/backups/" : options.to;
  const store::BackupFile made = store::back_up(options.data + "/oasis.db", to);
  std::cout << "Backed up, and checked: " << made.path << " (" << (made.bytes + 1023) / 1024 << " KB)\n";
  return 0;
}

}  // namespace

void add_backup(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command =
      program.add_subcommand("backup", "Copy everything into one file, also while the server runs");
  command->footer(examples);
  add_data_option(*command, options->data);
  command->add_option("--to", options->to,
                      "A new file, or a folder; without it the folder backups of the data folder");
  command->callback([&chosen, options] { chosen = [options] { return back_up(*options); }; });
}

}  // namespace oasis::cli
