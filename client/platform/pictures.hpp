// Pictures that the page fetches and decodes: this program never looks into a file. May not: keep any (picture_cache.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>


namespace oasis::platform {

/// A picture, in device pixels. `pixels` holds width × height of straight (not premultiplied) R, G, B, A bytes.
struct Bitmap {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> pixels;
};

class Pictures {
 public:
  virtual ~Pictures() = default;

  /// Fetches a picture of this site and answers its pixels, made small enough to fit into width × height device
  /// pixels, never larger than it is. An empty bitmap: there is no connection, or it is no picture. A frame
  /// follows.
  virtual void load(std::string_view url, int width, int height, std::function<void(Bitmap)> loaded) = 0;
  /// Shows a picture of this site as large as the page, above everything, until the person closes it; `name` is its
  /// alternative text, `download` where the file can be had.
  virtual void show(std::string_view url, std::string_view name, std::string_view download) = 0;
};

}  // namespace oasis::platform
