// HTML of the customer's page and of the acknowledge page. May not: know requests or rows.
#include "server/http/customer_page.hpp"

#include <string>

#include "server/http/tongue.hpp"
#include "server/notify/answer_words.hpp"
#include "server/notify/customer_words.hpp"
#include "shared/model/picture_type.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/utf8.hpp"

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

/// `text` with its place filled by `html`.
std::string around(std::string_view text, const std::string& html) {
  return notify::filled(escaped(text), html);
}

/// What a customer wrote, with what it quotes and its signature folded: all of it is there.
std::string folded_html(const notify::CustomerWords& say, std::string_view text) {
  std::string html;
  for (const FoldRange& range : fold(text)) {
    const std::string_view lines = trimmed(text.substr(range.from, range.to - range.from));
    if (lines.empty()) continue;
    if (range.shown) {
      html += paragraphs(lines);
      continue;
    }
    const std::string_view what = range.kind == FoldKind::signature ? say.signature : say.quoted_text;
    html += "<details>\n<summary>" + escaped(what) + "</summary>\n" + paragraphs(lines) + "</details>\n";
  }
  return html;
}

std::string file_link(const std::string& page, const Attachment& file) {
  return "<a href=\"" + escaped(page) + "/files/" + escaped(file.id) + "\" download>" + escaped(file.name) +
         "</a>";
}

/// A picture is shown as well, small; the browser fetches it when the reader comes near.
std::string picture_html(const std::string& page, const Attachment& file) {
  if (!is_picture_type(file.type)) return {};
  const std::string at = escaped(page) + "/files/" + escaped(file.id);
  return "<p class=\"picture\"><a href=\"" + at + "\"><img src=\"" + at + "/picture\" alt=\"" + escaped(file.name) +
         "\" loading=\"lazy\" width=\"240\" height=\"160\"></a></p>\n";
}

std::string message_html(const notify::CustomerWords& say, const std::string& page,
                         const CustomerPage::Said& said) {
  std::string html = std::string("<li class=\"") + (said.by_customer ? "theirs" : "ours") +
                     "\">\n<p class=\"by\"><b>" + escaped(said.who) + "</b> <time>" + escaped(said.when) +
                     "</time></p>\n" +
                     (said.by_customer ? folded_html(say, said.text) : paragraphs(said.text));
  for (const Attachment& file : said.files)
    html += "<p class=\"file\">" + around(say.attached, file_link(page, file)) + "</p>\n" + picture_html(page, file);
  return html + "</li>\n";
}

std::string fact(std::string_view name, const std::string& html) {
  return "<dt>" + escaped(name) + "</dt><dd>" + html + "</dd>\n";
}

std::string facts_html(const notify::CustomerWords& say, const CustomerPage& content) {
  const std::string kind(notify::status_kind(content.status));
  std::string html =
      "<dl>\n" + fact(say.status, "<span class=\"status " + kind + "\">" +
                                      escaped(say.statuses[static_cast<std::size_t>(content.status)]) + "</span>");
  html += fact(say.handled_by, content.handled_by.empty() ? escaped(say.our_team) : escaped(content.handled_by));
  if (!content.next_update.empty()) {
    const std::string when = escaped(content.next_update);
    html += content.late ? fact(say.was_due, around(say.late, when)) : fact(say.next_update, when);
  }
  if (!content.outcome.empty()) html += fact(say.outcome, escaped(content.outcome));
  return html + "</dl>\n";
}

std::string hidden(const CustomerPage& content) {
  return "<input type=\"hidden\" name=\"message\" value=\"" + escaped(content.message_id) +
         "\">\n<input type=\"hidden\" name=\"token\" value=\"" + escaped(content.token) + "\">\n";
}

std::string reply_form(const notify::CustomerWords& say, const CustomerPage& content) {
  return "<form method=\"post\" class=\"reply\">\n" + hidden(content) + "<label for=\"text\">" +
         escaped(say.your_reply) +
         "</label>\n<textarea id=\"text\" name=\"text\" rows=\"5\" maxlength=\"20000\" required></textarea>\n"
         "<button type=\"submit\" name=\"do\" value=\"reply\">" +
         escaped(say.send_reply) + "</button>\n</form>\n";
}

/// Five buttons: one click rates. A link in a mail only chooses, so that a program that looks at links rates nothing.
std::string rating_form(const notify::CustomerWords& say, const CustomerPage& content) {
  const auto said_of = [&say](int score) { return escaped(say.ratings[static_cast<std::size_t>(score - 1)]); };
  const auto button = [](int score, const std::string& text) {
    return "<button type=\"submit\" name=\"score\" value=\"" + std::to_string(score) + "\">" + text + "</button>\n";
  };
  std::string html = "<form method=\"post\" class=\"rate\" id=\"rate\">\n" + hidden(content) +
                     "<input type=\"hidden\" name=\"do\" value=\"rate\">\n<h2>" + escaped(say.how_did_we_do) + "</h2>\n";
  if (content.rating)
    html += "<p>" + around(say.you_rated, "<b>" + said_of(*content.rating) + "</b>") + "</p>\n";
  html += "<label for=\"comment\">" + escaped(say.anything_to_add) +
          "</label>\n<textarea id=\"comment\" name=\"comment\" rows=\"2\" maxlength=\"2000\"></textarea>\n";
  if (content.chosen) {
    return html + button(*content.chosen, around(say.send_rating, said_of(*content.chosen))) +
           "<p class=\"other\"><a href=\"?#rate\">" + escaped(say.choose_another) + "</a></p>\n</form>\n";
  }
  html += "<p class=\"scores\">\n";
  for (int score = 1; score <= 5; ++score) html += button(score, said_of(score));
  return html + "</p>\n</form>\n";
}

std::string answer_button(std::string_view kind, std::string_view does, const std::string& text) {
  return "<button type=\"submit\"" + std::string(kind) + " name=\"do\" value=\"" + std::string(does) + "\">" + text +
         "</button>\n";
}

}  // namespace

std::string customer_page(const PageFrame& frame, const CustomerPage& content) {
  const notify::CustomerWords& say = notify::customer_words(content.tongue);
  const std::string title = notify::filled(say.ticket, std::to_string(content.number));
  std::string body = "<div class=\"ticket\">\n<p class=\"where\">" + escaped(content.workspace) + " · " +
                     escaped(title) + "</p>\n<h1>" + escaped(content.subject) + "</h1>\n";
  if (!content.notice.empty()) body += "<p class=\"notice\" role=\"status\">" + escaped(content.notice) + "</p>\n";
  if (!content.error.empty()) body += "<p class=\"error\" role=\"alert\">" + escaped(content.error) + "</p>\n";
  body += facts_html(say, content);
  const bool to_rate_first = content.finished && content.chosen;
  if (to_rate_first) body += rating_form(say, content);
  body += "<h2>" + escaped(say.conversation) + "</h2>\n<ol class=\"conversation\">\n";
  for (const CustomerPage::Said& said : content.conversation) body += message_html(say, content.path, said);
  body += "</ol>\n" + reply_form(say, content);
  if (content.finished && !to_rate_first) body += rating_form(say, content);
  body += "<p class=\"hint\">" + escaped(say.link_is_key) + "</p>\n</div>\n";
  return page_document(in_language(frame, content.tongue), title, body);
}

std::string acknowledge_page(const PageFrame& frame, const AcknowledgePage& content) {
  const notify::AnswerWords& say = notify::answer_words(content.tongue);
  const std::string title = notify::filled(say.take, std::to_string(content.number));
  std::string body = "<h1>" + escaped(title) + "</h1>\n<p>" + escaped(content.subject) + "</p>\n";
  if (!content.customer_text.empty()) {
    body += "<blockquote>" + paragraphs(content.customer_text) + "</blockquote>\n";
  }
  body += "<form method=\"post\" class=\"answers\">\n" +
          answer_button("", "acknowledge", around(say.acknowledge_as, escaped(content.name))) +
          answer_button(" class=\"quiet\"", "escalate", escaped(say.escalate)) +
          answer_button(" class=\"quiet\"", "close", escaped(say.close)) + "</form>\n<p class=\"hint below\">" +
          escaped(say.hint) + " <a href=\"" + escaped(content.ticket_url) + "\">" + escaped(say.open_ticket) +
          "</a></p>\n";
  return page_document(in_language(frame, content.tongue), title, body);
}

}  // namespace oasis::http
