// The dialogs of the room "On call": a shift and what can be done with it, and the form in which a cover, a
// swap or a time away is made, with what would follow from it before it is saved. May not: compute a
// schedule; the core's change_schedules and effects_of say what a change means.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "shared/command/schedule_change.hpp"
#include "shared/policy/schedule_effect.hpp"

namespace oasis {

/// What the room asks of the server; set by the program.
struct OncallLink {
  std::vector<SwapRequest> requests;  ///< that wait for an answer, as far as it is known
  std::map<Id, std::string> notes;    ///< for whoever is on call next, by schedule
  std::function<void(const Id& schedule, const std::string& text)> leave_note;
  std::function<void(const ScheduleChange&)> change;  ///< a toast says what came of it
  std::function<void()> look;                         ///< once a frame while the room is shown
};

struct OncallForm {
  bool open = false;
  ScheduleChange::Kind kind = ScheduleChange::Kind::cover;
  Id schedule;
  Id user, by;                                   ///< who is relieved (or away), who stands in; empty: nobody
  bool returns = false;  ///< a swap: something is asked for in return
  std::string from, to, return_from, return_to;  ///< "2026-03-02 09:00" in the reader's zone
  std::optional<Override> was;
  // What would follow, as of `tried` and the document that it was tried on.
  std::optional<ScheduleChange> tried;
  std::uint32_t tried_on = 0;  ///< its version
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
void draw_form(Desk& desk, const OncallLink& link, OncallForm& form);
void draw_card(Desk& desk, const OncallLink& link, OncallCard& card, OncallForm& form);

/// The newest document, prepared.
inline const Policies& policies_in(const Desk& desk) {
  return *desk.replica.confirmed.versions.back();
}
/// Whether the person at this browser may make such a change.
bool may_change(const Desk& desk, const ScheduleChange& change);

// What the dialogs of this room have in common.
/// Whether the person at this browser may put anybody on call.
bool decides_for_all(const Desk& desk);
/// Everybody who can be on call; only oneself for whoever may not decide for others.
std::vector<Id> people_to_choose(const Desk& desk, bool all);
/// A choice of people by name; an empty id stands for `nobody`.
void choose_person(Desk& desk, ui::Name name, const std::vector<Id>& people, std::string_view nobody, Id& id);
void draw_refusal(ui::Ui& ui, const std::string& why);
/// What would follow, in sentences; `by` is who would be on call and can be chosen anew, or null.
void draw_effects(Desk& desk, const std::vector<ScheduleEffect>& effects, Id* by);

/// "2026-03-02 09:00" in the zone, and back; nullopt where it is not written like that. A day alone is its midnight.
std::string written_moment(Instant at, const Zone& zone);
std::optional<Instant> read_moment(std::string text, const Zone& zone);

}  // namespace oasis
