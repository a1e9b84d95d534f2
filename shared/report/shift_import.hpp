// What the shifts of a calendar file would mean for a schedule: who is meant, what would change, and the covers
// that make it so (docs/semantics.md, "Schedules"). Nothing is changed here: the covers go through
// command/schedule_change as any others. May not: read files (codec/ical_shifts).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/command/schedule_change.hpp"
#include "shared/model/ical_shift.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// A shift as the file says it, with who is meant by it.
struct ImportedShift {
  Interval during;
  std::vector<Id> users;  ///< several are on call at once; empty: nobody here was recognised
  std::string person;     ///< how the file names who is on call: the same words mean the same person
  bool repeats = false;
  bool gap = false;     ///< our own feed says that nobody is on call
  Id other_schedule;    ///< of our own feed; empty: of none, or of this schedule
  std::string problem;  ///< why its times are not known
  std::size_t line = 0;
  friend bool operator==(const ImportedShift&, const ImportedShift&) = default;
};

/// Who is meant, by what is surest first: the UID of our own feeds, an attendee's mail address, an attendee's
/// name, one person's full name in the summary, the organizer's address. Viewers are never on call.
std::vector<ImportedShift> recognise_shifts(const std::vector<IcalShift>& shifts, const Policies& policies,
                                            const Id& schedule);

enum class ImportFate : std::uint8_t {
  cover,        ///< becomes a cover
  replaces,     ///< becomes a cover, against a cover or a swap that is there
  already,      ///< they are on call then
  past,         ///< is over
  unknown,      ///< nobody was recognised
  elsewhere,    ///< of another schedule
  unreadable,   ///< has no times
  too_far,      ///< ends later than `longest_schedule_change` from now
  unchangeable  ///< a fixed period, a swap or a time away stands against it
};
inline bool may_be_taken(ImportFate fate) {
  return fate == ImportFate::cover || fate == ImportFate::replaces;
}

/// What would become of each shift if all were taken, in their order. O(shifts × covers) and the schedule's
/// changes within them.
std::vector<ImportFate> fates_of(const Policies& policies, const Id& schedule,
                                 const std::vector<ImportedShift>& shifts, Instant now);

/// The fewest covers after which, for the time of all `shifts`, those are on call whom they name and nobody
/// else: shifts at the same time put several on call. By their beginning; nothing before `now`. Of shifts that
/// may be taken.
std::vector<Override> covers_for(const Policies& policies, const Id& schedule,
                                 const std::vector<ImportedShift>& shifts, Instant now);

}  // namespace oasis
