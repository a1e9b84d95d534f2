// The arithmetic of shifts in local time.
#include "shared/policy/rotation.hpp"

#include <algorithm>

namespace oasis {

namespace {

std::int64_t months_of(const Date& date) {
  return date.year * 12 + date.month - 1;
}

std::int64_t monthly_shift_at(const Rotation& rotation, LocalTime local) {
  const Date start = date_of(day_number(rotation.start));
  const std::int64_t shift =
      floor_div(months_of(date_of(day_number(local))) - months_of(start), rotation.every);
  // The month is right, but its day and clock may still lie ahead.
  return nominal_start(rotation, shift) <= local ? shift : shift - 1;
}

}  // namespace

std::optional<Duration> length_of_shifts(const Rotation& rotation) {
  switch (rotation.kind) {
    case Rotation::Kind::hourly:
      return hours(rotation.every);
    case Rotation::Kind::daily:
      return days(rotation.every);
    case Rotation::Kind::weekly:
      return days(7) * rotation.every;
    case Rotation::Kind::monthly:
      return std::nullopt;
  }
  return std::nullopt;
}

LocalTime nominal_start(const Rotation& rotation, std::int64_t shift) {
  if (const auto length = length_of_shifts(rotation)) return rotation.start + *length * shift;
  const Date date = add_months(date_of(day_number(rotation.start)), shift * rotation.every);
  return at_clock(day_number(date)) + time_of_day(rotation.start);
}

std::int64_t shift_at(const Rotation& rotation, LocalTime latest_so_far) {
  const std::optional<Duration> length = length_of_shifts(rotation);
  if (!length) return monthly_shift_at(rotation, latest_so_far);
  return floor_div((latest_so_far - rotation.start).ms, length->ms);
}

Instant start_of_shift(const Rotation& rotation, const Zone& zone, std::int64_t shift) {
  return zone.to_instant(nominal_start(rotation, shift), Repeated::first);
}

const Id& person_of_shift(const Rotation& rotation, std::int64_t shift) {
  const auto count = static_cast<std::int64_t>(rotation.people.size());
  return rotation.people[static_cast<std::size_t>(floor_mod(shift, count))];
}

std::vector<Instant> handoffs(const Rotation& rotation, const Zone& zone, Instant from, Instant to) {
  std::vector<Instant> instants;
  std::int64_t shift = shift_at(rotation, zone.readings_at(from).latest_so_far);
  Instant next = start_of_shift(rotation, zone, shift);
  if (next < from) next = start_of_shift(rotation, zone, shift + 1);
  while (next < to) {
    instants.push_back(next);
    shift = shift_at(rotation, zone.readings_at(next).latest_so_far);  // past those that the clock skips
    next = start_of_shift(rotation, zone, shift + 1);
  }
  return instants;
}

}  // namespace oasis
