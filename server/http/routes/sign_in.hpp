// GET and POST /login, POST /logout, GET /api/v1/me. May not: make accounts.
#pragma once

#include "server/http/auth/auth.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"

namespace oasis::http {

/// Both must outlive the routes.
void add_sign_in_routes(Routes& routes, Auth& auth, const PageFrame& frame);

/// Sends a browser to the form, and back to where it wanted to go afterwards.
void ask_to_sign_in(const httplib::Request& request, httplib::Response& response);

/// Where a form may send people afterwards: a path of ours, never another site; "/" for anything else.
std::string path_within(std::string_view next);

/// The password was right, or a link let the person choose one: signs in, or asks for the code first.
void go_on_after_password(Call& call, Auth& auth, const Id& user_id, const std::string& next);

}  // namespace oasis::http
