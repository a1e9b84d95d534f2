// The parts of a workspace as Settings shows them: which list of the document, what an object of it is
// called, what a new one is, and the form of one. May not: lay out the room (settings.hpp).
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "client/screens/desk.hpp"
#include "client/screens/settings_form.hpp"
#include "client/ui/icons.hpp"

namespace oasis {

struct SettingsPart {
  std::string_view slug;  ///< in addresses: "people"
  const char* title;      ///< "People"; translated() where it is shown, as the next and the sentence
  const char* new_one;    ///< "New person"
  const char* list;       ///< of the document: "users"
  ui::Icon icon;
  const char* sentence;  ///< what they are for
  const char* none;      ///< where there is none yet: "No people yet"
  const char* without;   ///< what happens without any
  void (*draw)(Desk& desk, Form& form);
  const char* fresh;  ///< a new one without its id, as JSON
};

inline constexpr std::size_t settings_part_count = 13;
const std::array<SettingsPart, settings_part_count>& settings_parts();

/// The members of the document itself: name, zone, what is used where nothing else is said.
void draw_workspace_form(Desk& desk, Form& form);

}  // namespace oasis
