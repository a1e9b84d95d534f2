// Messages that must leave the house: written in the transaction of their cause, sent by server/notify.
// May not: send, or know a channel.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

enum class Delivery { queued, sending, sent, failed };
std::string_view name_of(Delivery state);

struct Outgoing {
  std::int64_t id = 0;
  std::string key;  ///< unique for ever: cause, person, channel, entry
  TicketId ticket;  ///< empty: a digest
  std::int64_t event = 0;  ///< row id of the event that it tells about
  Id user;                 ///< empty: the customer
  std::string via;
  std::string address;
  std::string message_id;  ///< the same at each attempt, so that the other side can see a repetition
  Delivery state = Delivery::queued;
  std::int64_t attempts = 0;
  Instant at;
  std::optional<Instant> next_at;
  bool may_repeat = false;  ///< an earlier attempt was cut off: the other side may have it already
  std::string error;
};

/// False if there is one with this key already; then nothing changes.
bool queue(Database& database, const Outgoing& message);
/// The queued message with the earliest next_at.
std::optional<Outgoing> next_outgoing(Database& database);
/// Writes state, attempts, at, next_at, may_repeat and error.
void update_outgoing(Database& database, const Outgoing& message);
/// What was being sent when the process ended is queued again, marked "may repeat". Answers how many.
std::int64_t requeue_interrupted(Database& database, Instant now);
/// Everything that waits counts as sent when it was made: what a history that never really happened would have sent.
void count_as_sent(Database& database);
/// Everything that left or will leave because of a ticket, oldest first.
std::vector<Outgoing> outgoing_of(Database& database, std::string_view ticket);
/// The number within its ticket of the event with this row id.
std::int64_t event_number(Database& database, std::int64_t event);

}  // namespace oasis::store
