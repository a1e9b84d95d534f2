// The board for managers and wall screens: plain HTML that renews itself, readable from across the room.
// May not: count, or know requests.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/http/pages.hpp"
#include "shared/model/words.hpp"
#include "shared/report/figures.hpp"

namespace oasis::http {

struct Board {
  struct Number {
    std::string name;
    std::string value;
    std::string than;       ///< "yesterday 4", or empty
    bool alarming = false;  ///< wants somebody now
  };
  struct Breach {
    std::string number;  ///< "#1042"
    std::string subject;
    std::string customer;
    std::string clock;
    std::string left;  ///< "12 min left"
    std::string url;
    bool soon = false;
  };
  struct Level {
    std::string clock;
    Attainment all;
    std::vector<std::optional<double>> days;  ///< attainment by day, the oldest first
  };
  struct Duty {
    std::string schedule;
    std::string people;  ///< "Ann Ek, Bob", or "nobody"
    bool covered = true;
  };
  std::string zone;
  std::string at;     ///< when it was made, local
  bool wall = false;  ///< large type, no links
  std::vector<Number> numbers;
  std::vector<Breach> breaches;
  std::vector<Level> levels;
  std::vector<Duty> on_call;
};

std::string board_page(const PageFrame& frame, const Board& board);

}  // namespace oasis::http
