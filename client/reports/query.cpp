// See query.hpp.
#include "client/reports/query.hpp"

#include <algorithm>

#include "client/replica/wire.hpp"
#include "client/words/locale.hpp"
#include "shared/codec/words.hpp"
#include "shared/report/table.hpp"
#include "shared/text/percent.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::array<std::string_view, 5> period_words{"7d", "28d", "90d", "month", "last-month"};
constexpr std::string_view room = "/reports";

struct TypedDays {
  std::string_view first, last;
};

void read_field(ReportQuery& query, TypedDays& days, std::string_view key, std::string_view value) {
  if (key == "period") {
    const auto found = std::find(period_words.begin(), period_words.end(), value);
    if (found != period_words.end()) query.period = static_cast<ReportPeriod>(found - period_words.begin());
  }
  if (key == "priority") query.priority = value_of<Priority>(value);
  if (key == "customer") query.customer = value;
  if (key == "team") query.team = value;
  if (key == "channel") query.channel = value;
  if (key == "from") days.first = value;
  if (key == "to") days.last = value;
}

}  // namespace

ReportQuery read_report_address(std::string_view address) {
  ReportQuery query;
  TypedDays days;
  const std::size_t mark = address.find('?');
  if (mark == std::string_view::npos) return query;
  address.remove_prefix(mark + 1);
  while (!address.empty()) {
    const std::size_t equals = std::min(address.find('='), address.size());
    const std::string_view key = address.substr(0, equals);
    address.remove_prefix(std::min(equals + 1, address.size()));
    if (key == "category") {  // people's own words, to the end
      query.category = address;
      break;
    }
    const std::size_t end = std::min(address.find('&'), address.size());
    read_field(query, days, key, address.substr(0, end));
    address.remove_prefix(std::min(end + 1, address.size()));
  }
  query.days = read_days(days.first, days.last);
  return query;
}

std::string filters_of(const ReportQuery& query, bool encoded) {
  std::string text;
  const auto add = [&](const char* key, std::string_view value) {
    if (value.empty()) return;
    if (!text.empty()) text += '&';
    text.append(key).append("=").append(encoded ? percent_encoded(value) : std::string(value));
  };
  if (query.priority) add("priority", word(*query.priority));
  add("customer", query.customer);
  add("team", query.team);
  add("channel", query.channel);
  add("category", query.category);
  return text;
}

std::string address_of(const ReportQuery& query) {
  std::string address(room);
  char next = '?';
  if (query.days) {
    address += "?from=" + to_text(date_of(query.days->first)) + "&to=" + to_text(date_of(query.days->last));
    next = '&';
  } else if (query.period != ReportPeriod::four_weeks) {
    address.append("?period=").append(period_words[static_cast<std::size_t>(query.period)]);
    next = '&';
  }
  const std::string filters = filters_of(query, false);
  return filters.empty() ? address : address + next + filters;
}

ReportQuery all_of(ReportPeriod period) {
  ReportQuery query;
  query.period = period;
  return query;
}

ReportQuery without_filters(const ReportQuery& query) {
  ReportQuery all = all_of(query.period);
  all.days = query.days;
  return all;
}

ReportDays days_of(ReportPeriod period, std::int64_t today) {
  const std::int64_t month = today - date_of(today).day + 1;
  switch (period) {
    case ReportPeriod::week:
      return {today - 6, today};
    case ReportPeriod::four_weeks:
      return {today - 27, today};
    case ReportPeriod::quarter:
      return {today - 89, today};
    case ReportPeriod::this_month:
      return {month, today};
    case ReportPeriod::last_month:
      return {month - date_of(month - 1).day, month - 1};
  }
  return {today, today};
}

ReportDays days_of(const ReportQuery& query, std::int64_t today) {
  return query.days ? *query.days : days_of(query.period, today);
}

std::optional<ReportDays> read_days(std::string_view first, std::string_view last) {
  const auto from = parse_date(first), to = parse_date(last);
  if (!from.ok() || !to.ok()) return std::nullopt;
  const ReportDays days{day_number(*from), day_number(*to)};
  if (days.count() < 1 || days.count() > most_report_days) return std::nullopt;
  return days;
}

ReportQuery with_known_period(ReportQuery query, std::int64_t today) {
  for (std::size_t i = 0; query.days && i < report_period_names.size(); ++i) {
    const auto period = static_cast<ReportPeriod>(i);
    if (!(days_of(period, today) == *query.days)) continue;
    query.period = period;
    query.days.reset();
  }
  return query;
}

std::string query_text(const ReportQuery& query, std::int64_t today) {
  const ReportDays days = days_of(query, today);
  const std::string filters = filters_of(query, true);
  return "?from=" + to_text(date_of(days.first)) + "&to=" + to_text(date_of(days.last)) +
         (filters.empty() ? "" : "&" + filters);
}

std::string words_of_days(const std::string& first, const std::string& last, const std::string& zone) {
  const auto from = parse_date(first), to = parse_date(last);
  if (!from.ok() || !to.ok()) return first + " – " + last + ", " + zone;
  return phrase("{1} – {2} {3}"_tr, write_day(day_number(*from)), write_day(day_number(*to)), std::to_string(to->year)) + ", " + zone;
}

}  // namespace oasis
