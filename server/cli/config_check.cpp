// See config_check.hpp.
#include "server/cli/config_check.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "server/mail/document_faults.hpp"
#include "server/cli/simulate.hpp"
#include "shared/codec/scenario.hpp"
#include "shared/codec/workspace.hpp"

namespace oasis::cli {
namespace {

std::vector<Error> check(const std::string& text, const Zones& zones, std::string& summary) {
  const Result<nlohmann::json> document = parse_json(text);
  if (!document.ok()) return {document.error()};
  auto workspace = read_workspace(*document, zones);
  if (!workspace.ok()) return std::move(workspace).error();
  if (auto faults = document_faults(*workspace); !faults.empty()) return faults;
  summary = "\"" + workspace->name + "\" is valid: " + std::to_string(workspace->users.size()) + " users, " +
            std::to_string(workspace->customers.size()) + " customers, " +
            std::to_string(workspace->schedules.size()) + " schedules, " +
            std::to_string(workspace->chains.size()) + " chains, " + std::to_string(workspace->rules.size()) +
            " rules";
  return {};
}

}  // namespace

int run_config_check(const std::vector<std::string>& files, const Zones& zones, std::istream& in,
                     std::ostream& out, std::ostream& err) {
  int exit_code = 0;
  for (const std::string& file : files) {
    const std::string prefix = files.size() > 1 ? file + ": " : std::string();
    const Result<std::string> text = read_input(file, in);
    std::string summary;
    const std::vector<Error> faults =
        text.ok() ? check(*text, zones, summary) : std::vector<Error>{{"", file + " " + text.error().what}};
    if (faults.empty()) {
      out << prefix << summary << '\n';
      continue;
    }
    print_faults(faults, text.ok() ? prefix : std::string(), err);
    exit_code = 2;
  }
  out.flush();
  return exit_code;
}

}  // namespace oasis::cli
