// A report as rows of words and numbers, before anything is drawn: what page, table to download, API and
// client share. May not: count; know HTML or a screen.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/report/chain_suggestions.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// One number beside the one of the period before. Unset where nothing was counted that it could be of.
struct ReportCell {
  enum class Kind : std::uint8_t { count, duration, share };
  Kind kind = Kind::count;
  std::optional<double> now;  ///< duration: ms; share: in [0, 1]
  std::optional<double> before;
  bool few = false;    ///< of few values: says little
  std::string behind;  ///< which tickets it is of, as codec/behind writes it; empty: none that could be shown
  friend bool operator==(const ReportCell&, const ReportCell&) = default;
};
struct ReportRow {
  std::string name;
  std::vector<ReportCell> cells;
  std::string key;  ///< of what it is: the customer's id, the priority's word; empty: nothing with an id
  friend bool operator==(const ReportRow&, const ReportRow&) = default;
};
struct ReportSection {
  std::string id;  ///< "customers": names the section for programs
  std::string title;
  std::string note;  ///< one sentence under the title, or empty
  std::string of;    ///< what the rows are: "Customer"
  std::vector<std::string> columns;
  std::vector<ReportRow> rows;
  std::string empty;  ///< what to say without rows
  std::int64_t left_out = 0;  ///< rows that there are besides, after these
  std::int64_t all_rows() const { return static_cast<std::int64_t>(rows.size()) + left_out; }
  friend bool operator==(const ReportSection&, const ReportSection&) = default;
};

/// Escalations by weekday, the first is Monday, and hour.
using HourOfWeek = std::array<std::array<std::int64_t, 24>, 7>;

/// How one kind of time is spread: bars as shared/report/figures.hpp has them.
struct ReportHistogram {
  std::string name;  ///< "First response, open time"
  std::array<std::int64_t, spread_bars> bars{};
  std::int64_t count = 0;
  Duration median;
  Duration p90;
  std::array<std::string, spread_bars> behind;  ///< of each bar, as ReportCell has it
  friend bool operator==(const ReportHistogram&, const ReportHistogram&) = default;
};

/// How long one tier of a chain has a run.
struct ReportStay {
  Id chain;
  std::int32_t tier = 0;
  std::int64_t count = 0;     ///< of stays, at least 1
  std::int64_t answered = 0;  ///< runs that it ended
  Duration median;
  Duration p90;
  Duration spent;  ///< all together
  friend bool operator==(const ReportStay&, const ReportStay&) = default;
};

/// The longest period of a report, in days.
constexpr std::int64_t most_report_days = 3'700;

/// What happened on one day of the period, and on the day as long after the beginning of the period before.
struct ReportDay {
  struct Counts {
    std::int64_t created = 0;
    std::int64_t resolved = 0;
    std::int64_t escalated = 0;
    std::int64_t breached = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
  };
  std::int64_t day = 0;  ///< as `day_number`
  Counts now;
  Counts before;
  friend bool operator==(const ReportDay&, const ReportDay&) = default;
};

struct ReportTable {
  std::string first;  ///< the days, both included, as in 2026-03-31
  std::string last;
  std::string zone;  ///< by whose wall clock
  std::vector<Finding> findings;
  std::vector<ReportSection> sections;  ///< in the order of the page
  std::vector<std::string> categories;  ///< of the tickets that are counted, the busiest first; not all, if there are very many
  HourOfWeek hour_of_week{};
  std::vector<ReportHistogram> histograms;  ///< of the kinds of time that there were
  std::vector<ReportDay> days;              ///< each of the period, in order
  std::vector<ReportStay> stays;            ///< by chain, then tier
  std::vector<WaitSuggestion> suggestions;  ///< none for those who may not see the whole set-up
  friend bool operator==(const ReportTable&, const ReportTable&) = default;
};

/// "2 h 5 min", "45 s", "3 d 4 h".
std::string duration_words(Duration duration);
/// A number as people read it: "1,204", "2 h 5 min", "93 %"; "–" for none.
std::string words_of(ReportCell::Kind kind, const std::optional<double>& value);

}  // namespace oasis
