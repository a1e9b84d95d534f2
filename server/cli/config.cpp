// support-oasis config: the workspace document in and out of a data folder. May not: know what is in it.
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/cli/commands.hpp"
#include "server/cli/config_check.hpp"
#include "server/engine/system_zones.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr int invalid_document = 2;

constexpr const char* examples = R"(Examples:
  support-oasis config export > workspace.json
      everything that is configured, as one document for git
  support-oasis config check workspace.json
      says what is wrong with it, if anything; nothing changes
  support-oasis config preview workspace.json
      how many due times of open tickets would move, how many would be breached now, which gaps it makes; nothing changes
  support-oasis config import workspace.json
      from now on for new tickets; nothing changes unless all of it is valid
)";

struct ConfigOptions {
  std::string data = "./data";
  std::string file = "-";
  bool open = false;
};

std::string read_document(const std::string& file) {
  if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("The file " + file + " cannot be read.");
  return {std::istreambuf_iterator<char>(in), {}};
}

void print_fault(const std::string& where, const std::string& what) {
  std::cerr << where << ": " << what << "\n";
}

int check(const ConfigOptions& options) {
  return run_config_check({options.file}, engine::load_zones(), std::cin, std::cout, std::cerr);
}

/// Prints what stands in the way; 0 if nothing does.
int print_faults(const Result<json>& answer) {
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  if (!answer->contains("errors")) return 0;
  for (const json& error : (*answer)["errors"]) print_fault(error.value("where", ""), error.value("what", ""));
  return invalid_document;
}

int preview(const ConfigOptions& options) {
  const auto answer = perform(options.data, "config.preview", json::object(), read_document(options.file));
  if (const int fault = print_faults(answer)) return fault;
  std::cout << "Open tickets: " << (*answer)["open_tickets"] << "\nDue times that would move: "
            << (*answer)["due_times_moved"] << "\nBreached at once: " << (*answer)["breached_now"] << "\n";
  for (const json& gap : (*answer)["gaps"]) {
    std::cout << "New gap in " << gap.value("schedule", "") << ": " << gap.value("from", "") << " to "
              << gap.value("to", "") << "\n";
  }
  return 0;
}

int import(const ConfigOptions& options) {
  const auto answer = perform(options.data, "config.import", {{"apply", options.open ? "open" : "new"}}, read_document(options.file));
  if (const int fault = print_faults(answer)) return fault;
  std::cout << "Version " << (*answer)["version"] << " of the workspace is in force for "
            << (options.open ? "open and new" : "new") << " tickets.\n";
  return 0;
}

int print_document(const ConfigOptions& options) {
  const auto answer = perform(options.data, "config.export", json::object());
  if (!answer.ok()) {
    std::cerr << "support-oasis: " << answer.error().what << "\n";
    return 1;
  }
  std::cout << (*answer)["document"].dump(2) << "\n";
  return 0;
}

}  // namespace

void add_config(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ConfigOptions>();
  CLI::App* command = program.add_subcommand("config", "Export, check or import the workspace document");
  command->require_subcommand(1);
  command->footer(examples);
  const auto add = [&](const char* name, const char* what, int (*run)(const ConfigOptions&)) {
    CLI::App* sub = command->add_subcommand(name, what);
    sub->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
    return sub;
  };
  add_data_option(*add("export", "Print the document that is in force", print_document), options->data);
  CLI::App* previewing = add("preview", "Say what a document would do to open tickets", preview);
  add_data_option(*previewing, options->data);
  previewing->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
  CLI::App* importing = add("import", "Put a document into force", import);
  add_data_option(*importing, options->data);
  importing->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
  importing->add_flag("--open", options->open, "For open tickets, too: their due times move at once");
  CLI::App* checking = add("check", "Say what is wrong with a document", check);
  checking->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
}

}  // namespace oasis::cli
