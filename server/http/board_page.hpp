// The board for managers and wall screens: plain HTML that renews itself, readable from across the room.
// May not: count, or know requests.
#pragma once

#include <string>

#include "server/engine/links.hpp"
#include "server/http/pages.hpp"
#include "shared/report/board.hpp"

namespace oasis::http {

/// How it is to be shown.
struct BoardView {
  const engine::Links& links;
  std::string filters;  ///< "&customer=globex", as parameters_of a slice
  std::string at;       ///< when it was made, local
  bool wall = false;  ///< large type, no links
};

std::string board_page(const PageFrame& frame, const Board& board, const BoardView& view);

}  // namespace oasis::http
