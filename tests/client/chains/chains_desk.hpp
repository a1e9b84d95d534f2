// A desk whose server holds the small workspace's document, for the room "Chains".
// May not: know what a test is about.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/codec/workspace.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {

struct ChainsDesk : DeskHarness {
  explicit ChainsDesk(int width = 1440, int height = 1400) {
    platform.screen = {width, height, 1};
    document = write_workspace(replica.confirmed.versions.back()->workspace());
    platform.net.answer = [this](const platform::Request& request) { return answer(request); };
  }

  platform::Response answer(const platform::Request& request) {
    if (request.method == "GET" && request.url == "/api/v1/config")
      return {200, nlohmann::json({{"version", 1}, {"document", document}}).dump()};
    if (request.url == "/api/v1/config/preview")
      return {200, R"({"open_tickets": 3, "due_times_moved": 0, "breached_now": 0, "gaps": []})"};
    if (request.url.rfind("/api/v1/history/given?", 0) == 0)
      return {200, nlohmann::json({{"tickets", {given}}, {"total", 1}, {"next", ""}}).dump()};
    if (request.method == "PUT") {
      saved = nlohmann::json::parse(request.body);
      document = saved["document"];
    }
    return {200, R"({"version": 2})"};
  }

  const nlohmann::json& steps() { return edit.draft()["chains"][0]["steps"]; }
  /// "Support, Manager" as the draft has them.
  std::string step_names() {
    std::string names;
    for (const nlohmann::json& step : steps())
      names += (names.empty() ? "" : ", ") + std::to_string(step["tier"].get<int>()) + " " +
               step.value("name", "?");
    return names;
  }
  const platform::Node& node(platform::Role role, const std::string& name) {
    static const platform::Node none;
    const platform::Node* found = driver.find(role, name);
    if (found == nullptr) ADD_FAILURE() << "no " << platform::role_name(role) << " " << name;
    return found == nullptr ? none : *found;
  }

  nlohmann::json document;
  nlohmann::json saved;
  nlohmann::json given;  ///< what people did on the one ticket of the server
};

}  // namespace oasis
