// The tables. May not: change a step that has been released.
#include "server/store/schema.hpp"

#include <array>
#include <string>

namespace oasis::store {
namespace {

// Times are milliseconds since 1970 UTC. Tokens are kept as SHA-256 only, so that a stolen copy of the file
// signs nobody in. The role of a person is not here: it belongs to the workspace.
constexpr std::string_view accounts_sql = R"sql(
CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  user_id  TEXT NOT NULL PRIMARY KEY,
  email    TEXT NOT NULL UNIQUE,              -- lower case; what the person signs in with
  password TEXT,                              -- Argon2id, encoded; NULL: only by a one-time link
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash BLOB NOT NULL PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  created    INTEGER NOT NULL,
  seen       INTEGER NOT NULL,
  expires    INTEGER NOT NULL,                -- the absolute end; the idle limit counts from seen
  address    TEXT NOT NULL,
  agent      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id);

CREATE TABLE one_time_link (
  token_hash BLOB NOT NULL PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('first_admin', 'set_password')),
  user_id    TEXT REFERENCES account ON DELETE CASCADE,  -- NULL: the account does not exist yet
  expires    INTEGER,                                    -- NULL: until used
  used       INTEGER                                     -- when
) STRICT, WITHOUT ROWID;

INSERT INTO meta (name, value) VALUES ('instance', lower(hex(randomblob(16)))), ('epoch', lower(hex(randomblob(16))));
)sql";

constexpr std::array all{
    Migration{"accounts, sessions and one-time links", accounts_sql},
};

}  // namespace

std::span<const Migration> migrations() {
  return all;
}

int migrate(Database& database, std::span<const Migration> steps) {
  Transaction transaction(database);
  const std::int64_t version = database.integer("PRAGMA user_version");
  const std::int64_t owner = database.integer("PRAGMA application_id");
  const bool empty = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (owner != application_id && !empty) {
    throw Failure(
        Trouble::other,
        "The file in the data folder belongs to another program; choose another folder with --data.");
  }
  const auto known = static_cast<std::int64_t>(steps.size());
  if (version > known) {
    throw Failure(Trouble::other, "The database was written by a newer support-oasis (schema " +
                                      std::to_string(version) + ", this program knows " +
                                      std::to_string(known) +
                                      "); start that version, or restore a backup made before the update.");
  }
  for (std::int64_t step = version; step < known; ++step) {
    database.run(std::string(steps[static_cast<std::size_t>(step)].sql));
  }
  if (version < known || owner != application_id) {
    database.run("PRAGMA application_id=" + std::to_string(application_id) +
                 "; PRAGMA user_version=" + std::to_string(known));
  }
  transaction.commit();
  return static_cast<int>(known - version);
}

}  // namespace oasis::store
