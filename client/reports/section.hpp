// One section of a report: a table whose rows have a bar each, as wide as there is room; on a phone each row
// is a block. May not: count; ask.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/charts/steps.hpp"
#include "client/replica/question.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// How many rows of a section the room asks for at first.
constexpr std::int64_t first_rows = 8;

/// What the room remembers of a section.
struct SectionView {
  ChartSteps steps;
  bool all = false;                    ///< more than the first rows are wanted
  Question question;                   ///< for all of them
  std::string asked;                   ///< what it was asked
  std::optional<ReportSection> whole;  ///< the answer
};

/// The section as it is to be shown: all of it where that was wanted and has come.
const ReportSection& shown_of(const ReportSection& section, const SectionView& view);

/// About how high it will be, to put sections side by side.
float section_height(const ReportSection& section, const SectionView& view, float width);

/// `report` is what the server was asked, "?from=2026-03-01&to=…": numbers lead to their tickets, and rows that did not come yet
/// are asked for when they are wanted.
void draw_section(Desk& desk, const ReportSection& section, SectionView& view, const std::string& report);

/// The address of the tickets behind a number; empty where there are none to show.
std::string tickets_behind(const ReportCell& cell, const std::string& report);

/// "93 %, was 88 %, few values".
std::string spoken(const ReportCell& cell);

}  // namespace oasis
