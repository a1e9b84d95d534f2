// Pages whose address is the key (a customer's ticket, an answer to a message). May not: know what they show.
#pragma once

#include <httplib.h>

#include <string>

namespace oasis::http {

/// Answers with a page that nobody keeps, that no search engine lists, and whose address no other site learns.
void answer_html(httplib::Response& response, std::string html, int status = 200);

}  // namespace oasis::http
