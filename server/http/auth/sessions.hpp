// Who is signed in: one row per browser, found by the hash of its cookie. May not: know roles or passwords.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/access.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

constexpr Duration session_limit = days(30);    // then one signs in again in any case
constexpr Duration session_idle = days(7);      // without any request
constexpr Duration session_touch = minutes(5);  // how exactly the last request is remembered

struct Session {
  Id user_id;
  std::string name;  // of the session: the hash of its token, as text
  Instant seen;
  Instant expires;
  std::string email;  // the account's
};

/// Whether the session has neither ended nor lain unused for too long.
bool is_good(const Session& session, Instant now);

/// Where a session was begun, for the person's own list of sessions.
struct Browser {
  std::string address;
  std::string agent;  // User-Agent; the first 200 bytes are kept
};

// Each takes part in a transaction of the caller; see store::Read and store::Write.

/// Begins a session and answers its token, which is in no log and no table. Ended ones are swept out.
std::string begin_session(store::Database& database, const Id& user_id, const Browser& browser, Instant now);
/// The session of a token, if it lives and its account is not disabled.
std::optional<Session> find_session(store::Database& database, std::string_view token, Instant now);
/// Whether the session of that name is good yet.
bool session_lives(store::Database& database, std::string_view name, Instant now);
void touch_session(store::Database& database, std::string_view token, Instant now);
void end_session(store::Database& database, std::string_view token);
void end_sessions_of(store::Database& database, const Id& user_id);

/// One line of a person's list of sessions.
struct ListedSession {
  std::string name;  // see Session::name
  Instant created;
  Instant seen;
  Browser browser;
};
/// Those that live, the last used first.
std::vector<ListedSession> sessions_of(store::Database& database, const Id& user_id, Instant now);
/// Ends one of the user's sessions by its name; false if there is none.
bool end_session_named(store::Database& database, const Id& user_id, std::string_view name);
void end_sessions_but(store::Database& database, const Id& user_id, std::string_view name);

// ---- cookies (RFC 6265bis) ----

/// `__Host-` makes browsers accept it only from us, over https; plain http has no such cookies.
constexpr std::string_view cookie_name(bool secure) {
  return secure ? "__Host-oasis" : "oasis";
}
/// Between the password and the code of the second step.
constexpr std::string_view half_way_cookie_name(bool secure) {
  return secure ? "__Host-oasis-code" : "oasis-code";
}
/// The value for Set-Cookie; an empty token removes the cookie. A name with `__Host-` goes over https only.
std::string set_cookie(std::string_view name, std::string_view token, Duration life);
/// The value of that name in a Cookie header, empty when there is none.
std::string_view cookie_in(std::string_view cookie_header, std::string_view name);

}  // namespace oasis::http
