// Tokens for scripts. May not: show pages, know routes.
#include "server/http/auth/api_tokens.hpp"

#include <array>

#include "server/http/auth/tokens.hpp"
#include "server/http/auth/totp.hpp"

namespace oasis::http {
namespace {

constexpr std::string_view prefix = "oas_";
constexpr std::array<std::string_view, 4> words{"none", "read", "tickets:write", "admin"};
constexpr std::string_view columns_of_one =
    "SELECT id, user_id, name, scope, api_token.created, expires, last_used, last_address FROM api_token "
    "JOIN account USING (user_id) "
    "WHERE hash = ? AND (expires IS NULL OR expires > ?) AND disabled = 0";
constexpr std::string_view columns_of_all =
    "SELECT id, user_id, name, scope, api_token.created, expires, last_used, last_address FROM api_token "
    "WHERE user_id = ? "
    "ORDER BY api_token.created";

std::optional<Instant> instant_or_none(const store::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

ApiToken token_in(const store::Statement& row) {
  ApiToken token;
  token.id = row.text(0);
  token.user_id = row.text(1);
  token.name = row.text(2);
  token.grant = grant_of(row.text(3)).value_or(Grant::none);
  token.created = Instant{row.integer(4)};
  token.expires = instant_or_none(row, 5);
  token.last_used = instant_or_none(row, 6);
  token.last_address = row.text(7);
  return token;
}

}  // namespace

std::string_view word_of(Grant grant) {
  return words[static_cast<std::size_t>(grant)];
}

std::optional<Grant> grant_of(std::string_view word) {
  for (const Grant grant : {Grant::read, Grant::tickets_write, Grant::admin}) {
    if (word == word_of(grant)) return grant;
  }
  return std::nullopt;
}

std::string add_api_token(store::Database& database, ApiToken& token) {
  token.id = normal_recovery_code(base32(random_bytes(5)));  // eight small letters and digits
  const std::string text = std::string(prefix) + token.id + "_" + new_token();
  database
      .prepare(
          "INSERT INTO api_token (id, user_id, name, hash, scope, created, expires, last_used, last_address) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, NULL, '')")
      .bind(token.id)
      .bind(token.user_id)
      .bind(token.name)
      .bind(std::span<const std::byte>(hash_of(text)))
      .bind(word_of(token.grant))
      .bind(token.created.ms)
      .bind(token.expires ? std::optional(token.expires->ms) : std::nullopt)
      .run();
  return text;
}

std::optional<ApiToken> find_api_token(store::Database& database, std::string_view text, Instant now) {
  const store::Blob hash = hash_of(text);
  auto row = database.prepare(columns_of_one).bind(std::span<const std::byte>(hash)).bind(now.ms);
  if (!row.step()) return std::nullopt;
  return token_in(row);
}

bool api_token_lives(store::Database& database, std::string_view id, Instant now) {
  return database
      .prepare(
          "SELECT 1 FROM api_token JOIN account USING (user_id) "
          "WHERE id = ? AND (expires IS NULL OR expires > ?) AND disabled = 0")
      .bind(id)
      .bind(now.ms)
      .step();
}

void touch_api_token(store::Database& database, const std::string& id, const std::string& address,
                     Instant now) {
  database.prepare("UPDATE api_token SET last_used = ?, last_address = ? WHERE id = ?")
      .bind(now.ms)
      .bind(address)
      .bind(id)
      .run();
}

std::vector<ApiToken> api_tokens_of(store::Database& database, const Id& user) {
  std::vector<ApiToken> tokens;
  auto rows = database.prepare(columns_of_all).bind(user);
  while (rows.step()) tokens.push_back(token_in(rows));
  return tokens;
}

bool remove_api_token(store::Database& database, const Id& user, std::string_view id) {
  database.prepare("DELETE FROM api_token WHERE user_id = ? AND id = ?").bind(user).bind(id).run();
  return database.changed_rows() == 1;
}

std::string_view bearer_in(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (authorization.substr(0, scheme.size()) != scheme) return {};
  authorization.remove_prefix(scheme.size());
  return authorization.substr(0, prefix.size()) == prefix ? authorization : std::string_view();
}

}  // namespace oasis::http
