// GET and POST /forgot: a mail with a link that lets somebody choose a new password. May not: tell who has an
// account.
#pragma once

#include "server/http/auth/auth.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"

namespace oasis::http {

void add_forgot_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame);

constexpr Duration reset_life = hours(1);
constexpr Duration invitation_life = days(3);

/// Makes a one-time link for the account and queues the letter with it, in the caller's transaction; answers
/// the link.
std::string mail_link(store::Database& database, const Auth& auth, const engine::Links& links, const Id& user,
                      const std::string& email, bool invitation);

}  // namespace oasis::http
