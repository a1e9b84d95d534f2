// The pages of one's account and, for admins, of people: plain HTML that works without JavaScript and that
// password managers understand. May not: know requests or rows; the routes fill them in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/pages.hpp"

namespace oasis::http {

/// The second step of signing in.
struct CodePage {
  std::string next;  // where to go afterwards, a path of ours
  std::string error;
};
std::string code_page(const PageFrame& frame, const CodePage& content);

/// For who forgot the password.
std::string forgot_page(const PageFrame& frame, std::string_view email, std::string_view error);

/// One line of a list, in words.
struct ListedLine {
  std::string key;    // for the form that ends it
  std::string title;  // "Firefox on Linux"
  std::string about;  // "127.0.0.1 · last used 25 Nov 2026, 23:18"
  bool own = false;   // this very session
};

struct AccountPage {
  std::string name, email, role;
  std::string notice, error;
  bool second_factor = false;
  std::size_t codes_left = 0;
  std::vector<ListedLine> sessions;
  std::vector<ListedLine> tokens;
  bool admin = false;  // offers admin tokens and the way to /people
};
std::string account_page(const PageFrame& frame, const AccountPage& content);

struct SecondFactorPage {
  std::string qr;    // HTML
  std::string seed;  // to type by hand
  std::string error;
};
std::string second_factor_page(const PageFrame& frame, const SecondFactorPage& content);
std::string recovery_codes_page(const PageFrame& frame, const std::vector<std::string>& codes);
std::string new_token_page(const PageFrame& frame, std::string_view name, std::string_view token);

struct PersonLine {
  std::string id, name, email, role;
  std::string state;  // "two-step sign-in", "invited, never signed in", "disabled", …
};
struct PeoplePage {
  std::vector<PersonLine> people;
  std::string name, email, role;  // what was typed
  std::string notice, error;
};
std::string people_page(const PageFrame& frame, const PeoplePage& content);

struct PersonPage {
  PersonLine person;
  bool account = true;
  bool disabled = false;
  bool second_factor = false;
  bool own = false;  // the admin themselves
  std::string link;  // a sign-in link to hand over, shown once
  std::string notice;
  std::vector<ListedLine> sessions;
  std::vector<ListedLine> tokens;
};
std::string person_page(const PageFrame& frame, const PersonPage& content);

}  // namespace oasis::http
