// Reading, preparing and extending workspace documents. May not: write rows.
#include "server/engine/documents.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::engine {

using nlohmann::json;

Result<Document, std::vector<Error>> read_document(std::string_view text, std::uint32_t version,
                                                   const Zones& zones) {
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return std::vector<Error>{{"", "The document is not JSON in UTF-8."}};
  auto workspace = read_workspace(parsed, zones);
  if (!workspace.ok()) return std::move(workspace).error();
  const json canonical = write_workspace(*workspace);
  auto policies = Policies::prepare(std::move(*workspace), zones, version);
  if (!policies.ok()) return std::vector<Error>{std::move(policies).error()};
  return Document{std::move(policies).value(), canonical.dump()};
}

Workspace with_user(Workspace workspace, const User& user) {
  const auto found = std::find_if(workspace.users.begin(), workspace.users.end(),
                                  [&user](const User& one) { return one.id == user.id; });
  if (found == workspace.users.end()) {
    workspace.users.push_back(user);
  } else {
    *found = user;
  }
  return workspace;
}

Workspace with_first_admin(Workspace workspace, const User& user, LocalTime monday) {
  workspace = with_user(std::move(workspace), user);
  if (!workspace.last_resort) workspace.last_resort = Target{Target::Kind::user, user.id};
  for (Team& team : workspace.teams) {
    if (team.members.empty()) team.members.push_back(user.id);
  }
  for (Schedule& schedule : workspace.schedules) {
    if (!schedule.layers.empty()) continue;
    Layer layer;
    layer.rotation.start = monday;
    layer.rotation.people.push_back(user.id);
    schedule.layers.push_back(std::move(layer));
  }
  return workspace;
}

}  // namespace oasis::engine
