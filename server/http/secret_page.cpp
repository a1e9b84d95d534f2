// See secret_page.hpp.
#include "server/http/secret_page.hpp"

#include <utility>

namespace oasis::http {

void keep_confidential(httplib::Response& response) {
  response.set_header("Cache-Control", "no-store");
  response.set_header("Referrer-Policy", "same-origin");  // the address is the key: no other site learns it
  response.set_header("X-Robots-Tag", "noindex");
}

void answer_html(httplib::Response& response, std::string html, int status) {
  response.status = status;
  keep_confidential(response);
  response.set_content(std::move(html), "text/html; charset=utf-8");
}

}  // namespace oasis::http
