// Points and lengths of time, the two types that everything else counts with.
// May not: read a clock, know zones or calendars.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace oasis {

/// A length of real (elapsed) time in milliseconds; may be negative.
struct Duration {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
  friend constexpr Duration operator*(Duration a, std::int64_t n) { return {a.ms * n}; }
  constexpr Duration& operator+=(Duration b) {
    ms += b.ms;
    return *this;
  }
  constexpr Duration& operator-=(Duration b) {
    ms -= b.ms;
    return *this;
  }
};

constexpr Duration milliseconds(std::int64_t n) {
  return {n};
}
constexpr Duration seconds(std::int64_t n) {
  return {n * 1000};
}
constexpr Duration minutes(std::int64_t n) {
  return {n * 60'000};
}
constexpr Duration hours(std::int64_t n) {
  return {n * 3'600'000};
}
constexpr Duration days(std::int64_t n) {
  return {n * 86'400'000};
}  // of 24 hours

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
struct Instant {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant a, Duration d) { return {a.ms + d.ms}; }
  friend constexpr Instant operator-(Instant a, Duration d) { return {a.ms - d.ms}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
};

/// Later than everything that can be written in a document: "never".
constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max() / 4};

/// Half-open: contains t when from <= t < to.
struct Interval {
  Instant from;
  Instant to;

  constexpr bool contains(Instant t) const { return from <= t && t < to; }
  friend constexpr bool operator==(Interval, Interval) = default;
};

}  // namespace oasis
