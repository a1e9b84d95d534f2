// What a service report says, in the languages that we have words in: sentences, names of rows and columns, numbers as
// that language writes them. Pure. May not: know HTML or mails; count.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/notify/date_words.hpp"
#include "shared/model/workspace.hpp"
#include "shared/report/service_report.hpp"
#include "shared/report/table.hpp"

namespace oasis::notify {

/// A place "{}" takes a name or a number; where there are several, in their order.
struct ServiceReportWords {
  std::array<std::string_view, 12> months;
  std::array<std::string_view, priority_count> priorities;
  std::array<std::string_view, clock_count> clocks;
  std::string_view thousands, decimal, hours, minutes, seconds, of_five, few, few_means;
  // The page.
  std::string_view title, period, so_far, level, no_level, what_happened, in_brackets, no_category;
  std::string_view figures, figure, value;
  std::string_view opened, resolved, reopened, open_at_end, open_now, kept_share, rating;
  std::string_view by_priority, priority, by_category, category, no_tickets;
  std::string_view times, times_note, time, how_many, median, p90, longest, first_response, next_response, resolution, no_times;
  std::string_view promises, promises_note, promise, kept, missed_count, share, same_day, no_promises;
  std::string_view missed, missed_note, ticket, missed_what, due, over, still, none_missed;
  std::string_view escalations, escalations_note, escalated, escalations_answered, unanswered, until_answer, no_escalations;
  std::string_view ratings, score, count, no_ratings, made_at;
  // Sentences: of one, of several.
  std::array<std::string_view, 3> opened_sentence;    ///< none, one, several; the month
  std::string_view more_than, fewer_than, as_many_as;  ///< how many, the month before; behind opened_sentence
  std::string_view nor_in, nothing_open;              ///< of a month with none as the one before; with none left
  std::array<std::string_view, 3> resolved_sentence;  ///< none, one, several
  std::array<std::string_view, 3> open_sentence;      ///< none, one, several; behind resolved_sentence
  std::array<std::string_view, 3> open_now_sentence;
  std::string_view all_kept, one_kept, one_missed, some_kept;  ///< promised times
  std::array<std::string_view, 2> escalated_sentence;
  std::string_view answered_sentence;
  std::array<std::string_view, 2> rated_sentence;
  // The mail.
  std::string_view subject, greeting, here_it_is, and_more, attached, footer, test;
};
const ServiceReportWords& service_report_words(Tongue tongue);

/// "October 2026".
std::string month_words(Tongue tongue, const ReviewMonth& month);
/// "1–31 October 2026".
std::string period_words(Tongue tongue, const ReviewMonth& month);
/// "1,204", "26 h 5 min" (never days: a day of service has fewer hours), "93.5 %" (never rounded up to all); "–" for none.
std::string number_words(Tongue tongue, ReportCell::Kind kind, const std::optional<double>& value);
/// "4.7 of 5", "–".
std::string rating_words(Tongue tongue, const std::optional<double>& rating);

/// What happened, in a few sentences.
std::vector<std::string> sentences_of(Tongue tongue, const ServiceReport& report);
/// The tables, in the order of the page; what was missed is not one of them.
std::vector<ReportSection> sections_of(Tongue tongue, const ServiceReport& report);

}  // namespace oasis::notify
