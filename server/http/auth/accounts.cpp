// How people sign in. May not: know roles, hash passwords.
#include "server/http/auth/accounts.hpp"

#include "server/http/auth/links.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/sessions.hpp"

namespace oasis::http {
namespace {

constexpr std::string_view by_id =
    "SELECT user_id, email, password, disabled, created FROM account WHERE user_id = ?";
constexpr std::string_view by_email =
    "SELECT user_id, email, password, disabled, created FROM account WHERE email = ?";
constexpr std::string_view in_order =
    "SELECT user_id, email, password, disabled, created FROM account ORDER BY user_id";

/// Everything that a person has begun, or was sent, to sign in with.
void end_all_ways_in(store::Database& database, const Id& user_id) {
  end_sessions_of(database, user_id);
  end_half_way(database, user_id);
  forget_links_of(database, user_id);
}

Account read_account(const store::Statement& row) {
  Account account;
  account.user_id = row.text(0);
  account.email = row.text(1);
  if (!row.is_null(2)) account.password = row.text(2);
  account.disabled = row.integer(3) != 0;
  account.created = Instant{row.integer(4)};
  return account;
}

std::optional<Account> find_one(store::Database& database, std::string_view sql, const std::string& key) {
  auto found = database.prepare(sql).bind(key);
  if (!found.step()) return std::nullopt;
  return read_account(found);
}

}  // namespace

std::string normal_email(std::string_view typed) {
  while (!typed.empty() && (typed.front() == ' ' || typed.front() == '\t')) typed.remove_prefix(1);
  while (!typed.empty() && (typed.back() == ' ' || typed.back() == '\t')) typed.remove_suffix(1);
  std::string email(typed);
  for (char& c : email) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return email;
}

std::string objection_to_email(std::string_view email) {
  const auto at = email.find('@');
  const bool shaped = at != std::string_view::npos && at > 0 && at + 1 < email.size() &&
                      email.size() <= 254 && email.find('@', at + 1) == std::string_view::npos &&
                      email.find_first_of(std::string_view(" \t\r\n<>\",;\0", 10)) == std::string_view::npos;
  return shaped ? "" : "This is not an e-mail address; write it like name@example.org.";
}

std::optional<Account> find_account(store::Database& database, const Id& user_id) {
  return find_one(database, by_id, user_id);
}

std::optional<Account> find_account_by_email(store::Database& database, const std::string& email) {
  return find_one(database, by_email, email);
}

std::vector<Account> all_accounts(store::Database& database) {
  std::vector<Account> accounts;
  auto rows = database.prepare(in_order);
  while (rows.step()) accounts.push_back(read_account(rows));
  return accounts;
}

bool has_accounts(store::Database& database) {
  return database.integer("SELECT EXISTS (SELECT 1 FROM account)") != 0;
}

void add_account(store::Database& database, const Account& account) {
  database.prepare("INSERT INTO account (user_id, email, password, disabled, created) VALUES (?, ?, ?, ?, ?)")
      .bind(account.user_id)
      .bind(account.email)
      .bind(account.password)
      .bind(std::int64_t{account.disabled})
      .bind(account.created.ms)
      .run();
}

bool set_password(store::Database& database, const Id& user_id, const std::string& hash) {
  database.prepare("UPDATE account SET password = ? WHERE user_id = ?").bind(hash).bind(user_id).run();
  const bool found = database.changed_rows() == 1;
  end_all_ways_in(database, user_id);
  return found;
}

bool set_disabled(store::Database& database, const Id& user_id, bool disabled) {
  database.prepare("UPDATE account SET disabled = ? WHERE user_id = ?")
      .bind(std::int64_t{disabled})
      .bind(user_id)
      .run();
  const bool found = database.changed_rows() == 1;
  if (disabled) end_all_ways_in(database, user_id);
  return found;
}

void rename_account(store::Database& database, const Id& from, const Id& to) {
  database.run("PRAGMA defer_foreign_keys=ON");  // until the commit: the rows below refer to each other
  for (const char* sql :
       {"UPDATE account SET user_id = ? WHERE user_id = ?",
        "UPDATE session SET user_id = ? WHERE user_id = ?",
        "UPDATE one_time_link SET user_id = ? WHERE user_id = ?", "UPDATE client SET user = ? WHERE user = ?",
        "UPDATE second_factor SET user_id = ? WHERE user_id = ?",
        "UPDATE recovery_code SET user_id = ? WHERE user_id = ?",
        "UPDATE half_way SET user_id = ? WHERE user_id = ?",
        "UPDATE api_token SET user_id = ? WHERE user_id = ?", "UPDATE upload SET user = ? WHERE user = ?"}) {
    database.prepare(sql).bind(to).bind(from).run();
  }
}

}  // namespace oasis::http
