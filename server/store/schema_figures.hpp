// The step of the schema that keeps measures (shared/report/measures.hpp), so that a report reads rows
// instead of folding the whole log. May not: be changed once released.
#pragma once

#include <string_view>

namespace oasis::store {

// `measured_until` in meta is the last event that is counted in; 0 at first, so that everything is.
inline constexpr std::string_view figures_sql = R"sql(
CREATE TABLE measure (
  ticket   TEXT NOT NULL,
  kind     INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  value    INTEGER NOT NULL,                  -- real time, ms
  open     INTEGER NOT NULL,                  -- open time, ms
  number   INTEGER NOT NULL,
  who      TEXT NOT NULL,
  what     TEXT NOT NULL,
  detail   TEXT NOT NULL,
  priority INTEGER NOT NULL,                  -- the ticket as it was
  customer TEXT NOT NULL,
  team     TEXT NOT NULL,
  category TEXT NOT NULL,
  channel  TEXT NOT NULL
) STRICT;
CREATE INDEX measure_by_time ON measure (at);
CREATE INDEX measure_by_ticket ON measure (ticket);
)sql";

// Measures by day, packed (shared/report/measure_pack.hpp). Each day that has a measure has a row here; version 0: its pack
// is not what its rows are. `change` counts how often it has changed. What was there before is packed by the next report.
// Messages by when they were written, with all that a report counts of them.
inline constexpr std::string_view packs_sql = R"sql(
CREATE TABLE measure_day (
  day     INTEGER NOT NULL PRIMARY KEY,       -- of UTC, since 1970
  change  INTEGER NOT NULL,
  version INTEGER NOT NULL,
  pack    BLOB NOT NULL
) STRICT;
INSERT INTO measure_day (day, change, version, pack)
  WITH RECURSIVE found(day) AS (
    SELECT min(at) / 86400000 FROM measure
    UNION ALL
    SELECT (SELECT min(at) / 86400000 FROM measure WHERE at >= (found.day + 1) * 86400000) FROM found
    WHERE found.day IS NOT NULL)
  SELECT day, 1, 0, x'' FROM found WHERE day IS NOT NULL;
CREATE INDEX outbox_written ON outbox (via, queued, state, delivered);
)sql";

}  // namespace oasis::store
