// Whether a state-changing request comes from our own page. May not: know sessions.
#include "server/http/auth/origin.hpp"

namespace oasis::http {

bool is_from_our_page(const Source& source, std::string_view public_url) {
  if (!source.fetch_site.empty()) return source.fetch_site == "same-origin" || source.fetch_site == "none";
  if (source.origin.empty()) return !source.has_session;
  while (!public_url.empty() && public_url.back() == '/') public_url.remove_suffix(1);
  if (source.origin == public_url) return true;
  const auto authority = source.origin.find("://");
  return authority != std::string::npos && !source.host.empty() &&
         source.origin.substr(authority + 3) == source.host;
}

}  // namespace oasis::http
