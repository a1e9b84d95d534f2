// See ical_rule.hpp.
#include "shared/codec/ical_rule.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "shared/time/civil.hpp"

namespace oasis::ical {
namespace {

constexpr std::int64_t most_times = 100'000, longest_interval = 1'000;

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number < 1 || number > most)
    return std::nullopt;
  return number;
}

std::optional<int> weekday_named(std::string_view text) {
  constexpr std::array<std::string_view, 7> names = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<int>(found - names.begin());
}

/// Takes what stands before the next `separator` off the text.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

bool read_every(std::string_view word, Rule& rule) {
  if (word == "DAILY") return rule.every = Rule::Every::day, true;
  if (word == "WEEKLY") return rule.every = Rule::Every::week, true;
  if (word != "MONTHLY" && word != "YEARLY") return false;
  rule.every = Rule::Every::month;
  return true;
}

bool read_weekdays(std::string_view list, Rule& rule) {
  rule.on_weekdays = true;
  while (!list.empty()) {
    const auto day = weekday_named(next_part(list, ','));
    if (!day) return false;
    rule.weekdays[static_cast<std::size_t>(*day)] = true;
  }
  return true;
}

/// One "NAME=VALUE"; false where it is not understood.
bool read_part(std::string_view name, std::string_view value, const Date& first, Rule& rule) {
  if (name == "FREQ") return read_every(value, rule);
  if (name == "UNTIL") return rule.until = value, !value.empty();
  if (name == "BYDAY") return read_weekdays(value, rule);
  if (name == "BYMONTHDAY") return value == std::to_string(first.day);
  if (name == "BYMONTH") return value == std::to_string(first.month);
  if (name == "WKST") {
    const auto day = weekday_named(value);
    return day && (rule.week_start = *day, true);
  }
  if (name != "INTERVAL" && name != "COUNT") return false;
  const auto number = whole_number(value, name == "COUNT" ? most_times : longest_interval);
  if (!number) return false;
  (name == "COUNT" ? rule.count : rule.interval) = *number;
  return true;
}

/// Gives the days of one period to `take`; false when it has enough.
bool days_of_period(const Rule& rule, std::int64_t first, std::int64_t period,
                    const std::function<bool(std::int64_t)>& take) {
  const auto fits = [&rule](std::int64_t day) {
    return !rule.on_weekdays || rule.weekdays[static_cast<std::size_t>(weekday_of(day))];
  };
  const std::int64_t step = rule.interval * period;
  if (rule.every == Rule::Every::day) return !fits(first + step) || take(first + step);
  if (rule.every == Rule::Every::month) {
    const Date begun = date_of(first), date = add_months(begun, step);
    return date.day != begun.day || take(day_number(date));  // a month without that day has none
  }
  if (!rule.on_weekdays) return take(first + 7 * step);
  const std::int64_t monday = first - floor_mod(weekday_of(first) - rule.week_start, 7) + 7 * step;
  for (std::int64_t day = monday; day < monday + 7; ++day) {
    if (day >= first && fits(day) && !take(day)) return false;
  }
  return true;
}

}  // namespace

Result<Rule> read_rule(std::string_view text, std::int64_t first) {
  Rule rule;
  bool has_frequency = false, has_month = false;
  const Date date = date_of(first);
  std::string_view frequency;
  while (!text.empty()) {
    const std::string_view part = next_part(text, ';');
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals), value = part.substr(std::min(equals + 1, part.size()));
    if (!read_part(name, value, date, rule)) return Error{"", std::string(part) + " is not understood"};
    if (name == "FREQ") frequency = value;
    has_frequency = has_frequency || name == "FREQ";
    has_month = has_month || name == "BYMONTH";
  }
  if (!has_frequency) return Error{"", "a rule without FREQ"};
  if (frequency == "YEARLY") rule.interval *= 12;
  if (has_month && frequency != "YEARLY") return Error{"", "BYMONTH is understood in yearly rules only"};
  if (rule.every == Rule::Every::month && rule.on_weekdays)
    return Error{"", "BYDAY is understood in daily and weekly rules only"};
  return rule;
}

bool each_day(const Rule& rule, std::int64_t first, const std::function<bool(std::int64_t day)>& take) {
  std::int64_t taken = 0;
  const auto counted = [&](std::int64_t day) { return take(day) && (rule.count == 0 || ++taken < rule.count); };
  for (int period = 0; period < most_periods; ++period) {
    if (!days_of_period(rule, first, period, counted)) return true;
  }
  return false;
}

}  // namespace oasis::ical
