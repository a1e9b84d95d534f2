// A picture that somebody sent, as an answer that a page may show. May not: decide who gets it, trust a name or a
// declared type, or decode a picture.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace httplib {
struct Response;
}

namespace oasis::http {

/// In pixels, as the file's header says.
struct PictureSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// Of a PNG, JPEG, GIF or WebP file; nothing for all else, and where the header is cut off or says 0. Linear in the
/// segments before a JPEG's size, constant otherwise. Pure.
std::optional<PictureSize> picture_size(std::string_view bytes);

/// Pictures with more pixels are not shown: a file of a few kilobytes can ask a browser for gigabytes.
constexpr std::uint64_t most_pixels = 50'000'000;

/// With the type that its bytes have, for an <img> or fetch() of this site only: opened by itself it is a download, and even
/// a page with a script would run nothing. False, and
/// the answer is as it was, when the bytes are no picture or too large a one. Who keeps the answer is for the
/// route to say.
bool answer_picture(httplib::Response& response, std::string bytes);

}  // namespace oasis::http
