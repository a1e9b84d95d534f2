// See download.hpp.
#include "server/http/download.hpp"

#include <httplib.h>

#include <string_view>
#include <utility>

namespace oasis::http {
namespace {

/// A file name as RFC 6266 writes it: plain ASCII for old programs, UTF-8 beside it (RFC 8187).
std::string disposition(const std::string& name) {
  std::string plain;
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool simple = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                        c == '.' || c == '-' || c == '_';
    plain += simple || c == ' ' ? c : '_';
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (simple) {
      encoded += c;
    } else {
      encoded.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

}  // namespace

void answer_download(httplib::Response& response, const std::string& name, std::string bytes) {
  response.set_header("Content-Disposition", disposition(name));
  response.set_content(std::move(bytes), "application/octet-stream");
}

}  // namespace oasis::http
