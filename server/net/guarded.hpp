// HTTP requests to addresses that people wrote into the workspace (webhooks, chat, SMS): the only way by
// which the server makes them. Such an address must not become a way into the network that the server stands
// in, so the address is judged when the connection is made, after the name was resolved (DNS rebinding
// changes nothing), no redirect is followed, no proxy of the environment is used, and the answer is cut
// short. May not: know who is told what; retry; log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/instant.hpp"

namespace oasis::net {

/// Which private hosts may be reached all the same.
struct Permits {
  /// Names or numeric addresses as they stand in a URL ("hooks.intern.example", "10.1.2.3"), lower case,
  /// without port; each may have any address.
  std::vector<std::string> private_hosts;
};

struct Request {
  std::string method = "POST";
  std::string url;  ///< http or https
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Duration patience = seconds(10);        ///< for everything together
  std::size_t longest_reply = 64 * 1024;  ///< bytes; what comes beyond is not read
};

struct Reply {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  /// The first header of that name (lower case), empty if there is none.
  std::string_view header(std::string_view name) const;
};

/// Why there is no reply. `what` is one sentence without anything of the request but the host.
struct Failure {
  enum class Kind {
    refused,    ///< never tried: no such URL, or a host that may not be reached; trying again helps nothing
    not_sent,   ///< the other side has nothing of it: trying again repeats nothing
    uncertain,  ///< it may have arrived
  };
  Kind kind = Kind::refused;
  std::string what;
};

/// Sends one request and waits for the reply, whatever its status. From any thread.
Result<Reply, Failure> send(const Request& request, const Permits& permits);

}  // namespace oasis::net
