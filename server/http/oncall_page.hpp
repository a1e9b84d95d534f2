// The pages "Who is on call" (by a secret link, for a wall or a colleague without an account) and "Calendar
// feeds" (one's own links): plain HTML. May not: know requests or rows; the routes fill them in.
#pragma once

#include <string>
#include <vector>

#include "server/http/pages.hpp"

namespace oasis::http {

struct OncallPage {
  std::string workspace;
  std::string at;  ///< when it was right, in words
  struct Line {
    std::string schedule;
    std::string people;  ///< names, or empty: nobody
    std::string until;   ///< in words, empty: no hand-off in sight
    std::string next;    ///< names, or empty
  };
  std::vector<Line> lines;
};
std::string oncall_page(const PageFrame& frame, const OncallPage& content);

struct FeedsPage {
  struct Line {
    std::string name, url;
  };
  std::vector<Line> feeds;  ///< one's own first
  std::string now_url;      ///< of the page "Who is on call"
  std::string notice;
};
/// The form posts to /feeds.
std::string feeds_page(const PageFrame& frame, const FeedsPage& content);

}  // namespace oasis::http
