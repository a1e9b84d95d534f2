// The commands of the binary, one file each. May not: do the work; a command reads its options, asks for the
// work and prints.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "server/http/assets.hpp"
#include "shared/result.hpp"

namespace CLI {
class App;
}

namespace oasis::cli {

/// What the chosen command does, once its options are read; answers the exit code. May throw std::exception
/// with one sentence for a person.
using Run = std::function<int()>;

void add_audit(CLI::App& program, Run& chosen);
void add_back_test(CLI::App& program, Run& chosen);
void add_backup(CLI::App& program, Run& chosen);
void add_channel(CLI::App& program, Run& chosen);
void add_check(CLI::App& program, Run& chosen);
void add_config(CLI::App& program, Run& chosen);
void add_demo(CLI::App& program, Run& chosen, std::span<const http::Asset> assets);
void add_mail(CLI::App& program, Run& chosen);
void add_restore(CLI::App& program, Run& chosen);
void add_secret(CLI::App& program, Run& chosen);
void add_serve(CLI::App& program, Run& chosen, std::span<const http::Asset> assets);
void add_simulate(CLI::App& program, Run& chosen);
void add_user(CLI::App& program, Run& chosen);
void add_routes(CLI::App& program, Run& chosen);
void add_version(CLI::App& program, Run& chosen);

/// Adds --data to a command, with the same words everywhere.
void add_data_option(CLI::App& command, std::string& folder);

/// Has an action done: by the server that runs on the folder, or here, under the folder's lock.
Result<nlohmann::json> perform(const std::string& data_folder, const std::string& action,
                               const nlohmann::json& arguments, std::string_view bytes = "");

}  // namespace oasis::cli
