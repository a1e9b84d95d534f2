// On-call schedules: who is on call at an instant, and the final schedule of a stretch of time.
// May not: know tickets or chains; change a schedule.
//
// Rules: docs/semantics.md, "Schedules". Of the layers that have somebody, those of the highest priority say
// who is on call; then overrides in document order, swaps, fixed periods (which beat all of that) and people
// who are away.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/interval_index.hpp"
#include "shared/time/divisor.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// One person on call without interruption and without a hand-off.
struct Shift {
  Id user;
  Interval during;

  friend bool operator==(const Shift&, const Shift&) = default;
};

/// Sorted by start, then by user. Shifts overlap where several people are on call; gaps never touch.
struct FinalSchedule {
  std::vector<Shift> shifts;
  std::vector<Interval> gaps;

  friend bool operator==(const FinalSchedule&, const FinalSchedule&) = default;
};

/// A schedule prepared for questions. Immutable; may be shared between threads.
class Rota {
 public:
  /// `users` say who is away when; people that they do not know are never away. The schedule's references and
  /// numbers have been checked (codec/workspace); a layer without people never has anybody.
  Rota(const Schedule& schedule, const std::vector<User>& users, SharedZone zone);

  const Zone& zone() const { return *zone_; }

  /// Everybody in the layers, by id: those among whom the load is to be shared.
  const std::vector<Id>& layer_people() const { return layer_people_; }

  /// Who is on call at `t`, by id; nobody in a gap. "People who are `away` are dropped", except with
  /// `also_away`: who would be on call. O(layers + log overrides).
  std::vector<Id> on_call(Instant t, bool also_away = false) const;

  /// What holds within [from, to), clipped to it. A person's shift is split at every hand-off of a layer (or
  /// fixed shift) that puts them on call, also where the same person goes on; edges of windows and overrides
  /// alone do not split. Linear in the number of changes.
  FinalSchedule final_schedule(Instant from, Instant to) const;

  /// Whether the person is away at some time within the interval.
  bool is_away(const Id& user, Interval during) const;

 private:
  friend class RotaSweep;
  using Person = std::uint32_t;  // index into people_

  /// A layer in terms of local time only: see Zone::readings_at.
  struct PreparedLayer {
    struct Window {
      std::int64_t from_ms;  // since Monday 00:00 of the week asked for; the weeks around it are listed, too
      std::int64_t to_ms;
    };
    std::int32_t priority;
    Rotation rotation;
    std::vector<Person> people;
    bool always;
    std::vector<Window> windows;  // a union: sorted, apart from each other
    bool of_one_length = false;   // all shifts are: the same as shift_at and floor_mod say, by multiplication
    Divisor length;               // in milliseconds
    Divisor count;                // of people

    Person person_at(LocalTime latest_so_far) const;
    bool is_open(const Zone::Readings& readings) const;
  };

  /// Somebody on call and what put them there: a layer, a fixed shift, or an override that only adds.
  struct Duty {
    Person person;
    std::uint32_t source;
  };

  static bool by_person(const Duty& a, const Duty& b) { return a.person < b.person; }

  struct Away {
    Person person;
    Interval during;
  };

  Person person(const Id& id) const;
  void prepare_layers(const std::vector<Layer>& layers);
  static Person person_of_shift(const PreparedLayer& layer, std::int64_t shift);
  Instant next_window_edge(const PreparedLayer& layer, const Zone::Readings& readings) const;
  /// Whether apply_changes may change anything at `t`.
  bool is_overlaid(Instant t) const;
  void apply_changes(Instant t, std::vector<Duty>& duties, bool also_away = false) const;

  SharedZone zone_;
  std::vector<Id> people_;  // sorted, so that order by index is order by id
  std::vector<Id> layer_people_;
  std::vector<PreparedLayer> layers_;  // highest priority first, else in document order
  std::vector<Override> overrides_;
  std::vector<Swap> swaps_;
  std::vector<FixedShift> fixed_shifts_;  // of all fixed periods, clipped to them
  std::vector<Away> away_;
  IntervalIndex override_index_;
  IntervalIndex swap_index_;
  IntervalIndex fixed_index_;
  IntervalIndex fixed_shift_index_;
  IntervalIndex away_index_;
  std::vector<Instant> edges_;  // of all these intervals, sorted
};

}  // namespace oasis
