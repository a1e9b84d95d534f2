// GET / and everything that belongs to the page: the program and its files. May not: know what the page does.
#pragma once

#include "server/http/assets.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"

namespace oasis::http {

/// All must outlive the routes. Without a browser build in the binary the page says how to make one.
void add_page_routes(Routes& routes, const Assets& assets, const PageFrame& frame);

/// For Gate::otherwise: files of the page for everybody; links of mails into it (/tickets/17) lead to the page, which
/// has its places behind the '#' (/#/tickets/17).
bool serve_page_file(Call& call, const Assets& assets);

}  // namespace oasis::http
