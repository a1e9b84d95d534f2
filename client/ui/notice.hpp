// What the program says by itself: banners, toasts, announcements, empty and loading states.
// May not: block.
#pragma once

#include <string>
#include <vector>

#include "client/ui/button.hpp"
#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

/// A strip across the page: offline, stale data, a new version. True when its action is pressed.
/// As high as its words need; the action stands below them where both beside each other had too little room.
bool banner(Ui& ui, Tone tone, std::string_view sentence, std::string_view action = {});
/// The height that banner() takes at a width, in CSS pixels.
float banner_height(Ui& ui, std::string_view sentence, std::string_view action, float width);

/// What happened a moment ago, in the lower corner, for 6 s or until closed; read out by screen readers.
class Toasts {
 public:
  /// Answers the toast's number. With an action, for example "Undo", it has a button.
  std::uint64_t say(Ui& ui, std::string sentence, Tone tone = Tone::normal, std::string action = {},
                    Duration stays = seconds(6));
  /// Call once a frame, last. Answers the number of the toast whose action was pressed in this frame, or 0.
  std::uint64_t draw(Ui& ui);

 private:
  struct Toast {
    std::uint64_t id;
    std::string sentence;
    std::string action;
    Tone tone;
    Instant until;
  };
  enum class Choice : std::uint8_t { none, action, close };
  static Choice draw_one(Ui& ui, const Toast& toast, Rect rect);

  std::vector<Toast> toasts_;
  std::uint64_t next_ = 1;
};

/// Nothing to show: what that means and the next sensible step. True when the action is pressed.
bool empty_state(Ui& ui, Icon icon, std::string_view title, std::string_view sentence,
                 std::string_view action = {});

/// Grey bars where content will be.
void skeleton(Ui& ui, std::string_view what, int rows);

/// 0…1, or below 0 when it is unknown how long it takes (still, when motion is unwanted).
void progress(Ui& ui, Name name, float share);

}  // namespace oasis::ui
