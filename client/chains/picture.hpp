// The picture of one chain, drawn with its cards to be opened, dragged and moved by keyboard, and as a table
// in the semantic tree. May not: change the chain; it answers what is wished.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "client/chains/document.hpp"
#include "client/chains/layout.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// What is being dragged: a card to another place, a copy of it, or the arrow that leaves it to another step.
struct CardDrag {
  enum class What : std::uint8_t { card, copy, arrow } what = What::card;
  bool held = false;
  bool moved = false;  ///< far enough to mean it
  std::size_t step = 0;
  ui::Point from;
};

struct ChainPicture {
  CardDrag drag;
  std::optional<std::size_t> focus;  ///< the step whose card takes the keyboard next
  bool leads_open = false;           ///< the menu "Leads to" of the arrow that leaves…
  std::size_t leads_from = 0;        ///< …this step
};

struct PictureWish {
  std::optional<std::size_t> open;  ///< a step
  bool wait = false;                ///< its wait in particular
  std::optional<ChainEdit> edit;
};

/// `open` is the step whose form is shown; none where it is not below `steps`.
PictureWish draw_picture(Desk& desk, const ChainDocument& document, ChainPicture& picture, std::size_t chain,
                         const std::vector<StepNow>& now, std::size_t open);

}  // namespace oasis
