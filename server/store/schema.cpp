// The tables. May not: change a step that has been released.
#include "server/store/schema.hpp"

#include <array>
#include <string>

#include "server/store/schema_figures.hpp"
#include "server/store/schema_notify.hpp"
#include "server/store/schema_search.hpp"

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

// Tickets and the log. `row` is the whole thing as JSON (shared/codec/rows.hpp); the columns beside it are
// what is searched or sorted by. Events are the history and never change; `change` says which rows replicas
// must fetch again and may be compacted.
constexpr std::string_view tickets_sql = R"sql(
CREATE TABLE workspace_version (
  version  INTEGER NOT NULL PRIMARY KEY,
  document TEXT NOT NULL,                     -- docs/scenario.md, complete and in canonical order
  at       INTEGER NOT NULL,
  by       TEXT NOT NULL                      -- who: a user id, "config import", "first admin"
) STRICT;

CREATE TABLE ticket (
  id       TEXT NOT NULL PRIMARY KEY,
  number   INTEGER NOT NULL UNIQUE,
  finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
  updated  INTEGER NOT NULL,
  version  INTEGER NOT NULL REFERENCES workspace_version,
  row      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_updated ON ticket (finished, updated);

CREATE TABLE event (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket TEXT NOT NULL,                       -- empty: about a person or a schedule
  number INTEGER NOT NULL,                    -- 0, 1, 2 … within the ticket
  at     INTEGER NOT NULL,
  kind   TEXT NOT NULL,
  body   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_by_ticket ON event (ticket, number) WHERE ticket <> '';
CREATE INDEX event_by_time ON event (at);

CREATE TABLE message (
  id       TEXT NOT NULL PRIMARY KEY,
  ticket   TEXT NOT NULL REFERENCES ticket,
  event    INTEGER NOT NULL,                  -- number of the event that brought it
  internal INTEGER NOT NULL CHECK (internal IN (0, 1)),
  mail_id  TEXT,                              -- Message-ID without brackets
  row      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_ticket ON message (ticket, event);
CREATE INDEX message_by_mail ON message (mail_id) WHERE mail_id IS NOT NULL;

CREATE TABLE attachment (
  id     TEXT NOT NULL PRIMARY KEY,
  ticket TEXT NOT NULL REFERENCES ticket,
  name   TEXT NOT NULL,
  type   TEXT NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE received_mail (                  -- every mail that was taken, so that none is taken twice
  mail_id TEXT NOT NULL PRIMARY KEY,          -- Message-ID without brackets, or one made from its bytes
  at      INTEGER NOT NULL,
  sender  TEXT NOT NULL,                      -- lower case
  action  TEXT NOT NULL,
  ticket  TEXT NOT NULL                       -- empty: none
) STRICT, WITHOUT ROWID;
CREATE INDEX received_mail_by_sender ON received_mail (sender, at);

CREATE TABLE person (
  user TEXT NOT NULL PRIMARY KEY,
  row  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE timer (                          -- derived from the rows above: what will happen by itself
  ticket TEXT NOT NULL,
  person TEXT NOT NULL,
  kind   INTEGER NOT NULL,
  slot   INTEGER NOT NULL,
  due    INTEGER NOT NULL,
  PRIMARY KEY (ticket, person, kind, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer (due, kind, ticket, person, slot);

CREATE TABLE job (                            -- what the server itself does regularly
  name TEXT NOT NULL PRIMARY KEY,
  due  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  seq    INTEGER PRIMARY KEY,                 -- without gaps, given by the writer
  at     INTEGER NOT NULL,
  owner  TEXT NOT NULL,                       -- empty: every member of staff; else one user only
  entity TEXT NOT NULL CHECK (entity IN ('ticket', 'person', 'workspace', 'command')),
  id     TEXT NOT NULL,
  op     TEXT NOT NULL CHECK (op IN ('put', 'remove'))
) STRICT;

CREATE TABLE client (                         -- one browser profile of one person
  id       TEXT NOT NULL PRIMARY KEY,
  user     TEXT NOT NULL,
  last_mid INTEGER NOT NULL,
  seen     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE result (                         -- what became of a command, for as long as it may be asked again
  client TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  mid    INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  row    TEXT NOT NULL,
  PRIMARY KEY (client, mid)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (                         -- messages that must leave the house
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT NOT NULL UNIQUE,            -- cause, person, channel, entry: one message each, for ever
  ticket     TEXT NOT NULL,                   -- empty: a digest
  event      INTEGER NOT NULL,                -- its row in `event`
  user       TEXT NOT NULL,                   -- empty: the customer
  via        TEXT NOT NULL,
  address    TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE,            -- Message-ID without brackets
  state      TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
  attempts   INTEGER NOT NULL DEFAULT 0,
  at         INTEGER NOT NULL,                -- when it came into its state
  next_at    INTEGER,                         -- queued: not before
  may_repeat INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1)),
  provider   TEXT,                            -- what the other side called it
  error      TEXT
) STRICT;
CREATE INDEX outbox_by_ticket ON outbox (ticket);
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state IN ('queued', 'sending');
)sql";

// How far each mailbox was read, and which addresses our mail does not reach.
constexpr std::string_view mailboxes_sql = R"sql(
CREATE TABLE mailbox (
  id            TEXT NOT NULL PRIMARY KEY,    -- of the workspace document
  uid_validity  INTEGER NOT NULL,
  horizon       INTEGER NOT NULL,             -- UIDs up to here were there before us: only unseen ones count
  taken         INTEGER NOT NULL,
  marked        INTEGER NOT NULL,
  next_at       INTEGER NOT NULL,
  failures      INTEGER NOT NULL,
  failing_since INTEGER,
  error         TEXT NOT NULL,
  told          INTEGER NOT NULL CHECK (told IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE bounce (
  address    TEXT NOT NULL PRIMARY KEY,       -- lower case
  at         INTEGER NOT NULL,
  permanent  INTEGER NOT NULL CHECK (permanent IN (0, 1)),
  status     TEXT NOT NULL,
  diagnostic TEXT NOT NULL,
  times      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Who sees which rows: the scope of a ticket beside its row, and the one it was in, or left, with each
// change.
constexpr std::string_view scopes_sql = R"sql(
ALTER TABLE ticket ADD COLUMN team TEXT GENERATED ALWAYS AS (coalesce(json_extract(row, '$.team'), '')) VIRTUAL;
ALTER TABLE ticket ADD COLUMN customer TEXT GENERATED ALWAYS AS (coalesce(json_extract(row, '$.customer'), '')) VIRTUAL;
ALTER TABLE change ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE change ADD COLUMN customer TEXT NOT NULL DEFAULT '';

CREATE TABLE sight_change (                   -- replicas of this person that are older fetch a snapshot
  user TEXT NOT NULL PRIMARY KEY,
  seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Signing in with a second step, tokens of scripts, and who did what. Seeds are sealed (store/seal),
// everything else that opens a door is kept as a hash.
constexpr std::string_view people_sql = R"sql(
CREATE TABLE second_factor (
  user_id   TEXT NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  sealed    BLOB NOT NULL,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),  -- 0: no code was right yet
  last_step INTEGER NOT NULL,                              -- of the newest code that was used
  since     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_code (
  user_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  hash    BLOB NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE half_way (                       -- the password was right, the code is to come
  token_hash BLOB NOT NULL PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  expires    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_token (
  id           TEXT NOT NULL PRIMARY KEY,
  user_id      TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
  name         TEXT NOT NULL,
  hash         BLOB NOT NULL UNIQUE,
  scope        TEXT NOT NULL CHECK (scope IN ('read', 'tickets:write', 'admin')),
  created      INTEGER NOT NULL,
  expires      INTEGER,
  last_used    INTEGER,
  last_address TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX api_token_by_user ON api_token (user_id);

CREATE TABLE audit (
  n       INTEGER PRIMARY KEY,                -- 1, 2, 3 … without gaps
  at      INTEGER NOT NULL,
  actor   TEXT NOT NULL,
  address TEXT NOT NULL,
  action  TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail  TEXT NOT NULL,
  hash    TEXT NOT NULL                       -- SHA-256 of the row and the hash before it
) STRICT;

CREATE TABLE upload (                         -- files that no message has yet
  id    TEXT NOT NULL PRIMARY KEY,
  user  TEXT NOT NULL,
  at    INTEGER NOT NULL,
  name  TEXT NOT NULL,
  type  TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX upload_by_user ON upload (user, at);
)sql";

// Open tickets by the version of the document that they live by: to move them to a newer one, and to audit
// them, a part at a time; and open tickets by whose hands they are in, for that person's digest.
constexpr std::string_view parts_sql = R"sql(
ALTER TABLE ticket ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN holder TEXT NOT NULL DEFAULT '';  -- who acknowledged it
UPDATE ticket SET assignee = coalesce(row ->> '$.assignee', ''), holder = coalesce(row ->> '$.acknowledged_by', '')
  WHERE finished = 0;
CREATE INDEX open_ticket ON ticket (version, id) WHERE finished = 0;
CREATE INDEX open_ticket_by_assignee ON ticket (assignee) WHERE finished = 0 AND assignee <> '';
CREATE INDEX open_ticket_by_holder ON ticket (holder) WHERE finished = 0 AND holder <> '';
)sql";

// The latest state of each person with each playbook; `edition` marks the text that they had before them.
constexpr std::string_view receipts_sql = R"sql(
CREATE TABLE receipt (
  user     TEXT NOT NULL,
  playbook TEXT NOT NULL,
  edition  TEXT NOT NULL,
  at       INTEGER NOT NULL,
  points   INTEGER NOT NULL,                  -- right answers of the best try
  asked    INTEGER NOT NULL,
  PRIMARY KEY (user, playbook)
) STRICT, WITHOUT ROWID;
)sql";

// Mails that programs wrote or spread: nothing automatic may answer them (RFC 3834), also not a rule that
// fires days later.
constexpr std::string_view machine_mail_sql = R"sql(
CREATE TABLE machine_mail (
  mail_id TEXT NOT NULL PRIMARY KEY             -- Message-ID without brackets, or one made from its bytes
) STRICT, WITHOUT ROWID;
)sql";

// What reviews decided, the latest about each finding of a month; and what people wrote about incidents.
constexpr std::string_view reviews_sql = R"sql(
CREATE TABLE review_outcome (
  month    TEXT NOT NULL,                     -- 2026-10
  kind     TEXT NOT NULL,                     -- of the finding
  subject  TEXT NOT NULL,
  what     TEXT NOT NULL,                     -- as it was found then
  evidence TEXT NOT NULL,
  counted  INTEGER NOT NULL,
  ground   INTEGER NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('act', 'accept', 'later')),
  words    TEXT NOT NULL,
  owner    TEXT NOT NULL,
  due      TEXT NOT NULL,                     -- a day, or empty
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL,
  done     INTEGER,
  done_by  TEXT NOT NULL,
  PRIMARY KEY (month, kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident (
  ticket     TEXT NOT NULL PRIMARY KEY,
  revision   INTEGER NOT NULL,
  row        TEXT NOT NULL,                   -- summary, causes, actions
  by         TEXT NOT NULL,
  at         INTEGER NOT NULL,
  sent       INTEGER,
  sent_by    TEXT NOT NULL,
  times_sent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// Tickets by when they were created: a back-test goes through them, whatever else happened meanwhile.
constexpr std::string_view created_sql = R"sql(
CREATE INDEX created_event ON event (at, id) WHERE kind = 'created';
)sql";

// Measures have learnt how long steps have a run and which rules were of use: all tickets are measured again, by and by.
constexpr std::string_view stays_sql = R"sql(
DELETE FROM meta WHERE name = 'measured_until';
)sql";

// Managers of some teams or customers decide about what they see, beside those of the whole workspace.
constexpr std::string_view scoped_reviews_sql = R"sql(
CREATE TABLE scoped_outcome (
  scope    TEXT NOT NULL,                     -- of the tickets it was found in; empty: all
  month    TEXT NOT NULL,
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  what     TEXT NOT NULL,
  evidence TEXT NOT NULL,
  counted  INTEGER NOT NULL,
  ground   INTEGER NOT NULL,
  verdict  TEXT NOT NULL CHECK (verdict IN ('act', 'accept', 'later')),
  words    TEXT NOT NULL,
  owner    TEXT NOT NULL,
  due      TEXT NOT NULL,
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL,
  done     INTEGER,
  done_by  TEXT NOT NULL,
  PRIMARY KEY (scope, month, kind, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO scoped_outcome SELECT '', month, kind, subject, what, evidence, counted, ground, verdict, words, owner, due, by,
  at, done, done_by FROM review_outcome;
DROP TABLE review_outcome;
ALTER TABLE scoped_outcome RENAME TO review_outcome;
)sql";

constexpr std::array all{
    Migration{"accounts, sessions and one-time links", accounts_sql},
    Migration{"tickets, timers, the log and the outbox", tickets_sql},
    Migration{"what became of messages, and what is known of addresses", notify_sql},
    Migration{"mailboxes and bounced addresses", mailboxes_sql},
    Migration{"an index of words over subjects and messages", search_sql},
    Migration{"scopes", scopes_sql},
    Migration{"second factors, API tokens, uploads and the audit log", people_sql},
    Migration{"measures for reports", figures_sql},
    Migration{"open tickets in parts", parts_sql},
    Migration{"who has read which playbook", receipts_sql},
    Migration{"mails that nothing automatic may answer", machine_mail_sql},
    Migration{"what reviews decided and what is written about incidents", reviews_sql},
    Migration{"tickets by their creation", created_sql},
    Migration{"measures of stays at steps", stays_sql},
    Migration{"measures by day, packed", packs_sql},
    Migration{"words indexed once a commit", search_at_commit_sql},
    Migration{"what reviews decided, by scope", scoped_reviews_sql},
};

}  // namespace

std::span<const Migration> migrations() {
  return all;
}

std::int64_t require_known_schema(Database& database, std::span<const Migration> steps) {
  const std::int64_t version = database.integer("PRAGMA user_version");
  const auto known = static_cast<std::int64_t>(steps.size());
  if (version <= known) return version;
  throw Failure(Trouble::other, "The database was written by a newer support-oasis (schema " +
                                    std::to_string(version) + ", this program knows " +
                                    std::to_string(known) +
                                    "); start that version, or restore a backup made before the update.");
}

int migrate(Database& database, std::span<const Migration> steps) {
  Transaction transaction(database);
  const std::int64_t owner = database.integer("PRAGMA application_id");
  const bool empty = database.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (owner != application_id && !empty) {
    throw Failure(
        Trouble::other,
        "The file in the data folder belongs to another program; choose another folder with --data.");
  }
  const std::int64_t version = require_known_schema(database, steps);
  const auto known = static_cast<std::int64_t>(steps.size());
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
