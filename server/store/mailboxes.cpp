// Rows of mailboxes. May not: connect to one.
#include "server/store/mailboxes.hpp"

namespace oasis::store {

std::optional<MailboxState> find_mailbox(Database& database, std::string_view id) {
  auto row =
      database
          .prepare(
              "SELECT uid_validity, horizon, taken, marked, next_at, failures, failing_since, error, told "
              "FROM mailbox WHERE id = ?")
          .bind(id);
  if (!row.step()) return std::nullopt;
  MailboxState state;
  state.id = id;
  state.uid_validity = row.integer(0);
  state.horizon = row.integer(1);
  state.taken = row.integer(2);
  state.marked = row.integer(3);
  state.next_at = Instant{row.integer(4)};
  state.failures = row.integer(5);
  if (!row.is_null(6)) state.failing_since = Instant{row.integer(6)};
  state.error = row.text(7);
  state.told = row.integer(8) != 0;
  return state;
}

void put_mailbox(Database& database, const MailboxState& state) {
  auto row = database.prepare(
      "INSERT INTO mailbox (id, uid_validity, horizon, taken, marked, next_at, failures, failing_since, "
      "error, told) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET uid_validity = "
      "excluded.uid_validity, "
      "horizon = excluded.horizon, taken = excluded.taken, marked = excluded.marked, next_at = "
      "excluded.next_at, "
      "failures = excluded.failures, failing_since = excluded.failing_since, error = excluded.error, "
      "told = excluded.told");
  row.bind(state.id)
      .bind(state.uid_validity)
      .bind(state.horizon)
      .bind(state.taken)
      .bind(state.marked)
      .bind(state.next_at.ms)
      .bind(state.failures)
      .bind(state.failing_since ? std::optional(state.failing_since->ms) : std::nullopt)
      .bind(state.error)
      .bind(std::int64_t{state.told})
      .run();
}

}  // namespace oasis::store
