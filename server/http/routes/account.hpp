// /account: one's own password, second step, sessions and API tokens. For people with a session, never for
// scripts. May not: change anything of others (routes/people).
#pragma once

#include "server/http/account_pages.hpp"
#include "server/http/auth/auth.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"

namespace oasis::http {

void add_account_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame);

/// The lists of a user's sessions and tokens in words; times in the zone of `reader`. `own`: the session that
/// asks.
std::vector<ListedLine> session_lines(Auth& auth, const Services& services, const Id& user, const Id& reader,
                                      const std::string& own);
std::vector<ListedLine> token_lines(Auth& auth, const Services& services, const Id& user, const Id& reader);

/// Ends a session (by its name, or "others" than `own`) or token of `user` as the form says, with its
/// streams, and writes that down. False if there is none.
bool end_session_by_form(Call& call, Auth& auth, const Id& user, const std::string& own);
bool end_token_by_form(Call& call, Auth& auth, const Id& user);

}  // namespace oasis::http
