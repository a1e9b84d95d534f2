// The board in and out of JSON (docs/api.md, GET /api/v1/board). May not: count.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "shared/report/board.hpp"

namespace oasis {

/// Instants in milliseconds, the days of a level as {"met", "breached"}, the oldest first.
nlohmann::ordered_json write_board(const Board& board);
/// nullopt for what is no board; entries that are malformed are left out: both sides write it by themselves.
std::optional<Board> read_board(const nlohmann::json& json);

}  // namespace oasis
