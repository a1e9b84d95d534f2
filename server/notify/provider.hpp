// A provider that is spoken to by HTTP: the request, and what its answer means for a message. All of it goes
// through net::send, which refuses private addresses that are not permitted. May not: retry.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/net/guarded.hpp"
#include "server/notify/parcel.hpp"
#include "shared/result.hpp"

namespace oasis::notify {

/// What every channel by HTTP is made with.
struct Outside {
  net::Permits permits;
  Duration patience = seconds(15);  ///< for one request
};

using Fields = std::vector<std::pair<std::string, std::string>>;

net::Request json_request(const std::string& url, std::string body, const Outside& outside);
/// "name=value&…", percent-encoded.
net::Request form_request(const std::string& url, const Fields& fields, const Outside& outside);
/// Authorization: Basic (RFC 7617).
std::pair<std::string, std::string> basic_authorization(const std::string& user, const std::string& password);
std::pair<std::string, std::string> bearer_authorization(const std::string& token);

/// What an answer means, where the provider says no more. 2xx: sent. None, 408, 425, 429 and 5xx: try again.
/// Everything else: refused. `name`: of the provider; `said`: what it answered, for people.
Outcome outcome_of(const Result<net::Reply, net::Failure>& answer, const std::string& name,
                   const std::string& said = "");

Outcome sent(std::string provider_id = "");
Outcome refused(std::string why);

/// A text on one line, at most `most` characters (points), with "…" where it was cut.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace oasis::notify
