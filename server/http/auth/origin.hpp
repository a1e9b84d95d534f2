// Whether a state-changing request comes from our own page (against cross-site request forgery).
// May not: know sessions.
#pragma once

#include <string>
#include <string_view>

namespace oasis::http {

/// The headers that tell where a request comes from, empty where absent.
struct Source {
  std::string fetch_site;  // Sec-Fetch-Site: set by browsers on https and loopback, beyond a page's reach
  std::string origin;      // Origin: set by browsers on every POST
  std::string host;        // Host
  bool has_session = false;
};

/// True for our own pages, and for programs (no browser header at all) that bring no session cookie: without
/// one there is nothing to forge. `public_url` is where people reach us, with its scheme: behind a proxy Host
/// may differ.
bool is_from_our_page(const Source& source, std::string_view public_url);

}  // namespace oasis::http
