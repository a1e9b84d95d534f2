// Layers are judged by comparing wall-clock readings; overrides and the like are laid over what they say.
#include "shared/policy/schedules.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <queue>
#include <utility>

#include "shared/policy/rotation.hpp"

namespace oasis {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::uint32_t added_by_override = std::numeric_limits<std::uint32_t>::max();

/// Monday 00:00 of the week that a reading lies in.
LocalTime start_of_week(LocalTime local) {
  const std::int64_t day = day_number(local);
  return at_clock(day - weekday_of(day));
}

Interval intersection(Interval a, Interval b) {
  return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

void sort_and_unite(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// The first window that starts later than a time of the week.
template <typename Windows>
auto first_after(const Windows& windows, Duration time_of_week) {
  return std::upper_bound(windows.begin(), windows.end(), time_of_week.ms,
                          [](std::int64_t ms, const auto& window) { return ms < window.from_ms; });
}

template <typename T>
std::vector<Interval> intervals_of(const std::vector<T>& things) {
  std::vector<Interval> intervals;
  for (const T& thing : things) intervals.push_back(thing.during);
  return intervals;
}

}  // namespace

Rota::Rota(const Schedule& schedule, const std::vector<User>& users, SharedZone zone)
    : zone_(std::move(zone)), overrides_(schedule.overrides), swaps_(schedule.swaps) {
  for (const Layer& layer : schedule.layers) {
    layer_people_.insert(layer_people_.end(), layer.rotation.people.begin(), layer.rotation.people.end());
  }
  sort_and_unite(layer_people_);
  for (const FixedPeriod& period : schedule.fixed) {
    for (const FixedShift& shift : period.shifts) {
      const Interval during = intersection(shift.during, period.during);
      if (during.from < during.to) fixed_shifts_.push_back({shift.user, during});
    }
  }
  people_ = layer_people_;
  for (const FixedShift& shift : fixed_shifts_) people_.push_back(shift.user);
  for (const Override& change : overrides_) people_.insert(people_.end(), {change.add, change.remove});
  for (const Swap& swap : swaps_) people_.insert(people_.end(), {swap.user, swap.taken_by});
  sort_and_unite(people_);

  prepare_layers(schedule.layers);
  for (const User& user : users) {
    if (!std::binary_search(people_.begin(), people_.end(), user.id)) continue;
    for (const Interval& during : user.away) away_.push_back({person(user.id), during});
  }
  const auto index = [this](const std::vector<Interval>& intervals) {
    for (const Interval& interval : intervals) edges_.insert(edges_.end(), {interval.from, interval.to});
    return IntervalIndex(intervals);
  };
  override_index_ = index(intervals_of(overrides_));
  swap_index_ = index(intervals_of(swaps_));
  fixed_index_ = index(intervals_of(schedule.fixed));
  fixed_shift_index_ = index(intervals_of(fixed_shifts_));
  away_index_ = index(intervals_of(away_));
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
}

Rota::Person Rota::person(const Id& id) const {
  return static_cast<Person>(std::lower_bound(people_.begin(), people_.end(), id) - people_.begin());
}

void Rota::prepare_layers(const std::vector<Layer>& layers) {
  for (const Layer& layer : layers) {
    if (layer.rotation.people.empty()) continue;
    PreparedLayer prepared;
    prepared.priority = layer.priority;
    prepared.rotation = layer.rotation;
    prepared.always = layer.windows.empty();
    for (const Id& id : layer.rotation.people) prepared.people.push_back(person(id));
    if (const std::optional<Duration> length = length_of_shifts(layer.rotation)) {
      prepared.of_one_length = true;
      prepared.length = Divisor(length->ms);
      prepared.count = Divisor(static_cast<std::int64_t>(prepared.people.size()));
    }
    std::vector<PreparedLayer::Window> windows;
    // The week before spills over into this one, and the search for the next edge looks into the week after.
    for (std::int64_t day = -7; day < 14; ++day) {
      for (const ShiftWindow& window : layer.windows) {
        if (!window.days[static_cast<std::size_t>(floor_mod(day, 7))]) continue;
        const std::int64_t end_day = window.hours.to > window.hours.from ? day : day + 1;
        windows.push_back({day * day_ms + window.hours.from * std::int64_t{60'000},
                           end_day * day_ms + window.hours.to * std::int64_t{60'000}});
      }
    }
    std::sort(windows.begin(), windows.end(),
              [](const auto& a, const auto& b) { return a.from_ms < b.from_ms; });
    for (const PreparedLayer::Window& window : windows) {
      if (!prepared.windows.empty() && window.from_ms <= prepared.windows.back().to_ms) {
        prepared.windows.back().to_ms = std::max(prepared.windows.back().to_ms, window.to_ms);
      } else {
        prepared.windows.push_back(window);
      }
    }
    layers_.push_back(std::move(prepared));
  }
  std::stable_sort(layers_.begin(), layers_.end(),
                   [](const PreparedLayer& a, const PreparedLayer& b) { return a.priority > b.priority; });
}

/// Whether a window holds the instant: the clock has shown its start and will still show its end.
bool Rota::PreparedLayer::is_open(const Zone::Readings& readings) const {
  if (always) return true;
  const LocalTime week = start_of_week(readings.latest_so_far);
  const auto after = first_after(windows, readings.latest_so_far - week);
  return after != windows.begin() && (after - 1)->to_ms > (readings.earliest_to_come - week).ms;
}

/// When the layer opens or closes next; `end_of_time` if it never does.
Instant Rota::next_window_edge(const PreparedLayer& layer, const Zone::Readings& readings) const {
  if (layer.always || layer.windows.empty()) return end_of_time;
  const LocalTime week = start_of_week(readings.latest_so_far);
  const auto after = first_after(layer.windows, readings.latest_so_far - week);
  if (layer.is_open(readings)) {
    return zone_->to_instant(week + milliseconds((after - 1)->to_ms), Repeated::last);
  }
  return zone_->to_instant(week + milliseconds(after->from_ms), Repeated::first);
}

Rota::Person Rota::person_of_shift(const PreparedLayer& layer, std::int64_t shift) {
  const auto count = static_cast<std::int64_t>(layer.people.size());
  return layer.people[static_cast<std::size_t>(floor_mod(shift, count))];
}

/// Whose shift it is, of this layer alone.
Rota::Person Rota::PreparedLayer::person_at(LocalTime latest_so_far) const {
  if (!of_one_length) return person_of_shift(*this, shift_at(rotation, latest_so_far));
  const std::int64_t shift = length.floor_div((latest_so_far - rotation.start).ms);
  return people[static_cast<std::size_t>(count.floor_mod(shift))];
}

bool Rota::is_overlaid(Instant t) const {
  std::vector<std::uint32_t> found;
  for (const IntervalIndex* index : {&override_index_, &swap_index_, &fixed_index_, &away_index_}) {
    index->find(t, found);
    if (!found.empty()) return true;
  }
  return false;
}

/// Overrides, swaps, fixed periods and absences, in this order, on what the layers say.
void Rota::apply_changes(Instant t, std::vector<Duty>& duties, bool also_away) const {
  const auto erase_if = [&duties](auto&& condition) {
    const auto end = std::remove_if(duties.begin(), duties.end(), condition);
    const bool any = end != duties.end();
    duties.erase(end, duties.end());
    return any;
  };
  std::vector<std::uint32_t> found;
  override_index_.find(t, found);
  for (const std::uint32_t i : found) {
    const Override& change = overrides_[i];
    const Person removed = person(change.remove);
    const Person added = person(change.add);
    if (change.remove.empty() && !change.add.empty()) {
      duties.push_back({added, added_by_override});
    } else if (change.add.empty()) {
      erase_if([&](const Duty& duty) { return duty.person == removed; });
    } else {
      for (Duty& duty : duties) duty.person = duty.person == removed ? added : duty.person;
    }
  }
  swap_index_.find(t, found);
  for (Duty& duty : duties) {
    if (found.empty()) break;
    // What somebody took they may give on, but nothing comes back to who had it: two who trade places at one time
    // do not trade twice.
    std::vector<Person> had = {duty.person};
    for (const std::uint32_t i : found) {
      const Person taker = person(swaps_[i].taken_by);
      const bool had_it = std::find(had.begin(), had.end(), taker) != had.end();
      if (person(swaps_[i].user) == had.back() && !had_it) had.push_back(taker);
    }
    duty.person = had.back();
  }
  fixed_index_.find(t, found);
  if (!found.empty()) {
    duties.clear();
    fixed_shift_index_.find(t, found);
    for (const std::uint32_t i : found) {
      duties.push_back({person(fixed_shifts_[i].user), static_cast<std::uint32_t>(layers_.size()) + i});
    }
  }
  if (also_away) return;
  away_index_.find(t, found);
  for (const std::uint32_t i : found) {
    erase_if([&](const Duty& duty) { return duty.person == away_[i].person; });
  }
}

std::vector<Id> Rota::on_call(Instant t, bool also_away) const {
  const Zone::Readings readings = zone_->readings_at(t);
  std::vector<Duty> duties;
  duties.reserve(layers_.size());
  for (std::uint32_t i = 0; i < layers_.size(); ++i) {
    const PreparedLayer& layer = layers_[i];
    if (!duties.empty() && layer.priority < layers_[duties.front().source].priority) break;
    if (!layer.is_open(readings)) continue;
    duties.push_back({layer.person_at(readings.latest_so_far), i});
  }
  apply_changes(t, duties, also_away);
  // Ticked off in a list of everybody they come out in order and once each, without sorting.
  std::vector<std::uint64_t> ticked(people_.size() / 64 + 1);
  for (const Duty& duty : duties) ticked[duty.person / 64] |= std::uint64_t{1} << (duty.person % 64);
  std::vector<Id> on_call;
  on_call.reserve(duties.size());
  for (std::size_t word = 0; word < ticked.size(); ++word) {
    for (std::uint64_t left = ticked[word]; left != 0; left &= left - 1) {
      on_call.push_back(people_[word * 64 + static_cast<std::size_t>(std::countr_zero(left))]);
    }
  }
  return on_call;
}

bool Rota::is_away(const Id& user, Interval during) const {
  return std::any_of(away_.begin(), away_.end(), [&](const Away& away) {
    return people_[away.person] == user && away.during.from < during.to && during.from < away.during.to;
  });
}

/// Walks from change to change and writes down what ends and begins at each. Where nothing is laid over the
/// layers, a change costs what changes; elsewhere everybody on call before and after it is compared.
class RotaSweep {
 public:
  RotaSweep(const Rota& rota, Instant from, Instant to)
      : rota_(rota), from_(from), to_(to), layers_(rota.layers_.size()), people_(rota.people_.size()) {
    std::size_t group = 0;
    for (std::uint32_t i = 0; i < layers_.size(); ++i) {
      if (i > 0 && rota.layers_[i].priority != rota.layers_[i - 1].priority) ++group;
      layers_[i].group = group;
      due_.push({from, i});
    }
    open_.resize(group + 1);
  }

  FinalSchedule run() {
    edge_ = std::lower_bound(rota_.edges_.begin(), rota_.edges_.end(), from_);
    for (Instant t = from_; t < to_; t = next_change()) {
      const bool at_edge = edge_ != rota_.edges_.end() && *edge_ == t;
      if (t == from_ || at_edge) overlaid_ = rota_.is_overlaid(t);
      if (at_edge) ++edge_;
      step(t);
    }
    if (from_ < to_) {
      if (layers_alone_) list_duties(top(), before_);
      now_.clear();
      compare(to_);
      if (gap_since_) result_.gaps.push_back({*gap_since_, to_});
    }
    return result();
  }

 private:
  struct LayerState {
    std::size_t group = 0;  // of its priority; 0 is the highest
    std::int64_t shift = 0;
    Instant shift_end;
    bool open = false;
    Instant handed_off_at{std::numeric_limits<std::int64_t>::min()};
  };
  struct PersonState {
    std::uint32_t duties = 0;  // while the layers are alone
    Instant started;           // the shift that they are in
    bool touched = false;      // at the instant at hand
    bool was_on_call = false;  // … before it
    bool split = false;        // … by a hand-off of their own
  };
  struct FoundShift {
    Instant from;
    Instant to;
    Rota::Person person;
    bool operator<(const FoundShift& b) const { return from != b.from ? from < b.from : person < b.person; }
  };
  struct Due {
    Instant at;
    std::uint32_t layer;
    bool operator<(const Due& b) const { return b.at < at; }  // a priority_queue gives the largest first
  };
  struct Renewed {
    std::uint32_t layer;
    LayerState state;
  };

  Instant next_change() const {
    Instant next = edge_ == rota_.edges_.end() ? to_ : std::min(to_, *edge_);
    return due_.empty() ? next : std::min(next, due_.top().at);
  }

  void step(Instant t) {
    const std::size_t old_top = top();
    renew_layers(t);
    if (layers_alone_ && !overlaid_ && top() == old_top) {
      for (const Renewed& renewed : renewed_) hand_over(renewed, t);
      settle_touched(t);
      return;
    }
    if (layers_alone_) list_duties(old_top, before_);
    for (const Renewed& renewed : renewed_) layers_[renewed.layer] = renewed.state;
    list_duties(top(), now_);
    if (overlaid_) rota_.apply_changes(t, now_);
    std::sort(now_.begin(), now_.end(), Rota::by_person);
    compare(t);
    before_.swap(now_);
    layers_alone_ = !overlaid_;
    if (layers_alone_) count_duties();
  }

  /// The priority that has the say: the highest with an open layer.
  std::size_t top() const {
    std::size_t group = 0;
    while (group < open_.size() && open_[group] == 0) ++group;
    return group;
  }

  /// Finds what becomes of the layers that change at `t`; they keep their state for now.
  void renew_layers(Instant t) {
    renewed_.clear();
    if (due_.empty() || t < due_.top().at) return;
    const Zone::Readings readings = rota_.zone_->readings_at(t);
    while (!due_.empty() && due_.top().at <= t) {
      const std::uint32_t number = due_.top().layer;
      due_.pop();
      const Rota::PreparedLayer& layer = rota_.layers_[number];
      LayerState state = layers_[number];
      if (t == from_ || t >= state.shift_end) {
        const std::int64_t shift = shift_at(layer.rotation, readings.latest_so_far);
        if (shift != state.shift) state.handed_off_at = t;
        state.shift = shift;
        state.shift_end = start_of_shift(layer.rotation, *rota_.zone_, shift + 1);
      }
      state.open = layer.is_open(readings);
      open_[state.group] +=
          static_cast<std::uint32_t>(state.open) - static_cast<std::uint32_t>(layers_[number].open);
      due_.push({std::min(state.shift_end, rota_.next_window_edge(layer, readings)), number});
      renewed_.push_back({number, state});
    }
  }

  Rota::Person person_of(std::uint32_t layer) const {
    return Rota::person_of_shift(rota_.layers_[layer], layers_[layer].shift);
  }

  void list_duties(std::size_t group, std::vector<Rota::Duty>& duties) const {
    duties.clear();
    for (std::uint32_t i = 0; i < layers_.size(); ++i) {
      if (layers_[i].open && layers_[i].group == group) duties.push_back({person_of(i), i});
    }
    std::sort(duties.begin(), duties.end(), Rota::by_person);
  }

  // ---- the layers alone: only those whose layer changes are looked at
  // --------------------------------------------------------------------
  void count_duties() {
    for (PersonState& person : people_) person.duties = 0;
    for (const Rota::Duty& duty : before_) ++people_[duty.person].duties;
  }

  PersonState& touch(Rota::Person number) {
    PersonState& person = people_[number];
    if (!person.touched) {
      person.touched = true;
      person.was_on_call = person.duties > 0;
      person.split = false;
      touched_.push_back(number);
    }
    return person;
  }

  void hand_over(const Renewed& renewed, Instant t) {
    const bool counts = renewed.state.group == top();
    const bool split = renewed.state.handed_off_at == t;
    if (counts && layers_[renewed.layer].open) {
      PersonState& person = touch(person_of(renewed.layer));
      --person.duties;
      person.split = person.split || split;
    }
    layers_[renewed.layer] = renewed.state;
    if (counts && renewed.state.open) {
      PersonState& person = touch(person_of(renewed.layer));
      ++person.duties;
      person.split = person.split || split;
    }
  }

  void settle_touched(Instant t) {
    for (const Rota::Person number : touched_) {
      PersonState& person = people_[number];
      settle(number, person.was_on_call, person.duties > 0, person.split, t);
      person.touched = false;
    }
    touched_.clear();
  }

  // ---- in general
  // ----------------------------------------------------------------------------------------------------
  bool hands_off(std::uint32_t source, Instant t) const {
    if (source == added_by_override) return false;
    if (source < layers_.size()) return layers_[source].handed_off_at == t;
    const Interval& fixed = rota_.fixed_shifts_[source - layers_.size()].during;
    return fixed.from == t || fixed.to == t;
  }

  /// Compares who is on call from `t` on with who was before it; both lists are sorted by person.
  void compare(Instant t) {
    auto before = before_.begin();
    auto now = now_.begin();
    while (before != before_.end() || now != now_.end()) {
      const bool from_before =
          now == now_.end() || (before != before_.end() && before->person <= now->person);
      const Rota::Person person = from_before ? before->person : now->person;
      bool was = false;
      bool is = false;
      bool split = false;
      for (; before != before_.end() && before->person == person; ++before) {
        was = true;
        split = split || hands_off(before->source, t);
      }
      for (; now != now_.end() && now->person == person; ++now) {
        is = true;
        split = split || hands_off(now->source, t);
      }
      settle(person, was, is, split, t);
    }
    if (!now_.empty() && gap_since_) {
      result_.gaps.push_back({*gap_since_, t});
      gap_since_.reset();
    }
    if (now_.empty() && !gap_since_ && t < to_) gap_since_ = t;
  }

  void settle(Rota::Person person, bool was, bool is, bool split, Instant t) {
    if (was && (split || !is)) shifts_.push_back({people_[person].started, t, person});
    if (is && (split || !was)) people_[person].started = t;
  }

  FinalSchedule result() {
    if (!std::is_sorted(shifts_.begin(), shifts_.end())) std::sort(shifts_.begin(), shifts_.end());
    result_.shifts.reserve(shifts_.size());
    for (const FoundShift& shift : shifts_) {
      result_.shifts.push_back({rota_.people_[shift.person], {shift.from, shift.to}});
    }
    return std::move(result_);
  }

  const Rota& rota_;
  Instant from_;
  Instant to_;
  std::vector<LayerState> layers_;
  std::vector<PersonState> people_;
  std::vector<std::uint32_t> open_;  // by group: how many of its layers are open
  std::priority_queue<Due> due_;     // every layer once
  std::vector<Instant>::const_iterator edge_;
  bool overlaid_ = false;      // overrides, swaps, fixed periods or absences hold now
  bool layers_alone_ = false;  // … did not hold before the instant at hand
  std::vector<Renewed> renewed_;
  std::vector<Rota::Person> touched_;
  std::vector<Rota::Duty> before_;  // unless the layers are alone
  std::vector<Rota::Duty> now_;
  std::vector<FoundShift> shifts_;
  std::optional<Instant> gap_since_;
  FinalSchedule result_;
};

FinalSchedule Rota::final_schedule(Instant from, Instant to) const {
  return RotaSweep(*this, from, to).run();
}

}  // namespace oasis
