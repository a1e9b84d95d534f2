// Shifts taken from a calendar file that another program exported: which of its events mean what, chosen in a
// table before they become covers. May not: read the file (the server does) or decide what a shift means
// (report/shift_import does).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/screens/oncall_form.hpp"
#include "client/ui/list.hpp"
#include "shared/report/shift_import.hpp"

namespace oasis {

struct OncallImport {
  bool open = false;
  Id schedule;
  std::string file;
  std::vector<ImportedShift> read;           ///< as the file has them
  std::map<std::string, Id> people;          ///< who is meant by the file's words, where nobody was recognised
  std::vector<std::optional<bool>> decided;  ///< taken or not, where the person has said
  ui::ListState list;
  // What would follow, as of the document `made_on`; made again when `stale`.
  bool stale = true;
  std::uint32_t made_on = 0;  ///< its version
  std::vector<ImportedShift> shifts;
  std::vector<ImportFate> fates;
  std::vector<std::size_t> order;  ///< in which they are shown: what is over comes last
  ScheduleChange change;
  std::string refusal;
  std::vector<ScheduleEffect> effects;
};

/// Files given while the room is shown are read for `schedule`; what was read opens the dialog.
void take_shift_files(Desk& desk, OncallImport& import, const Id& schedule);
void draw_import(Desk& desk, const OncallLink& link, OncallImport& import);

}  // namespace oasis
