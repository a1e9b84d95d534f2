// Error codes, their JSON, security headers. May not: know a route's meaning.
#include "server/http/answer.hpp"

#include <httplib.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/watch/measures.hpp"

namespace oasis::http {
namespace {

struct Spelt {
  Code code;
  std::string_view name;
  int status;
};

constexpr std::array codes{
    Spelt{Code::bad_request, "bad_request", 400},
    Spelt{Code::bad_json, "bad_json", 400},
    Spelt{Code::bad_value, "bad_value", 422},
    Spelt{Code::bad_type, "bad_type", 415},
    Spelt{Code::not_signed_in, "not_signed_in", 401},
    Spelt{Code::wrong_password, "wrong_password", 401},
    Spelt{Code::not_allowed, "not_allowed", 403},
    Spelt{Code::foreign_origin, "foreign_origin", 403},
    Spelt{Code::not_found, "not_found", 404},
    Spelt{Code::wrong_method, "wrong_method", 405},
    Spelt{Code::conflict, "conflict", 409},
    Spelt{Code::gone, "gone", 410},
    Spelt{Code::sight_changed, "sight_changed", 410},
    Spelt{Code::too_large, "too_large", 413},
    Spelt{Code::too_many, "too_many", 429},
    Spelt{Code::busy, "busy", 503},
    Spelt{Code::disk_full, "disk_full", 503},
    Spelt{Code::storage, "storage", 503},
    Spelt{Code::internal, "internal", 500},
};

// In the order of the enumeration, so that a code is its own index.
constexpr const Spelt& spelt(Code code) {
  return codes[static_cast<std::size_t>(code)];
}
static_assert(spelt(Code::internal).code == Code::internal && spelt(Code::too_large).code == Code::too_large);

std::array<watch::Counter, codes.size()> refusals;  // counted here, where every one of them is made

struct Fixed {
  std::string_view name;
  std::string_view value;
};

constexpr std::array security_headers{
    // 'wasm-unsafe-eval' lets the browser compile our WebAssembly and nothing else.
    Fixed{"Content-Security-Policy",
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; "
          "img-src 'self' blob: data:; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri "
          "'none'; "
          "form-action 'self'; frame-ancestors 'none'"},
    Fixed{"X-Content-Type-Options", "nosniff"},
    Fixed{"Referrer-Policy", "no-referrer"},  // secret links must not travel to other sites
    Fixed{"X-Frame-Options", "DENY"},
    Fixed{"Cross-Origin-Opener-Policy", "same-origin"},
    Fixed{"Cross-Origin-Resource-Policy", "same-origin"},
    Fixed{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};
/// Over TLS only: elsewhere browsers must not believe it.
constexpr Fixed strict_transport{"Strict-Transport-Security", "max-age=31536000"};

void append_line(std::string& lines, const Fixed& header) {
  lines.append(header.name).append(": ").append(header.value).append("\r\n");
}

}  // namespace

std::string_view spelling(Code code) {
  return spelt(code).name;
}

int status_of(Code code) {
  return spelt(code).status;
}

std::string error_json(std::string_view code, std::string_view message, std::string_view where) {
  const nlohmann::json error{{"error", {{"code", code}, {"message", message}, {"where", where}}}};
  return error.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void refuse(httplib::Response& response, Code code, std::string_view message, std::string_view where) {
  refusals[static_cast<std::size_t>(code)].add();
  response.status = status_of(code);
  answer_json(response, error_json(spelling(code), message, where));
}

void refuse(httplib::Response& response, const Error& error) {
  refuse(response, Code::bad_value, error.what, error.where);
}

void each_refusal(const std::function<void(std::string_view code, std::uint64_t count)>& visit) {
  for (const Spelt& one : codes) visit(one.name, refusals[static_cast<std::size_t>(one.code)].value());
}

void answer_json(httplib::Response& response, std::string json) {
  response.set_header("Cache-Control", "no-store");
  response.set_content(std::move(json), "application/json");
}

void answer_page(httplib::Response& response, std::string html, int status) {
  response.status = status;
  response.set_header("Cache-Control", "no-store");
  response.set_content(std::move(html), "text/html; charset=utf-8");
}

void answer_redirect(httplib::Response& response, const std::string& location) {
  response.set_header("Cache-Control", "no-store");
  response.set_redirect(location, 303);
}

void append_security_header_lines(std::string& lines, bool secure, const std::function<bool(std::string_view name)>& is_set) {
  for (const Fixed& header : security_headers) {
    if (!is_set(header.name)) append_line(lines, header);
  }
  if (secure && !is_set(strict_transport.name)) append_line(lines, strict_transport);
}

std::string security_header_lines(bool secure) {
  std::string lines;
  append_security_header_lines(lines, secure, [](std::string_view) { return false; });
  return lines;
}

}  // namespace oasis::http
