// See tls_words.hpp.
#include "server/net/tls_words.hpp"

namespace oasis::net {

std::string tls_failure(CURLcode code) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return "its certificate is not trusted: it is made out to another name, has expired, or comes from an "
             "authority "
             "that this machine does not know (ca_file names another one). Nothing was sent";
    case CURLE_SSL_CACERT_BADFILE:
      return "the file that ca_file names cannot be read as certificates. Nothing was sent";
    case CURLE_USE_SSL_FAILED:
      return "it does not offer STARTTLS, and nothing is sent in plain";
    case CURLE_SSL_CONNECT_ERROR:
      return "it does not speak TLS on this port: port 465 or 993 wants tls, port 587, 25 or 143 wants "
             "starttls. "
             "Nothing was sent";
    default:
      return "";
  }
}

}  // namespace oasis::net
