// See download.hpp.
#include "server/http/download.hpp"

#include <httplib.h>

#include <string_view>
#include <utility>

#include "shared/text/percent.hpp"

namespace oasis::http {
namespace {

/// A file name as RFC 6266 writes it: plain ASCII for old programs, UTF-8 beside it (RFC 8187).
std::string disposition(const std::string& name) {
  std::string plain = name;
  for (char& c : plain) {
    const bool simple = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                        c == '.' || c == '-' || c == '_' || c == ' ';
    if (!simple) c = '_';
  }
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(name);
}

}  // namespace

void answer_download(httplib::Response& response, const std::string& name, std::string bytes) {
  response.set_header("Content-Disposition", disposition(name));
  response.set_content(std::move(bytes), "application/octet-stream");
}

}  // namespace oasis::http
