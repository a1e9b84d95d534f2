// What a file is, by its first bytes. May not: trust a name.
#include "server/http/sniffed_type.hpp"

#include <algorithm>
#include <array>

#include "server/http/form.hpp"

namespace oasis::http {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view begins;
  std::string_view type;
};

constexpr std::array signatures{
    Signature{"\x89PNG\r\n\x1a\n"sv, "image/png"},
    Signature{"\xff\xd8\xff"sv, "image/jpeg"},
    Signature{"GIF87a"sv, "image/gif"},
    Signature{"GIF89a"sv, "image/gif"},
    Signature{"%PDF-"sv, "application/pdf"},
    Signature{"PK\x03\x04"sv, "application/zip"},
    Signature{"\x1f\x8b"sv, "application/gzip"},
};

bool is_text(std::string_view bytes) {
  return is_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte == 0x7f || (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f');
         });
}

}  // namespace

std::string_view sniffed_type(std::string_view bytes) {
  for (const Signature& one : signatures) {
    if (bytes.substr(0, one.begins.size()) == one.begins) return one.type;
  }
  if (bytes.substr(0, 4) == "RIFF" && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return is_text(bytes) ? "text/plain" : "application/octet-stream";
}

}  // namespace oasis::http
