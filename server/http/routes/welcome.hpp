// GET and POST /welcome/:token: what a one-time link opens. May not: make links.
#pragma once

#include "server/http/auth/auth.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"

namespace oasis::http {

/// Both must outlive the routes.
void add_welcome_routes(Routes& routes, Auth& auth, const PageFrame& frame);

/// An id made from a person's name, "Ann Ek" → "ann-ek"; `fallback` when nothing of it can stand in one.
std::string id_from_name(std::string_view name, std::string_view fallback);

}  // namespace oasis::http
