// What signing in is made of, put together once by the composition root and shared by the routes that need
// it. May not: be a place for anything else.
#pragma once

#include <string>
#include <string_view>

#include "server/http/auth/attempts.hpp"
#include "server/http/auth/known_sessions.hpp"
#include "server/http/auth/passwords.hpp"
#include "server/http/auth/principal.hpp"
#include "server/http/auth/throttle.hpp"
#include "server/http/live.hpp"
#include "server/store/access.hpp"
#include "server/store/audit.hpp"
#include "server/store/seal.hpp"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace oasis::http {

struct Auth {
  store::Read read;
  store::Write write;
  People people;
  Now now;
  Live& live;              // streams end with their session
  std::string public_url;  // where people reach us: scheme and authority
  bool secure = false;     // by https
  Passwords passwords;
  Attempts attempts;
  store::Seal seal;  // of second factors
  Throttle throttle;
  std::string mail_domain;           // right-hand side of the Message-IDs that we make
  std::function<void()> mail_waits;  // there is something in the outbox
  std::function<std::uint64_t()> commits;  // so far, see engine::Writer
  KnownSessions known;
};

/// Who sent the request: by its API token if it has one, else by its session cookie. Remembers that it is in
/// use.
std::optional<Principal> identify(Auth& auth, const httplib::Request& request);
/// Whether the session or token of a request that has waited is good yet.
bool is_still_signed_in(store::Database& database, const Principal& who, Instant now);
/// See is_from_our_page. A request with an API token needs no page: browsers never add one by themselves.
bool from_our_page(const Auth& auth, const httplib::Request& request);

/// Counts a request; seconds to wait for whoever asks too often.
std::optional<std::chrono::seconds> throttle(Auth& auth, const httplib::Request& request,
                                             const std::optional<Principal>& who);

/// Signs a user in on this browser, in place of whoever was: the old session is ended, a new cookie is set.
void sign_in(Auth& auth, const Id& user_id, const httplib::Request& request, httplib::Response& response);
/// Ends the session of the request, with its streams, and removes the cookie.
void sign_out(Auth& auth, const httplib::Request& request, httplib::Response& response);
/// Ends every live stream of a user; their sessions are gone from the table already.
void end_streams_of(Auth& auth, const Id& user_id);
/// All but those of the session `own`.
void end_other_streams(Auth& auth, const Id& user_id, const std::string& own);
/// Ends the streams of one session or token (Principal::session).
void end_streams_by(Auth& auth, const std::string& session);

/// A line of the audit log about a request; part of the caller's transaction.
store::AuditEntry audited(const Auth& auth, const httplib::Request& request, const Id& actor,
                          std::string action, std::string subject = "", std::string detail = "");

}  // namespace oasis::http
