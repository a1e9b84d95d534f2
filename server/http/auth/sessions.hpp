// Who is signed in: one row per browser, found by the hash of its cookie. May not: know roles or passwords.
#pragma once

#include <optional>
#include <string>
#include <string_view>

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
};

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
void touch_session(store::Database& database, std::string_view token, Instant now);
void end_session(store::Database& database, std::string_view token);
void end_sessions_of(store::Database& database, const Id& user_id);

// ---- the cookie (RFC 6265bis) ----

/// `__Host-` makes browsers accept it only from us, over https; plain http has no such cookies.
constexpr std::string_view cookie_name(bool secure) {
  return secure ? "__Host-oasis" : "oasis";
}
/// The value for Set-Cookie; an empty token removes the cookie.
std::string set_cookie(std::string_view token, bool secure);
/// The token in a Cookie header, empty when there is none.
std::string_view token_in(std::string_view cookie_header, bool secure);

}  // namespace oasis::http
