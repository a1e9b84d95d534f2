// Why a connection under TLS did not come about, in words that say what to do. Pure. May not: connect.
#pragma once

#include <curl/curl.h>

#include <string>

namespace oasis::net {

/// For the failures of TLS with a mail server; empty for any other code. Nothing but the greeting was said in
/// plain when one of these happens.
std::string tls_failure(CURLcode code);

}  // namespace oasis::net
