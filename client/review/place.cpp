// See place.hpp.
#include "client/review/place.hpp"

#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {

EditorPlace editor_of(const std::string& place, const Workspace& workspace) {
  const std::size_t slash = place.find('/');
  const std::string kind = place.substr(0, slash);
  const std::string id = slash == std::string::npos ? "" : place.substr(slash + 1);
  if (kind == "chains" && !id.empty())
    return {"/chains/" + id, phrase("Open the chain {1}"_tr, wording::name_of_chain(workspace, id))};
  if (kind == "customers" && !id.empty())
    return {"/customers/" + id, phrase("Open {1}"_tr, wording::name_of_customer(workspace, id))};
  if (kind == "rules") {
    if (id.empty()) return {"/settings/rules", "Open the rules"_tr};
    return {"/settings/rules/" + id, phrase("Open the rule {1}"_tr, id)};
  }
  if (kind == "slas") return {"/settings/levels", "Open the service levels"_tr};
  if (kind == "schedules") return {"/oncall", "Open the calendar"_tr};
  if (kind == "oncall" && !id.empty())
    return {"/oncall/" + id, phrase("Open the calendar of {1}"_tr, wording::name_of_schedule(workspace, id))};
  if (kind == "people" && !id.empty())
    return {"/settings/people/" + id, phrase("Open {1}"_tr, wording::name_of_user(workspace, id))};
  return {};
}

}  // namespace oasis
