// Which value of a chart is looked at: arrow keys go from one to the next, and each is an element of the page
// that has the keyboard then, so a reader hears its words. May not: draw.
#pragma once

#include <cstdint>
#include <optional>

#include "client/ui/ui.hpp"

namespace oasis {

/// What a chart remembers; belongs to the room.
struct ChartSteps {
  int at = -1;                      ///< the value that was last reached; -1: none yet
  bool moves = false;               ///< the keyboard follows it; used by Stepping
  std::optional<ui::Rect> to_show;  ///< where the keyboard went: the room scrolls there and forgets it
};

/// One frame of it, around the values of one chart.
class Stepping {
 public:
  /// `count` values in rows of `across`: up and down go by a row, left and right by one.
  Stepping(ui::Ui& ui, ChartSteps& steps, int count, int across);
  /// Takes the keys.
  ~Stepping();
  Stepping(const Stepping&) = delete;

  /// The state of a value's element; call once for each, with its id and place.
  std::uint32_t state_of(int value, ui::NodeId id, ui::Rect rect);
  /// Whether this press, or Enter, chooses the value. A finger hovers over nothing, so its first press only looks at a value, which
  /// says its words; a press on what is looked at chooses it. Call after state_of.
  bool chooses(int value, const ui::Press& press);
  /// The value that has the keyboard, or -1.
  int with_keyboard() const { return with_keyboard_; }

 private:
  ui::Ui& ui_;
  ChartSteps& steps_;
  int count_;
  int across_;
  int with_keyboard_ = -1;
};

}  // namespace oasis
