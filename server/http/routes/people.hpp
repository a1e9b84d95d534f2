// /people: who may sign in, for admins: invitations, links, sessions, tokens, second steps of others.
// May not: change the workspace document beyond a new person.
#pragma once

#include "server/http/auth/auth.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"

namespace oasis::http {

void add_people_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame);

}  // namespace oasis::http
