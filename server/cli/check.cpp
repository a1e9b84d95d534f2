// support-oasis check: is a database whole? May not: change anything, also not what it finds wrong.
#include "server/engine/check.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/cli/commands.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/backup.hpp"

namespace oasis::cli {
namespace {

constexpr int not_whole = 2;

constexpr const char* examples = R"(Examples:
  support-oasis check
      the database in ./data, also while the server runs
  support-oasis check data/backups/support-oasis-20261125T030000Z.db
      a backup
Exit code: 0 all is well, 1 it could not be looked at, 2 something is wrong: each line says what, and what to do.
)";

struct CheckOptions {
  std::string data = "./data";
  std::string file;
};

int check(const CheckOptions& options) {
  const std::string file = options.file.empty() ? options.data + "/oasis.db" : options.file;
  store::Database reading = store::Database::open(file, store::Access::read_only);
  store::require_ours(reading, file);
  reading.run("BEGIN");  // one instant, whatever the server does meanwhile
  const auto findings = engine::check_database(reading, engine::load_zones());
  if (findings.empty()) {
    std::cout << file << " is whole: " << reading.integer("SELECT count(*) FROM ticket") << " tickets, "
              << reading.integer("SELECT count(*) FROM event") << " events.\n";
    return 0;
  }
  for (const engine::Finding& finding : findings)
    std::cerr << finding.what << "\n    " << finding.repair << "\n";
  return not_whole;
}

}  // namespace

void add_check(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = program.add_subcommand("check", "Say whether the database, or a backup, is whole");
  command->footer(examples);
  add_data_option(*command, options->data);
  command->add_option("FILE", options->file, "A backup instead of the database");
  command->callback([&chosen, options] { chosen = [options] { return check(*options); }; });
}

}  // namespace oasis::cli
