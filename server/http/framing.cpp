// Where one HTTP request ends. May not: read a socket, know a route.
#include "server/http/framing.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace oasis::http {
namespace {

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

Refused bad(std::string message) {
  return {400, "bad_request", std::move(message)};
}

bool is_token_character(char c) {  // RFC 9110 section 5.6.2
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_name(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() &&
         std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// METHOD SP target SP HTTP/1.x
std::optional<Refused> read_request_line(std::string_view line, Head& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return bad("The request line is not METHOD PATH VERSION.");
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return Refused{505, "version_not_supported", "This server speaks HTTP/1.1."};
  }
  if (std::find(methods.begin(), methods.end(), head.method) == methods.end()) {
    return Refused{501, "method_not_supported", "This method is not used here."};
  }
  if (head.target.size() > target_limit) {
    return Refused{414, "address_too_long", "The address is longer than 4,096 bytes."};
  }
  if (head.target.empty() || head.target.front() != '/' || head.target.find(' ') != std::string_view::npos) {
    return bad("The path must begin with a slash and hold no spaces.");
  }
  return std::nullopt;
}

struct Seen {
  int hosts = 0;
  int lengths = 0;
  int authorizations = 0;
  bool transfer_encoding = false;
};

std::optional<Refused> read_header(std::string_view line, std::string_view with_end, Head& head, Seen& seen) {
  const auto colon = line.find(':');
  if (colon == 0 || colon == std::string_view::npos ||
      !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), is_token_character)) {
    return bad("A header line is not NAME: VALUE.");
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (same_name(name, "host")) ++seen.hosts;
  if (same_name(name, "transfer-encoding")) seen.transfer_encoding = true;
  if (same_name(name, "expect") && same_name(value, "100-continue")) head.expect_line = with_end;
  if (same_name(name, "authorization"))
    head.authorization = ++seen.authorizations == 1 ? value : std::string_view();
  if (same_name(name, "content-length")) {
    ++seen.lengths;
    // 18 digits cannot overflow; anything but digits could mean something else to somebody in between.
    if (value.empty() || value.size() > 18 ||
        !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      return bad("Content-Length is not a number.");
    }
    for (const char digit : value)
      head.body_bytes = head.body_bytes * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return std::nullopt;
}

}  // namespace

Framed frame_head(std::string_view input) {
  const auto end = input.substr(0, head_limit).find("\r\n\r\n");
  if (end == std::string_view::npos) {
    if (input.size() >= head_limit) {
      return Refused{431, "head_too_large", "The headers are longer than 16 KB."};
    }
    // What can never become a request is refused at once, so that it holds no connection.
    if (!input.empty() && (input.front() < 'A' || input.front() > 'Z'))
      return bad("This is not an HTTP request.");
    return NeedMore{};
  }
  Head head;
  head.bytes = end + 4;
  Seen seen;
  std::size_t count = 0;
  for (std::size_t at = 0; at < end + 2;) {
    const auto line_end = input.find("\r\n", at);
    const std::string_view line = input.substr(at, line_end - at);
    if (std::any_of(line.begin(), line.end(), is_control))
      return bad("The headers hold a control character.");
    auto refused = at == 0 ? read_request_line(line, head)
                           : read_header(line, input.substr(at, line_end + 2 - at), head, seen);
    if (refused) return *std::move(refused);
    if (at != 0 && ++count > header_limit) {
      return Refused{431, "head_too_large", "There are more than 100 headers."};
    }
    at = line_end + 2;
  }
  if (seen.transfer_encoding && seen.lengths > 0)
    return bad("Content-Length and Transfer-Encoding exclude each other.");
  if (seen.transfer_encoding) {
    return Refused{411, "length_required", "Send the body with a Content-Length, not in chunks."};
  }
  if (seen.lengths > 1) return bad("There is more than one Content-Length.");
  if (seen.hosts != 1) return bad("There must be exactly one Host header.");
  return head;
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

}  // namespace oasis::http
