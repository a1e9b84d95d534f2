// See imported_shifts.hpp.
#include "shared/codec/imported_shifts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/codec/loose.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

json write_imported_shifts(const std::vector<ImportedShift>& shifts) {
  json list = json::array();
  for (const ImportedShift& shift : shifts) {
    json row = {{"line", shift.line}, {"person", shift.person}};
    if (shift.problem.empty()) {
      row["from"] = to_text(shift.during.from);
      row["to"] = to_text(shift.during.to);
    } else {
      row["problem"] = shift.problem;
    }
    if (!shift.users.empty()) row["users"] = shift.users;
    if (shift.repeats) row["repeats"] = true;
    if (shift.gap) row["gap"] = true;
    if (!shift.other_schedule.empty()) row["other_schedule"] = shift.other_schedule;
    list.push_back(std::move(row));
  }
  return list;
}

std::vector<ImportedShift> read_imported_shifts(const json& value) {
  std::vector<ImportedShift> shifts;
  if (!value.is_array()) return shifts;
  for (const json& row : value) {
    if (!row.is_object()) continue;
    ImportedShift shift;
    shift.problem = loose::text(row, "problem");
    if (shift.problem.empty()) {
      const auto from = parse_instant(loose::text(row, "from")), to = parse_instant(loose::text(row, "to"));
      if (!from.ok() || !to.ok() || *to <= *from) continue;
      shift.during = {*from, *to};
    }
    shift.person = loose::text(row, "person");
    shift.other_schedule = loose::text(row, "other_schedule");
    shift.repeats = loose::truth(row, "repeats");
    shift.gap = loose::truth(row, "gap");
    shift.line = static_cast<std::size_t>(std::max(std::int64_t{0}, loose::whole(loose::member(row, "line"))));
    for (const json& user : loose::list(row, "users")) {
      if (user.is_string()) shift.users.push_back(user.get<std::string>());
    }
    shifts.push_back(std::move(shift));
  }
  return shifts;
}

}  // namespace oasis
