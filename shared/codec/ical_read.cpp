// Reading holidays from iCalendar; see ical.hpp.
#include <algorithm>
#include <optional>
#include <utility>

#include "shared/codec/ical.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_name = 200;  // bytes of a holiday's name

/// "NAME;PARAM=x:value", unfolded.
struct ContentLine {
  std::string name;  ///< in capitals
  std::string parameters;
  std::string value;
  std::size_t number = 0;  ///< of its first line in the file
};

Error fault(std::size_t line, std::string what) {
  return {"line " + std::to_string(line), std::move(what)};
}

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

/// Takes one line with its end off the text.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

/// The colon that ends the name and its parameters; colons in quotes belong to a parameter.
std::size_t end_of_head(const std::string& line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == ':' && !quoted) return i;
  }
  return std::string::npos;
}

Result<std::vector<ContentLine>> content_lines(std::string_view text) {
  if (text.size() > largest_ical) return Error{"", "The file is larger than a megabyte."};
  std::vector<std::pair<std::string, std::size_t>> unfolded;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    ++number;
    const bool goes_on = !line.empty() && (line.front() == ' ' || line.front() == '\t');
    if (goes_on && unfolded.empty()) return fault(number, "begins with a blank, but continues nothing");
    if (goes_on) {
      unfolded.back().first += line.substr(1);
    } else if (!line.empty()) {
      unfolded.emplace_back(line, number);
    }
  }
  std::vector<ContentLine> lines;
  for (auto& [line, at] : unfolded) {
    const std::size_t colon = end_of_head(line);
    if (colon == std::string::npos) return fault(at, "has no colon: this is no iCalendar file");
    const std::size_t semicolon = std::min(line.find(';'), colon);
    lines.push_back({capitals(line.substr(0, semicolon)),
                     semicolon == colon ? "" : capitals(line.substr(semicolon + 1, colon - semicolon - 1)),
                     line.substr(colon + 1), at});
  }
  return lines;
}

std::string unescaped(const std::string& value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      out += value[i];
      continue;
    }
    const char next = value[++i];
    out += next == 'n' || next == 'N' ? ' ' : next;
  }
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c >= 0 && c < 0x20; }), out.end());
  return cut_to(repair_utf8(out), longest_name);
}

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
    const auto lines = content_lines(text);
    if (!lines.ok()) return lines.error();
    if (lines->empty() || lines->front().name != "BEGIN" || capitals(lines->front().value) != "VCALENDAR")
      return fault(1, "does not begin with BEGIN:VCALENDAR");
    for (const ContentLine& line : *lines) {
      if (auto error = take(line)) return *std::move(error);
    }
    if (!open_.empty()) return fault(lines->back().number, "the file ends within " + open_.back());
    return std::move(days_);
  }

 private:
  std::optional<Error> take(const ContentLine& line) {
    if (line.name == "BEGIN") return begin(line);
    if (line.name == "END") return end(line);
    if (open_.empty()) return fault(line.number, "stands outside of the calendar");
    if (open_.back() != "VEVENT") return std::nullopt;
    return take_property(line);
  }

  std::optional<Error> begin(const ContentLine& line) {
    if (open_.size() >= 8) return fault(line.number, "is nested too deeply");
    open_.push_back(capitals(line.value).substr(0, 40));
    if (open_.back() == "VEVENT") {
      event_ = Vevent{};
      event_.line = line.number;
    }
    return std::nullopt;
  }

  std::optional<Error> end(const ContentLine& line) {
    if (open_.empty() || open_.back() != capitals(line.value))
      return fault(line.number, "ends what did not begin");
    const bool event = open_.back() == "VEVENT";
    open_.pop_back();
    return event && !event_.cancelled ? keep_event() : std::nullopt;
  }

  std::optional<Error> take_property(const ContentLine& line) {
    if (line.name == "SUMMARY") event_.name = unescaped(line.value);
    if (line.name == "STATUS") event_.cancelled = capitals(line.value) == "CANCELLED";
    if (line.name == "RRULE") {
      event_.rule = capitals(line.value);
      event_.rule_line = line.number;
    }
    if (line.name == "RDATE" || line.name == "RECURRENCE-ID")
      return fault(line.number, line.name + " is not understood; write one event for each day");
    if (line.name == "DTSTART") {
      event_.first = date_in(line.value);
      if (!event_.first) return fault(line.number, "DTSTART has no date");
    }
    if (line.name == "DTEND") {
      event_.end = date_in(line.value);
      if (!event_.end) return fault(line.number, "DTEND has no date");
      const bool into_the_day = line.value.size() >= 15 && line.value.compare(9, 6, "000000") != 0;
      if (into_the_day) ++*event_.end;
    }
    if (line.name == "DURATION") {
      event_.length = days_in(line.value);
      if (!event_.length) return fault(line.number, "DURATION cannot be read");
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
        return fault(event_.rule_line, "only RRULE:FREQ=YEARLY on the event's own date is understood");
      yearly = yearly || part == "FREQ=YEARLY";
    }
    return std::nullopt;
  }

  std::optional<Error> keep_event() {
    if (!event_.first) return fault(event_.line, "the event has no DTSTART");
    std::int64_t end = *event_.first + 1;
    if (event_.end) end = std::max(end, *event_.end);
    if (event_.length) end = std::max(end, *event_.first + *event_.length);
    if (end - *event_.first > longest_holiday) return fault(event_.line, "the event is longer than a year");
    bool yearly = false;
    if (auto error = read_rule(yearly)) return error;
    for (std::int64_t day = *event_.first; day < end; ++day) {
      const Date date = date_of(day);
      if (date.year < 1 || date.year > 9999) return fault(event_.line, "the event ends after the year 9999");
      DayException holiday;
      if (!yearly) holiday.year = date.year;
      holiday.month = date.month;
      holiday.day = date.day;
      holiday.name = event_.name;
      const bool known = std::any_of(days_.begin(), days_.end(), [&](const DayException& one) {
        return one.year == holiday.year && one.month == holiday.month && one.day == holiday.day;
      });
      if (known) continue;
      if (days_.size() >= most_exceptions) return fault(event_.line, "more than 1,000 days off are not kept");
      days_.push_back(std::move(holiday));
    }
    return std::nullopt;
  }

  std::vector<std::string> open_;  // the components around
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
