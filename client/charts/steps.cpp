// See steps.hpp.
#include "client/charts/steps.hpp"

#include <algorithm>

#include "client/ui/finger.hpp"

namespace oasis {

Stepping::Stepping(ui::Ui& ui, ChartSteps& steps, int count, int across)
    : ui_(ui), steps_(steps), count_(count), across_(std::max(1, across)) {
  steps_.at = std::min(steps_.at, count - 1);
}

std::uint32_t Stepping::state_of(int value, ui::NodeId id, ui::Rect rect) {
  if (ui_.focused(id)) {
    with_keyboard_ = value;
    if (!steps_.moves) steps_.at = value;
  }
  if (steps_.moves && steps_.at == value) {
    steps_.moves = false;
    steps_.to_show = rect;
    ui_.focus(id);
  }
  const bool reached_by_tab = value == std::max(0, steps_.at);
  return (reached_by_tab ? platform::state_focusable : platform::state_focus_target) |
         (with_keyboard_ == value ? platform::state_selected : 0u);
}

bool Stepping::chooses(int value, const ui::Press& press) {
  if (with_keyboard_ == value && ui_.shortcut("Enter")) return true;
  if (!press.clicked) return false;
  if (!press.hovered || !ui::by_finger() || with_keyboard_ == value) return true;
  steps_.at = value;
  steps_.moves = true;
  ui_.again();
  return false;
}

Stepping::~Stepping() {
  if (with_keyboard_ < 0) return;
  int to = with_keyboard_;
  if (across_ > 1 && ui_.shortcut("ArrowRight")) to += 1;
  if (across_ > 1 && ui_.shortcut("ArrowLeft")) to -= 1;
  if (across_ < count_ && ui_.shortcut("ArrowDown")) to += across_;
  if (across_ < count_ && ui_.shortcut("ArrowUp")) to -= across_;
  if (ui_.shortcut("Home")) to = 0;
  if (ui_.shortcut("End")) to = count_ - 1;
  if (to < 0 || to >= count_ || to == with_keyboard_) return;
  steps_.at = to;
  steps_.moves = true;
  ui_.again();
}

}  // namespace oasis
