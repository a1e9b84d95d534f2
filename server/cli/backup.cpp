// support-oasis backup: a checked copy of everything, while the server runs or not. May not: know how it is
// made.
#include "server/store/backup.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "server/cli/commands.hpp"
#include "server/cli/control.hpp"
#include "server/engine/clock.hpp"
#include "server/store/audit.hpp"
#include "server/store/folder.hpp"

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

/// Whoever copies everything leaves a trace. The running server writes it, or this command; but not into tables of an
/// older version, which only a start of the server changes.
void audit_backup(const std::string& data, const std::string& file) {
  if (const auto answer = ask_server(data, "audit.backup", {{"file", file}})) {
    if (!answer->ok()) std::cerr << "support-oasis: The backup is not in the audit log: " << answer->error().what << "\n";
    return;
  }
  try {
    const store::Folder folder = store::Folder::lock(data);
    store::Database database = store::Database::open(folder.database_path(), store::Access::read_write);
    if (!store::has_audit(database)) return;
    store::Transaction transaction(database);
    engine::SystemClock clock;
    store::append_audit(database, {clock.now(), "command line", "", "backup_made", file, ""});
    transaction.commit();
  } catch (const store::Failure& failure) {
    std::cerr << "support-oasis: The backup is not in the audit log: " << failure.what() << "\n";
  }
}

int back_up(const BackupOptions& options) {
  const std::string to = options.to.empty() ? options.data + "/backups/" : options.to;
  const store::BackupFile made = store::back_up(options.data + "/oasis.db", to);
  audit_backup(options.data, made.path);
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
