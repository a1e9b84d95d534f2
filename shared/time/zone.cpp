// A zone is one sorted table of offsets: the transitions of its file, then those of its rule for 400 years,
// after which everything repeats.
#include "shared/time/zone.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "shared/time/tz_string.hpp"
#include "shared/time/tzif.hpp"

namespace oasis {

namespace {

// No offset is larger, so an instant and its local reading are never further apart.
constexpr Duration largest_offset = hours(26);

std::int64_t year_of(Instant t) {
  return date_of(day_number(LocalTime{t.ms})).year;
}

/// The offset that the rule itself gives at `t`.
Duration offset_by_rule(const TzRule& rule, Instant t) {
  Duration offset = rule.standard;
  for (const Zone::Transition& change : transitions_of(rule, year_of(t) - 2, year_of(t) + 1)) {
    if (change.at <= t) offset = change.offset;
  }
  return offset;
}

}  // namespace

Zone Zone::utc() {
  Zone zone;
  zone.name_ = "UTC";
  zone.segments_ = {{Instant{std::numeric_limits<std::int64_t>::min()}, Duration{}}};
  return zone;
}

Result<Zone> Zone::read(std::string name, std::string_view tzif) {
  const auto refuse = [&name](const std::string& what) {
    return Error{{}, "time zone " + name + ": " + what};
  };
  Result<TzifContent> read = read_tzif(tzif);
  if (!read) return refuse(read.error().what);
  const TzifContent& content = *read;

  Zone zone;
  const bool only_rule = content.transitions.empty();
  const bool has_rule = content.rule.has_value();
  const Duration first = only_rule && has_rule ? content.rule->standard : content.first_offset;
  zone.segments_ = {{Instant{std::numeric_limits<std::int64_t>::min()}, first}};
  const auto append = [&zone](const Transition& change) {
    if (change.at == zone.segments_.back().at) zone.segments_.pop_back();
    if (zone.segments_.empty() || change.offset != zone.segments_.back().offset)
      zone.segments_.push_back(change);
  };
  for (const Transition& change : content.transitions) append(change);
  const Instant last = only_rule ? Instant{} : content.transitions.back().at;
  if (!only_rule) {
    zone.irregular_ = {content.transitions.front().at, last};
    // RFC 9636, section 3.3: the footer must be consistent with the last transition.
    if (has_rule && offset_by_rule(*content.rule, last) != content.transitions.back().offset) {
      return refuse("the rule of the footer contradicts the last transition");
    }
  }
  if (has_rule) {
    const std::size_t explicit_segments = zone.segments_.size();
    // Without a table the rule holds for all time, so the cycle starts with the changes of the years before
    // it.
    // It goes on for a year after the cycle, but not to the last change computed: that one may lack its
    // counterpart.
    const Instant enough = last + gregorian_cycle + days(366);
    for (const Transition& change : transitions_of(*content.rule, year_of(last) - 1, year_of(last) + 402)) {
      if ((only_rule || change.at > last) && change.at < enough) append(change);
    }
    if (zone.segments_.size() > explicit_segments) {
      zone.cycle_ = Interval{last, last + gregorian_cycle};
      zone.cycle_before_ = only_rule;
    }
  }
  zone.name_ = std::move(name);
  return zone;
}

Duration Zone::shift_into_table(Instant t) const {
  if (!cycle_) return {};
  if (t >= cycle_->to) return gregorian_cycle * -((t - cycle_->to).ms / gregorian_cycle.ms + 1);
  if (cycle_before_ && t < cycle_->from) {
    return gregorian_cycle * (((cycle_->from - t).ms - 1) / gregorian_cycle.ms + 1);
  }
  return {};
}

std::size_t Zone::segment_at(Instant in_table) const {
  const auto after = std::upper_bound(segments_.begin(), segments_.end(), in_table,
                                      [](Instant t, const Transition& segment) { return t < segment.at; });
  return static_cast<std::size_t>(after - segments_.begin()) - 1;
}

Duration Zone::offset_at(Instant t) const {
  return segments_[segment_at(t + shift_into_table(t))].offset;
}

Instant Zone::to_instant(LocalTime local, Repeated repeated) const {
  const Duration shift = shift_into_table(Instant{local.ms});
  const LocalTime wanted = local + shift;
  std::optional<Instant> found;
  std::optional<Instant> after_jump;
  // Every segment that could show `wanted`, in order of time: usually one, two around a transition.
  for (std::size_t i = segment_at(Instant{wanted.ms} - largest_offset);
       i < segments_.size() && (i == 0 || segments_[i].at.ms <= wanted.ms + largest_offset.ms); ++i) {
    const Instant candidate = Instant{wanted.ms} - segments_[i].offset;
    const bool begun = candidate >= segments_[i].at;
    const bool over = i + 1 < segments_.size() && candidate >= segments_[i + 1].at;
    if (begun && !over) {
      found = candidate;
      if (repeated == Repeated::first) break;
    } else if (!begun && !after_jump) {
      after_jump = segments_[i].at;  // the clock already shows more than `wanted` here
    }
  }
  return (found ? *found : *after_jump) - shift;
}

Zone::Readings Zone::readings_at(Instant t) const {
  // A jump is at most from one extreme offset to the other, so none further away than that repeats this
  // reading.
  constexpr Duration largest_jump = largest_offset * 2;
  const Duration shift = shift_into_table(t);
  const Instant at = t + shift;
  const std::size_t current = segment_at(at);
  const LocalTime shown = LocalTime{at.ms} + segments_[current].offset;
  Readings readings{shown, shown};
  for (std::size_t i = current; i > 0 && segments_[i].at > at - largest_jump; --i) {
    const LocalTime before_jump = LocalTime{segments_[i].at.ms - 1} + segments_[i - 1].offset;
    readings.latest_so_far = std::max(readings.latest_so_far, before_jump);
  }
  for (std::size_t i = current + 1; i < segments_.size() && segments_[i].at < at + largest_jump; ++i) {
    // The reading at the jump itself is still to come, so it has not ended.
    const LocalTime after_jump = LocalTime{segments_[i].at.ms - 1} + segments_[i].offset;
    readings.earliest_to_come = std::min(readings.earliest_to_come, after_jump);
  }
  return {readings.latest_so_far - shift, readings.earliest_to_come - shift};
}

std::optional<Zone::Transition> Zone::next_transition(Instant t) const {
  const Duration shift = shift_into_table(t);
  const std::size_t next = segment_at(t + shift) + 1;
  if (next >= segments_.size()) return std::nullopt;
  return Transition{segments_[next].at - shift, segments_[next].offset};
}

Zones::Zones() {
  zones_.emplace("UTC", std::make_shared<const Zone>(Zone::utc()));
}

Result<SharedZone> Zones::add(std::string name, std::string_view tzif) {
  OASIS_TRY(Zone zone, Zone::read(name, tzif));
  SharedZone shared = std::make_shared<const Zone>(std::move(zone));
  zones_.insert_or_assign(std::move(name), shared);
  return shared;
}

Result<SharedZone> Zones::find(std::string_view name) const {
  const auto found = zones_.find(name);
  if (found != zones_.end()) return found->second;
  return Error{
      {}, "no time zone \"" + std::string(name.substr(0, 64)) + "\": use an IANA name, as Europe/Berlin"};
}

}  // namespace oasis
