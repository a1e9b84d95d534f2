// Answers about working time: checks the rules, then asks the prepared years.
//
// Everything rests on one function and its two inverses. `open_before(t)` is the open time from a fixed point
// to t: it rises while the calendar is open and is level while it is closed. The first instant that reaches a
// value is a deadline (at closing where it falls there), the last one that has not passed it is the next
// opening, or the start of a stretch.
#include "shared/time/calendar.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/time/open_years.hpp"
#include "shared/time/text.hpp"

namespace oasis {

namespace {

constexpr std::int64_t cycle_years = 400;
constexpr std::int64_t mean_year_ms = gregorian_cycle.ms / cycle_years;
constexpr const char* weekday_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<Error> fault_in(const std::vector<ClockWindow>& windows, const std::string& where) {
  if (windows.size() > most_windows_a_day) return Error{where, "more than 24 windows a day"};
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const ClockWindow& window = windows[i];
    const bool clocks = window.from.minute >= 0 && window.from.minute < 24 * 60 && window.to.minute >= 0 &&
                        window.to.minute <= 24 * 60;
    if (!clocks) return Error{where + '/' + std::to_string(i), "a window is from 00:00–23:59 to 00:00–24:00"};
  }
  return std::nullopt;
}

std::optional<Error> fault_in(const std::vector<DayException>& exceptions) {
  if (exceptions.size() > most_exceptions) return Error{"/exceptions", "more than 1000 exceptions"};
  std::set<std::string> dates;
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    const DayException& exception = exceptions[i];
    const std::string where = "/exceptions/" + std::to_string(i);
    const YearlyDate yearly{exception.month, exception.day};
    const Date date{exception.year.value_or(2000), exception.month, exception.day};
    if (!is_valid(date) || date.year < 1 || date.year > 9999) return Error{where, "there is no such date"};
    const std::string text = exception.year ? to_text(date) : to_text(yearly);
    if (!dates.insert(text).second)
      return Error{where, "a second exception for " + text + ": put its hours into one"};
    if (std::optional<Error> fault = fault_in(exception.hours, where + "/hours")) return fault;
  }
  return std::nullopt;
}

std::optional<Error> fault_in(const CalendarRules& rules) {
  for (std::size_t day = 0; rules.hours && day < 7; ++day) {
    const std::string where = std::string("/hours/") + weekday_names[day];
    if (std::optional<Error> fault = fault_in((*rules.hours)[day], where)) return fault;
  }
  return fault_in(rules.exceptions);
}

/// How many whole cycles after (negative: before) its like in the table a year lies.
std::int64_t cycles_away(const OpenYears& table, std::int64_t year) {
  if (year >= table.end_year()) return (year - table.end_year()) / cycle_years + 1;
  return year < table.first_year ? floor_div(year - table.first_year, cycle_years) : 0;
}

/// The openings of one year, of any number.
struct YearView {
  std::int64_t number;
  std::int64_t start_ms;
  std::int64_t cycles;
  const OpenYears::Year* year;
  const OpenYears::Opening*
      openings;  // and the entry that closes the list: the length of the year, its open time
  const OpenYears::Opening* end;

  bool is_open_at_start() const { return openings != end && openings->from == 0; }
};

YearView view_of(const OpenYears& table, std::int64_t number) {
  const std::int64_t cycles = cycles_away(table, number);
  const auto index = static_cast<std::size_t>(number - cycles * cycle_years - table.first_year);
  const OpenYears::Year& year = table.years[index];
  const OpenYears::Opening* const openings = &table.openings[year.first_opening];
  return {number,   year.start_ms + cycles * gregorian_cycle.ms,
          cycles,   &year,
          openings, openings + year.opening_count};
}

std::int64_t from_ms(const OpenYears::Opening& opening) {
  return opening.from * std::int64_t{1000};
}

/// The year that holds `t`: the one that years of mean length lead to, or a neighbour.
YearView view_of(const OpenYears& table, Instant t) {
  const YearView view = view_of(table, 1970 + floor_div(t.ms, mean_year_ms));
  if (t.ms < view.start_ms) return view_of(table, view.number - 1);
  return t.ms < view.start_ms + from_ms(*view.end) ? view : view_of(table, view.number + 1);
}

/// std::partition_point, begun at a guess: openings are spread over a year, and open time over the years, so
/// evenly that a guess by proportion is seldom more than a few places off.
template <typename Place, typename Before>
Place partition_point_near(Place first, Place last, Place guess, Before before) {
  constexpr int few = 6;
  if (guess != last && before(*guess)) {
    for (int i = 0; i < few; ++i) {
      if (++guess == last || !before(*guess)) return guess;
    }
    return std::partition_point(guess, last, before);
  }
  for (int i = 0; i < few; ++i, --guess) {
    if (guess == first || before(*(guess - 1))) return guess;
  }
  return std::partition_point(first, guess, before);
}

/// The place among `count` that has `part` of `whole` before it, or near it: 0 … count.
std::ptrdiff_t proportionally(std::int64_t part, std::int64_t whole, std::size_t count) {
  if (part <= 0 || whole <= 0) return 0;
  const auto all = static_cast<double>(count);
  const double place = all * static_cast<double>(part) / static_cast<double>(whole);
  return static_cast<std::ptrdiff_t>(std::min(place, all));
}

std::int64_t before_ms(const OpenYears::Opening& opening) {
  return opening.before * std::int64_t{1000};
}
/// From the start of the year; `opening` is not the closing entry.
std::int64_t end_ms(const OpenYears::Opening* opening) {
  return from_ms(opening[0]) + before_ms(opening[1]) - before_ms(opening[0]);
}

/// The last opening of the year that begins at or before a time of it; nullptr if none does.
const OpenYears::Opening* last_begun(const YearView& view, std::int64_t ms_of_year) {
  const auto* const guess =
      view.openings + proportionally(ms_of_year, from_ms(*view.end), view.year->opening_count);
  const auto* const after =
      partition_point_near(view.openings, view.end, guess,
                           [&](const OpenYears::Opening& opening) { return from_ms(opening) <= ms_of_year; });
  return after == view.openings ? nullptr : after - 1;
}

std::int64_t open_ms_of_cycles(const OpenYears& table, std::int64_t cycles) {
  return cycles * (cycles > 0 ? table.future_cycle_ms : table.past_cycle_ms);
}

/// Milliseconds of open time between the start of the table and `t`, negative before it.
std::int64_t open_before(const OpenYears& table, Instant t) {
  const YearView view = view_of(table, t);
  const std::int64_t ms_of_year = t.ms - view.start_ms;
  const std::int64_t before_year = open_ms_of_cycles(table, view.cycles) + view.year->open_before_ms;
  const OpenYears::Opening* const opening = last_begun(view, ms_of_year);
  if (opening == nullptr) return before_year;
  return before_year + before_ms(*opening) + std::min(ms_of_year, end_ms(opening)) - from_ms(*opening);
}

enum class Edge {
  reached,   // the first instant at which that much open time has passed
  exceeded,  // the last instant before more has passed
};

/// The inverse of open_before; nullopt if so much open time never passes, or never passed.
std::optional<Instant> instant_at(const OpenYears& table, std::int64_t open_ms, Edge edge) {
  const bool reached = edge == Edge::reached;
  const std::int64_t table_ms = table.years.back().open_before_ms;
  // Into the table: (0, table_ms] where the value is to be reached, [0, table_ms) where it is to be exceeded.
  std::int64_t cycles = 0;
  if (reached ? open_ms > table_ms : open_ms >= table_ms) {
    if (table.future_cycle_ms == 0) return std::nullopt;
    cycles = (open_ms - table_ms - (reached ? 1 : 0)) / table.future_cycle_ms + 1;
  } else if (reached ? open_ms <= 0 : open_ms < 0) {
    if (table.past_cycle_ms == 0) return std::nullopt;
    cycles = -((-open_ms - (reached ? 0 : 1)) / table.past_cycle_ms + 1);
  }
  open_ms -= open_ms_of_cycles(table, cycles);

  // In the last year, and there in the last opening, that has less (not more) open time before it.
  const auto year_after =
      partition_point_near(table.years.begin(), table.years.end(),
                           table.years.begin() + proportionally(open_ms, table_ms, table.years.size() - 1),
                           [&](const OpenYears::Year& year) {
                             return reached ? year.open_before_ms < open_ms : year.open_before_ms <= open_ms;
                           });
  const OpenYears::Year& year = *(year_after - 1);
  const std::int64_t rest_ms = open_ms - year.open_before_ms;
  const auto first = table.openings.begin() + year.first_opening;
  const auto end = first + year.opening_count;
  const auto opening_after =
      partition_point_near(first, end, first + proportionally(rest_ms, before_ms(*end), year.opening_count),
                           [&](const OpenYears::Opening& opening) {
                             return reached ? before_ms(opening) < rest_ms : before_ms(opening) <= rest_ms;
                           });
  const OpenYears::Opening& opening = *(opening_after - 1);
  return Instant{year.start_ms + cycles * gregorian_cycle.ms + from_ms(opening) + rest_ms -
                 before_ms(opening)};
}

/// `t` itself if it is open, else the next opening, however far.
std::optional<Instant> opening_from(const OpenYears& table, Instant t) {
  return instant_at(table, open_before(table, t), Edge::exceeded);
}

/// The end of the open interval that holds `t`. It may run over many years; one that runs over a whole cycle
/// in the future has no end.
std::optional<Instant> closing_after(const OpenYears& table, Instant t) {
  YearView view = view_of(table, t);
  const OpenYears::Opening* opening = last_begun(view, t.ms - view.start_ms);
  const std::int64_t hopeless_year = std::max(view.number, table.end_year()) + cycle_years;
  while (end_ms(opening) == from_ms(*view.end)) {
    view = view_of(table, view.number + 1);
    if (view.number > hopeless_year) return std::nullopt;
    if (!view.is_open_at_start()) return Instant{view.start_ms};
    opening = view.openings;
  }
  return Instant{view.start_ms + end_ms(opening)};
}

}  // namespace

Result<Calendar> Calendar::prepare(const CalendarRules& rules, SharedZone zone) {
  if (std::optional<Error> fault = fault_in(rules)) return *std::move(fault);
  Calendar calendar;
  calendar.days_ = std::make_shared<const DayWindows>(rules);
  if (rules.hours || !rules.exceptions.empty()) {
    calendar.years_ = std::make_shared<const OpenYears>(open_years(*calendar.days_, *zone));
  }
  calendar.zone_ = std::move(zone);
  return calendar;
}

Calendar Calendar::always_open() {
  Calendar calendar;
  calendar.days_ = std::make_shared<const DayWindows>(CalendarRules{});
  calendar.zone_ = std::make_shared<const Zone>(Zone::utc());
  return calendar;
}

bool Calendar::is_open(Instant t) const {
  return !years_ || opening_from(*years_, t) == t;
}

std::optional<Instant> Calendar::next_open(Instant t) const {
  if (!years_) return t;
  const std::optional<Instant> opening = opening_from(*years_, t);
  return opening && *opening - t <= longest_closure ? opening : std::nullopt;
}

std::optional<Instant> Calendar::next_close(Instant t) const {
  const std::optional<Instant> opening = next_open(t);
  return opening && years_ ? closing_after(*years_, *opening) : std::nullopt;
}

Duration Calendar::open_time(Instant a, Instant b) const {
  if (b <= a) return {};
  if (!years_) return b - a;
  return {open_before(*years_, b) - open_before(*years_, a)};
}

/// Whether the calendar is closed for longer than `longest_closure` somewhere between a and b. Linear in the
/// openings between them, but only asked of calendars that open on few days.
bool Calendar::closed_too_long(Instant a, Instant b) const {
  for (Instant t = a; t < b;) {
    const Instant opening = std::min(opening_from(*years_, t).value_or(b), b);
    if (opening - t > longest_closure) return true;
    if (opening == b) return false;
    t = closing_after(*years_, opening).value_or(b);
  }
  return false;
}

std::optional<Instant> Calendar::deadline(Instant a, Duration open) const {
  if (open.ms <= 0) return a;
  if (!years_) return a + open;
  const std::optional<Instant> end = instant_at(*years_, open_before(*years_, a) + open.ms, Edge::reached);
  if (end && years_->may_close_for_years && closed_too_long(a, *end)) return std::nullopt;
  return end;
}

std::optional<Instant> Calendar::start_of(Instant b, Duration open) const {
  if (open.ms <= 0) return b;
  if (!years_) return b - open;
  const std::optional<Instant> start = instant_at(*years_, open_before(*years_, b) - open.ms, Edge::exceeded);
  if (start && years_->may_close_for_years && closed_too_long(*start, b)) return std::nullopt;
  return start;
}

std::optional<Duration> Calendar::same_day(Instant a) const {
  const std::optional<Instant> start = next_open(a);
  if (!start) return std::nullopt;
  const std::int64_t today = day_number(zone_->to_local(*start));
  Instant end = *start;
  for (const std::int64_t day : {today - 1, today}) {
    for (const ClockWindow& window : days_->on(day)) end = std::max(end, interval_of(*zone_, day, window).to);
  }
  // Where the clock goes back over midnight, a window of tomorrow can be open today.
  if (end == *start) end = next_close(*start).value_or(end);
  return open_time(*start, end);
}

std::vector<Interval> Calendar::open_intervals(Instant a, Instant b) const {
  std::vector<Interval> intervals;
  if (!years_ && a < b) intervals.push_back({a, b});
  for (Instant t = a; years_ && t < b;) {
    const std::optional<Instant> opening = opening_from(*years_, t);
    if (!opening || *opening >= b) break;
    t = std::min(closing_after(*years_, *opening).value_or(b), b);
    intervals.push_back({*opening, t});
  }
  return intervals;
}

}  // namespace oasis
