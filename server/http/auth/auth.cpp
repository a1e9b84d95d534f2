// From a request to a person and back. May not: check passwords.
#include "server/http/auth/auth.hpp"

#include <httplib.h>

#include <utility>

#include "server/http/auth/api_tokens.hpp"
#include "server/http/auth/origin.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/auth/tokens.hpp"

namespace oasis::http {
namespace {

std::string token_of(const Auth& auth, const httplib::Request& request) {
  return std::string(cookie_in(request.get_header_value("Cookie"), cookie_name(auth.secure)));
}

std::optional<Session> session_of(Auth& auth, const std::string& token, Instant now) {
  const std::string name = hex_of(hash_of(token));
  const std::uint64_t commits = auth.commits();
  if (auto known = auth.known.find(name, commits, now)) return known;
  std::optional<Session> session;
  auth.read([&](store::Database& database) { session = find_session(database, token, now); });
  if (session) auth.known.keep(name, *session, commits);
  return session;
}

std::optional<Principal> identify_script(Auth& auth, const httplib::Request& request, std::string_view text) {
  const Instant now = auth.now();
  const std::uint64_t departures = auth.live.departures();
  std::optional<ApiToken> token;
  auth.read([&](store::Database& database) { token = find_api_token(database, text, now); });
  if (!token) return std::nullopt;
  const auto role = auth.people.role_of(token->user_id);
  if (!role) return std::nullopt;
  if (!token->last_used || now - *token->last_used >= session_touch) {
    auth.write(
        [&](store::Database& database) { touch_api_token(database, token->id, request.remote_addr, now); });
  }
  // A stream of a token without an end is asked for again now and then, as one of a session is.
  const Instant until = token->expires.value_or(now + session_limit);
  return Principal{token->user_id, *role, "token " + token->id, until, token->grant, departures};
}

}  // namespace

std::optional<Principal> identify(Auth& auth, const httplib::Request& request) {
  const std::string authorization = request.get_header_value("Authorization");
  if (const auto text = bearer_in(authorization); !text.empty()) return identify_script(auth, request, text);
  const std::string token = token_of(auth, request);
  if (token.empty()) return std::nullopt;
  const Instant now = auth.now();
  const std::uint64_t departures = auth.live.departures();
  const std::optional<Session> session = session_of(auth, token, now);
  if (!session) return std::nullopt;
  const auto role = auth.people.role_of(session->user_id);
  if (!role) return std::nullopt;
  if (now - session->seen >= session_touch) {
    auth.write([&](store::Database& database) { touch_session(database, token, now); });
  }
  return Principal{session->user_id, *role, session->name, session->expires, {}, departures, session->email};
}

bool is_still_signed_in(store::Database& database, const Principal& who, Instant now) {
  constexpr std::string_view token = "token ";
  const std::string_view name = who.session;
  return who.token ? api_token_lives(database, name.substr(token.size()), now) : session_lives(database, name, now);
}

bool from_our_page(const Auth& auth, const httplib::Request& request) {
  if (!bearer_in(request.get_header_value("Authorization")).empty()) return true;
  return is_from_our_page({request.get_header_value("Sec-Fetch-Site"), request.get_header_value("Origin"),
                           request.get_header_value("Host"), !token_of(auth, request).empty()},
                          auth.public_url);
}

std::optional<std::chrono::seconds> throttle(Auth& auth, const httplib::Request& request,
                                             const std::optional<Principal>& who) {
  return auth.throttle.count(request.remote_addr, who, std::chrono::steady_clock::now());
}

void sign_in(Auth& auth, const Id& user_id, const httplib::Request& request, httplib::Response& response) {
  const std::string before = token_of(auth, request);
  std::string token;
  auth.write([&](store::Database& database) {
    if (!before.empty()) end_session(database, before);
    token = begin_session(database, user_id, {request.remote_addr, request.get_header_value("User-Agent")},
                          auth.now());
    store::append_audit(database, audited(auth, request, user_id, "sign_in"));
  });
  response.set_header("Set-Cookie", set_cookie(cookie_name(auth.secure), token, session_limit));
}

void sign_out(Auth& auth, const httplib::Request& request, httplib::Response& response) {
  if (const std::string token = token_of(auth, request); !token.empty()) {
    auth.write([&](store::Database& database) { end_session(database, token); });
    end_streams_by(auth, hex_of(hash_of(token)));
  }
  response.set_header("Set-Cookie", set_cookie(cookie_name(auth.secure), "", session_limit));
}

void end_streams_by(Auth& auth, const std::string& session) {
  auth.live.drop([session](const Viewer& viewer) { return viewer.session == session; });
}

store::AuditEntry audited(const Auth& auth, const httplib::Request& request, const Id& actor,
                          std::string action, std::string subject, std::string detail) {
  return {auth.now(), actor, request.remote_addr, std::move(action), std::move(subject), std::move(detail)};
}

void end_streams_of(Auth& auth, const Id& user_id) {
  auth.live.drop([user_id](const Viewer& viewer) { return viewer.user_id == user_id; });
}

void end_other_streams(Auth& auth, const Id& user_id, const std::string& own) {
  auth.live.drop(
      [user_id, own](const Viewer& viewer) { return viewer.user_id == user_id && viewer.session != own; });
}

}  // namespace oasis::http
