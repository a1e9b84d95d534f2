// See figures.hpp.
#include "shared/report/figures.hpp"

#include <algorithm>
#include <cstddef>

#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

constexpr Duration work_begins = hours(9);
constexpr Duration work_ends = hours(18);
constexpr Duration sleep_begins = hours(22);
constexpr Duration sleep_ends = hours(7);
constexpr int saturday = 5;  // 0 = Monday

/// The smallest value that `share` percent of the values do not exceed; `sorted` is not empty.
Duration nearest_rank(const std::vector<Duration>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

void count_into(Group& group, const Measure& measure) {
  switch (measure.kind) {
    case Kind::created:
      ++group.created;
      break;
    case Kind::resolved:
      ++group.resolved;
      break;
    case Kind::escalated:
      ++group.escalated;
      break;
    case Kind::dissatisfied:
      ++group.dissatisfied;
      break;
    case Kind::met:
      ++group.clocks[static_cast<std::size_t>(measure.number)].met;
      break;
    case Kind::breached:
      ++group.clocks[static_cast<std::size_t>(measure.number)].breached;
      break;
    default:
      break;
  }
}

bool is_grouped(Kind kind) {
  return kind == Kind::created || kind == Kind::resolved || kind == Kind::escalated ||
         kind == Kind::dissatisfied || kind == Kind::met || kind == Kind::breached;
}

}  // namespace

std::int64_t Group::breached() const {
  std::int64_t all = 0;
  for (const Attainment& clock : clocks) all += clock.breached;
  return all;
}

std::size_t bar_of(Duration value) {
  return static_cast<std::size_t>(std::lower_bound(spread_bounds.begin(), spread_bounds.end(), value) -
                                  spread_bounds.begin());
}

Spread spread_of(std::vector<Duration> values) {
  Spread spread;
  if (values.empty()) return spread;
  std::sort(values.begin(), values.end());
  Duration sum;
  for (const Duration value : values) {
    sum += value;
    ++spread.bars[bar_of(value)];
  }
  spread.count = static_cast<std::int64_t>(values.size());
  spread.mean = {sum.ms / spread.count};
  spread.median = nearest_rank(values, 50);
  spread.p90 = nearest_rank(values, 90);
  spread.p95 = nearest_rank(values, 95);
  spread.longest = values.back();
  return spread;
}

Hours hours_at(const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  const Duration clock = time_of_day(local);
  if (clock >= sleep_begins || clock < sleep_ends) return Hours::sleep;
  const bool at_work = weekday_of(day_number(local)) < saturday && clock >= work_begins && clock < work_ends;
  return at_work ? Hours::working : Hours::off;
}

bool belongs(const Slice& slice, const Measure& measure) {
  return slice.period.contains(measure.at) && (!slice.priority || *slice.priority == measure.priority) &&
         (slice.customer.empty() || slice.customer == measure.customer) &&
         (slice.team.empty() || slice.team == measure.team) &&
         (slice.category.empty() || slice.category == measure.category) &&
         (slice.channel.empty() || slice.channel == measure.channel);
}

bool is_of_all(const Slice& slice) {
  return !slice.priority && slice.customer.empty() && slice.team.empty() && slice.category.empty() &&
         slice.channel.empty();
}

std::optional<double> rate(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

void Summing::add(const Measure& measure) {
  if (!belongs(slice_, measure)) return;
  if (is_grouped(measure.kind)) add_to_groups(measure);
  if (!measure.who.empty()) add_to_person(measure);
  switch (measure.kind) {
    case Kind::created:
      ++figures_.created;
      break;
    case Kind::first_response:
      first_response_.push_back(measure.value);
      first_response_open_.push_back(measure.open);
      break;
    case Kind::next_response:
      next_response_.push_back(measure.value);
      break;
    case Kind::resolved:
      ++figures_.resolved;
      resolution_.push_back(measure.value);
      resolution_open_.push_back(measure.open);
      break;
    case Kind::reopened:
      ++figures_.reopened;
      break;
    case Kind::met:
      ++figures_.clocks[static_cast<std::size_t>(measure.number)].met;
      break;
    case Kind::breached:
      ++figures_.clocks[static_cast<std::size_t>(measure.number)].breached;
      break;
    case Kind::escalated: {
      ++figures_.escalated;
      ++figures_.reasons[measure.detail];
      const LocalTime local = policies_.zone().to_local(measure.at);
      const auto day = static_cast<std::size_t>(weekday_of(day_number(local)));
      const auto hour = static_cast<std::size_t>(time_of_day(local).ms / hours(1).ms);
      ++figures_.hour_of_week[day][hour];
      break;
    }
    case Kind::step:
      ++figures_.tiers[measure.number];
      ++figures_.steps[{measure.what, measure.number}].told;
      break;
    case Kind::skipped:
      ++figures_.steps[{measure.what, measure.number}].skipped;
      break;
    case Kind::answered:
      acknowledge_.push_back(measure.value);
      ++figures_.steps[{measure.what, measure.number}].answered;
      break;
    case Kind::exhausted:
      ++figures_.exhausted;
      break;
    case Kind::paged:
    case Kind::told:
      break;  // of people only
    case Kind::rule:
      add_rule(measure);
      break;
    case Kind::rated:
      if (measure.number >= 1 && measure.number <= 5)
        ++figures_.ratings[static_cast<std::size_t>(measure.number - 1)];
      break;
    case Kind::dissatisfied:
      ++figures_.dissatisfied;
      break;
    case Kind::waited:
      add_stay(measure);
      break;
  }
}

void Summing::add_rule(const Measure& measure) {
  ++figures_.rules[measure.what];
  if (measure.number == 1) ++figures_.useful_rules[measure.what];
}

void Summing::add_stay(const Measure& measure) {
  Stays& stays = stays_[{measure.what, measure.number}];
  stays.all.push_back(measure.value);
  if (measure.detail == stay_end::answered) stays.answered.push_back(measure.value);
}

void Summing::add_to_groups(const Measure& measure) {
  count_into(figures_.by_day[day_number(policies_.zone().to_local(measure.at))], measure);
  count_into(figures_.by_priority[static_cast<std::size_t>(measure.priority)], measure);
  count_into(figures_.by_customer[measure.customer], measure);
  count_into(figures_.by_team[measure.team], measure);
  count_into(figures_.by_category[measure.category], measure);
}

void Summing::add_to_person(const Measure& measure) {
  PersonFigures& person = figures_.people[measure.who];
  switch (measure.kind) {
    case Kind::first_response:
    case Kind::next_response:
      ++person.replies;
      break;
    case Kind::resolved:
      ++person.resolved;
      break;
    case Kind::answered:
      ++person.answered;
      break;
    case Kind::told:
      ++person.told;
      break;
    case Kind::paged:
      add_interruption(person.pages, measure);
      break;
    default:
      break;
  }
}

void Summing::add_interruption(Interruptions& pages, const Measure& measure) const {
  const User* user = policies_.user(measure.who);
  switch (hours_at(user != nullptr ? policies_.zone_of(*user) : policies_.zone(), measure.at)) {
    case Hours::working:
      ++pages.working;
      break;
    case Hours::off:
      ++pages.off;
      break;
    case Hours::sleep:
      ++pages.sleep;
      break;
  }
}

Figures Summing::result() const {
  Figures figures = figures_;
  figures.first_response = spread_of(first_response_);
  figures.first_response_open = spread_of(first_response_open_);
  figures.next_response = spread_of(next_response_);
  figures.acknowledge = spread_of(acknowledge_);
  figures.resolution = spread_of(resolution_);
  figures.resolution_open = spread_of(resolution_open_);
  for (const auto& [step, stays] : stays_) {
    StepFigures& of = figures.steps[step];
    of.stays = spread_of(stays.all);
    of.answers = spread_of(stays.answered);
    for (const Duration stay : stays.all) of.spent += stay;
  }
  return figures;
}

}  // namespace oasis
