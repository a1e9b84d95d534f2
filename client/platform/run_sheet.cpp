// See run_sheet.hpp.
#include "client/platform/run_sheet.hpp"

#include <algorithm>

namespace oasis::platform {
namespace {

constexpr std::uint32_t open_shelves = 12;  // the newest; older ones are about to go

bool overlap(const RunSheet::Shelf& shelf, int y, int height) {
  return shelf.height > 0 && shelf.y < y + height && y < shelf.y + shelf.height;
}

}  // namespace

std::optional<RunSheet::Place> RunSheet::place(int width, int height, int frame, bool may_go) {
  if (width > side_ || height > side_) return std::nullopt;
  Shelf* shelf = open_shelf(width, height);
  if (shelf == nullptr) shelf = new_shelf(height, frame - 1);
  if (shelf == nullptr && may_go) shelf = new_shelf(height, frame);
  if (shelf == nullptr) return std::nullopt;
  const Place place{shelf->next_x, shelf->y, static_cast<std::uint32_t>(shelf - shelves_.data()), shelf->serial};
  shelf->next_x += width;
  shelf->last_frame = frame;
  return place;
}

bool RunSheet::has(const Place& place) const {
  return place.shelf < shelves_.size() && shelves_[place.shelf].serial == place.serial && shelves_[place.shelf].height > 0;
}

bool RunSheet::use(const Place& place, int frame) {
  if (!has(place)) return false;
  shelves_[place.shelf].last_frame = frame;
  return true;
}

RunSheet::Shelf* RunSheet::open_shelf(int width, int height) {
  for (Shelf& shelf : shelves_) {
    const bool fits = shelf.height >= height && shelf.height <= height + height / 4 + 2 && shelf.next_x + width <= side_;
    if (fits && shelf.serial + open_shelves > serial_) return &shelf;
  }
  return nullptr;
}

/// Below the newest one, or at the top; what was used in `kept` or later is passed over.
RunSheet::Shelf* RunSheet::new_shelf(int height, int kept) {
  int y = cursor_;
  for (bool again = false;;) {
    if (y + height > side_) {
      if (again) return nullptr;
      again = true;
      y = 0;
    }
    const auto stays = [&](const Shelf& shelf) { return overlap(shelf, y, height) && shelf.last_frame >= kept; };
    const auto in_the_way = std::find_if(shelves_.begin(), shelves_.end(), stays);
    if (in_the_way == shelves_.end()) break;
    y = in_the_way->y + in_the_way->height;
  }
  for (Shelf& shelf : shelves_) {
    if (overlap(shelf, y, height)) shelf.height = 0;
  }
  cursor_ = y + height;
  auto slot = std::find_if(shelves_.begin(), shelves_.end(), [](const Shelf& shelf) { return shelf.height == 0; });
  if (slot == shelves_.end()) slot = shelves_.insert(slot, Shelf{});
  *slot = {y, height, 0, kept, ++serial_};
  return &*slot;
}

}  // namespace oasis::platform
