// What is known of people's addresses. May not: send a code.
#include "server/store/contacts.hpp"

namespace oasis::store {
namespace {

std::optional<Instant> instant_in(const Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

KnownContact contact_in(const Statement& row) {
  KnownContact contact;
  contact.address = {row.text(0), row.text(1), row.text(2)};
  contact.verified = instant_in(row, 3);
  contact.failed = instant_in(row, 4);
  contact.why = row.text(5);
  contact.code_hash = row.text(6);
  contact.code_until = instant_in(row, 7);
  contact.tries = row.integer(8);
  return contact;
}

/// Runs a statement whose last three parameters name the address.
void run_for(Statement statement, const Address& address) {
  statement.bind(address.user);
  statement.bind(address.via);
  statement.bind(address.address);
  statement.run();
}

void ensure(Database& database, const Address& address) {
  run_for(
      database.prepare("INSERT INTO contact (user, via, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
      address);
}

}  // namespace

std::vector<KnownContact> contacts_of(Database& database, std::string_view user) {
  auto rows =
      database
          .prepare(
              "SELECT user, via, address, verified, failed, why, code_hash, code_until, tries FROM contact "
              "WHERE user = ? ORDER BY via, address")
          .bind(user);
  std::vector<KnownContact> contacts;
  while (rows.step()) contacts.push_back(contact_in(rows));
  return contacts;
}

std::optional<KnownContact> find_contact(Database& database, const Address& address) {
  auto row = database.prepare(
      "SELECT user, via, address, verified, failed, why, code_hash, code_until, tries FROM contact WHERE "
      "user = ? AND "
      "via = ? AND address = ?");
  row.bind(address.user);
  row.bind(address.via);
  row.bind(address.address);
  if (!row.step()) return std::nullopt;
  return contact_in(row);
}

void mark_contact_works(Database& database, const Address& address, Instant now) {
  ensure(database, address);
  run_for(database
              .prepare("UPDATE contact SET verified = coalesce(verified, ?), failed = NULL, why = '' WHERE "
                       "user = ? AND "
                       "via = ? AND address = ?")
              .bind(now.ms),
          address);
}

void mark_contact_took(Database& database, const Address& address) {
  run_for(database.prepare(
              "UPDATE contact SET failed = NULL, why = '' WHERE user = ? AND via = ? AND address = ?"),
          address);
}

void mark_contact_failed(Database& database, const Address& address, std::string_view why, Instant now) {
  ensure(database, address);
  run_for(
      database.prepare("UPDATE contact SET failed = ?, why = ? WHERE user = ? AND via = ? AND address = ?")
          .bind(now.ms)
          .bind(why),
      address);
}

void await_code(Database& database, const Address& address, std::string_view code_hash, Instant until) {
  ensure(database, address);
  run_for(
      database
          .prepare(
              "UPDATE contact SET code_hash = ?, code_until = ?, tries = 0 WHERE user = ? AND via = ? AND "
              "address = ?")
          .bind(code_hash)
          .bind(until.ms),
      address);
}

void count_wrong_code(Database& database, const Address& address) {
  run_for(database.prepare("UPDATE contact SET tries = tries + 1 WHERE user = ? AND via = ? AND address = ?"),
          address);
}

void forget_code(Database& database, const Address& address) {
  run_for(
      database.prepare(
          "UPDATE contact SET code_hash = '', code_until = NULL WHERE user = ? AND via = ? AND address = ?"),
      address);
}

}  // namespace oasis::store
