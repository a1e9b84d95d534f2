// How wide each column of a report's table is: as its words need it; the names take what is left. May not:
// draw.
#pragma once

#include <string>
#include <vector>

#include "client/ui/ui.hpp"
#include "shared/report/table.hpp"

namespace oasis {

constexpr float column_gap = 14;  ///< between two columns

struct ReportColumns {
  bool is_block = false;  ///< no room for columns: each row is a block with its numbers below its name
  float name_width = 0;
  float head_height = 0;
  std::vector<float> widths;  ///< the gap before each included
  int across = 3;             ///< of a block: numbers beside each other
  bool before_below = false;  ///< of a block: what a number was stands below it
};

ReportColumns columns_of(ui::Ui& ui, const ReportSection& section, float width);

/// "was 88 %", "few, was 88 %"; empty where there is nothing to compare with.
std::string words_before(const ReportCell& cell);

}  // namespace oasis
