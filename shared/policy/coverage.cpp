// Counts hours in the final schedule and compares them with each other and with the limits.
#include "shared/policy/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace oasis {

namespace {

Duration length(Interval interval) {
  return interval.to - interval.from;
}

bool overlap(Interval a, Interval b) {
  return a.from < b.to && b.from < a.to;
}

double balance_of(const std::map<Id, Duration>& load, const std::vector<Id>& people) {
  double sum = 0;
  std::int64_t pairs = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = i + 1; j < people.size(); ++j) {
      const auto [less, more] = std::minmax(load.at(people[i]).ms, load.at(people[j]).ms);
      sum += more == 0 ? 1.0 : static_cast<double>(less) / static_cast<double>(more);
      ++pairs;
    }
  }
  return pairs == 0 ? 1.0 : sum / static_cast<double>(pairs);
}

/// Time on call without a break, by person.
std::map<Id, std::vector<Interval>> runs_of(const FinalSchedule& schedule) {
  std::map<Id, std::vector<Interval>> runs;
  for (const Shift& shift : schedule.shifts) {
    std::vector<Interval>& of_user = runs[shift.user];
    if (!of_user.empty() && shift.during.from <= of_user.back().to) {
      of_user.back().to = std::max(of_user.back().to, shift.during.to);
    } else {
      of_user.push_back(shift.during);
    }
  }
  return runs;
}

/// Finds the overloads of one person after the other.
class LoadCheck {
 public:
  LoadCheck(const Rota& rota, const Guards& guards, const FinalSchedule& schedule)
      : rota_(rota),
        guards_(guards),
        schedule_(schedule),
        load_(load_of(rota, schedule)),
        runs_(runs_of(schedule)) {}

  std::vector<Overload> run(const std::vector<Page>& pages) {
    for (const auto& [user, runs] : runs_) {
      check_runs(user, runs);
      check_weeks(user, runs);
      check_nights(user, runs);
    }
    if (guards_.pages_a_shift) check_pages(pages);
    std::stable_sort(found_.begin(), found_.end(), [](const Overload& a, const Overload& b) {
      return a.during.from != b.during.from ? a.during.from < b.during.from : a.user < b.user;
    });
    return std::move(found_);
  }

 private:
  void check_runs(const Id& user, const std::vector<Interval>& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (guards_.longest_run && length(runs[i]) > *guards_.longest_run) {
        add(Limit::longest_run, user, {runs[i].from + *guards_.longest_run, runs[i].to});
      }
      if (!guards_.shortest_rest || i == 0) continue;
      const Instant rested = runs[i - 1].to + *guards_.shortest_rest;
      if (runs[i].from < rested) {
        add(Limit::shortest_rest, user, {runs[i].from, std::min(rested, runs[i].to)});
      }
    }
  }

  void check_weeks(const Id& user, const std::vector<Interval>& runs) {
    if (!guards_.hours_a_week || runs.empty()) return;
    const Zone& zone = rota_.zone();
    const std::int64_t first_day = day_number(zone.to_local(runs.front().from));
    for (std::int64_t monday = first_day - weekday_of(first_day);; monday += 7) {
      const Interval week{midnight(monday), midnight(monday + 7)};
      if (week.from >= runs.back().to) return;
      Duration used;
      std::optional<Interval> beyond;
      for (const Interval& run : runs) {
        const Interval part{std::max(run.from, week.from), std::min(run.to, week.to)};
        if (part.from >= part.to) continue;
        const Duration left = *guards_.hours_a_week - used;
        used += length(part);
        if (used <= *guards_.hours_a_week) continue;
        if (!beyond) beyond = Interval{part.from + left, part.to};
        beyond->to = part.to;
      }
      if (beyond) add(Limit::hours_a_week, user, *beyond);
    }
  }

  void check_nights(const Id& user, const std::vector<Interval>& runs) {
    if (!guards_.nights_in_a_row) return;
    constexpr ClockTime deep_in_the_night{3 * 60};
    constexpr ClockTime morning{6 * 60};
    std::int64_t last_night = 0;
    std::int32_t in_a_row = 0;
    for (const Interval& run : runs) {
      const std::int64_t last_day = day_number(rota_.zone().to_local(run.to));
      for (std::int64_t day = day_number(rota_.zone().to_local(run.from)); day <= last_day; ++day) {
        if (!run.contains(at(day, deep_in_the_night))) continue;
        in_a_row = in_a_row > 0 && day == last_night + 1 ? in_a_row + 1 : 1;
        last_night = day;
        if (in_a_row <= *guards_.nights_in_a_row) continue;
        add(Limit::nights_in_a_row, user,
            {std::max(run.from, midnight(day)), std::min(run.to, at(day, morning))});
      }
    }
  }

  void check_pages(const std::vector<Page>& pages) {
    for (const Shift& shift : schedule_.shifts) {
      std::vector<Instant> paged;
      for (const Page& page : pages) {
        if (page.user == shift.user && shift.during.contains(page.at)) paged.push_back(page.at);
      }
      const auto allowed = static_cast<std::size_t>(std::max(0, *guards_.pages_a_shift));
      if (paged.size() <= allowed) continue;
      std::sort(paged.begin(), paged.end());
      add(Limit::pages_a_shift, shift.user, {paged[allowed], shift.during.to});
    }
  }

  void add(Limit limit, const Id& user, Interval during) {
    if (during.from < during.to) found_.push_back({limit, user, during, substitute_for(user, during)});
  }

  /// The least loaded of the layers' people who is neither on call nor away then; the first by id among
  /// equals.
  Id substitute_for(const Id& user, Interval during) const {
    const Id* best = nullptr;
    for (const Id& candidate : rota_.layer_people()) {
      if (candidate == user || rota_.is_away(candidate, during)) continue;
      const auto runs = runs_.find(candidate);
      const bool busy =
          runs != runs_.end() && std::any_of(runs->second.begin(), runs->second.end(),
                                             [&](Interval run) { return overlap(run, during); });
      if (!busy && (best == nullptr || load_.at(candidate) < load_.at(*best))) best = &candidate;
    }
    return best == nullptr ? Id() : *best;
  }

  Instant at(std::int64_t day, ClockTime clock) const {
    return rota_.zone().to_instant(at_clock(day, clock), Repeated::first);
  }
  Instant midnight(std::int64_t day) const { return at(day, ClockTime{0}); }

  const Rota& rota_;
  const Guards& guards_;
  const FinalSchedule& schedule_;
  std::map<Id, Duration> load_;
  std::map<Id, std::vector<Interval>> runs_;
  std::vector<Overload> found_;
};

}  // namespace

std::map<Id, Duration> load_of(const Rota& rota, const FinalSchedule& schedule) {
  std::map<Id, Duration> load;
  for (const Id& id : rota.layer_people()) load[id] = Duration{};
  for (const Shift& shift : schedule.shifts) load[shift.user] += length(shift.during);
  return load;
}

std::vector<DutyTime> duty_times(const Rota& rota, const FinalSchedule& schedule) {
  const Zone& zone = rota.zone();
  const auto at = [&](std::int64_t day, int hour) {
    return zone.to_instant(at_clock(day, ClockTime{hour * 60}), Repeated::first);
  };
  const auto runs = runs_of(schedule);
  std::vector<DutyTime> times;
  for (const auto& [user, load] : load_of(rota, schedule)) {
    DutyTime time;
    time.user = user;
    time.all = load;
    const auto of_user = runs.find(user);
    for (const Interval& run : of_user == runs.end() ? std::vector<Interval>{} : of_user->second) {
      const std::int64_t last = day_number(zone.to_local(run.to));
      for (std::int64_t day = day_number(zone.to_local(run.from)); day <= last; ++day) {
        time.nights += run.contains(at(day, 3)) ? 1 : 0;
        const Interval part{std::max(run.from, at(day, 0)), std::min(run.to, at(day + 1, 0))};
        if (weekday_of(day) >= 5 && part.from < part.to) time.weekend += length(part);
      }
    }
    times.push_back(std::move(time));
  }
  return times;
}

Quality quality_of(const Rota& rota, Instant from, Instant to) {
  Quality quality;
  const FinalSchedule schedule = rota.final_schedule(from, to);
  if (from < to) {
    Duration uncovered;
    for (const Interval& gap : schedule.gaps) uncovered += length(gap);
    const Duration asked = to - from;
    quality.coverage = static_cast<double>((asked - uncovered).ms) / static_cast<double>(asked.ms);
  }
  quality.balance = balance_of(load_of(rota, schedule), rota.layer_people());
  // A half that comes out a hair too low in binary is still a half.
  constexpr double hair = 1e-9;
  quality.score =
      static_cast<std::int32_t>(std::floor(50 * (quality.coverage + quality.balance) + 0.5 + hair));
  return quality;
}

std::vector<Overload> overloads_of(const Rota& rota, const Guards& guards, const std::vector<Page>& pages,
                                   Instant from, Instant to) {
  const FinalSchedule schedule = rota.final_schedule(from, to);
  return LoadCheck(rota, guards, schedule).run(pages);
}

bool is_overloaded(const std::vector<Overload>& overloads, const Id& user, Instant t) {
  return std::any_of(overloads.begin(), overloads.end(), [&](const Overload& overload) {
    return overload.user == user && overload.during.contains(t);
  });
}

}  // namespace oasis
