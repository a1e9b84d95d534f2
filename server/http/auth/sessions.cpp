// Who is signed in. May not: know roles or passwords.
#include "server/http/auth/sessions.hpp"

#include <algorithm>

#include "server/http/auth/tokens.hpp"

namespace oasis::http {

std::string begin_session(store::Database& database, const Id& user_id, const Browser& browser, Instant now) {
  database.prepare("DELETE FROM session WHERE expires <= ? OR seen <= ?")
      .bind(now.ms)
      .bind((now - session_idle).ms)
      .run();
  const std::string token = new_token();
  database
      .prepare(
          "INSERT INTO session (token_hash, user_id, created, seen, expires, address, agent) "
          "VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(std::span<const std::byte>(hash_of(token)))
      .bind(user_id)
      .bind(now.ms)
      .bind(now.ms)
      .bind((now + session_limit).ms)
      .bind(browser.address)
      .bind(std::string_view(browser.agent).substr(0, 200))
      .run();
  return token;
}

bool is_good(const Session& session, Instant now) {
  return session.expires > now && session.seen > now - session_idle;
}

std::optional<Session> find_session(store::Database& database, std::string_view token, Instant now) {
  const store::Blob hash = hash_of(token);
  auto found = database
                   .prepare(
                       "SELECT session.user_id, seen, expires, email FROM session JOIN account USING (user_id) "
                       "WHERE token_hash = ? AND expires > ? AND seen > ? AND disabled = 0")
                   .bind(std::span<const std::byte>(hash))
                   .bind(now.ms)
                   .bind((now - session_idle).ms);
  if (!found.step()) return std::nullopt;
  return Session{found.text(0), hex_of(hash), Instant{found.integer(1)}, Instant{found.integer(2)}, found.text(3)};
}

bool session_lives(store::Database& database, std::string_view name, Instant now) {
  return database
      .prepare(
          "SELECT 1 FROM session JOIN account USING (user_id) "
          "WHERE token_hash = unhex(?) AND expires > ? AND seen > ? AND disabled = 0")
      .bind(name)
      .bind(now.ms)
      .bind((now - session_idle).ms)
      .step();
}

void touch_session(store::Database& database, std::string_view token, Instant now) {
  database.prepare("UPDATE session SET seen = ? WHERE token_hash = ?")
      .bind(now.ms)
      .bind(std::span<const std::byte>(hash_of(token)))
      .run();
}

void end_session(store::Database& database, std::string_view token) {
  database.prepare("DELETE FROM session WHERE token_hash = ?")
      .bind(std::span<const std::byte>(hash_of(token)))
      .run();
}

void end_sessions_of(store::Database& database, const Id& user_id) {
  database.prepare("DELETE FROM session WHERE user_id = ?").bind(user_id).run();
}

std::vector<ListedSession> sessions_of(store::Database& database, const Id& user_id, Instant now) {
  auto rows = database
                  .prepare(
                      "SELECT lower(hex(token_hash)), created, seen, address, agent FROM session WHERE "
                      "user_id = ? AND "
                      "expires > ? AND seen > ? ORDER BY seen DESC")
                  .bind(user_id)
                  .bind(now.ms)
                  .bind((now - session_idle).ms);
  std::vector<ListedSession> sessions;
  while (rows.step()) {
    sessions.push_back(
        {rows.text(0), Instant{rows.integer(1)}, Instant{rows.integer(2)}, {rows.text(3), rows.text(4)}});
  }
  return sessions;
}

bool end_session_named(store::Database& database, const Id& user_id, std::string_view name) {
  database.prepare("DELETE FROM session WHERE user_id = ? AND lower(hex(token_hash)) = ?")
      .bind(user_id)
      .bind(name)
      .run();
  return database.changed_rows() == 1;
}

void end_sessions_but(store::Database& database, const Id& user_id, std::string_view name) {
  database.prepare("DELETE FROM session WHERE user_id = ? AND lower(hex(token_hash)) <> ?")
      .bind(user_id)
      .bind(name)
      .run();
}

std::string set_cookie(std::string_view name, std::string_view token, Duration life) {
  // Lax, not Strict: a link in an e-mail must open the ticket, not the sign-in page.
  std::string cookie = std::string(name) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax";
  if (name.substr(0, 7) == "__Host-") cookie += "; Secure";
  return cookie + "; Max-Age=" + (token.empty() ? "0" : std::to_string(life.ms / 1000));
}

std::string_view cookie_in(std::string_view cookie_header, std::string_view name) {
  while (!cookie_header.empty()) {
    const auto end = std::min(cookie_header.find(';'), cookie_header.size());
    std::string_view pair = cookie_header.substr(0, end);
    cookie_header.remove_prefix(std::min(end + 1, cookie_header.size()));
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.substr(0, name.size()) == name && pair[name.size()] == '=') {
      return pair.substr(name.size() + 1);
    }
  }
  return {};
}

}  // namespace oasis::http
