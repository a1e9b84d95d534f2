// The plain HTML pages of the server. May not: know requests.
#include "server/http/pages.hpp"

namespace oasis::http {
namespace {

constexpr std::string_view brand =
    R"(<p class="brand"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" )"
    R"(stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 21c.6-4 .4-7.5-.6-10.5"/>)"
    R"(<path d="M11.4 10.5C9 7.5 6 7 3 8.5c3-.3 5.5.3 8.400 2z"/><path d="M11.4 10.5C13.5 7 17 6 21 8c-3.500 0-6.500.5-9.600 2.500z"/>)"
    R"(<path d="M11.4 10.5C10.5 7 11.500 4.500 14.500 3c-1.200 2.500-1.800 4.800-3.100 7.5z"/><path d="M5 21h14"/></svg>Support Oasis</p>)";

}  // namespace

std::string error_box(std::string_view error) {
  return error.empty() ? "" : "<p class=\"error\" role=\"alert\" id=\"error\">" + escaped(error) + "</p>\n";
}

std::string field_html(const Field& field) {
  const std::string name(field.name);
  std::string html = "<label for=\"" + name + "\">" + std::string(field.label) + "</label>\n<input id=\"" +
                     name + "\" name=\"" + name + "\" type=\"" + std::string(field.type) +
                     "\" autocomplete=\"" + std::string(field.autocomplete) + "\" required";
  if (!field.value.empty()) html += " value=\"" + escaped(field.value) + "\"";
  if (!field.more.empty()) html += " " + std::string(field.more);
  return html + ">\n";
}

std::string new_password_field(bool first, std::string_view label) {
  return field_html({label, "password", "password", "new-password", "",
                     first ? "minlength=\"10\" aria-describedby=\"rule\" autofocus"
                           : "minlength=\"10\" aria-describedby=\"rule\""}) +
         "<p class=\"hint\" id=\"rule\">At least 10 characters; a few words together are a good one.</p>\n";
}

std::string page_document(const PageFrame& frame, std::string_view title, const std::string& body,
                          Width width) {
  std::string head =
      "<!doctype html>\n<html lang=\"" + std::string(frame.language) +
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      escaped(title) + " · Support Oasis</title>\n";
  for (const std::string& style : {frame.style, frame.more_style}) {
    if (!style.empty()) head += "<link rel=\"stylesheet\" href=\"" + style + "\">\n";
  }
  // The program comes while the person types.
  if (!frame.prefetch_program.empty()) {
    head += "<link rel=\"prefetch\" as=\"fetch\" href=\"" + frame.prefetch_program + "\">\n";
  }
  return head + "</head>\n<body>\n<main" + (width == Width::wide ? " class=\"wide\"" : "") + ">\n" +
         std::string(brand) + "\n" + body + "</main>\n</body>\n</html>\n";
}

std::string sign_in_page(const PageFrame& frame, const SignInPage& content) {
  return page_document(
      frame, "Sign in",
      "<h1>Sign in</h1>\n" + error_box(content.error) + "<form method=\"post\" action=\"/login\">\n" +
          field_html({"E-mail", "email", "email", "username", content.email,
                      content.email.empty() ? "autofocus" : ""}) +
          field_html({"Password", "password", "password", "current-password", "",
                      content.email.empty() ? "" : "autofocus"}) +
          "<input type=\"hidden\" name=\"next\" value=\"" + escaped(content.next) +
          "\">\n<button type=\"submit\">Sign in</button>\n</form>\n" +
          (content.can_mail ? "<p class=\"after\"><a href=\"/forgot\">Forgot your password?</a></p>\n" : ""));
}

std::string first_admin_page(const PageFrame& frame, const FirstAdminPage& content) {
  return page_document(
      frame, "Welcome",
      "<h1>Welcome</h1>\n<p>Make the first account. It belongs to an administrator, who can invite everybody "
      "else.</p>\n" +
          error_box(content.error) + "<form method=\"post\">\n" +
          field_html({"Your name", "name", "text", "name", content.name, "maxlength=\"100\" autofocus"}) +
          field_html({"E-mail", "email", "email", "username", content.email, ""}) +
          new_password_field(false) + "<button type=\"submit\">Make the account</button>\n</form>\n");
}

std::string new_password_page(const PageFrame& frame, const NewPasswordPage& content) {
  return page_document(frame, "Choose a password",
                       "<h1>Choose a password</h1>\n<p>For " + escaped(content.email) + "</p>\n" +
                           error_box(content.error) +
                           "<form method=\"post\">\n<input type=\"hidden\" name=\"username\" "
                           "autocomplete=\"username\" value=\"" +
                           escaped(content.email) + "\">\n" + new_password_field(true) +
                           "<button type=\"submit\">Save and sign in</button>\n</form>\n");
}

std::string message_page(const PageFrame& frame, std::string_view title, std::string_view sentence,
                         std::string_view link, std::string_view link_text) {
  std::string body = "<h1>" + escaped(title) + "</h1>\n<p>" + escaped(sentence) + "</p>\n";
  if (!link.empty()) body += "<p><a href=\"" + escaped(link) + "\">" + escaped(link_text) + "</a></p>\n";
  return page_document(frame, title, body);
}

}  // namespace oasis::http
