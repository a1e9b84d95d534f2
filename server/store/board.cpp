// What is open now. May not: know who may see what.
#include "server/store/board.hpp"

#include "shared/command/timer.hpp"

namespace oasis::store {
namespace {

constexpr auto breach = static_cast<std::int64_t>(Timer::Kind::breach);
constexpr auto chain = static_cast<std::int64_t>(Timer::Kind::chain);

/// Faster than to read the JSON of each; a quote inside of a text has a backslash before it.
constexpr const char* no_drill = " AND instr(ticket.row, '\"drill\":true') = 0";

std::int64_t first_of(Statement&& rows) {
  return rows.step() ? rows.integer(0) : 0;
}

}  // namespace

OpenCounts open_counts(Database& database, Instant now, Instant soon) {
  OpenCounts counts;
  const auto count = [&database](const std::string& of) { return database.prepare("SELECT count" + of + no_drill); };
  counts.open = first_of(count("(*) FROM ticket WHERE finished = 0"));
  counts.unassigned = counts.open - first_of(count("(*) FROM ticket WHERE finished = 0 AND assignee <> ''"));
  counts.escalating =
      first_of(count("(DISTINCT timer.ticket) FROM timer JOIN ticket ON ticket.id = timer.ticket WHERE kind = ?")
                   .bind(chain));
  counts.soon = first_of(count("(DISTINCT timer.ticket) FROM timer JOIN ticket ON ticket.id = timer.ticket "
                               "WHERE kind = ? AND due >= ? AND due < ?")
                             .bind(breach)
                             .bind(now.ms)
                             .bind(soon.ms));
  return counts;
}

void each_next_breach(Database& database, const std::function<bool(const NextBreach&)>& visit) {
  auto rows =
      database.prepare("SELECT ticket, slot, due FROM timer WHERE kind = ? ORDER BY due").bind(breach);
  while (rows.step()) {
    if (!visit({rows.text(0), static_cast<ClockKind>(rows.integer(1)), {rows.integer(2)}})) return;
  }
}

}  // namespace oasis::store
