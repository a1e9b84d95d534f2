// See layout.hpp.
#include "client/chains/layout.hpp"

#include <algorithm>
#include <cmath>

namespace oasis {
namespace {

using ui::Point;
using ui::Rect;

constexpr float least_card = 212, most_card = 320, across = 80, wait_width = 76;
constexpr float head_height = 28, padding = 8;

std::vector<TierColumn> tiers_of(const Chain& chain) {
  std::vector<TierColumn> tiers;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    if (tiers.empty() || tiers.back().tier != chain.steps[i].tier) {
      TierColumn column;
      column.tier = chain.steps[i].tier;
      column.first = i;
      tiers.push_back(column);
    }
    ++tiers.back().count;
  }
  return tiers;
}

std::size_t columns_in_a_row(float width, std::size_t tiers) {
  const float fitting = std::max(1.f, std::floor((width + across) / (least_card + across)));
  return std::min(tiers + 1, static_cast<std::size_t>(fitting));
}

float column_width(float width, std::size_t tiers) {
  const std::size_t columns = columns_in_a_row(width, tiers);
  if (columns == 1) return width;
  const auto count = static_cast<float>(columns);
  return std::min(most_card, (width - (count - 1) * across) / count);
}

/// Lays the columns out row by row; the last one is the end.
class Rows {
 public:
  Rows(const ChainMeasures& measures, ChainLayout& layout) : measures_(measures), layout_(layout) {
    per_row_ = columns_in_a_row(measures.width, layout.tiers.size());
    width_ = column_width(measures.width, layout.tiers.size());
  }

  void run() {
    const std::size_t columns = layout_.tiers.size() + 1;
    layout_.rules.resize(measures_.starts.size());
    layout_.cards.resize(measures_.cards.size());
    // An end that would stand alone in its row stands below the last tier.
    const bool below = per_row_ > 1 && layout_.tiers.size() % per_row_ == 0;
    const std::size_t beside = below ? columns - 1 : columns;
    for (std::size_t first = 0; first < beside; first += per_row_)
      row(first, std::min(first + per_row_, beside));
    if (below) {
      const Rect last = layout_.tiers.back().all;
      y_ = std::max(y_, finish(last.x, last.bottom() + between()) + between());
    }
    layout_.height = y_ - between();
    layout_.waits.resize(layout_.cards.size());
    layout_.arrows.resize(layout_.cards.size());
    for (std::size_t i = 0; i < layout_.cards.size(); ++i) connect(i);
  }

 private:
  float between() const { return measures_.line + 20; }
  float top_of(const TierColumn& tier) const { return tier.all.y - rules_height(tier); }

  void row(std::size_t first, std::size_t end) {
    float above = 0;  // room for the rules that lead to a tier of this row
    for (std::size_t i = first; i < std::min(end, layout_.tiers.size()); ++i)
      above = std::max(above, rules_height(layout_.tiers[i]));
    float bottom = y_;
    for (std::size_t i = first; i < end; ++i) {
      const float x = static_cast<float>(i - first) * (width_ + across);
      bottom = std::max(
          bottom, i < layout_.tiers.size() ? tier(layout_.tiers[i], x, y_ + above) : finish(x, y_ + above));
    }
    y_ = bottom + between();
  }

  float rules_height(const TierColumn& tier) const {
    float height = 0;
    for (const std::size_t step : measures_.starts) {
      if (leads_to(tier, step)) height += measures_.line + 6;
    }
    return height > 0 ? height + 12 : 0;
  }

  static bool leads_to(const TierColumn& tier, std::size_t step) {
    return step >= tier.first && step < tier.first + tier.count;
  }

  float tier(TierColumn& tier, float x, float y) {
    float rule = y - rules_height(tier);
    for (std::size_t i = 0; i < measures_.starts.size(); ++i) {
      if (!leads_to(tier, measures_.starts[i])) continue;
      layout_.rules[i] = {x, rule, width_, measures_.line};
      rule += measures_.line + 6;
    }
    tier.head = {x + padding, y, width_ - 2 * padding, head_height};
    float below = y + head_height;
    for (std::size_t i = tier.first; i < tier.first + tier.count; ++i) {
      layout_.cards[i] = {x + padding, below, width_ - 2 * padding, measures_.cards[i]};
      below += measures_.cards[i] + (i + 1 < tier.first + tier.count ? between() : 0);
    }
    if (measures_.editable) {
      below += 6;
      tier.add = {x + padding, below, width_ - 2 * padding, measures_.line};
      below += measures_.line;
    }
    tier.all = {x, y, width_, below + padding - y};
    return tier.all.bottom();
  }

  float finish(float x, float y) {
    layout_.end_head = {x + padding, y, width_ - 2 * padding, head_height};
    layout_.end = {x + padding, y + head_height, width_ - 2 * padding, measures_.end_height};
    return layout_.end.bottom() + padding;
  }

  void connect(std::size_t i) {
    const Rect from = layout_.cards[i];
    const TierColumn& tier = tier_of(i);
    const float line = measures_.line, x = from.x + 28;
    if (i + 1 < tier.first + tier.count) {
      layout_.arrows[i].way = {{x, from.bottom()}, {x, layout_.cards[i + 1].y}};
      layout_.waits[i] = {from.x + 8, from.bottom() + (between() - line) / 2, from.w - 16, line};
      return;
    }
    const bool last = i + 1 == layout_.cards.size();
    const Rect to = last ? layout_.end : layout_.cards[i + 1];
    const float top = last ? layout_.end_head.y : top_of(tier_of(i + 1));
    if (to.x > from.x) {
      const float y = from.y + 26, middle = from.right() + (to.x - from.right()) / 2, arrival = to.y + 26;
      layout_.arrows[i].way = {{from.right(), y}, {middle, y}, {middle, arrival}, {to.x, arrival}};
      layout_.waits[i] = {middle - wait_width / 2, y - line / 2, wait_width, line};
    } else if (to.x == from.x) {
      layout_.arrows[i].way = {{x, tier.all.bottom()}, {x, top}};
      layout_.waits[i] = {from.x + 8, (tier.all.bottom() + top - line) / 2, from.w - 16, line};
    } else {  // to the beginning of the next row
      const float begin = from.center().x, along = row_bottom(tier) + between() / 2, down = to.x + 28;
      layout_.arrows[i].way = {{begin, tier.all.bottom()}, {begin, along}, {down, along}, {down, top}};
      layout_.waits[i] = {(begin + down) / 2 - wait_width / 2, along - line / 2, wait_width, line};
    }
  }

  const TierColumn& tier_of(std::size_t step) const {
    return *std::find_if(layout_.tiers.begin(), layout_.tiers.end(),
                         [&](const TierColumn& tier) { return leads_to(tier, step); });
  }

  /// The lowest edge of the columns beside it.
  float row_bottom(const TierColumn& beside) const {
    float bottom = beside.all.bottom();
    for (const TierColumn& tier : layout_.tiers) {
      if (tier.all.y == beside.all.y) bottom = std::max(bottom, tier.all.bottom());
    }
    return bottom;
  }

  const ChainMeasures& measures_;
  ChainLayout& layout_;
  std::size_t per_row_ = 1;
  float width_ = 0;
  float y_ = 0;
};

float distance(const Rect& r, Point p) {
  const float dx = std::max({r.x - p.x, 0.f, p.x - r.right()});
  const float dy = std::max({r.y - p.y, 0.f, p.y - r.bottom()});
  return dx * dx + dy * dy;
}

}  // namespace

float card_width(float width, std::size_t tiers) {
  return column_width(width, tiers) - 2 * padding;
}

std::size_t count_tiers(const Chain& chain) {
  return tiers_of(chain).size();
}

ChainLayout lay_out(const Chain& chain, const ChainMeasures& measures) {
  ChainLayout layout;
  layout.tiers = tiers_of(chain);
  Rows(measures, layout).run();
  return layout;
}

std::optional<CardDrop> drop_at(const ChainLayout& layout, Point at) {
  if (layout.tiers.empty()) return std::nullopt;
  const TierColumn* nearest = &layout.tiers.front();
  for (const TierColumn& tier : layout.tiers) {
    if (distance(tier.all, at) < distance(nearest->all, at)) nearest = &tier;
  }
  const Rect end{layout.end_head.x, layout.end_head.y, layout.end.w, layout.end.bottom() - layout.end_head.y};
  if (distance(end, at) < distance(nearest->all, at)) {
    const Rect mark{end.x, layout.end.y - 3, end.w, 3};
    return CardDrop{layout.tiers.back().tier + 1, layout.cards.size(), mark};
  }
  CardDrop drop{nearest->tier, nearest->first + nearest->count, {}};
  for (std::size_t i = nearest->first; i < nearest->first + nearest->count; ++i) {
    if (at.y < layout.cards[i].center().y) {
      drop.before = i;
      break;
    }
  }
  const bool behind = drop.before == nearest->first + nearest->count;
  const Rect beside = layout.cards[behind ? drop.before - 1 : drop.before];
  drop.mark = {beside.x, behind ? beside.bottom() + 4 : beside.y - 7, beside.w, 3};
  return drop;
}

}  // namespace oasis
