// Rotations: whose turn it is, by the wall clock (docs/semantics.md, "Schedules").
// May not: know layers, windows or overrides.
//
// A rotation is a row of nominal shifts …, -1, 0, 1, 2, … of equal length in local time; shift 0 begins at
// `start`. A shift really lasts from the first instant at which the clock shows its beginning to that of the
// next one, so every instant lies in exactly one; a shift that the clock skips as a whole is empty, but still
// counts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// How long each shift is in local time; nullopt for months, which differ.
std::optional<Duration> length_of_shifts(const Rotation& rotation);

/// The nominal beginning of a shift. Months clamp to the day of `start`: 31 January → 28 February → 31 March.
LocalTime nominal_start(const Rotation& rotation, std::int64_t shift);

/// The shift that an instant lies in, given what the clock has shown until then:
/// Zone::readings_at(t).latest_so_far. O(1).
std::int64_t shift_at(const Rotation& rotation, LocalTime latest_so_far);

/// When the shift begins for real.
Instant start_of_shift(const Rotation& rotation, const Zone& zone, std::int64_t shift);

/// Whose shift it is; the rotation has people.
const Id& person_of_shift(const Rotation& rotation, std::int64_t shift);

/// The hand-offs within [from, to), strictly increasing. Linear in their number.
std::vector<Instant> handoffs(const Rotation& rotation, const Zone& zone, Instant from, Instant to);

}  // namespace oasis
