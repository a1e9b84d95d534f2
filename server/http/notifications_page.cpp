// HTML of the pages of notifications and readiness. May not: know requests or rows.
#include "server/http/notifications_page.hpp"

namespace oasis::http {
namespace {

std::string option(const std::string& value, const std::string& text, bool chosen) {
  return "<option value=\"" + escaped(value) + "\"" + (chosen ? " selected" : "") + ">" + escaped(text) +
         "</option>";
}

std::string hidden(const std::string& name, const std::string& value) {
  return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
}

std::string notes(const std::string& notice, const std::string& error) {
  std::string html;
  if (!notice.empty()) html += "<p class=\"notice\" role=\"status\">" + escaped(notice) + "</p>\n";
  if (!error.empty()) html += "<p class=\"error\" role=\"alert\">" + escaped(error) + "</p>\n";
  return html;
}

/// A form that is one button.
std::string action(const std::string& what, const std::string& via, const std::string& label,
                   const std::string& name) {
  return "<form method=\"post\" action=\"/notifications\">" + hidden("via", via) +
         "<button type=\"submit\" class=\"quiet small\" name=\"do\" value=\"" + what + "\" aria-label=\"" +
         escaped(label + ": " + name) + "\">" + escaped(label) + "</button></form>\n";
}

std::string code_form(const NotificationsPage::Address& address) {
  const std::string id = "code-" + escaped(address.via);
  return "<form method=\"post\" action=\"/notifications\" class=\"code\">" + hidden("via", address.via) +
         "<label for=\"" + id + "\">The code that was sent there</label><input id=\"" + id +
         "\" name=\"code\" inputmode=\"numeric\" autocomplete=\"one-time-code\" pattern=\"[0-9]{6}\" "
         "maxlength=\"6\" "
         "required><button type=\"submit\" class=\"small\" name=\"do\" "
         "value=\"verify\">Verify</button></form>\n";
}

std::string address_html(const NotificationsPage::Address& address) {
  std::string html = "<li>\n<div class=\"what\"><b>" + escaped(address.via_name) + "</b> <span>" +
                     escaped(address.address) + "</span> <span class=\"state " + address.state_kind + "\">" +
                     escaped(address.state) + "</span></div>\n";
  if (!address.why.empty()) html += "<p class=\"why\">" + escaped(address.why) + "</p>\n";
  if (address.code_awaited) html += code_form(address);
  html += "<div class=\"actions\">\n";
  const std::string name = address.via_name + " " + address.address;
  if (address.in_use) html += action("test", address.via, "Send me a test", name);
  if (address.in_use && address.state_kind != "good") {
    html += action("code", address.via, address.code_awaited ? "Send a new code" : "Send a code", name);
  }
  if (address.may_remove) html += action("remove", address.via, address.in_use ? "Remove" : "Forget", name);
  return html + "</div>\n</li>\n";
}

std::string add_form(const NotificationsPage& content) {
  std::string html =
      "<form method=\"post\" action=\"/notifications\" class=\"add\">\n<div><label "
      "for=\"via\">Channel</label>\n<select "
      "id=\"via\" name=\"via\">";
  std::string hints;
  for (const NotificationsPage::Kind& kind : content.kinds) {
    html += option(kind.via, kind.name, false);
    hints += "<li><b>" + escaped(kind.name) + "</b>: " + escaped(kind.hint) + "</li>\n";
  }
  return html +
         "</select></div>\n<div><label for=\"address\">Address</label>\n<input id=\"address\" "
         "name=\"address\" "
         "maxlength=\"500\" autocomplete=\"off\" required></div>\n<button type=\"submit\" name=\"do\" "
         "value=\"add\">Send a "
         "code there</button>\n</form>\n<details><summary>How addresses look</summary><ul "
         "class=\"hints\">\n" +
         hints + "</ul></details>\n";
}

std::string via_select(const NotificationsPage& content, const std::string& name, const std::string& label,
                       const RuleLine& line, bool digests) {
  std::string html = "<select name=\"" + name + "-via\" aria-label=\"" + escaped(label) + ", channel\">";
  html += option("", "–", line.via.empty());
  for (const NotificationsPage::Address& address : content.addresses) {
    if (address.in_use) html += option(address.via, address.via_name, line.via == address.via);
  }
  if (digests || line.via == "daily") html += option("daily", "Daily digest", line.via == "daily");
  if (digests || line.via == "weekly") html += option("weekly", "Weekly digest", line.via == "weekly");
  return html + "</select>\n";
}

std::string after_select(const std::string& name, const std::string& label, const RuleLine& line) {
  constexpr std::pair<const char*, const char*> usual[] = {
      {"0s", "at once"},       {"2m", "after 2 min"},   {"5m", "after 5 min"},  {"10m", "after 10 min"},
      {"15m", "after 15 min"}, {"30m", "after 30 min"}, {"1h", "after 1 hour"}, {"4h", "after 4 hours"}};
  std::string html = "<select name=\"" + name + "-after\" aria-label=\"" + escaped(label) + ", when\">";
  bool known = line.after.empty();
  for (const auto& [value, text] : usual) {
    known = known || line.after == value;
    html += option(value, text, line.after == value);
  }
  if (!known) html += option(line.after, "after " + line.after, true);
  return html + "</select>\n";
}

std::string digest_time(const std::string& name, const std::string& label, const RuleLine& line) {
  constexpr std::pair<const char*, const char*> days[] = {
      {"mon", "Monday"}, {"tue", "Tuesday"},  {"wed", "Wednesday"}, {"thu", "Thursday"},
      {"fri", "Friday"}, {"sat", "Saturday"}, {"sun", "Sunday"}};
  std::string html = "<span class=\"digest\"><span>digest at <input type=\"time\" name=\"" + name +
                     "-at\" value=\"" + escaped(line.at.empty() ? "09:00" : line.at) + "\" aria-label=\"" +
                     escaped(label) + ", time of the digest\"></span>\n<span>weekly on <select name=\"" + name +
                     "-day\" aria-label=\"" + escaped(label) + ", day of the weekly digest\">";
  for (const auto& [value, text] : days) html += option(value, text, line.day == value);
  return html + "</select></span></span>\n";
}

std::string rules_html(const NotificationsPage& content, const RulesOfUrgency& rules) {
  constexpr std::pair<const char*, const char*> titles[] = {
      {"critical", "Critical: urgent and high tickets, and whatever was not acknowledged in the first round"},
      {"normal", "Normal: everything else that escalates; waits for the end of your quiet hours"},
      {"low", "Low: news that can wait"}};
  std::string title;
  for (const auto& [urgency, text] : titles) {
    if (rules.urgency == urgency) title = text;
  }
  const std::string own = rules.urgency + "-own";
  std::string html = "<fieldset class=\"rule\">\n<legend>" + escaped(title) + "</legend>\n";
  html += "<label class=\"choice\"><input type=\"radio\" name=\"" + own + "\" value=\"no\"" +
          (rules.own ? "" : " checked") + "> As usual: " + escaped(rules.usual) + "</label>\n";
  html += "<label class=\"choice\"><input type=\"radio\" name=\"" + own + "\" value=\"yes\"" +
          (rules.own ? " checked" : "") + "> By these rules:</label>\n<ol class=\"lines\">\n";
  for (std::size_t i = 0; i < rules.lines.size(); ++i) {
    const std::string name = rules.urgency + "-" + std::to_string(i);
    const std::string label = rules.urgency + " rule " + std::to_string(i + 1);
    const RuleLine& line = rules.lines[i];
    const bool low = rules.urgency == "low";
    html += "<li>" + via_select(content, name, label, line, low) + after_select(name, label, line) +
            (low || line.via == "daily" || line.via == "weekly" ? digest_time(name, label, line) : "") +
            "</li>\n";
  }
  return html + "</ol>\n</fieldset>\n";
}

/// What we have words in ourselves; another language that was set stays, since templates may have it.
std::string language_select(const std::string& chosen) {
  std::string html = "<select id=\"language\" name=\"language\">";
  const auto add = [&](const std::string& tag, const std::string& name) {
    html += "<option value=\"" + escaped(tag) + "\"" + (tag == chosen ? " selected" : "") + ">" + escaped(name) +
            "</option>";
  };
  add("", "English");
  add("de", "Deutsch");
  if (!chosen.empty() && chosen != "de") add(chosen, chosen);
  return html + "</select>";
}

std::string times_html(const NotificationsPage& content) {
  std::string html =
      "<fieldset class=\"rule\">\n<legend>Quiet hours, time zone, language</legend>\n<div class=\"row\"><div><label "
      "for=\"quiet-from\">Quiet from</label><input id=\"quiet-from\" type=\"time\" name=\"quiet-from\" "
      "value=\"" +
      escaped(content.quiet_from) +
      "\"></div>\n<div><label for=\"quiet-to\">until</label><input id=\"quiet-to\" type=\"time\" "
      "name=\"quiet-to\" value=\"" +
      escaped(content.quiet_to) +
      "\"></div>\n<div class=\"wide\"><label for=\"zone\">Time zone</label><input id=\"zone\" name=\"zone\" "
      "placeholder=\"" +
      escaped(content.workspace_zone) + "\" value=\"" + escaped(content.zone) +
      "\"></div>\n<div><label for=\"language\">Language</label>" +
      language_select(content.language) +
      "</div></div>\n<p class=\"hint\">Normal messages wait for the end of quiet hours, unless an "
      "escalation of the ticket is running; critical ones never wait. Without a time zone of your own the "
      "workspace's holds. Digests come in your language.</p>\n</fieldset>\n";
  html += "<fieldset class=\"rule\">\n<legend>Away</legend>\n";
  for (std::size_t i = 0; i < content.away.size(); ++i) {
    const NotificationsPage::Away& away = content.away[i];
    html += "<label class=\"choice\"><input type=\"checkbox\" name=\"away-" + std::to_string(i) +
            "\" value=\"" + escaped(away.value) + "\" checked> " + escaped(away.from) + " until " +
            escaped(away.to) + "</label>\n";
  }
  return html +
         "<div class=\"row\"><div><label for=\"away-from\">Away from</label><input id=\"away-from\" "
         "type=\"datetime-local\" name=\"away-from\"></div>\n<div><label for=\"away-to\">until</label><input "
         "id=\"away-to\" type=\"datetime-local\" name=\"away-to\"></div></div>\n<p class=\"hint\">While you "
         "are away no "
         "schedule has you on call: agree on somebody to take over. Times are in your time zone; untick one "
         "to take it "
         "out.</p>\n</fieldset>\n";
}

std::string person_html(const ReadinessPage::Person& person) {
  std::string html =
      "<li>\n<div class=\"what\"><b>" + escaped(person.name) + "</b> <span>" + escaped(person.when) +
      "</span> <span class=\"state " +
      (person.reachable ? "open\">can be reached in one way" : "bad\">no way that is known to work") +
      "</span></div>\n<ul class=\"obstacles\">\n";
  for (const auto& [what, fix] : person.obstacles)
    html += "<li>" + escaped(what) + " <span class=\"fix\">" + escaped(fix) + "</span></li>\n";
  return html + "</ul>\n</li>\n";
}

std::string letters_html(const ReadinessPage& content) {
  std::string html = "<h2>Messages that were given up</h2>\n";
  if (content.failed.empty()) return html + "<p>None.</p>\n";
  html += "<ul class=\"letters\">\n";
  for (const ReadinessPage::Letter& letter : content.failed) {
    html += "<li><div class=\"what\"><b>" + escaped(letter.to) + "</b> <span>" + escaped(letter.via) + ", " +
            escaped(letter.when) + "</span>";
    if (!letter.url.empty())
      html += " <a href=\"" + escaped(letter.url) + "\">" + escaped(letter.ticket) + "</a>";
    html += "</div>\n<p class=\"why\">" + escaped(letter.error) + "</p></li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string notifications_page(const PageFrame& frame, const NotificationsPage& content) {
  std::string body =
      "<div class=\"notifications\">\n<p class=\"where\"><a href=\"/\">Desk</a> · <a "
      "href=\"/readiness\">Readiness</a></p>\n<h1>Notifications</h1>\n<p>How " +
      escaped(content.name) + " is told.</p>\n" + notes(content.notice, content.error);
  body += "<h2>Addresses</h2>\n<ul class=\"addresses\">\n";
  for (const NotificationsPage::Address& address : content.addresses) body += address_html(address);
  body += "</ul>\n<h3>Add or change an address</h3>\n" + add_form(content);
  body +=
      "<form method=\"post\" action=\"/notifications\" class=\"rules\">\n<h2>Rules</h2>\n<p class=\"hint "
      "plain\">A line with a delay is used only while nobody has acknowledged or resolved the ticket.</p>\n";
  for (const RulesOfUrgency& rules : content.rules) body += rules_html(content, rules);
  body +=
      "<h2>Times</h2>\n" + times_html(content) +
      "<button type=\"submit\" name=\"do\" value=\"save\">Save rules and times</button>\n</form>\n</div>\n";
  return page_document(frame, "Notifications", body);
}

std::string readiness_page(const PageFrame& frame, const ReadinessPage& content) {
  std::string body =
      "<div class=\"notifications\">\n<p class=\"where\"><a href=\"/\">Desk</a> · <a "
      "href=\"/notifications\">Notifications</a></p>\n<h1>Readiness</h1>\n<p>";
  body += content.everybody ? "Who is on call in the next 14 days and may not be reached."
                            : "Whether you can be reached when you are on call in the next 14 days.";
  body += "</p>\n";
  for (const std::string& provider : content.providers)
    body += "<p class=\"error\" role=\"alert\">" + escaped(provider) + "</p>\n";
  if (content.people.empty()) {
    body += std::string("<p class=\"notice\">") +
            (content.everybody ? "Everybody on call has a way that works."
                               : "You have a way that works, or are not on call.") +
            "</p>\n";
  } else {
    body += "<ul class=\"addresses\">\n";
    for (const ReadinessPage::Person& person : content.people) body += person_html(person);
    body += "</ul>\n";
  }
  if (content.everybody) body += letters_html(content);
  return page_document(frame, "Readiness", body + "</div>\n");
}

}  // namespace oasis::http
