// What a person did since the last frame, apart from the pointer (which goes straight to Dear ImGui).
// May not: know widgets.
#pragma once

#include <string>
#include <vector>

#include "client/platform/semantics.hpp"

namespace oasis::platform {

/// A key as the page names it (UI Events KeyboardEvent.key): "a", "Enter", "ArrowDown", "?".
struct KeyPress {
  std::string key;
  bool ctrl = false;  // or Command on a Mac
  bool shift = false;
  bool alt = false;
  bool consumed = false;  // set by the widget that used it; an unused key keeps its meaning in the browser
};

/// A text field has new content, however it came there: keys, input method, paste, dictation, a test.
struct Edit {
  NodeId field = 0;
  std::string value;  // UTF-8, whole content
};

/// A scroll area was scrolled by the page itself: focus, find in page, assistive technology.
struct Scroll {
  NodeId area = 0;
  float y = 0;  // CSS pixels
};

/// A file that was dropped, pasted or picked, on its way to the server (Platform::accept_files).
struct Upload {
  std::uint32_t number = 0;  // of this page's uploads, from 1
  std::string place;         // where files went when the person gave this one
  std::string name;
  int status = 0;    // -1: under way; 0: no connection; else the answer's HTTP status
  int percent = 0;   // under way: how much of it has left
  std::string body;  // of the answer
};

/// Emptied after each frame, but for `focused`.
struct Input {
  std::vector<KeyPress> keys;
  std::vector<Edit> edits;
  std::vector<Scroll> scrolls;
  std::vector<Upload> uploads;
  float wheel_x = 0,
        wheel_y = 0;     // CSS pixels to scroll by, positive is right and down; taken by the innermost area
  NodeId activated = 0;  // by keyboard or assistive technology: acts like a click
  NodeId submitted = 0;  // field in which Enter (one line) or Ctrl+Enter (several lines) was pressed
  NodeId cancelled = 0;  // field that was left by Escape
  NodeId context_menu = 0;     // element whose menu was asked for by key or long press on the mirror
  NodeId focused = 0;          // element that has the keyboard; 0: none
  bool focus_visible = false;  // it came there by keyboard: show where it is
};

}  // namespace oasis::platform
