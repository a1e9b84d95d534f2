// From a request to a person and back. May not: check passwords.
#include "server/http/auth/auth.hpp"

#include <httplib.h>

#include <utility>

#include "server/http/auth/origin.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/auth/tokens.hpp"

namespace oasis::http {
namespace {

std::string token_of(const Auth& auth, const httplib::Request& request) {
  return std::string(token_in(request.get_header_value("Cookie"), auth.secure));
}

}  // namespace

std::optional<Principal> identify(Auth& auth, const httplib::Request& request) {
  const std::string token = token_of(auth, request);
  if (token.empty()) return std::nullopt;
  const Instant now = auth.now();
  std::optional<Session> session;
  auth.read([&](store::Database& database) { session = find_session(database, token, now); });
  if (!session) return std::nullopt;
  const auto role = auth.people.role_of(session->user_id);
  if (!role) return std::nullopt;
  if (now - session->seen >= session_touch) {
    auth.write([&](store::Database& database) { touch_session(database, token, now); });
  }
  return Principal{session->user_id, *role, session->name, session->expires};
}

bool from_our_page(const Auth& auth, const httplib::Request& request) {
  return is_from_our_page({request.get_header_value("Sec-Fetch-Site"), request.get_header_value("Origin"),
                           request.get_header_value("Host"), !token_of(auth, request).empty()},
                          auth.public_url);
}

void sign_in(Auth& auth, const Id& user_id, const httplib::Request& request, httplib::Response& response) {
  const std::string before = token_of(auth, request);
  std::string token;
  auth.write([&](store::Database& database) {
    if (!before.empty()) end_session(database, before);
    token = begin_session(database, user_id, {request.remote_addr, request.get_header_value("User-Agent")},
                          auth.now());
  });
  response.set_header("Set-Cookie", set_cookie(token, auth.secure));
}

void sign_out(Auth& auth, const httplib::Request& request, httplib::Response& response) {
  if (const std::string token = token_of(auth, request); !token.empty()) {
    auth.write([&](store::Database& database) { end_session(database, token); });
    auth.live.drop([name = hex_of(hash_of(token))](const Viewer& viewer) { return viewer.session == name; });
  }
  response.set_header("Set-Cookie", set_cookie("", auth.secure));
}

void end_streams_of(Auth& auth, const Id& user_id) {
  auth.live.drop([user_id](const Viewer& viewer) { return viewer.user_id == user_id; });
}

}  // namespace oasis::http
