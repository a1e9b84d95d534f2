// The page and its files. May not: know what the page does.
#include "server/http/routes/page.hpp"

#include <httplib.h>

#include "server/http/answer.hpp"
#include "server/http/routes/sign_in.hpp"

namespace oasis::http {
namespace {

void serve_index(Call& call, const Assets& assets, const PageFrame& frame) {
  if (const Asset* index = assets.named("index.html"))
    return Assets::serve(*index, call.request, call.response);
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_content(
      message_page(frame, "The page is not in this binary",
                   "The server works, but it was built without its browser program. Build that with "
                   "cmake --preset browser && cmake --build --preset browser, then build the server again."),
      "text/html; charset=utf-8");
}

/// A person followed a link; not a script that fetches data.
bool is_navigation(const httplib::Request& request) {
  return request.path.rfind("/api/", 0) != 0 && request.path.find('.') == std::string::npos &&
         request.get_header_value("Accept").find("text/html") != std::string::npos;
}

}  // namespace

void add_page_routes(Routes& routes, const Assets& assets, const PageFrame& frame) {
  routes.add({"GET", "/", Role::viewer, Body::none, 0,
              [&assets, &frame](Call& call) { serve_index(call, assets, frame); }});
}

bool serve_page_file(Call& call, const Assets& assets) {
  if (const Asset* asset = assets.at_path(call.request.path); asset && asset->name != "index.html") {
    Assets::serve(*asset, call.request, call.response);
    return true;
  }
  if (!is_navigation(call.request)) return false;
  if (call.who) {
    // "/tickets/4" is how mails name a place; the page itself has it behind the '#'.
    answer_redirect(call.response, "/#" + path_within(call.request.target));
  } else {
    ask_to_sign_in(call.request, call.response);
  }
  return true;
}

}  // namespace oasis::http
