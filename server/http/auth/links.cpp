// One-time links. May not: show pages.
#include "server/http/auth/links.hpp"

#include "server/http/auth/accounts.hpp"
#include "server/http/auth/tokens.hpp"

namespace oasis::http {
namespace {

std::string_view spelt(LinkPurpose purpose) {
  return purpose == LinkPurpose::first_admin ? "first_admin" : "set_password";
}

std::optional<std::string_view> user_of(const Link& link) {
  return link.user_id.empty() ? std::nullopt : std::optional<std::string_view>(link.user_id);
}

}  // namespace

void keep_link(store::Database& database, const Link& link, std::string_view token,
               std::optional<Instant> expires) {
  database.prepare("DELETE FROM one_time_link WHERE purpose = ? AND user_id IS ?")
      .bind(spelt(link.purpose))
      .bind(user_of(link))
      .run();
  database.prepare("INSERT INTO one_time_link (token_hash, purpose, user_id, expires) VALUES (?, ?, ?, ?)")
      .bind(std::span<const std::byte>(hash_of(token)))
      .bind(spelt(link.purpose))
      .bind(user_of(link))
      .bind(expires ? std::optional(expires->ms) : std::nullopt)
      .run();
}

std::string make_link(store::Database& database, const Link& link, std::optional<Instant> expires) {
  const std::string token = new_token();
  keep_link(database, link, token, expires);
  return token;
}

void forget_links_of(store::Database& database, const Id& user_id) {
  database.prepare("DELETE FROM one_time_link WHERE user_id = ?").bind(user_id).run();
}

std::optional<Link> find_link(store::Database& database, std::string_view token, Instant now) {
  auto found = database
                   .prepare(
                       "SELECT purpose, user_id FROM one_time_link "
                       "WHERE token_hash = ? AND used IS NULL AND (expires IS NULL OR expires > ?)")
                   .bind(std::span<const std::byte>(hash_of(token)))
                   .bind(now.ms);
  if (!found.step()) return std::nullopt;
  const bool first = found.text(0) == spelt(LinkPurpose::first_admin);
  // Accounts may also come from the command line; whoever reads an old log must not become an administrator.
  if (first && has_accounts(database)) return std::nullopt;
  return Link{first ? LinkPurpose::first_admin : LinkPurpose::set_password, found.text(1)};
}

std::optional<Link> use_link(store::Database& database, std::string_view token, Instant now) {
  auto link = find_link(database, token, now);
  if (!link) return std::nullopt;
  database.prepare("UPDATE one_time_link SET used = ? WHERE token_hash = ?")
      .bind(now.ms)
      .bind(std::span<const std::byte>(hash_of(token)))
      .run();
  return link;
}

}  // namespace oasis::http
