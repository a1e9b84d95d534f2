// Icons, drawn as strokes on a 16 × 16 grid: sharp at every size, no font and no picture to load.
// May not: carry meaning alone; whoever shows one gives it a name.
#pragma once

#include "client/ui/paint.hpp"

namespace oasis::ui {

enum class Icon : std::uint8_t {
  none,
  inbox,
  search,
  plus,
  minus,
  check,
  close,
  chevron_down,
  chevron_right,
  chevron_left,
  chevron_up,
  arrow_up,
  arrow_left,
  arrow_right,
  reply,
  note,
  bell,
  clock,
  pause,
  play,
  warning,
  user,
  users,
  settings,
  menu,
  send,
  paperclip,
  more,
  external,
  calendar,
  chart,
  filter,
  sun,
  moon,
  link,
  tag,
  chain,
  escalate,
  refresh,
  offline,
  edit,
  trash,
  eye,
  star,
  mail,
  phone,
  flag,
  lightning,
  sidebar,
  sign_out,
  undo,
  redo,
  download,
};

/// Fills the square in the middle of `rect`.
void draw_icon(Painter& paint, Icon icon, Rect rect, Color color);

}  // namespace oasis::ui
