// The pages of one's account and of people. May not: know requests or rows.
#include "server/http/account_pages.hpp"

namespace oasis::http {
namespace {

std::string notice_box(std::string_view notice) {
  return notice.empty() ? "" : "<p class=\"notice\" role=\"status\">" + escaped(notice) + "</p>\n";
}

std::string hidden(std::string_view name, std::string_view value) {
  return "<input type=\"hidden\" name=\"" + std::string(name) + "\" value=\"" + escaped(value) + "\">";
}

/// A button that does one thing; `what` names it to who cannot see the line it stands in.
std::string button_form(std::string_view action, std::string_view fields, std::string_view label,
                        std::string_view what) {
  return "<form method=\"post\" action=\"" + escaped(action) + "\">" + std::string(fields) +
         "<button class=\"quiet\" type=\"submit\" aria-label=\"" + escaped(what) + "\">" + escaped(label) +
         "</button></form>";
}

std::string list_html(const std::vector<ListedLine>& lines, std::string_view action, std::string_view field,
                      std::string_view label) {
  std::string html = "<ul class=\"rows\">\n";
  for (const ListedLine& line : lines) {
    html += "<li><div><strong>" + escaped(line.title) + "</strong><small>" + escaped(line.about) +
            "</small></div>";
    html += line.own
                ? "<small>this browser</small>"
                : button_form(action, hidden(field, line.key), label, std::string(label) + " " + line.title);
    html += "</li>\n";
  }
  return html + "</ul>\n";
}

std::string option(std::string_view value, std::string_view label, std::string_view chosen) {
  return "<option value=\"" + std::string(value) + "\"" + (value == chosen ? " selected" : "") + ">" +
         std::string(label) + "</option>";
}

std::string section(std::string_view title, const std::string& body) {
  return "<section>\n<h2>" + std::string(title) + "</h2>\n" + body + "</section>\n";
}

std::string current_password(std::string_view id) {
  // Several forms of one page ask for it: each label needs an id of its own.
  return "<label for=\"" + std::string(id) + "\">Your password</label>\n<input id=\"" + std::string(id) +
         "\" name=\"current\" type=\"password\" autocomplete=\"current-password\" required>\n";
}

std::string password_section(const AccountPage& page) {
  return section("Password",
                 "<form method=\"post\" action=\"/account/password\">\n" + hidden("username", page.email) +
                     current_password("current") + new_password_field(false, "New password") +
                     "<button class=\"fit\" type=\"submit\">Change the password</button>\n</form>\n");
}

std::string second_factor_section(const AccountPage& page) {
  if (!page.second_factor) {
    return section(
        "Two-step sign-in",
        "<p>Besides the password, a code from an app on your phone. Whoever learns the password alone does "
        "not get in.</p>\n<form method=\"post\" action=\"/account/second-factor\">\n" +
            hidden("username", page.email) + current_password("current-for-second") +
            "<button class=\"fit\" type=\"submit\">Set it up</button></form>\n");
  }
  return section(
      "Two-step sign-in",
      "<p>It is on. " + std::to_string(page.codes_left) + " of 10 recovery codes are left.</p>\n" +
          "<form method=\"post\" action=\"/account/second-factor/change\">\n" +
          hidden("username", page.email) + current_password("current-for-second") +
          "<button class=\"quiet\" type=\"submit\" name=\"do\" value=\"codes\">New recovery codes</button>\n"
          "<button class=\"quiet\" type=\"submit\" name=\"do\" value=\"off\">Turn it "
          "off</button>\n</form>\n");
}

std::string sessions_section(const AccountPage& page) {
  std::string body = "<p>Where you are signed in.</p>\n" +
                     list_html(page.sessions, "/account/sessions/end", "session", "End");
  if (page.sessions.size() > 1) {
    body += "<form method=\"post\" action=\"/account/sessions/end\">" + hidden("session", "others") +
            "<button class=\"quiet\" type=\"submit\">End all others</button></form>\n";
  }
  return section("Sessions", body);
}

std::string tokens_section(const AccountPage& page) {
  std::string body =
      "<p>For scripts that use the API in your name. A token can do no more than you can.</p>\n";
  if (!page.tokens.empty()) body += list_html(page.tokens, "/account/tokens/end", "token", "Revoke");
  body +=
      "<form method=\"post\" action=\"/account/tokens\">\n" +
      field_html({"What it is for", "token-name", "text", "off", "", "maxlength=\"100\""}) +
      "<div class=\"side\"><div><label for=\"scope\">It may</label>\n<select id=\"scope\" name=\"scope\">" +
      option("read", "read", "read") + option("tickets:write", "read and change tickets", "read") +
      (page.admin ? option("admin", "do everything", "read") : "") +
      "</select></div>\n<div><label for=\"days\">Until</label>\n<select id=\"days\" name=\"days\">" +
      option("30", "30 days from now", "90") + option("90", "90 days from now", "90") +
      option("365", "a year from now", "90") + option("0", "revoked", "90") + "</select></div></div>\n" +
      current_password("current-for-token") +
      "<button class=\"fit\" type=\"submit\">Make a token</button>\n</form>\n";
  return section("API tokens", body);
}

std::string role_options(std::string_view chosen) {
  return option("viewer", "Viewer", chosen) + option("agent", "Agent", chosen) +
         option("manager", "Manager", chosen) + option("admin", "Admin", chosen);
}

std::string person_actions(const PersonPage& page) {
  const std::string at = "/people/" + page.person.id;
  if (!page.account) {
    return button_form(at + "/invite", "", "Invite", "Invite " + page.person.name) + "\n";
  }
  std::string html =
      "<ul class=\"rows\">\n<li><div><strong>Sign-in link</strong><small>A mail with a link that lets them "
      "choose a new password; it is shown here, too.</small></div>" +
      button_form(at + "/link", "", "Send", "Send a sign-in link") + "</li>\n";
  if (page.second_factor) {
    html +=
        "<li><div><strong>Two-step sign-in</strong><small>On. Turn it off only for who lost phone and "
        "codes.</small></div>" +
        button_form(at + "/second-factor/off", "", "Turn off", "Turn two-step sign-in off") + "</li>\n";
  }
  if (!page.own) {
    html += page.disabled
                ? "<li><div><strong>Disabled</strong><small>Cannot sign in.</small></div>" +
                      button_form(at + "/enable", "", "Enable", "Enable the account") + "</li>\n"
                : "<li><div><strong>Account</strong><small>Disabling it ends all sessions and tokens stop "
                  "working.</small></div>" +
                      button_form(at + "/disable", "", "Disable", "Disable the account") + "</li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string code_page(const PageFrame& frame, const CodePage& content) {
  return page_document(
      frame, "Sign in",
      "<h1>Your code</h1>\n<p>The six digits that your app shows now, or a recovery code.</p>\n" +
          error_box(content.error) + "<form method=\"post\" action=\"/login/code\">\n" +
          field_html({"Code", "code", "text", "one-time-code", "",
                      "inputmode=\"text\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"40\" "
                      "autofocus"}) +
          hidden("next", content.next) +
          "\n<button type=\"submit\">Sign in</button>\n</form>\n"
          "<p class=\"after\"><a href=\"/login\">Start again</a></p>\n");
}

std::string forgot_page(const PageFrame& frame, std::string_view email, std::string_view error) {
  return page_document(
      frame, "Forgot your password?",
      "<h1>Forgot your password?</h1>\n<p>We send you a link with which you choose a new one.</p>\n" +
          error_box(error) + "<form method=\"post\" action=\"/forgot\">\n" +
          field_html({"E-mail", "email", "email", "username", email, "autofocus"}) +
          "<button type=\"submit\">Send the link</button>\n</form>\n"
          "<p class=\"after\"><a href=\"/login\">Sign in</a></p>\n");
}

std::string account_page(const PageFrame& frame, const AccountPage& page) {
  std::string body = "<nav aria-label=\"Pages\"><a href=\"/\">Back to the tickets</a>";
  if (page.admin) body += "<a href=\"/people\">People</a>";
  body += "</nav>\n<h1>Your account</h1>\n<p>" + escaped(page.name) + " · " + escaped(page.email) + " · " +
          escaped(page.role) + "</p>\n" + notice_box(page.notice) + error_box(page.error) +
          sessions_section(page) + second_factor_section(page) + password_section(page) +
          tokens_section(page);
  return page_document(frame, "Your account", body, Width::wide);
}

std::string second_factor_page(const PageFrame& frame, const SecondFactorPage& content) {
  return page_document(
      frame, "Two-step sign-in",
      "<h1>Two-step sign-in</h1>\n<p>Read this with an authenticator app, then type the code that it "
      "shows.</p>\n" +
          content.qr + "<p class=\"hint\">Or type this into the app:</p>\n<p class=\"once\">" +
          escaped(content.seed) + "</p>\n" + error_box(content.error) +
          "<form method=\"post\" action=\"/account/second-factor/confirm\">\n" +
          field_html({"Code", "code", "text", "one-time-code", "",
                      "inputmode=\"numeric\" pattern=\"[0-9 ]*\" maxlength=\"10\" autofocus"}) +
          "<button type=\"submit\">Turn it on</button>\n</form>\n"
          "<p class=\"after\"><a href=\"/account\">Not now</a></p>\n");
}

std::string recovery_codes_page(const PageFrame& frame, const std::vector<std::string>& codes) {
  std::string list;
  for (const std::string& code : codes) list += "<li>" + escaped(code) + "</li>\n";
  return page_document(
      frame, "Recovery codes",
      "<h1>Recovery codes</h1>\n<p>Each signs you in once when your phone is not at hand. Keep them where "
      "you keep your passwords: they are not shown again.</p>\n<ul class=\"once\">\n" +
          list + "</ul>\n<p><a href=\"/account\">I have kept them</a></p>\n",
      Width::wide);
}

std::string new_token_page(const PageFrame& frame, std::string_view name, std::string_view token) {
  return page_document(frame, "New token",
                       "<h1>New token</h1>\n<p>For " + escaped(name) +
                           ". Copy it now: it is not shown again.</p>\n<p class=\"once\">" + escaped(token) +
                           "</p>\n<p>Send it as <code>Authorization: Bearer …</code></p>\n"
                           "<p><a href=\"/account\">I have copied it</a></p>\n",
                       Width::wide);
}

std::string people_page(const PageFrame& frame, const PeoplePage& page) {
  std::string list = "<ul class=\"rows\">\n";
  for (const PersonLine& person : page.people) {
    list += "<li><div><strong><a href=\"/people/" + person.id + "\">" + escaped(person.name) +
            "</a></strong><small>" + escaped(person.email) + "</small></div><small>" + escaped(person.role) +
            (person.state.empty() ? "" : " · " + escaped(person.state)) + "</small></li>\n";
  }
  list += "</ul>\n";
  const std::string invite = "<p>They get a mail with a link that lets them choose a password.</p>\n" +
                             error_box(page.error) + "<form method=\"post\" action=\"/people\">\n" +
                             field_html({"Name", "name", "text", "off", page.name, "maxlength=\"100\""}) +
                             field_html({"E-mail", "email", "email", "off", page.email, ""}) +
                             "<label for=\"role\">Role</label>\n<select id=\"role\" name=\"role\">" +
                             role_options(page.role.empty() ? "agent" : page.role) +
                             "</select>\n<button class=\"fit\" type=\"submit\">Invite</button>\n</form>\n";
  return page_document(
      frame, "People",
      "<nav aria-label=\"Pages\"><a href=\"/\">Back to the tickets</a><a href=\"/account\">Your "
      "account</a></nav>\n<h1>People</h1>\n<p>Who may sign in. Teams, scopes and contacts are in the "
      "workspace’s document.</p>\n" +
          notice_box(page.notice) + list + section("Invite somebody", invite),
      Width::wide);
}

std::string person_page(const PageFrame& frame, const PersonPage& page) {
  std::string body = "<nav aria-label=\"Pages\"><a href=\"/people\">People</a></nav>\n<h1>" +
                     escaped(page.person.name) + "</h1>\n<p>" + escaped(page.person.email) + " · " +
                     escaped(page.person.role) +
                     (page.person.state.empty() ? "" : " · " + escaped(page.person.state)) + "</p>\n" +
                     notice_box(page.notice);
  if (!page.link.empty()) {
    body += "<p>This link works once, for three days. Hand it over only to " + escaped(page.person.name) +
            ".</p>\n<p class=\"once\">" + escaped(page.link) + "</p>\n";
  }
  body += person_actions(page);
  const std::string at = "/people/" + page.person.id;
  if (!page.sessions.empty()) {
    body += section("Sessions", list_html(page.sessions, at + "/sessions/end", "session", "End"));
  }
  if (!page.tokens.empty())
    body += section("API tokens", list_html(page.tokens, at + "/tokens/end", "token", "Revoke"));
  return page_document(frame, page.person.name, body, Width::wide);
}

}  // namespace oasis::http
