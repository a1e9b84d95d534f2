// Cells of a table for other programs (RFC 4180). May not: know what is in them.
#pragma once

#include <string>

namespace oasis::http {

/// Quoted; what a spreadsheet would take for a formula begins with an apostrophe.
std::string csv_cell(const std::string& text);

}  // namespace oasis::http
