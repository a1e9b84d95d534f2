// How people sign in: e-mail address and password hash of each user. May not: know roles, hash passwords.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/access.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

struct Account {
  Id user_id;
  std::string email;
  std::optional<std::string> password;  // encoded hash; none: only a one-time link lets them in
  bool disabled = false;
  Instant created;
};

/// What people type and what is stored: without spaces around it, ASCII letters in lower case.
std::string normal_email(std::string_view typed);
/// What is wrong with an address, as a sentence; empty when it can be one: something@something, no spaces.
std::string objection_to_email(std::string_view email);

// Each takes part in a transaction of the caller; see store::Read and store::Write.
std::optional<Account> find_account(store::Database& database, const Id& user_id);
std::optional<Account> find_account_by_email(store::Database& database, const std::string& email);
std::vector<Account> all_accounts(store::Database& database);
bool has_accounts(store::Database& database);
/// Throws store::Failure (constraint) when the user or the address has an account already.
void add_account(store::Database& database, const Account& account);
/// False when there is no such account. Ends every session of the user, every link that they were sent, and every
/// sign-in that waits for its second step.
bool set_password(store::Database& database, const Id& user_id, const std::string& hash);
/// Gives an account to another user id: the workspace calls the same person (by e-mail) so now. Sessions, links and
/// browsers follow. The new id must have no account.
void rename_account(store::Database& database, const Id& from, const Id& to);
/// False when there is no such account. Disabling ends the same as a new password.
bool set_disabled(store::Database& database, const Id& user_id, bool disabled);

}  // namespace oasis::http
