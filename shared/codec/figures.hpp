// Figures of a report as JSON: what the API answers and the client reads (docs/metrics.md). May not: count.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"

namespace oasis {

/// Durations in milliseconds, shares in [0, 1] or null where nothing was judged, groups as objects by their
/// value ("" = none), steps as a list. `people` are left to the caller: who may see names is its to know.
nlohmann::ordered_json write_figures(const Figures& figures);
/// {"count", "mean", "median", "p90", "p95", "longest", "few", "bars"}
nlohmann::ordered_json write_spread(const Spread& spread);
/// {"pages": {"working", "off", "sleep"}, "told", "answered", "replies", "resolved"}
nlohmann::ordered_json write_person_figures(const PersonFigures& person);
/// [{"kind", "what", "evidence", "action", "place", "subject"}]
nlohmann::ordered_json write_findings(const std::vector<Finding>& findings);
/// "breaches_gather", …
std::string_view word(Finding::Kind kind);
/// The same back; of a kind that is not known here: left out.
std::vector<Finding> read_findings(const nlohmann::json& json);

}  // namespace oasis
