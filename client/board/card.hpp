// What the parts of the board share: a card with its title, a line of quiet words, what leads to tickets. May not: know
// what is written in a card.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "client/board/type.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/board.hpp"

namespace oasis {

/// Where things are drawn, and how large.
struct BoardPlace {
  Desk& desk;
  const Board& board;
  const BoardType& type;
  std::string filters;  ///< of the tickets it counts, as an address has them: "customer=globex"; empty: all
};

/// A card with its title, closed with the group; what is left for content.
class BoardCard {
 public:
  BoardCard(const BoardPlace& place, ui::Rect rect, std::string_view title);
  ~BoardCard();
  BoardCard(const BoardCard&) = delete;

  ui::Rect content;

 private:
  ui::Ui& ui_;
};

/// What a card takes beside its content.
inline float frame_height(const BoardType& type) {
  return 2 * type.padding + line_of(type.title) + type.padding / 2;
}

/// A line of quiet words of that size in a card.
void draw_remark(const BoardPlace& place, const std::string& words, ui::Rect line, float em);

/// The tickets of days, as `day_number`, both included; `of` as text_of a Behind.
std::string tickets_of_days(const BoardPlace& place, std::int64_t first, std::int64_t last, const std::string& of);

/// The element of something that leads to an address; mere words where there is none.
void put_link(const BoardPlace& place, std::string_view key, const std::string& words, const std::string& address,
              ui::Rect rect);

}  // namespace oasis
