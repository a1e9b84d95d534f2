// See oncall_page.hpp.
#include "server/http/oncall_page.hpp"

namespace oasis::http {
namespace {

std::string link_field(const FeedsPage::Line& line, std::size_t number) {
  const std::string id = "feed-" + std::to_string(number);
  return "<label for=\"" + id + "\">" + escaped(line.name) + "</label>\n<input id=\"" + id +
         "\" type=\"url\" readonly value=\"" + escaped(line.url) + "\">\n";
}

}  // namespace

std::string oncall_page(const PageFrame& frame, const OncallPage& content) {
  std::string body = "<h1>Who is on call</h1>\n<p>" + escaped(content.workspace) + ", " +
                     escaped(content.at) + "</p>\n<dl>\n";
  for (const OncallPage::Line& line : content.lines) {
    body += "<dt>" + escaped(line.schedule) + "</dt>\n<dd><strong>" +
            (line.people.empty() ? "Nobody is on call" : escaped(line.people)) + "</strong>";
    if (!line.until.empty()) {
      body +=
          " until " + escaped(line.until) + ", then " + (line.next.empty() ? "nobody" : escaped(line.next));
    }
    body += "</dd>\n";
  }
  return page_document(frame, "Who is on call", body + "</dl>\n", Width::wide);
}

std::string feeds_page(const PageFrame& frame, const FeedsPage& content) {
  std::string body = "<h1>Calendar feeds</h1>\n";
  if (!content.notice.empty())
    body += "<p class=\"notice\" role=\"status\">" + escaped(content.notice) + "</p>\n";
  body +=
      "<p>Subscribe to a link in your calendar: it stays up to date by itself. Whoever has a link can read "
      "it, so keep it to yourself.</p>\n";
  std::size_t number = 0;
  for (const FeedsPage::Line& line : content.feeds) body += link_field(line, number++);
  body +=
      "<h2>A page for everybody</h2>\n<p>Who is on call now, without signing in; as JSON with "
      "?format=json behind it.</p>\n" +
      link_field({"Who is on call", content.now_url}, number) +
      "<h2>New links</h2>\n<p>Makes all of your links new, if one came into wrong hands. The old ones "
      "stop working at once.</p>\n<form method=\"post\" action=\"/feeds\"><button "
      "type=\"submit\">Make new links</button></form>\n<p><a href=\"/#/oncall\">Back to the "
      "calendar</a></p>\n";
  return page_document(frame, "Calendar feeds", body, Width::wide);
}

}  // namespace oasis::http
