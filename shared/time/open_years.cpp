// Lays out the openings of a calendar year by year, each kind of year once.
#include "shared/time/open_years.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace oasis {

namespace {

constexpr std::int64_t cycle_years = 400;
// Windows of these days before and after a year can reach into it: a window lasts a day, an offset is up to
// 26 hours.
constexpr std::int64_t days_around = 3;
// A transition that is further away from a day cannot touch its windows, whatever the offsets.
constexpr std::int64_t days_of_reach = 6;

bool starts_earlier(const ClockWindow& a, const ClockWindow& b) {
  return a.from < b.from;
}

std::int64_t day_of_any_year(int month, int day) {
  return month * 100 + day;
}

std::int64_t year_of(Instant t) {
  return date_of(day_number(LocalTime{t.ms})).year;
}

Instant start_of_year(std::int64_t year) {
  return {at_clock(day_number(Date{year, 1, 1})).ms};
}

/// The offset at the beginning of a stretch of time and its changes within it.
struct Offsets {
  Duration first;
  std::vector<Zone::Transition> changes;
};

Offsets offsets_within(const Zone& zone, Instant from, Instant to) {
  Offsets offsets{zone.offset_at(from), {}};
  for (auto next = zone.next_transition(from); next && next->at < to; next = zone.next_transition(next->at)) {
    offsets.changes.push_back(*next);
  }
  return offsets;
}

/// Builds the table; holds what is shared between years.
class Layout {
 public:
  Layout(const DayWindows& days, const Zone& zone) : days_(days), zone_(zone) {}

  OpenYears build() {
    const auto [first_irregular, last_irregular] = irregular_years();
    table_.first_year = first_irregular - cycle_years;
    const std::int64_t end_year = last_irregular + 1 + cycle_years;
    std::int64_t open_ms = 0;
    std::int64_t closed_years = 0;
    for (std::int64_t year = table_.first_year; year < end_year; ++year) {
      const Kind kind = kind_of(year);
      table_.years.push_back(
          {at_clock(day_number(Date{year, 1, 1})).ms, open_ms, kind.first_opening, kind.opening_count});
      open_ms += kind.open_ms;
      closed_years = kind.open_ms == 0 ? closed_years + 1 : 0;
      // Two in a row may be four or more where the table repeats.
      if (closed_years >= 2) table_.may_close_for_years = true;
    }
    table_.years.push_back({at_clock(day_number(Date{end_year, 1, 1})).ms, open_ms, 0, 0});
    table_.past_cycle_ms = table_.years[cycle_years].open_before_ms;
    table_.future_cycle_ms = open_ms - table_.years[table_.years.size() - 1 - cycle_years].open_before_ms;
    return std::move(table_);
  }

 private:
  struct Kind {
    std::uint32_t first_opening;
    std::uint32_t opening_count;
    std::int64_t open_ms;
  };

  /// The years, with a margin, outside of which nothing depends on more than the place in the 400-year cycle.
  std::pair<std::int64_t, std::int64_t> irregular_years() const {
    const Interval irregular = zone_.irregular();
    std::int64_t first = year_of(irregular.from);
    std::int64_t last = year_of(irregular.to);
    first = std::min(first, date_of(days_.first_dated()).year);
    last = std::max(last, date_of(days_.last_dated()).year);
    return {first - 1, last + 1};
  }

  Kind kind_of(std::int64_t year) {
    const std::int64_t first_day = day_number(Date{year, 1, 1}) - days_around;
    const std::int64_t last_day = day_number(Date{year, 12, 31}) + days_around;
    const Offsets offsets = offsets_within(zone_, Instant{at_clock(first_day - days_of_reach).ms},
                                           Instant{at_clock(last_day + days_of_reach).ms});
    if (days_.has_dated_exception(first_day, last_day)) return lay_out(year, first_day, last_day, offsets);

    std::vector<std::int64_t> key = {weekday_of(first_day), is_leap_year(year) ? 1 : 0, offsets.first.ms};
    for (const Zone::Transition& change : offsets.changes) {
      key.push_back((change.at - start_of_year(year)).ms);
      key.push_back(change.offset.ms);
    }
    const auto known = kinds_.find(key);
    if (known != kinds_.end()) return known->second;
    const Kind kind = lay_out(year, first_day, last_day, offsets);
    kinds_.emplace(std::move(key), kind);
    return kind;
  }

  Kind lay_out(std::int64_t year, std::int64_t first_day, std::int64_t last_day, const Offsets& offsets) {
    const Interval whole{start_of_year(year), start_of_year(year + 1)};
    const auto first_opening = static_cast<std::uint32_t>(table_.openings.size());
    std::int64_t open_ms = 0;
    std::optional<Interval> pending;
    const auto add_pending = [&] {
      if (!pending) return;
      table_.openings.push_back({static_cast<std::uint32_t>((pending->from - whole.from).ms / 1000),
                                 static_cast<std::uint32_t>(open_ms / 1000)});
      open_ms += (pending->to - pending->from).ms;
    };
    auto next_change = offsets.changes.begin();
    Duration offset = offsets.first;
    for (std::int64_t day = first_day; day <= last_day; ++day) {
      const Instant midnight{at_clock(day).ms};
      while (next_change != offsets.changes.end() && next_change->at < midnight - days(days_of_reach)) {
        offset = (next_change++)->offset;
      }
      const bool steady =
          next_change == offsets.changes.end() || next_change->at > midnight + days(days_of_reach);
      for (const ClockWindow& window : days_.on(day)) {
        // Starts come in order, day by day and within a day, so one pending interval is enough to unite them.
        Interval open = steady ? steady_interval(day, window, offset) : interval_of(zone_, day, window);
        open = {std::max(open.from, whole.from), std::min(open.to, whole.to)};
        if (open.from >= open.to) continue;
        if (pending && open.from <= pending->to) {
          pending->to = std::max(pending->to, open.to);
        } else {
          add_pending();
          pending = open;
        }
      }
    }
    add_pending();
    const auto count = static_cast<std::uint32_t>(table_.openings.size()) - first_opening;
    table_.openings.push_back({static_cast<std::uint32_t>((whole.to - whole.from).ms / 1000),
                               static_cast<std::uint32_t>(open_ms / 1000)});
    return {first_opening, count, open_ms};
  }

  /// interval_of on a day far from every transition.
  static Interval steady_interval(std::int64_t day, ClockWindow window, Duration offset) {
    const std::int64_t end_day = window.to > window.from ? day : day + 1;
    return {Instant{at_clock(day, window.from).ms} - offset,
            Instant{at_clock(end_day, window.to).ms} - offset};
  }

  const DayWindows& days_;
  const Zone& zone_;
  OpenYears table_;
  std::map<std::vector<std::int64_t>, Kind> kinds_;
};

}  // namespace

DayWindows::DayWindows(const CalendarRules& rules) {
  if (rules.hours) {
    weekly_ = *rules.hours;
  } else {
    weekly_.fill({ClockWindow{ClockTime{0}, ClockTime{24 * 60}}});
  }
  for (auto& windows : weekly_) std::sort(windows.begin(), windows.end(), starts_earlier);
  for (const DayException& exception : rules.exceptions) {
    std::vector<ClockWindow> windows = exception.hours;
    std::sort(windows.begin(), windows.end(), starts_earlier);
    if (exception.year) {
      dated_.push_back(
          {day_number(Date{*exception.year, exception.month, exception.day}), std::move(windows)});
    } else {
      yearly_.push_back({day_of_any_year(exception.month, exception.day), std::move(windows)});
    }
  }
  const auto earlier = [](const Exception& a, const Exception& b) { return a.day < b.day; };
  std::sort(dated_.begin(), dated_.end(), earlier);
  std::sort(yearly_.begin(), yearly_.end(), earlier);
}

const std::vector<ClockWindow>& DayWindows::on(std::int64_t day_number) const {
  const auto find = [](const std::vector<Exception>& exceptions, std::int64_t day) -> const Exception* {
    const auto found =
        std::lower_bound(exceptions.begin(), exceptions.end(), day,
                         [](const Exception& exception, std::int64_t d) { return exception.day < d; });
    return found != exceptions.end() && found->day == day ? &*found : nullptr;
  };
  if (const Exception* exception = find(dated_, day_number)) return exception->windows;
  if (!yearly_.empty()) {
    const Date date = date_of(day_number);
    if (const Exception* exception = find(yearly_, day_of_any_year(date.month, date.day)))
      return exception->windows;
  }
  return weekly_[static_cast<std::size_t>(weekday_of(day_number))];
}

bool DayWindows::has_dated_exception(std::int64_t first_day, std::int64_t last_day) const {
  const auto first =
      std::lower_bound(dated_.begin(), dated_.end(), first_day,
                       [](const Exception& exception, std::int64_t d) { return exception.day < d; });
  return first != dated_.end() && first->day <= last_day;
}

Interval interval_of(const Zone& zone, std::int64_t day_number, ClockWindow window) {
  const std::int64_t end_day = window.to > window.from ? day_number : day_number + 1;
  const Instant from = zone.to_instant(at_clock(day_number, window.from), Repeated::first);
  const Instant to = zone.to_instant(at_clock(end_day, window.to), Repeated::last);
  return {from, std::max(from, to)};
}

OpenYears open_years(const DayWindows& days, const Zone& zone) {
  return Layout(days, zone).build();
}

}  // namespace oasis
