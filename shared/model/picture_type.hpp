// Which files are shown as pictures. May not: believe the bytes (the server looks at them, server/http/picture.hpp).
#pragma once

#include <string_view>

namespace oasis {

/// Of a media type as declared. What browsers decode without running anything; SVG may carry scripts and is none.
constexpr bool is_picture_type(std::string_view type) {
  return type == "image/png" || type == "image/jpeg" || type == "image/gif" || type == "image/webp";
}

}  // namespace oasis
