// Has an action done, by the running server or here. May not: know the action.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "server/app.hpp"
#include "server/cli/commands.hpp"
#include "server/cli/control.hpp"

namespace oasis::cli {

void add_data_option(CLI::App& command, std::string& folder) {
  command.add_option("--data", folder, "The folder that holds everything the server keeps")
      ->capture_default_str();
}

Result<nlohmann::json> perform(const std::string& data_folder, const std::string& action,
                               const nlohmann::json& arguments, std::string_view bytes) {
  if (auto answer = ask_server(data_folder, action, arguments, bytes)) return *std::move(answer);
  App app({data_folder, "", {}});
  return run_action(app.actions, action, arguments, bytes);
}

}  // namespace oasis::cli
