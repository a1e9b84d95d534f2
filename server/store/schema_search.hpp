// The steps of the schema that keep an index of words over subjects and messages. Triggers note what has words, in the
// transaction that writes the row, so that no writer of rows has to know. May not: be changed once released.
#pragma once

#include <string_view>

namespace oasis::store {

// The index holds no text of its own (content=''): the rows have it. The newest entries have the greatest
// ids, which is the order of results; ranking a common word among a million would take a second.
inline constexpr std::string_view search_sql = R"sql(
CREATE TABLE searched (                       -- what each entry of the index stands for
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  ticket   TEXT NOT NULL,
  message  TEXT NOT NULL,                     -- empty: the ticket's subject
  internal INTEGER NOT NULL CHECK (internal IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX searched_message ON searched (message) WHERE message <> '';
CREATE UNIQUE INDEX searched_subject ON searched (ticket) WHERE message = '';

CREATE VIRTUAL TABLE search USING fts5(text, content='', contentless_delete=1, prefix='3',
                                       tokenize='unicode61 remove_diacritics 2');

INSERT INTO searched (ticket, message, internal) SELECT id, '', 0 FROM ticket ORDER BY number;
INSERT INTO searched (ticket, message, internal)
  SELECT m.ticket, m.id, m.internal FROM message m ORDER BY m.row ->> '$.at', m.id;
INSERT INTO search (rowid, text)
  SELECT s.id, coalesce(m.row, t.row) ->> iif(s.message = '', '$.subject', '$.text')
  FROM searched s LEFT JOIN message m ON m.id = s.message LEFT JOIN ticket t ON t.id = s.ticket ORDER BY s.id;

CREATE TRIGGER message_searched AFTER INSERT ON message BEGIN
  INSERT INTO searched (ticket, message, internal) VALUES (new.ticket, new.id, new.internal);
  INSERT INTO search (rowid, text) VALUES (last_insert_rowid(), new.row ->> '$.text');
END;
CREATE TRIGGER message_gone AFTER DELETE ON message BEGIN
  DELETE FROM search WHERE rowid = (SELECT id FROM searched WHERE message = old.id AND message <> '');
  DELETE FROM searched WHERE message = old.id AND message <> '';
END;
CREATE TRIGGER message_rewritten AFTER UPDATE OF row ON message WHEN new.row ->> '$.text' <> old.row ->> '$.text' BEGIN
  UPDATE search SET text = new.row ->> '$.text'
    WHERE rowid = (SELECT id FROM searched WHERE message = new.id AND message <> '');
END;
CREATE TRIGGER subject_searched AFTER INSERT ON ticket BEGIN
  INSERT INTO searched (ticket, message, internal) VALUES (new.id, '', 0);
  INSERT INTO search (rowid, text) VALUES (last_insert_rowid(), new.row ->> '$.subject');
END;
CREATE TRIGGER subject_rewritten AFTER UPDATE OF row ON ticket
  WHEN new.row ->> '$.subject' <> old.row ->> '$.subject' BEGIN
  UPDATE search SET text = new.row ->> '$.subject'
    WHERE rowid = (SELECT id FROM searched WHERE ticket = new.id AND message = '');
END;
)sql";

// New words enter the index before the commit, all of a transaction's together (store/search, index_words): the index
// writes out what it has gathered at every savepoint and every statement with a trigger, twice a command.
inline constexpr std::string_view search_at_commit_sql = R"sql(
DROP TRIGGER message_searched;
DROP TRIGGER subject_searched;
CREATE TRIGGER message_searched AFTER INSERT ON message BEGIN
  INSERT INTO searched (ticket, message, internal) VALUES (new.ticket, new.id, new.internal);
END;
CREATE TRIGGER subject_searched AFTER INSERT ON ticket BEGIN
  INSERT INTO searched (ticket, message, internal) VALUES (new.id, '', 0);
END;
)sql";

// Texts as they are now: one that was rewritten before it came into the index was not found there.
inline constexpr std::string_view index_words_sql =
    "INSERT INTO search (rowid, text) SELECT id, iif(message = '', "
    "(SELECT row ->> '$.subject' FROM ticket WHERE ticket.id = searched.ticket), "
    "(SELECT row ->> '$.text' FROM message WHERE message.id = searched.message)) "
    "FROM searched WHERE id > (SELECT coalesce(max(id), 0) FROM search_docsize) ORDER BY id";

}  // namespace oasis::store
