// docs/openapi.json describes exactly what the server answers.
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/places.hpp"
#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

/// "/tickets/:id" as OpenAPI writes it.
std::string in_braces(const std::string& pattern) {
  std::string path;
  bool named = false;
  for (const char c : pattern + "/") {
    if (c == '/' && named) path += '}';
    if (c == '/') named = false;
    if (c == ':') named = true;
    path += c == ':' ? '{' : c;
  }
  path.pop_back();
  return path;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// "GET /path" → the least role.
std::map<std::string, std::string> described() {
  std::ifstream file(source_folder() + "/docs/openapi.json");
  const json api = json::parse(file, nullptr, false);
  std::map<std::string, std::string> routes;
  if (!api.is_object()) return routes;
  for (const auto& [path, item] : api["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      routes[upper(method) + " " + path] = operation.value("x-least-role", "");
    }
  }
  return routes;
}

std::map<std::string, std::string> registered() {
  std::istringstream lines(run_command({"routes"}).out);
  std::map<std::string, std::string> routes;
  for (std::string line; std::getline(lines, line);) {
    const json route = json::parse(line, nullptr, false);
    routes[route["method"].get<std::string>() + " " + in_braces(route["path"])] = route["least_role"];
  }
  return routes;
}

TEST(Api, EveryRouteIsDescribedWithWhoMayAndNothingElseIs) {
  const auto routes = registered();
  ASSERT_GT(routes.size(), 10u);
  EXPECT_EQ(described(), routes);
}

}  // namespace
}  // namespace oasis::test
