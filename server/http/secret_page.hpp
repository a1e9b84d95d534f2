// Pages whose address is the key (a customer's ticket, an answer to a message). May not: know what they show.
#pragma once

#include <httplib.h>

#include <string>

namespace oasis::http {

/// Nobody keeps the answer, no search engine lists it, and no other site learns its address.
void keep_confidential(httplib::Response& response);
/// Answers with such a page.
void answer_html(httplib::Response& response, std::string html, int status = 200);

}  // namespace oasis::http
