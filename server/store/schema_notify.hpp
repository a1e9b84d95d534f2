// The step of the schema that lets the outbox tell what became of each message, and keeps what is known of
// people's addresses. May not: be changed once it has been released.
#pragma once

#include <string_view>

namespace oasis::store {

// SQLite cannot widen a CHECK: the outbox is made anew and filled from the old one.
inline constexpr std::string_view notify_sql = R"sql(
CREATE TABLE outbox_wider (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  key           TEXT NOT NULL UNIQUE,         -- cause, person, channel, entry: one message each, for ever
  ticket        TEXT NOT NULL,                -- empty: a digest, or words of its own
  event         INTEGER NOT NULL,             -- its row in `event`; 0: none, it has words of its own
  user          TEXT NOT NULL,                -- empty: the customer, or a rule's webhook
  via           TEXT NOT NULL,
  address       TEXT NOT NULL,
  message_id    TEXT NOT NULL UNIQUE,         -- Message-ID without brackets
  state         TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed')),
  attempts      INTEGER NOT NULL DEFAULT 0,
  at            INTEGER NOT NULL,             -- when it came into its state
  next_at       INTEGER,                      -- queued: not before
  may_repeat    INTEGER NOT NULL DEFAULT 0 CHECK (may_repeat IN (0, 1)),
  provider      TEXT NOT NULL DEFAULT '',     -- what the other side calls it
  error         TEXT NOT NULL DEFAULT '',
  stands_in_for INTEGER NOT NULL DEFAULT 0,   -- the message whose channel failed; 0: none
  subject       TEXT NOT NULL DEFAULT '',     -- words of its own
  words         TEXT NOT NULL DEFAULT '',
  queued        INTEGER NOT NULL,             -- when each of these happened first
  sent          INTEGER,
  delivered     INTEGER,
  failed        INTEGER,
  seen          INTEGER,
  answered      INTEGER,
  answer        TEXT NOT NULL DEFAULT ''      -- "acknowledge", "escalate", "close"
) STRICT;
INSERT INTO outbox_wider (id, key, ticket, event, user, via, address, message_id, state, attempts, at, next_at,
                          may_repeat, provider, error, queued, sent, failed)
  SELECT id, key, ticket, event, user, via, address, message_id, state, attempts, at, next_at, may_repeat,
         coalesce(provider, ''), coalesce(error, ''), at, iif(state = 'sent', at, NULL), iif(state = 'failed', at, NULL)
  FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_wider RENAME TO outbox;
CREATE INDEX outbox_by_user ON outbox (user, queued);
CREATE INDEX outbox_by_address ON outbox (via, address, sent);
CREATE INDEX outbox_waiting ON outbox (via, next_at) WHERE state = 'queued';
CREATE INDEX outbox_under_way ON outbox (via, address) WHERE state = 'sending';
CREATE INDEX outbox_failed ON outbox (failed) WHERE state = 'failed';
CREATE INDEX outbox_by_provider ON outbox (provider) WHERE provider <> '';

CREATE TABLE outbox_about (                   -- what each message tells of: one list may tell of many tickets
  ticket TEXT NOT NULL,
  cause  INTEGER NOT NULL,                    -- number of the ticket's event that led to it
  outbox INTEGER NOT NULL REFERENCES outbox ON DELETE CASCADE,
  PRIMARY KEY (ticket, cause, outbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_about_by_message ON outbox_about (outbox);
INSERT INTO outbox_about (ticket, cause, outbox)
  SELECT o.ticket, coalesce(json_extract(e.body, '$.cause'), e.number), o.id FROM outbox o JOIN event e ON e.id = o.event
  WHERE o.ticket <> '';

CREATE TABLE contact (                        -- what is known of a person's addresses
  user       TEXT NOT NULL,
  via        TEXT NOT NULL,
  address    TEXT NOT NULL,
  verified   INTEGER,                         -- when a code, a delivery or an answer proved it
  failed     INTEGER,                         -- when a message was last refused for good, since it last worked
  why        TEXT NOT NULL DEFAULT '',
  code_hash  TEXT NOT NULL DEFAULT '',        -- of the code that was sent there; empty: none
  code_until INTEGER,
  tries      INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user, via, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer_given (                   -- signed links and codes work once for each thing they can do
  claim TEXT NOT NULL PRIMARY KEY,            -- SHA-256 of what was presented
  at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_given_by_time ON answer_given (at);
)sql";

}  // namespace oasis::store
