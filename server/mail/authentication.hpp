// What our own mail servers say about who sent a mail (Authentication-Results, RFC 8601).
// May not: check signatures itself; the server that took the mail from outside has done that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// Whether one of the `results` (header values, comments included) comes from a server in `trusted`
/// (authserv-ids; case does not matter) and says that the mail is from the domain of `from`: dmarc=pass, or
/// dkim=pass or spf=pass for that domain, one above or one below it. Anybody can write such a header; trust
/// only servers that remove those that come from outside (RFC 8601, section 5). Linear.
bool sender_is_proven(const std::vector<std::string>& results, std::string_view from,
                      const std::vector<std::string>& trusted);

}  // namespace oasis
