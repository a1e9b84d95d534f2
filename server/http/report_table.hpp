// A report as rows of words, before anything is drawn: what page and CSV share. May not: know HTML.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/http/report_page.hpp"

namespace oasis::http {

/// One number beside the one of the period before. Unset where nothing was counted that it could be of.
struct ReportCell {
  enum class Kind : std::uint8_t { count, duration, share };
  Kind kind = Kind::count;
  std::optional<double> now;  ///< duration: ms; share: in [0, 1]
  std::optional<double> before;
  bool few = false;  ///< of few values: says little
};
struct ReportRow {
  std::string name;
  std::vector<ReportCell> cells;
};
struct ReportSection {
  std::string title;
  std::string note;  ///< one sentence under the title, or empty
  std::string of;    ///< what the rows are: "Customer"
  std::vector<std::string> columns;
  std::vector<ReportRow> rows;
  std::string empty;  ///< what to say without rows
};

/// All sections in the order of the page.
std::vector<ReportSection> sections_of(const Report& report);

/// "2 h 5 min", "45 s", "3 d 4 h".
std::string duration_words(Duration duration);
/// A number as people read it: "1,204", "2 h 5 min", "93 %"; "–" for none.
std::string words_of(ReportCell::Kind kind, const std::optional<double>& value);

}  // namespace oasis::http
