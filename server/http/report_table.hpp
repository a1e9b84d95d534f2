// A report as rows of words, by the names of the workspace: what page, table to download and API share.
// May not: know HTML; count.
#pragma once

#include <vector>

#include "server/http/report_page.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {

/// All sections in the order of the page.
std::vector<ReportSection> sections_of(const Report& report);

}  // namespace oasis::http
