// Time zones: what the wall clock of a place shows at an instant, and when a wall-clock reading happened.
// May not: read files (zone data come in as bytes), know calendars.
//
// Rules: docs/semantics.md, "Time". Data format: TZif, RFC 9636, versions 2 to 4 with the TZ string of the
// footer for the time after the table. All lookups are O(log transitions) for every instant, however far.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Which instant is meant where a wall-clock reading happens twice: the first for starts and hand-offs, the
/// last for the end of a window, so that no hole opens in the repeated hour.
enum class Repeated { first, last };

/// The Gregorian calendar, and with it every zone and calendar rule, repeats after exactly this time.
constexpr Duration gregorian_cycle = days(146'097);  // 400 years

/// One zone. Immutable; may be shared between threads. Instants and readings are within ±end_of_time. About
/// 15 KB with daylight saving time.
class Zone {
 public:
  /// From this instant on the zone has this offset.
  struct Transition {
    Instant at;
    Duration offset;

    friend constexpr bool operator==(Transition, Transition) = default;
  };

  /// UTC; needs no data.
  static Zone utc();

  /// Reads a TZif file. Refused with a reason: anything malformed (every length and index is checked),
  /// version 1 (its table ends in 2037 without a rule), leap seconds (the "right/" files), transitions after
  /// the year 9999, more than 64 KiB. Transitions before the year -9999 only say what holds at the beginning.
  static Result<Zone> read(std::string name, std::string_view tzif);

  const std::string& name() const { return name_; }

  /// Local minus UTC; whole seconds, -25 h to +26 h.
  Duration offset_at(Instant t) const;

  LocalTime to_local(Instant t) const { return {t.ms + offset_at(t).ms}; }

  /// The instant at which the wall clock shows `local`. A reading that a forward jump skips becomes the first
  /// instant after the jump, whatever `repeated` says.
  Instant to_instant(LocalTime local, Repeated repeated) const;

  /// What the wall clock has shown and will show around an instant, across repeated hours. For every reading
  /// L: to_instant(L, first) <= t exactly if L <= latest_so_far, and to_instant(L, last) > t exactly if L >
  /// earliest_to_come. So a rule in local time can be judged at `t` by comparing readings alone.
  struct Readings {
    LocalTime latest_so_far;
    LocalTime earliest_to_come;
  };
  Readings readings_at(Instant t) const;

  /// The first instant after `t` at which the offset changes, with the new offset.
  std::optional<Transition> next_transition(Instant t) const;

  /// Outside of this interval the offset repeats every `gregorian_cycle`: at and after its end into the
  /// future, before its start into the past. Empty for a zone that always repeats.
  Interval irregular() const { return irregular_; }

 private:
  Zone() = default;

  Duration shift_into_table(Instant t) const;
  std::size_t segment_at(Instant in_table) const;

  std::string name_;
  std::vector<Transition> segments_;  // strictly increasing; the first holds from the beginning of time
  Interval irregular_;
  std::optional<Interval> cycle_;  // the last of the table, one gregorian_cycle long, that repeats after it
  bool cycle_before_ = false;      // and before it, too
};

using SharedZone = std::shared_ptr<const Zone>;

/// The zones that a program has data for, by IANA name. `UTC` is always there. The server fills it from the
/// system's tzdata, the browser with the same bytes.
class Zones {
 public:
  Zones();

  /// Reads and adds a zone, replacing one of the same name; the error of Zone::read if it cannot.
  Result<SharedZone> add(std::string name, std::string_view tzif);

  /// The zone of that name, or an error that says there is none.
  Result<SharedZone> find(std::string_view name) const;

 private:
  std::map<std::string, SharedZone, std::less<>> zones_;
};

}  // namespace oasis
