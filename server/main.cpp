// support-oasis: the one binary. May not: do anything but choose a command.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "server/cli/commands.hpp"
#include "server/cli/logging.hpp"
#include "server/http/embedded_assets.hpp"

int main(int count, char** arguments) {
  CLI::App program("Support Oasis: the right person knows in time, and can tell why.", "support-oasis");
  program.require_subcommand(1);
  program.set_help_all_flag("--help-all", "Show the help of every command");
  oasis::cli::Run chosen;
  oasis::cli::add_audit(program, chosen);
  oasis::cli::add_back_test(program, chosen);
  oasis::cli::add_backup(program, chosen);
  oasis::cli::add_channel(program, chosen);
  oasis::cli::add_check(program, chosen);
  oasis::cli::add_config(program, chosen);
  oasis::cli::add_demo(program, chosen, oasis::http::embedded_assets());
  oasis::cli::add_mail(program, chosen);
  oasis::cli::add_restore(program, chosen);
  oasis::cli::add_routes(program, chosen);
  oasis::cli::add_secret(program, chosen);
  oasis::cli::add_serve(program, chosen, oasis::http::embedded_assets());
  oasis::cli::add_simulate(program, chosen);
  oasis::cli::add_user(program, chosen);
  oasis::cli::add_version(program, chosen);
  CLI11_PARSE(program, count, arguments);
  oasis::cli::start_logging(oasis::cli::Chatter::warnings);
  try {
    return chosen();
  } catch (const std::exception& error) {
    std::cerr << "support-oasis: " << error.what() << "\n";
    return 1;
  }
}
