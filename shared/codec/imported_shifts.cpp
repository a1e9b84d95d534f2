// See imported_shifts.hpp.
#include "shared/codec/imported_shifts.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;

std::string member_text(const json& row, const char* name) {
  const auto found = row.find(name);
  return found == row.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

bool is_set(const json& row, const char* name) {
  const auto found = row.find(name);
  return found != row.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace

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
    shift.problem = member_text(row, "problem");
    if (shift.problem.empty()) {
      const auto from = parse_instant(member_text(row, "from")), to = parse_instant(member_text(row, "to"));
      if (!from.ok() || !to.ok() || *to <= *from) continue;
      shift.during = {*from, *to};
    }
    shift.person = member_text(row, "person");
    shift.other_schedule = member_text(row, "other_schedule");
    shift.repeats = is_set(row, "repeats");
    shift.gap = is_set(row, "gap");
    const auto line = row.find("line");
    if (line != row.end() && line->is_number_unsigned()) shift.line = line->get<std::size_t>();
    const auto users = row.find("users");
    if (users != row.end() && users->is_array()) {
      for (const json& user : *users) {
        if (user.is_string()) shift.users.push_back(user.get<std::string>());
      }
    }
    shifts.push_back(std::move(shift));
  }
  return shifts;
}

}  // namespace oasis
