// Where everything of a chain's picture stands: tiers as columns from left to right, continued on the next
// row where a page is too narrow, one below the other on a phone. Pure. May not: draw, or know what a card
// says.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "client/ui/geometry.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

/// How much room the parts need, CSS pixels.
struct ChainMeasures {
  float width = 0;                  ///< of the whole picture
  std::vector<float> cards;         ///< heights, by step
  std::vector<std::size_t> starts;  ///< for each rule that starts the chain, the step it begins with
  float end_height = 0;             ///< of the card "In the end"
  float line = 28;                  ///< of a rule, a wait, the button below a tier
  bool editable = false;            ///< room for "Add step" below each tier
};

/// A line from one place to the next, with corners.
struct ChainArrow {
  std::vector<ui::Point> way;
};

struct TierColumn {
  std::int32_t tier = 1;
  ui::Rect all;   ///< with its heading, cards and button; what is dropped here goes to this tier
  ui::Rect head;  ///< "Tier 2"
  ui::Rect add;   ///< the button below; empty where nothing may be changed
  std::size_t first = 0, count = 0;  ///< its steps
};

struct ChainLayout {
  std::vector<TierColumn> tiers;
  std::vector<ui::Rect> cards;     ///< by step
  std::vector<ui::Rect> waits;     ///< by step: the words on the arrow that leaves it
  std::vector<ChainArrow> arrows;  ///< by step
  std::vector<ui::Rect> rules;     ///< by start; each above the tier that it leads to
  ui::Rect end_head, end;          ///< "In the end"
  float height = 0;
};

/// How wide a card is in a picture of that width; the picture of `tiers` has a column more than that, its
/// end.
float card_width(float width, std::size_t tiers);
std::size_t count_tiers(const Chain& chain);

/// From (0, 0). O(steps + rules).
ChainLayout lay_out(const Chain& chain, const ChainMeasures& measures);

/// Where a card that is let go at `at` would go: its tier, and the step before which it would stand.
struct CardDrop {
  std::int32_t tier = 1;
  std::size_t before = 0;
  ui::Rect mark;  ///< a line to be shown there
};
std::optional<CardDrop> drop_at(const ChainLayout& layout, ui::Point at);

}  // namespace oasis
