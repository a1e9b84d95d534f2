// What a report is about: a period and filters, in the address of the room and in the question to the server.
// Pure. May not: draw; know the network.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/words/translated.hpp"
#include "shared/model/words.hpp"

namespace oasis {

enum class ReportPeriod : std::uint8_t { week, four_weeks, quarter, this_month, last_month };
constexpr std::array<const char*, 5> report_period_names{"Last 7 days"_kept, "Last 28 days"_kept, "Last 90 days"_kept,
                                                              "This month"_kept, "Last month"_kept};

/// Days as `day_number`, both included.
struct ReportDays {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t count() const { return last - first + 1; }
  friend bool operator==(const ReportDays&, const ReportDays&) = default;
};
struct ReportQuery {
  ReportPeriod period = ReportPeriod::four_weeks;
  std::optional<Priority> priority;  ///< of tickets; unset and empty: any
  Id customer;
  Id team;
  std::string category;
  std::string channel = {};  ///< by which tickets came: "email"
  std::optional<ReportDays> days = std::nullopt;  ///< instead of a period that moves with today
  bool is_filtered() const { return priority || !customer.empty() || !team.empty() || !category.empty() || !channel.empty(); }
  friend bool operator==(const ReportQuery&, const ReportQuery&) = default;
};

/// "/reports?period=7d&customer=globex", or with days of one's own "/reports?from=2026-03-01&to=2026-03-31"; what is not known in it is as if it was not there.
ReportQuery read_report_address(std::string_view address);
std::string address_of(const ReportQuery& query);
/// The filters alone, without a period: "customer=globex&team=net" as an address has them, or encoded for the server.
std::string filters_of(const ReportQuery& query, bool encoded);
/// All tickets of a period.
ReportQuery all_of(ReportPeriod period);
/// All tickets of the same days.
ReportQuery without_filters(const ReportQuery& query);

ReportDays days_of(ReportPeriod period, std::int64_t today);
ReportDays days_of(const ReportQuery& query, std::int64_t today);
/// The days from one to another as people type them; nullopt where one is no day, they are the wrong way round or too many.
std::optional<ReportDays> read_days(std::string_view first, std::string_view last);
/// With the period whose days these are today, where there is one.
ReportQuery with_known_period(ReportQuery query, std::int64_t today);

/// "?from=2026-03-01&to=…": what the server's report, its page and its table to download take.
std::string query_text(const ReportQuery& query, std::int64_t today);

/// "Wed 4 Feb – Tue 3 Mar 2026, Europe/Berlin", of days as the server writes them.
std::string words_of_days(const std::string& first, const std::string& last, const std::string& zone);

}  // namespace oasis
