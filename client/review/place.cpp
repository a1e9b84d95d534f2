// See place.hpp.
#include "client/review/place.hpp"

#include "client/screens/wording.hpp"

namespace oasis {

EditorPlace editor_of(const std::string& place, const Workspace& workspace) {
  const std::size_t slash = place.find('/');
  const std::string kind = place.substr(0, slash);
  const std::string id = slash == std::string::npos ? "" : place.substr(slash + 1);
  if (kind == "chains" && !id.empty()) return {"/chains/" + id, "Open the chain " + wording::name_of_chain(workspace, id)};
  if (kind == "customers" && !id.empty())
    return {"/customers/" + id, "Open " + wording::name_of_customer(workspace, id)};
  if (kind == "rules") return {"/settings/rules" + (id.empty() ? "" : "/" + id), id.empty() ? "Open the rules" : "Open the rule " + id};
  if (kind == "slas") return {"/settings/levels", "Open the service levels"};
  if (kind == "schedules") return {"/oncall", "Open the calendar"};
  if (kind == "oncall" && !id.empty())
    return {"/oncall/" + id, "Open the calendar of " + wording::name_of_schedule(workspace, id)};
  if (kind == "people" && !id.empty()) return {"/settings/people/" + id, "Open " + wording::name_of_user(workspace, id)};
  return {};
}

}  // namespace oasis
