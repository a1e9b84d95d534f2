// Reading holidays from iCalendar; see ical.hpp.
#include <algorithm>
#include <optional>
#include <utility>

#include "shared/codec/ical.hpp"
#include "shared/codec/ical_lines.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using ical::Component;
using ical::ContentLine;

/// The date at the beginning of a DATE or DATE-TIME.
std::optional<std::int64_t> date_in(const std::string& value) {
  if (value.size() < 8 || (value.size() > 8 && value[8] != 'T')) return std::nullopt;
  const auto date = parse_date(value.substr(0, 4) + "-" + value.substr(4, 2) + "-" + value.substr(6, 2));
  if (!date.ok()) return std::nullopt;
  return day_number(*date);
}

/// Whole days of a DURATION: "P1D", "P2W", "P1DT12H" is 2.
std::optional<std::int64_t> days_in(const std::string& value) {
  std::size_t at = value.rfind("P", 0) == 0 ? 1 : value.rfind("+P", 0) == 0 ? 2 : value.size();
  if (at >= value.size()) return std::nullopt;
  std::int64_t days = 0, number = 0;
  bool part = false, digits = false;
  for (; at < value.size(); ++at) {
    const char c = value[at];
    if (c >= '0' && c <= '9') {
      number = std::min<std::int64_t>(number * 10 + (c - '0'), 100'000);
      digits = true;
      continue;
    }
    if (c == 'T') {
      part = true;
      continue;
    }
    if (!digits || (c != 'W' && c != 'D' && c != 'H' && c != 'M' && c != 'S')) return std::nullopt;
    if (c == 'W') days += number * 7;
    if (c == 'D') days += number;
    if (part && c == 'H') days += (number + 23) / 24;
    if (part && (c == 'M' || c == 'S') && number > 0) days += days == 0 ? 1 : 0;
    number = 0;
    digits = false;
  }
  return digits ? std::nullopt : std::optional(days);
}

/// The event that is being read.
struct Vevent {
  std::size_t line = 0;
  std::optional<std::int64_t> first, end;  ///< day numbers; `end` is the day after the last
  std::optional<std::int64_t> length;      ///< days, by its DURATION
  std::string name;
  std::string rule;
  std::size_t rule_line = 0;
  bool cancelled = false;
};

class HolidayReader {
 public:
  Result<std::vector<DayException>> run(std::string_view text) {
    const auto components = ical::read_components(text);
    if (!components.ok()) return components.error();
    for (const Component& component : *components) {
      if (component.kind != "VEVENT") continue;
      if (auto error = take_event(component)) return *std::move(error);
    }
    return std::move(days_);
  }

 private:
  std::optional<Error> take_event(const Component& component) {
    event_ = Vevent{};
    event_.line = component.number;
    for (const ContentLine& line : component.lines) {
      if (auto error = take_property(line)) return error;
    }
    return event_.cancelled ? std::nullopt : keep_event();
  }

  std::optional<Error> take_property(const ContentLine& line) {
    if (line.name == "SUMMARY") event_.name = ical::plain_text(line.value);
    if (line.name == "STATUS") event_.cancelled = ical::in_capitals(line.value) == "CANCELLED";
    if (line.name == "RRULE") {
      event_.rule = ical::in_capitals(line.value);
      event_.rule_line = line.number;
    }
    if (line.name == "RDATE" || line.name == "RECURRENCE-ID")
      return ical::fault_in(line.number, line.name + " is not understood; write one event for each day");
    if (line.name == "DTSTART") {
      event_.first = date_in(line.value);
      if (!event_.first) return ical::fault_in(line.number, "DTSTART has no date");
    }
    if (line.name == "DTEND") {
      event_.end = date_in(line.value);
      if (!event_.end) return ical::fault_in(line.number, "DTEND has no date");
      const bool into_the_day = line.value.size() >= 15 && line.value.compare(9, 6, "000000") != 0;
      if (into_the_day) ++*event_.end;
    }
    if (line.name == "DURATION") {
      event_.length = days_in(line.value);
      if (!event_.length) return ical::fault_in(line.number, "DURATION cannot be read");
    }
    return std::nullopt;
  }

  /// Whether it comes every year on the same date; an error if it comes by any other rule.
  std::optional<Error> read_rule(bool& yearly) const {
    std::string_view rest = event_.rule;
    const Date date = date_of(*event_.first);
    while (!rest.empty()) {
      const std::size_t semicolon = std::min(rest.find(';'), rest.size());
      const std::string part(rest.substr(0, semicolon));
      rest.remove_prefix(std::min(semicolon + 1, rest.size()));
      const bool fits = part == "FREQ=YEARLY" || part == "INTERVAL=1" || part.rfind("WKST=", 0) == 0 ||
                        part == "BYMONTH=" + std::to_string(date.month) ||
                        part == "BYMONTHDAY=" + std::to_string(date.day);
      if (!fits)
        return ical::fault_in(event_.rule_line, "only RRULE:FREQ=YEARLY on the event's own date is understood");
      yearly = yearly || part == "FREQ=YEARLY";
    }
    return std::nullopt;
  }

  std::optional<Error> keep_event() {
    if (!event_.first) return ical::fault_in(event_.line, "the event has no DTSTART");
    std::int64_t end = *event_.first + 1;
    if (event_.end) end = std::max(end, *event_.end);
    if (event_.length) end = std::max(end, *event_.first + *event_.length);
    if (end - *event_.first > longest_holiday) return ical::fault_in(event_.line, "the event is longer than a year");
    bool yearly = false;
    if (auto error = read_rule(yearly)) return error;
    for (std::int64_t day = *event_.first; day < end; ++day) {
      const Date date = date_of(day);
      if (date.year < 1 || date.year > 9999) return ical::fault_in(event_.line, "the event ends after the year 9999");
      DayException holiday;
      if (!yearly) holiday.year = date.year;
      holiday.month = date.month;
      holiday.day = date.day;
      holiday.name = event_.name;
      const bool known = std::any_of(days_.begin(), days_.end(), [&](const DayException& one) {
        return one.year == holiday.year && one.month == holiday.month && one.day == holiday.day;
      });
      if (known) continue;
      if (days_.size() >= most_exceptions) return ical::fault_in(event_.line, "more than 1,000 days off are not kept");
      days_.push_back(std::move(holiday));
    }
    return std::nullopt;
  }

  Vevent event_;
  std::vector<DayException> days_;
};

}  // namespace

Result<std::vector<DayException>> read_ical_holidays(std::string_view text) {
  return HolidayReader().run(text);
}

Result<std::size_t> add_holidays(CalendarRules& calendar, const std::vector<DayException>& holidays) {
  std::size_t added = 0;
  for (const DayException& holiday : holidays) {
    const bool known =
        std::any_of(calendar.exceptions.begin(), calendar.exceptions.end(), [&](const DayException& one) {
          return one.year == holiday.year && one.month == holiday.month && one.day == holiday.day;
        });
    if (known) continue;
    if (calendar.exceptions.size() >= most_exceptions)
      return Error{"", "The calendar would have more than 1,000 exceptions."};
    calendar.exceptions.push_back(holiday);
    ++added;
  }
  return added;
}

}  // namespace oasis
