// See figures.hpp.
#include "shared/report/figures.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "shared/report/measure_pack.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

constexpr Duration work_begins = hours(9);
constexpr Duration work_ends = hours(18);
constexpr Duration sleep_begins = hours(22);
constexpr Duration sleep_ends = hours(7);
constexpr int saturday = 5;  // 0 = Monday

std::size_t rank_of(std::size_t count, std::size_t percent) {
  return std::max<std::size_t>((count * percent + 99) / 100, 1) - 1;
}

/// The smallest value that `percent` of the values do not exceed; none before `from` is greater than those after. Moves
/// it to its rank. `values` is not empty.
Duration nearest_rank(std::vector<Duration>& values, std::size_t from, std::size_t percent) {
  const auto at = [&values](std::size_t rank) { return values.begin() + static_cast<std::ptrdiff_t>(rank); };
  const std::size_t rank = rank_of(values.size(), percent);
  std::nth_element(at(from), at(rank), values.end());
  return values[rank];
}

void count_into(Group& group, Kind kind, std::int32_t number) {
  switch (kind) {
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
      ++group.clocks[static_cast<std::size_t>(number)].met;
      break;
    case Kind::breached:
      ++group.clocks[static_cast<std::size_t>(number)].breached;
      break;
    default:
      break;
  }
}

bool is_grouped(Kind kind) {
  return kind == Kind::created || kind == Kind::resolved || kind == Kind::escalated ||
         kind == Kind::dissatisfied || kind == Kind::met || kind == Kind::breached;
}

void count_into(PersonFigures& person, Kind kind, const Zone& zone, Instant at) {
  switch (kind) {
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
      switch (hours_at(zone, at)) {
        case Hours::working:
          ++person.pages.working;
          break;
        case Hours::off:
          ++person.pages.off;
          break;
        case Hours::sleep:
          ++person.pages.sleep;
          break;
      }
      break;
    default:
      break;
  }
}

// ---- what two have added up, together

void add_into(std::int64_t& count, std::int64_t other) {
  count += other;
}
void add_into(std::vector<Duration>& values, const std::vector<Duration>& others) {
  values.insert(values.end(), others.begin(), others.end());
}
void add_into(Group& group, const Group& other) {
  group.created += other.created;
  group.resolved += other.resolved;
  group.escalated += other.escalated;
  group.dissatisfied += other.dissatisfied;
  for (std::size_t i = 0; i < clock_count; ++i) group.clocks[i] += other.clocks[i];
}
/// Its spreads are made in the end.
void add_into(StepFigures& step, const StepFigures& other) {
  step.told += other.told;
  step.skipped += other.skipped;
  step.answered += other.answered;
}
void add_into(PersonFigures& person, const PersonFigures& other) {
  person.pages.working += other.pages.working;
  person.pages.off += other.pages.off;
  person.pages.sleep += other.pages.sleep;
  person.told += other.told;
  person.answered += other.answered;
  person.replies += other.replies;
  person.resolved += other.resolved;
}
template <typename Key, typename Value>
void add_into(std::map<Key, Value>& values, const std::map<Key, Value>& others) {
  for (const auto& [key, other] : others) add_into(values[key], other);
}

/// All but the spreads, which are made in the end.
void add_into(Figures& figures, const Figures& other) {
  for (const auto count : {&Figures::created, &Figures::resolved, &Figures::reopened, &Figures::escalated,
                           &Figures::exhausted, &Figures::dissatisfied})
    figures.*count += other.*count;
  for (std::size_t i = 0; i < clock_count; ++i) figures.clocks[i] += other.clocks[i];
  for (std::size_t i = 0; i < other.ratings.size(); ++i) figures.ratings[i] += other.ratings[i];
  for (std::size_t i = 0; i < priority_count; ++i) add_into(figures.by_priority[i], other.by_priority[i]);
  add_into(figures.by_customer, other.by_customer);
  add_into(figures.by_team, other.by_team);
  add_into(figures.by_category, other.by_category);
  add_into(figures.by_day, other.by_day);
  add_into(figures.reasons, other.reasons);
  add_into(figures.tiers, other.tiers);
  for (std::size_t day = 0; day < other.hour_of_week.size(); ++day) {
    for (std::size_t hour = 0; hour < other.hour_of_week[day].size(); ++hour)
      figures.hour_of_week[day][hour] += other.hour_of_week[day][hour];
  }
  add_into(figures.steps, other.steps);
  add_into(figures.rules, other.rules);
  add_into(figures.useful_rules, other.useful_rules);
  add_into(figures.people, other.people);
}

/// Leaves the values in another order.
Spread spread_in(std::vector<Duration>& values) {
  Spread spread;
  if (values.empty()) return spread;
  Duration sum;
  for (const Duration value : values) {
    sum += value;
    ++spread.bars[bar_of(value)];
  }
  spread.count = static_cast<std::int64_t>(values.size());
  spread.mean = {sum.ms / spread.count};
  spread.longest = *std::max_element(values.begin(), values.end());
  spread.median = nearest_rank(values, 0, 50);
  spread.p90 = nearest_rank(values, rank_of(values.size(), 50), 90);
  spread.p95 = nearest_rank(values, rank_of(values.size(), 90), 95);
  return spread;
}

}  // namespace

std::int64_t Group::breached() const {
  std::int64_t all = 0;
  for (const Attainment& clock : clocks) all += clock.breached;
  return all;
}

std::size_t bar_of(Duration value) {
  // Counted, not searched: a search's branches cannot be foreseen, and each value of a report asks.
  std::size_t exceeded = 0;
  for (const Duration bound : spread_bounds) exceeded += bound < value ? 1 : 0;
  return exceeded;
}

Spread spread_of(std::vector<Duration> values) {
  return spread_in(values);
}

Hours hours_at(const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  const Duration clock = time_of_day(local);
  if (clock >= sleep_begins || clock < sleep_ends) return Hours::sleep;
  const bool at_work = weekday_of(day_number(local)) < saturday && clock >= work_begins && clock < work_ends;
  return at_work ? Hours::working : Hours::off;
}

bool belongs(const Slice& slice, const Measure& measure) {
  return slice.period.contains(measure.at) &&
         fits(slice, measure.priority, measure.customer, measure.team, measure.category, measure.channel);
}

bool fits(const Slice& slice, Priority priority, std::string_view customer, std::string_view team,
          std::string_view category, std::string_view channel) {
  return (!slice.priority || *slice.priority == priority) && (slice.customer.empty() || slice.customer == customer) &&
         (slice.team.empty() || slice.team == team) && (slice.category.empty() || slice.category == category) &&
         (slice.channel.empty() || slice.channel == channel);
}

bool is_of_all(const Slice& slice) {
  return !slice.priority && slice.customer.empty() && slice.team.empty() && slice.category.empty() &&
         slice.channel.empty();
}

std::optional<double> rate(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return std::nullopt;
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

Group& Summing::Groups::of(const std::string& word) {
  Group*& known = known_[word];
  if (known == nullptr) known = &groups_[word];
  return *known;
}

Group& Summing::Days::of(Instant at) {
  for (const Day& day : latest_) {
    if (day.time.contains(at)) return *day.group;
  }
  const std::int64_t number = day_number(zone_.to_local(at));
  Group& group = groups_[number];
  const Duration offset = zone_.offset_at(at);
  const Instant from{at_clock(number).ms - offset.ms};
  const auto change = zone_.next_transition(from);
  // On a day on which the clocks change it is looked up each time.
  if (zone_.offset_at(from) == offset && (!change || from + days(1) <= change->at)) {
    latest_[1] = latest_[0];
    latest_[0] = {{from, from + days(1)}, &group};
  }
  return group;
}

Summing::Summing(Slice slice, const Policies& policies)
    : slice_(std::move(slice)),
      policies_(policies),
      customers_(figures_.by_customer),
      teams_(figures_.by_team),
      categories_(figures_.by_category),
      days_(figures_.by_day, policies.zone()) {}

void Summing::add(const Measure& measure) {
  if (!belongs(slice_, measure)) return;
  if (is_grouped(measure.kind)) {
    count_into(figures_.by_priority[static_cast<std::size_t>(measure.priority)], measure.kind, measure.number);
    count_into(customers_.of(measure.customer), measure.kind, measure.number);
    count_into(teams_.of(measure.team), measure.kind, measure.number);
    count_into(categories_.of(measure.category), measure.kind, measure.number);
    count_into(days_.of(measure.at), measure.kind, measure.number);
  }
  count(measure, place_of(measure), measure.at, measure.value, measure.open);
}

void Summing::add(const MeasurePack& pack, const Seen& seen) {
  struct Of {
    bool counts = false;
    std::array<Group*, 4> groups{};
  };
  const auto& words = pack.words();
  std::vector<Of> looks;
  looks.reserve(pack.looks().size());
  for (const MeasurePack::Look& look : pack.looks()) {
    const std::string_view customer = words[look.customer], team = words[look.team];
    looks.push_back({fits(slice_, look.priority, customer, team, words[look.category], words[look.channel]) &&
                         seen(team, customer),
                     {}});
  }
  // A group is there once it counts something: so none is looked up before that.
  std::vector<std::array<Group*, 3>> known(words.size());
  const auto groups_of = [&](const MeasurePack::Look& look) {
    const auto group = [&](std::size_t dimension, Groups& groups, std::uint32_t word) {
      Group*& one = known[word][dimension];
      if (one == nullptr) one = &groups.of(std::string(words[word]));
      return one;
    };
    return std::array<Group*, 4>{&figures_.by_priority[static_cast<std::size_t>(look.priority)],
                                 group(0, customers_, look.customer), group(1, teams_, look.team),
                                 group(2, categories_, look.category)};
  };
  for (const MeasurePack::Run& run : pack.runs()) {
    const bool grouped = is_grouped(run.like.kind);
    std::optional<Place> place;
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      Of& of = looks[pack.look(i)];
      const Instant at = pack.at(i);
      if (!of.counts || !slice_.period.contains(at)) continue;
      if (grouped && of.groups[0] == nullptr) of.groups = groups_of(pack.looks()[pack.look(i)]);
      if (grouped) {
        for (Group* group : of.groups) count_into(*group, run.like.kind, run.like.number);
        count_into(days_.of(at), run.like.kind, run.like.number);
      }
      if (!place) place = place_of(run.like);
      count(run.like, *place, at, pack.value(run, i), pack.open(run, i));
    }
  }
}

Summing::Place Summing::place_of(const Measure& like) {
  Place place;
  if (!like.who.empty()) {
    place.person = &figures_.people[like.who];
    const User* user = policies_.user(like.who);
    place.zone = user != nullptr ? &policies_.zone_of(*user) : &policies_.zone();
  }
  if (like.kind == Kind::step || like.kind == Kind::skipped || like.kind == Kind::answered)
    place.step = &figures_.steps[{like.what, like.number}];
  if (like.kind == Kind::escalated) place.times = &figures_.reasons[like.detail];
  if (like.kind == Kind::step) place.times = &figures_.tiers[like.number];
  if (like.kind == Kind::rule) place.times = &figures_.rules[like.what];
  if (like.kind == Kind::rule && like.number == 1) place.useful = &figures_.useful_rules[like.what];
  if (like.kind == Kind::waited) place.stays = &stays_[{like.what, like.number}];
  return place;
}

void Summing::count(const Measure& like, const Place& place, Instant at, Duration value, Duration open) {
  if (place.person != nullptr) count_into(*place.person, like.kind, *place.zone, at);
  if (place.times != nullptr) ++*place.times;
  if (place.useful != nullptr) ++*place.useful;
  switch (like.kind) {
    case Kind::created:
      ++figures_.created;
      break;
    case Kind::first_response:
      first_response_.push_back(value);
      first_response_open_.push_back(open);
      break;
    case Kind::next_response:
      next_response_.push_back(value);
      break;
    case Kind::resolved:
      ++figures_.resolved;
      resolution_.push_back(value);
      resolution_open_.push_back(open);
      break;
    case Kind::reopened:
      ++figures_.reopened;
      break;
    case Kind::met:
      ++figures_.clocks[static_cast<std::size_t>(like.number)].met;
      break;
    case Kind::breached:
      ++figures_.clocks[static_cast<std::size_t>(like.number)].breached;
      break;
    case Kind::escalated:
      count_escalation(at);
      break;
    case Kind::step:
      ++place.step->told;
      break;
    case Kind::skipped:
      ++place.step->skipped;
      break;
    case Kind::answered:
      acknowledge_.push_back(value);
      ++place.step->answered;
      break;
    case Kind::exhausted:
      ++figures_.exhausted;
      break;
    case Kind::paged:
    case Kind::told:
      break;  // of people only
    case Kind::rule:
      break;  // of its own times only
    case Kind::rated:
      if (like.number >= 1 && like.number <= 5) ++figures_.ratings[static_cast<std::size_t>(like.number - 1)];
      break;
    case Kind::dissatisfied:
      ++figures_.dissatisfied;
      break;
    case Kind::waited:
      place.stays->all.push_back(value);
      if (like.detail == stay_end::answered) place.stays->answered.push_back(value);
      break;
  }
}

void Summing::count_escalation(Instant at) {
  ++figures_.escalated;
  const LocalTime local = policies_.zone().to_local(at);
  const auto day = static_cast<std::size_t>(weekday_of(day_number(local)));
  const auto hour = static_cast<std::size_t>(time_of_day(local).ms / hours(1).ms);
  ++figures_.hour_of_week[day][hour];
}

void Summing::add(const Summing& other) {
  add_into(figures_, other.figures_);
  for (const auto& [values, others] :
       {std::pair(&first_response_, &other.first_response_), std::pair(&first_response_open_, &other.first_response_open_),
        std::pair(&next_response_, &other.next_response_), std::pair(&acknowledge_, &other.acknowledge_),
        std::pair(&resolution_, &other.resolution_), std::pair(&resolution_open_, &other.resolution_open_)})
    add_into(*values, *others);
  for (const auto& [step, stays] : other.stays_) {
    add_into(stays_[step].all, stays.all);
    add_into(stays_[step].answered, stays.answered);
  }
}

Figures Summing::result() {
  Figures figures = figures_;
  figures.first_response = spread_in(first_response_);
  figures.first_response_open = spread_in(first_response_open_);
  figures.next_response = spread_in(next_response_);
  figures.acknowledge = spread_in(acknowledge_);
  figures.resolution = spread_in(resolution_);
  figures.resolution_open = spread_in(resolution_open_);
  for (auto& [step, stays] : stays_) {
    StepFigures& of = figures.steps[step];
    of.stays = spread_in(stays.all);
    of.answers = spread_in(stays.answered);
    for (const Duration stay : stays.all) of.spent += stay;
  }
  return figures;
}

}  // namespace oasis
