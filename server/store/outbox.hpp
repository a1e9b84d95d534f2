// Messages that must leave the house: written in the transaction of their cause, sent by server/notify, and
// what became of each. May not: send, or know a channel.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// `sent`: the other side took it; `delivered`: it said later that it arrived (not every channel does).
enum class Delivery { queued, sending, sent, delivered, failed };
std::string_view name_of(Delivery state);

/// A ticket that a message tells of, and the number of the ticket's event that led to it.
struct About {
  TicketId ticket;
  std::uint32_t cause = 0;
  friend bool operator==(const About&, const About&) = default;
};

struct Outgoing {
  std::int64_t id = 0;
  std::string key;         ///< unique for ever: cause, person, channel, entry
  TicketId ticket;         ///< empty: a digest, or words of its own
  std::int64_t event = 0;  ///< row id of the event that it tells about; 0: none
  Id user;                 ///< empty: the customer, or a rule's webhook
  std::string via;
  std::string address;
  std::string message_id;  ///< the same at each attempt, so that the other side can see a repetition
  Delivery state = Delivery::queued;
  std::int64_t attempts = 0;
  Instant at;  ///< when it came into its state
  std::optional<Instant> next_at;
  bool may_repeat = false;  ///< an earlier attempt was cut off: the other side may have it already
  std::string provider;     ///< what the other side calls it
  std::string error;
  std::int64_t stands_in_for = 0;  ///< the message whose channel failed; 0: none
  std::string subject, words;      ///< words of its own, where no event says what to write
  Instant queued;
  std::optional<Instant> sent, delivered, failed, seen, answered;
  std::string answer;  ///< "acknowledge", "escalate", "close"
};

/// False if there is one with this key already; then nothing changes. `queued` is taken from `at`; `about`:
/// the tickets that it tells of. Answers its row id in `message`.
bool queue(Database& database, Outgoing& message, const std::vector<About>& about);
std::optional<Outgoing> find_outgoing(Database& database, std::int64_t id);
std::vector<About> about_of(Database& database, std::int64_t id);

/// Queued messages of a channel that are due, oldest due time first, at most `most`; none to an address that
/// something is on its way to just now.
std::vector<Outgoing> due_outgoing(Database& database, std::string_view via, Instant now, int most);
/// The channels that messages wait for, each with the earliest due time.
struct Waiting {
  std::string via;
  Instant next_at;
};
std::vector<Waiting> waiting_outgoing(Database& database);
/// When the messages left that went to this address after `since`, oldest first.
std::vector<Instant> sent_to(Database& database, std::string_view via, std::string_view address,
                             Instant since);

/// Writes everything that sending and answering change: state, attempts, at, next_at, may_repeat, provider,
/// error and the instants.
void update_outgoing(Database& database, const Outgoing& message);
/// What was being sent when the process ended is queued again, marked "may repeat". Answers how many.
std::int64_t requeue_interrupted(Database& database, Instant now);
/// Everything that waits counts as sent when it was made: what a history that never really happened would
/// have sent.
void count_as_sent(Database& database);

/// Everything that left or will leave because of a ticket, oldest first, with the cause in that ticket.
struct Told {
  Outgoing message;
  std::uint32_t cause = 0;
};
std::vector<Told> outgoing_of(Database& database, std::string_view ticket);
/// The messages about one event of a ticket.
std::vector<Outgoing> outgoing_about(Database& database, const About& about);
/// What was queued for a person after `since`, newest first.
std::vector<Outgoing> outgoing_to(Database& database, std::string_view user, Instant since);
/// What the other side calls it; nothing for an unknown name.
std::optional<Outgoing> find_outgoing_by_provider(Database& database, std::string_view provider);
std::optional<Outgoing> find_outgoing_by_message_id(Database& database, std::string_view message_id);
/// Whether any message has ever left.
bool anything_was_sent(Database& database);
/// Messages that were given up, newest first.
std::vector<Outgoing> dead_letters(Database& database, int most);

/// How many messages are in each state.
struct Counted {
  std::string via;
  Delivery state = Delivery::queued;
  std::int64_t count = 0;
};
std::vector<Counted> count_outgoing(Database& database);

/// What became of the messages that were written in a period, by channel. O(messages of the period), from an index.
struct ChannelCounts {
  std::int64_t written = 0;
  std::int64_t failed = 0;     ///< given up
  std::int64_t delivered = 0;  ///< the other side said that it arrived
};
std::map<std::string, ChannelCounts> count_channels(Database& database, Interval period);
/// The messages behind one of these counts: all, those given up, those said to have arrived. The newest `most` of them from
/// `offset` on, and how many there are of how many tickets.
enum class Outcome { any, failed, delivered };
struct ChannelMessages {
  std::int64_t count = 0, tickets = 0;
  std::vector<Outgoing> messages;
};
ChannelMessages messages_of_channel(Database& database, std::string_view via, Outcome outcome, Interval period,
                                    std::size_t offset, std::size_t most);

/// The number within its ticket of the event with this row id.
std::int64_t event_number(Database& database, std::int64_t event);

/// Takes note that a signed link or code was used; false if it was before.
bool use_claim(Database& database, std::string_view claim, Instant now);
/// Forgets claims that were used before `before`: they have expired by themselves.
void forget_claims(Database& database, Instant before);

}  // namespace oasis::store
