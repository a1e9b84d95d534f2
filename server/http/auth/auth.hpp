// What signing in is made of, put together once by the composition root and shared by the routes that need
// it. May not: be a place for anything else.
#pragma once

#include <string>
#include <string_view>

#include "server/http/auth/attempts.hpp"
#include "server/http/auth/passwords.hpp"
#include "server/http/auth/principal.hpp"
#include "server/http/live.hpp"
#include "server/store/access.hpp"

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
};

/// Who sent the request, by its session cookie; remembers that the session is in use.
std::optional<Principal> identify(Auth& auth, const httplib::Request& request);
/// See is_from_our_page.
bool from_our_page(const Auth& auth, const httplib::Request& request);

/// Signs a user in on this browser, in place of whoever was: the old session is ended, a new cookie is set.
void sign_in(Auth& auth, const Id& user_id, const httplib::Request& request, httplib::Response& response);
/// Ends the session of the request, with its streams, and removes the cookie.
void sign_out(Auth& auth, const httplib::Request& request, httplib::Response& response);
/// Ends every live stream of a user; their sessions are gone from the table already.
void end_streams_of(Auth& auth, const Id& user_id);

}  // namespace oasis::http
