// The dialogs of the room "On call": a shift and what can be done with it, and the form in which a cover, a
// swap or a time away is made, with what would follow from it before it is saved. May not: compute a
// schedule; the core's change_schedules and effects_of say what a change means.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "shared/command/schedule_change.hpp"
#include "shared/policy/schedule_effect.hpp"

namespace oasis {

struct OncallForm {
  bool open = false;
  ScheduleChange::Kind kind = ScheduleChange::Kind::cover;
  Id schedule;
  Id user, by;  ///< who is relieved (or away), who stands in; empty: nobody
  std::string from, to, return_from, return_to;  ///< "2026-03-02 09:00" in the reader's zone
  std::optional<Override> was;
  // What would follow, as of `tried` and the document that it was tried on.
  std::optional<ScheduleChange> tried;
  const Policies* tried_on = nullptr;
  std::string refusal;
  std::vector<ScheduleEffect> effects;
};

/// A shift, or a gap, that was opened.
struct OncallCard {
  bool open = false;
  Id schedule;
  Id user;  ///< empty: nobody is on call
  Interval during;
};

/// Opens the form for a stretch of a schedule; times are rounded to minutes.
void open_form(OncallForm& form, const Desk& desk, ScheduleChange::Kind kind, const Id& schedule,
               Interval during);
void draw_form(Desk& desk, OncallForm& form);
void draw_card(Desk& desk, OncallCard& card, OncallForm& form);

/// The newest document, prepared.
inline const Policies& policies_in(const Desk& desk) {
  return *desk.replica.confirmed.versions.back();
}
/// Whether the person at this browser may make such a change.
bool may_change(const Desk& desk, const ScheduleChange& change);

}  // namespace oasis
