// Where drawn texts lie on one square sheet: on shelves from its top to its bottom, each as high as its first text; at the
// bottom it begins again at the top, and what lies there goes. So nothing is ever moved, and a sheet never breaks up.
// May not: hold pixels, or know what is drawn.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace oasis::platform {

class RunSheet {
 public:
  struct Place {
    int x = 0, y = 0;          ///< pixels from the sheet's upper left corner
    std::uint32_t shelf = 0;   ///< which of the shelves
    std::uint32_t serial = 0;  ///< and which shelf that was then
  };
  struct Shelf {
    int y = 0, height = 0;     ///< no height: it is free to be another
    int next_x = 0;
    int last_frame = 0;
    std::uint32_t serial = 0;
  };

  explicit RunSheet(int side) : side_(side) {}
  int side() const { return side_; }

  /// A place for that many pixels. What was used in `frame` stays; what was used in the one before goes only if nothing else
  /// can and it `may_go`. nullopt: there is no room for it. Linear in the number of shelves.
  std::optional<Place> place(int width, int height, int frame, bool may_go = true);
  /// Whether what was placed there still lies there. O(1).
  bool has(const Place& place) const;
  /// The same; if so, it is used in `frame`. O(1).
  bool use(const Place& place, int frame);
  const Shelf& shelf(const Place& place) const { return shelves_[place.shelf]; }

 private:
  Shelf* open_shelf(int width, int height);
  Shelf* new_shelf(int height, int frame);

  int side_;
  int cursor_ = 0;  // where the next shelf begins
  std::uint32_t serial_ = 0;
  std::vector<Shelf> shelves_;
};

}  // namespace oasis::platform
