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

}  // namespace oasis::store
