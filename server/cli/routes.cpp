// support-oasis routes: everything the server answers, for the test that docs/openapi.json describes it.
// May not: touch a data folder of anybody.
#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/app.hpp"
#include "server/cli/commands.hpp"
#include "shared/codec/words.hpp"

namespace oasis::cli {
namespace {

/// A folder of its own, gone afterwards: an App has one.
struct Nowhere {
  Nowhere() {
    if (!::mkdtemp(path.data())) throw std::runtime_error("There is no place for temporary files.");
  }
  Nowhere(const Nowhere&) = delete;
  ~Nowhere() { std::filesystem::remove_all(path); }
  std::string path = (std::filesystem::temp_directory_path() / "oasis-routes-XXXXXX").string();
};

const char* name_of(http::Body body) {
  switch (body) {
    case http::Body::json:
      return "application/json";
    case http::Body::form:
      return "application/x-www-form-urlencoded";
    case http::Body::bytes:
      return "application/octet-stream";
    case http::Body::none:
      break;
  }
  return "";
}

int print_routes() {
  const Nowhere folder;
  const App app({folder.path, "", {}});
  app.routes.each([](const http::Route& route, const http::RouteCounts&) {
    if (route.pattern.empty()) return;
    const nlohmann::json line{{"method", route.method},
                              {"path", route.pattern},
                              {"least_role", route.least_role ? std::string(word(*route.least_role)) : ""},
                              {"body", name_of(route.body)},
                              {"body_limit", route.body_limit}};
    std::cout << line.dump() << "\n";
  });
  return 0;
}

}  // namespace

void add_routes(CLI::App& program, Run& chosen) {
  CLI::App* command = program.add_subcommand("routes", "Print every route, one JSON object a line");
  command->group("");  // for tests, not for people
  command->callback([&chosen] { chosen = print_routes; });
}

}  // namespace oasis::cli
