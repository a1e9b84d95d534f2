// Which messages leave the house because of an event. May not: write their text or send them (server/notify).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/store/outbox.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"

namespace oasis::engine {

/// A row of the outbox, and the tickets that it tells of.
struct Leaving {
  store::Outgoing message;
  std::vector<store::About> about;
};

/// What an event that tells somebody tells of, asked before the event is folded into `state`: a list of
/// several tickets still waits there with the cause of each.
std::vector<store::About> told_by(const State& state, const Event& event);

/// The rows of the outbox that belong to `event`, which was just folded into `state` and has the row id
/// `event_row`: one for a person who is notified or gets a digest, one for a customer who is answered, one
/// for a webhook. `about`: what told_by answered. `mail_domain`: see Setting.
std::vector<Leaving> outgoing_for(const State& state, const Event& event, std::int64_t event_row,
                                  const std::vector<store::About>& about, const std::string& mail_domain);

/// Whether the event is a reply that nobody wrote: a rule's. What it answers may be what no program may
/// answer.
bool replies_by_itself(const Event& event);

/// The Message-ID of the message with this key, without brackets.
std::string message_id_of(const std::string& key, const std::string& mail_domain);

/// A message with words of its own (a test, a code, a notice to an administrator), due at once. `key` is
/// unique for ever.
store::Outgoing own_words(std::string key, Instant now, const std::string& mail_domain);

}  // namespace oasis::engine
