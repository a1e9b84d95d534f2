// Which messages leave the house because of an event. May not: write their text or send them (server/notify).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/store/outbox.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"

namespace oasis::engine {

/// The outbox rows that belong to `event`, which was just folded into `state` and has the row id `event_row`:
/// one for a person who is notified or gets a digest, one for a customer who is answered. `mail_domain`: see
/// Setting.
std::vector<store::Outgoing> outgoing_for(const State& state, const Event& event, std::int64_t event_row,
                                          const std::string& mail_domain);

}  // namespace oasis::engine
