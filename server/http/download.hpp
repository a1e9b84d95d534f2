// A file that somebody sent, as an answer: always a download, never shown. May not: decide who gets it.
#pragma once

#include <string>

namespace httplib {
struct Response;
}

namespace oasis::http {

/// As bytes with their name and nothing else: what a customer sent may be a page with a script. Who keeps the
/// answer is for the route to say.
void answer_download(httplib::Response& response, const std::string& name, std::string bytes);

}  // namespace oasis::http
