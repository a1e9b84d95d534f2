// What follows from an attempt to send: the row of the outbox, the person's next channel, the next step of
// the escalation, a notice to the administrators. Everything in the turn that records the attempt. May not:
// send, choose a time by itself (jitter comes in), write to a customer.
#pragma once

#include <optional>
#include <string>

#include "server/engine/turn.hpp"
#include "server/notify/parcel.hpp"
#include "server/store/outbox.hpp"

namespace oasis::notify {

/// How long to wait after the n-th failed attempt (1, 2, …): 15 s, 1 min, 5 min, 15 min, each varied by up to
/// a fifth by `jitter` in [0, 1); nothing after the fifth: give up.
std::optional<Duration> retry_delay(std::int64_t failures, double jitter);

/// Records what became of an attempt. "After the second failure, or at once on a permanent refusal, the
/// person's next channel is tried as well; if all fail for everybody at a step, the next step fires at once."
/// A message that is given up is a dead letter: the administrators are told, at most once an hour for each
/// channel.
void record_attempt(engine::Turn& turn, std::int64_t row, const Outcome& outcome, double jitter);

/// The other side said later what became of a message. `failed` goes on like a permanent refusal. What is
/// known already changes nothing.
void record_delivered(engine::Turn& turn, store::Outgoing row);
void record_failed(engine::Turn& turn, store::Outgoing row, const std::string& why);
/// The person has looked at what it tells of, or has answered it.
void record_seen(engine::Turn& turn, store::Outgoing row);
void record_answered(engine::Turn& turn, store::Outgoing row, const std::string& answer);

/// The message waits until `until` without having been tried. `why` empty: it is over its address's limit;
/// else its provider is left alone and the person's next channel is tried as well.
void postpone(engine::Turn& turn, std::int64_t row, Instant until, const std::string& why);

/// The message is under way from now on; nothing if it is not queued any more.
std::optional<store::Outgoing> claim(engine::Turn& turn, std::int64_t row);
/// It was claimed, but nobody came to send it: it waits again, unmarked.
void give_back(engine::Turn& turn, std::int64_t row);

/// A message that was given up goes out again as if it were new; whether there was one.
bool try_once_more(engine::Turn& turn, std::int64_t row);

/// A short message with words of its own to a person's address (a code, a test). `key` is unique for ever.
/// False if there is one with this key already.
bool queue_words(engine::Turn& turn, const std::string& key, const Id& user, const Contact& contact,
                 const std::string& subject, const std::string& words);

}  // namespace oasis::notify
