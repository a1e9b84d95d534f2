// The answers to a scenario's questions as they are printed (docs/scenario.md). Internal to this room.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>

#include "shared/codec/drill_score.hpp"
#include "shared/simulate/run.hpp"
#include "shared/simulate/scenario.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// "Scores with two decimals, halves away from zero."
double two_decimals(double score);

/// The answer to `query`, the scenario's question number `index`.
nlohmann::ordered_json write_answer(const Query& query, std::size_t index, const SimulationResult& result,
                                    const Zones& zones);

}  // namespace oasis
