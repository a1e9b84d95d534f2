// The rows of a report in and out of JSON (docs/api.md, GET /api/v1/report). May not: count.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "shared/report/table.hpp"

namespace oasis {

/// A list of {"id", "title", "note", "of", "columns", "rows", "row_count", "empty"}: how many rows there are, also where only
/// the first are in it; a row is {"name", "key", "cells"}, a
/// cell {"kind", "now", "before", "few"}: durations in milliseconds, shares in [0, 1], null where there is
/// none.
nlohmann::ordered_json write_sections(const std::vector<ReportSection>& sections);
/// [{"chain", "step", "wait", "what", "evidence"}], waits in milliseconds.
nlohmann::ordered_json write_suggestions(const std::vector<WaitSuggestion>& suggestions);

/// Of the whole answer: "from", "to", "zone", "findings", "suggestions", "sections", "categories", and the
/// "hour_of_week", "by_day", spreads and "steps" of "now" and the "by_day" of "before". nullopt
/// for what is no report; entries that are malformed are left out: both sides write it by themselves.
std::optional<ReportTable> read_report_table(const nlohmann::json& json);

}  // namespace oasis
