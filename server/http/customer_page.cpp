// HTML of the customer's page and of the acknowledge page. May not: know requests or rows.
#include "server/http/customer_page.hpp"

#include <string>

#include "server/notify/customer_words.hpp"

namespace oasis::http {
namespace {

/// Text with its line ends, as paragraphs.
std::string paragraphs(std::string_view text) {
  std::string html = "<p>";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      html += escaped(text.substr(i, 1));
    } else if (i + 1 < text.size() && text[i + 1] == '\n') {
      html += "</p>\n<p>";
      while (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else {
      html += "<br>\n";
    }
  }
  return html + "</p>\n";
}

std::string message_html(const CustomerPage::Said& said) {
  std::string html = std::string("<li class=\"") + (said.by_customer ? "theirs" : "ours") + "\">\n<p class=\"by\"><b>" +
                     escaped(said.who) + "</b> <time>" + escaped(said.when) + "</time></p>\n" + paragraphs(said.text);
  for (const std::string& file : said.files) html += "<p class=\"file\">Attached: " + escaped(file) + "</p>\n";
  return html + "</li>\n";
}

std::string facts_html(const CustomerPage& content) {
  std::string html = "<dl>\n<dt>Status</dt><dd><span class=\"status " + content.status_kind + "\">" +
                     escaped(content.status) + "</span></dd>\n";
  html += "<dt>Handled by</dt><dd>" + (content.handled_by.empty() ? "our team" : escaped(content.handled_by)) + "</dd>\n";
  if (!content.next_update.empty() && !content.late)
    html += "<dt>Next update by</dt><dd>" + escaped(content.next_update) + "</dd>\n";
  if (!content.next_update.empty() && content.late)
    html += "<dt>Update was due</dt><dd>" + escaped(content.next_update) + ". We are late, and sorry for it.</dd>\n";
  if (!content.outcome.empty()) html += "<dt>Outcome</dt><dd>" + escaped(content.outcome) + "</dd>\n";
  return html + "</dl>\n";
}

std::string hidden(const CustomerPage& content) {
  return "<input type=\"hidden\" name=\"message\" value=\"" + escaped(content.message_id) +
         "\">\n<input type=\"hidden\" name=\"token\" value=\"" + escaped(content.token) + "\">\n";
}

std::string reply_form(const CustomerPage& content) {
  return "<form method=\"post\" class=\"reply\">\n" + hidden(content) +
         "<label for=\"text\">Your reply</label>\n"
         "<textarea id=\"text\" name=\"text\" rows=\"5\" maxlength=\"20000\" required></textarea>\n"
         "<button type=\"submit\" name=\"do\" value=\"reply\">Send reply</button>\n</form>\n";
}

std::string comment_field() {
  return "<label for=\"comment\">Anything to add? (optional)</label>\n"
         "<textarea id=\"comment\" name=\"comment\" rows=\"2\" maxlength=\"2000\"></textarea>\n";
}

std::string said_of(int score) {
  return escaped(notify::rating_words[static_cast<std::size_t>(score - 1)]);
}

/// Five buttons: one click rates. A link in a mail only chooses, so that a program that looks at links rates nothing.
std::string rating_form(const CustomerPage& content) {
  std::string html = "<form method=\"post\" class=\"rate\" id=\"rate\">\n" + hidden(content) +
                     "<input type=\"hidden\" name=\"do\" value=\"rate\">\n<h2>How did we do?</h2>\n";
  if (content.rating) html += "<p>You rated: <b>" + said_of(*content.rating) + "</b>. You can change it.</p>\n";
  if (content.chosen) {
    return html + comment_field() + "<button type=\"submit\" name=\"score\" value=\"" + std::to_string(*content.chosen) +
           "\">Send “" + said_of(*content.chosen) + "”</button>\n<p class=\"other\"><a href=\"?#rate\">Choose another</a></p>\n</form>\n";
  }
  html += comment_field() + "<p class=\"scores\">\n";
  for (int score = 1; score <= 5; ++score) {
    html += "<button type=\"submit\" name=\"score\" value=\"" + std::to_string(score) + "\">" + said_of(score) + "</button>\n";
  }
  return html + "</p>\n</form>\n";
}

}  // namespace

std::string customer_page(const PageFrame& frame, const CustomerPage& content) {
  std::string body = "<div class=\"ticket\">\n<p class=\"where\">" + escaped(content.workspace) + " · Ticket #" +
                     std::to_string(content.number) + "</p>\n<h1>" + escaped(content.subject) + "</h1>\n";
  if (!content.notice.empty()) body += "<p class=\"notice\" role=\"status\">" + escaped(content.notice) + "</p>\n";
  if (!content.error.empty()) body += "<p class=\"error\" role=\"alert\">" + escaped(content.error) + "</p>\n";
  body += facts_html(content);
  const bool to_rate_first = content.finished && content.chosen;
  if (to_rate_first) body += rating_form(content);
  body += "<h2>Conversation</h2>\n<ol class=\"conversation\">\n";
  for (const CustomerPage::Said& said : content.conversation) body += message_html(said);
  body += "</ol>\n" + reply_form(content);
  if (content.finished && !to_rate_first) body += rating_form(content);
  body += "<p class=\"hint\">Whoever has this link can read and answer this ticket; pass it on with care.</p>\n</div>\n";
  return page_document(frame, "Ticket #" + std::to_string(content.number), body);
}

std::string acknowledge_page(const PageFrame& frame, const AcknowledgePage& content) {
  std::string body = "<h1>Take ticket #" + std::to_string(content.number) + "</h1>\n<p>" + escaped(content.subject) + "</p>\n";
  if (!content.customer_text.empty()) {
    body += "<blockquote>" + paragraphs(content.customer_text) + "</blockquote>\n";
  }
  body += "<form method=\"post\">\n<button type=\"submit\" name=\"do\" value=\"acknowledge\">Acknowledge as " +
          escaped(content.name) +
          "</button>\n<button type=\"submit\" class=\"quiet\" name=\"do\" value=\"escalate\">Escalate: the next tier "
          "is told now</button>\n<button type=\"submit\" class=\"quiet\" name=\"do\" value=\"close\">Close the "
          "ticket</button>\n</form>\n<p class=\"hint below\">Acknowledging stops the escalation; the customer then waits "
          "for you. <a href=\"" +
          escaped(content.ticket_url) + "\">Open the ticket</a></p>\n";
  return page_document(frame, "Acknowledge", body);
}

}  // namespace oasis::http
