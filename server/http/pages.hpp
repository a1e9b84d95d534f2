// The plain HTML pages of the server: they work without JavaScript, and password managers understand them.
// May not: know requests; the routes fill them in.
#pragma once

#include <string>
#include <string_view>

#include "shared/text/html.hpp"

namespace oasis::http {

/// What every page needs to know of the binary it is in.
struct PageFrame {
  std::string style;             // path of the style sheet
  std::string more_style;        // path of one that adds to it, empty when there is none
  std::string prefetch_program;  // path of the WebAssembly, empty when there is none
  std::string_view language = "en";  // of the page, as a tag
};

/// A whole page around `body`, which is HTML; lists want it wide.
enum class Width { narrow, wide };
std::string page_document(const PageFrame& frame, std::string_view title, const std::string& body,
                          Width width = Width::narrow);

/// A required input with its label, as password managers understand it.
struct Field {
  std::string_view label;
  std::string_view name;
  std::string_view type;
  std::string_view autocomplete;
  std::string_view value = {};
  std::string_view more = {};  // further attributes, trusted
};
std::string field_html(const Field& field);
/// The field for a new password with its rule.
std::string new_password_field(bool first, std::string_view label = "Password");
/// Why a form was not accepted; nothing for an empty sentence.
std::string error_box(std::string_view error);

struct SignInPage {
  std::string email;
  std::string next;      // where to go afterwards, a path of ours
  std::string error;     // a sentence, or empty
  bool can_mail = true;  // offer to send a link to who forgot the password
};
std::string sign_in_page(const PageFrame& frame, const SignInPage& content);

struct FirstAdminPage {
  std::string name;
  std::string email;
  std::string error;
};
/// The form posts to the address it was opened at.
std::string first_admin_page(const PageFrame& frame, const FirstAdminPage& content);

struct NewPasswordPage {
  std::string email;  // for the password manager
  std::string error;
};
std::string new_password_page(const PageFrame& frame, const NewPasswordPage& content);

/// A title and one sentence; `link` and its text may be empty.
std::string message_page(const PageFrame& frame, std::string_view title, std::string_view sentence,
                         std::string_view link = "", std::string_view link_text = "");

}  // namespace oasis::http
