// Finds where one HTTP request ends, and refuses what could be read in two ways (RFC 9112), before any byte
// of it reaches the parser. Pure functions over bytes. May not: read a socket, know a route.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace oasis::http {

constexpr std::size_t head_limit = 16 * 1024;  // request line and headers with their line ends
constexpr std::size_t header_limit = 100;
constexpr std::size_t target_limit = 4 * 1024;

/// The head is complete; the body follows it.
struct Head {
  std::string_view method;  // one of GET HEAD POST PUT PATCH DELETE OPTIONS
  std::string_view target;  // origin-form: begins with "/", may hold a query
  std::size_t bytes = 0;    // with the empty line
  std::uint64_t body_bytes = 0;
  std::string_view authorization;  // the value of Authorization, empty when there is none or more than one
  std::string_view expect_line;    // "Expect: 100-continue" with its line end, empty when there is none
};

struct NeedMore {};

/// The connection must be closed after this answer: what follows cannot be told apart from a body.
struct Refused {
  int status = 400;
  const char* code = "bad_request";
  std::string message;
};

using Framed = std::variant<NeedMore, Head, Refused>;

/// Looks at the bytes of a connection from the start of a request on; the views point into them. Strict:
/// lines end with CRLF, one Host, at most one Content-Length of digits only, no folded lines, no control
/// characters, no Transfer-Encoding (a body needs a length, 411). Linear in the bytes of the head.
Framed frame_head(std::string_view input);

/// The path of a target, without the query; not decoded.
std::string_view path_of(std::string_view target);

}  // namespace oasis::http
