// The second step of signing in. May not: show pages, count attempts.
#include "server/http/auth/second_factor.hpp"

#include "server/http/auth/tokens.hpp"
#include "server/http/auth/totp.hpp"

namespace oasis::http {
namespace {

struct Stored {
  std::string seed;
  bool confirmed = false;
  std::int64_t last_step = 0;
};

std::optional<Stored> find_seed(store::Database& database, const store::Seal& seal, const Id& user) {
  auto row =
      database.prepare("SELECT sealed, confirmed, last_step FROM second_factor WHERE user_id = ?").bind(user);
  if (!row.step()) return std::nullopt;
  const store::Blob sealed = row.blob(0);
  auto seed = seal.open(store::text_of(sealed));
  if (!seed) {
    throw store::Failure(
        store::Trouble::other,
        "A second factor was sealed with another key: put the file secret-key (or OASIS_SECRET_KEY) back.");
  }
  return Stored{std::move(*seed), row.integer(1) != 0, row.integer(2)};
}

void keep_step(store::Database& database, const Id& user, std::int64_t step) {
  database.prepare("UPDATE second_factor SET confirmed = 1, last_step = ? WHERE user_id = ?")
      .bind(step)
      .bind(user)
      .run();
}

/// Constant for the time of a transaction: codes have 80 random bits, so a hash without salt is enough.
store::Blob hash_of_code(std::string_view code) {
  return hash_of(normal_recovery_code(code));
}

}  // namespace

bool has_second_factor(store::Database& database, const Id& user) {
  return database.prepare("SELECT 1 FROM second_factor WHERE user_id = ? AND confirmed = 1")
      .bind(user)
      .step();
}

std::string begin_second_factor(store::Database& database, const store::Seal& seal, const Id& user,
                                Instant now) {
  const std::string seed = random_bytes(totp_seed_bytes);
  database
      .prepare(
          "INSERT INTO second_factor (user_id, sealed, confirmed, last_step, since) VALUES (?, ?, 0, 0, ?) "
          "ON CONFLICT (user_id) DO UPDATE SET sealed = excluded.sealed, since = excluded.since WHERE "
          "confirmed = 0")
      .bind(user)
      .bind(store::bytes_of(seal.close(seed)))
      .bind(now.ms)
      .run();
  return seed;
}

std::optional<std::string> waiting_seed(store::Database& database, const store::Seal& seal, const Id& user) {
  const auto stored = find_seed(database, seal, user);
  return stored && !stored->confirmed ? std::optional(stored->seed) : std::nullopt;
}

bool confirm_second_factor(store::Database& database, const store::Seal& seal, const Id& user,
                           std::string_view code, Instant now) {
  const auto stored = find_seed(database, seal, user);
  if (!stored || stored->confirmed) return false;
  const auto step = find_step(stored->seed, code, now, stored->last_step);
  if (!step) return false;
  keep_step(database, user, *step);
  return true;
}

void remove_second_factor(store::Database& database, const Id& user) {
  database.prepare("DELETE FROM second_factor WHERE user_id = ?").bind(user).run();
  database.prepare("DELETE FROM recovery_code WHERE user_id = ?").bind(user).run();
  end_half_way(database, user);
}

SecondStep take_second_step(store::Database& database, const store::Seal& seal, const Id& user,
                            std::string_view code, Instant now) {
  const auto stored = find_seed(database, seal, user);
  if (!stored || !stored->confirmed) return SecondStep::wrong;
  if (const auto step = find_step(stored->seed, code, now, stored->last_step)) {
    keep_step(database, user, *step);
    return SecondStep::by_app;
  }
  database.prepare("DELETE FROM recovery_code WHERE user_id = ? AND hash = ?")
      .bind(user)
      .bind(std::span<const std::byte>(hash_of_code(code)))
      .run();
  return database.changed_rows() == 1 ? SecondStep::by_recovery_code : SecondStep::wrong;
}

std::vector<std::string> renew_recovery_codes(store::Database& database, const Id& user) {
  database.prepare("DELETE FROM recovery_code WHERE user_id = ?").bind(user).run();
  std::vector<std::string> codes = new_recovery_codes();
  for (const std::string& code : codes) {
    database.prepare("INSERT INTO recovery_code (user_id, hash) VALUES (?, ?)")
        .bind(user)
        .bind(std::span<const std::byte>(hash_of_code(code)))
        .run();
  }
  return codes;
}

std::size_t recovery_codes_left(store::Database& database, const Id& user) {
  auto row = database.prepare("SELECT count(*) FROM recovery_code WHERE user_id = ?").bind(user);
  return row.step() ? static_cast<std::size_t>(row.integer(0)) : 0;
}

std::string begin_half_way(store::Database& database, const Id& user, Instant now) {
  database.prepare("DELETE FROM half_way WHERE expires <= ?").bind(now.ms).run();
  const std::string token = new_token();
  database.prepare("INSERT INTO half_way (token_hash, user_id, expires) VALUES (?, ?, ?)")
      .bind(std::span<const std::byte>(hash_of(token)))
      .bind(user)
      .bind((now + half_way_life).ms)
      .run();
  return token;
}

std::optional<Id> find_half_way(store::Database& database, std::string_view token, Instant now) {
  auto row =
      database
          .prepare(
              "SELECT half_way.user_id FROM half_way JOIN account USING (user_id) WHERE token_hash = ? AND "
              "half_way.expires > ? AND disabled = 0")
          .bind(std::span<const std::byte>(hash_of(token)))
          .bind(now.ms);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

void end_half_way(store::Database& database, const Id& user) {
  database.prepare("DELETE FROM half_way WHERE user_id = ?").bind(user).run();
}

}  // namespace oasis::http
