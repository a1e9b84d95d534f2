// See picture.hpp.
#include "server/http/picture.hpp"

#include <httplib.h>

#include <utility>

#include "server/http/sniffed_type.hpp"

namespace oasis::http {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

/// `count` bytes as one number; 0 beyond the end.
std::uint32_t big_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int i = 0; i < count; ++i) number = number << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
  return number;
}
std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t number = 0;
  for (int i = count; i-- > 0;) number = number << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
  return number;
}

/// Segments follow each other, each with its length; the one that begins a frame (SOF) has the size.
PictureSize jpeg_size(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 <= bytes.size();) {
    if (byte_at(bytes, at) != 0xff) return {};
    const std::uint32_t marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {  // filling
      ++at;
      continue;
    }
    const bool begins_frame =
        marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (begins_frame) return {big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2)};
    const std::uint32_t length = big_endian(bytes, at + 2, 2);
    if (length < 2) return {};
    at += 2 + length;
  }
  return {};
}

/// Lossy, lossless, or with a header of its own (animation, transparency).
PictureSize webp_size(std::string_view bytes) {
  const std::string_view kind = bytes.substr(12, 4);
  if (kind == "VP8 " && bytes.substr(23, 3) == "\x9d\x01\x2a")
    return {little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff};
  if (kind == "VP8L" && byte_at(bytes, 20) == 0x2f) {
    const std::uint32_t bits = little_endian(bytes, 21, 4);
    return {(bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1};
  }
  if (kind == "VP8X") return {little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
  return {};
}

}  // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
  constexpr std::size_t shortest = 30;  // until the last byte that any of the fixed headers is read at
  const std::string_view type = sniffed_type(bytes.substr(0, shortest));
  PictureSize size;
  if (type == "image/jpeg") size = jpeg_size(bytes);
  if (type == "image/gif" && bytes.size() >= 10) size = {little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)};
  if (type == "image/png" && bytes.size() >= shortest && bytes.substr(12, 4) == "IHDR")
    size = {big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
  if (type == "image/webp" && bytes.size() >= shortest) size = webp_size(bytes);
  if (size.width == 0 || size.height == 0) return std::nullopt;
  return size;
}

bool answer_picture(httplib::Response& response, std::string bytes) {
  const auto size = picture_size(bytes);
  if (!size || std::uint64_t{size->width} * size->height > most_pixels) return false;
  const std::string type(sniffed_type(std::string_view(bytes).substr(0, 30)));
  response.set_header("Content-Disposition", "attachment");  // a page shows it; by itself it opens nowhere
  response.set_header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  response.set_content(std::move(bytes), type);
  return true;
}

}  // namespace oasis::http
