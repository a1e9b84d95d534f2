// How the server says no, and what every answer carries: error codes, their JSON, security headers.
// May not: know a route's meaning.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "shared/result.hpp"

namespace httplib {
struct Response;
}

namespace oasis::http {

/// The closed set of codes that programs may rely on; each has one HTTP status.
enum class Code {
  bad_request,     // 400 cannot be understood at all
  bad_json,        // 400 not JSON, or not UTF-8
  bad_value,       // 422 understood, but a value is wrong; `where` names it
  bad_type,        // 415 another Content-Type is needed
  not_signed_in,   // 401
  wrong_password,  // 401
  not_allowed,     // 403 this person may not
  foreign_origin,  // 403 a state-changing request from another site
  not_found,       // 404
  wrong_method,    // 405
  conflict,        // 409
  gone,            // 410 a link that was used or has expired, a cursor that is too old
  sight_changed,   // 410 what the reader may see is not what it was: forget, and fetch a snapshot
  too_large,       // 413
  too_many,        // 429 try again later; Retry-After says when
  busy,            // 503 try again soon
  disk_full,       // 503 nothing can be written until there is room; reading goes on
  storage,         // 503 the data folder cannot be written
  internal,        // 500 our fault; the log knows more
};

/// How a code is spelt in answers, e.g. "not_signed_in".
std::string_view spelling(Code code);
int status_of(Code code);

/// `{"error":{"code","message","where"}}`; bytes of the message that are not UTF-8 are replaced.
std::string error_json(std::string_view code, std::string_view message, std::string_view where = "");

/// Makes `response` a refusal in JSON. `message` is one sentence for a person.
void refuse(httplib::Response& response, Code code, std::string_view message, std::string_view where = "");
/// The same for an error of the core: 422, with its place.
void refuse(httplib::Response& response, const Error& error);

/// How often each code has been answered since the start, in the order of the enumeration.
void each_refusal(const std::function<void(std::string_view code, std::uint64_t count)>& visit);

/// JSON that must not be kept by anybody in between.
void answer_json(httplib::Response& response, std::string json);
/// A page of ours, not kept by anybody in between.
void answer_page(httplib::Response& response, std::string html, int status = 200);
/// 303 See Other: after a form was accepted.
void answer_redirect(httplib::Response& response, const std::string& location);

/// The headers of every answer as they go over the wire, each line with its CRLF, but for those that
/// `is_set` knows. `secure`: people reach us by https, so browsers are told to stay there.
std::string security_header_lines(bool secure);
void append_security_header_lines(std::string& lines, bool secure, const std::function<bool(std::string_view name)>& is_set);

}  // namespace oasis::http
