// The column at the left: views with what they hold, saved views, the other rooms, and who is signed in.
// May not: draw a room.
#pragma once

#include <cstdint>
#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/views.hpp"

namespace oasis {

constexpr float navigation_width = 224;

struct Navigation {
  bool open = false;  ///< on narrow pages, where it lies over the room
  bool person_open = false;
  ViewCounts counts;
  std::uint64_t counted_revision = 0;  ///< the replica's when they were counted
  Instant counted_at;
  std::string removing;  ///< the saved view whose menu is open
  bool saved_open = false;
  ui::Rect saved_at;
};

struct Wishes {
  bool new_ticket = false;
  bool palette = false;
};

/// Counting reads every ticket, so it is done when the replica changes and now and then, not with each frame.
void count_if_due(const Desk& desk, Navigation& navigation);

/// `at` is the address that is shown. Answers what was asked for.
Wishes draw_navigation(Desk& desk, Navigation& navigation, ui::Rect area, const std::string& at);

}  // namespace oasis
