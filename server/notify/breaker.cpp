// A circuit breaker. May not: read a clock.
#include "server/notify/breaker.hpp"

#include <algorithm>

namespace oasis::notify {

Breaker::State Breaker::state(Instant now) const {
  if (!probe_at_) return State::closed;
  return now < *probe_at_ ? State::open : State::half_open;
}

std::optional<int> Breaker::most_under_way(Instant now) const {
  switch (state(now)) {
    case State::open:
      return 0;
    case State::half_open:
      return 1;
    case State::closed:
      break;
  }
  return std::nullopt;
}

void Breaker::succeeded() {
  failures_ = 0;
  pause_ = first_pause;
  probe_at_.reset();
}

void Breaker::failed(Instant begun, Instant now) {
  ++failures_;
  if (probe_at_ && begun < *probe_at_) return;
  if (!probe_at_ && failures_ < failures_allowed) return;
  if (probe_at_) pause_ = std::min(Duration{pause_.ms * 2}, longest_pause);
  probe_at_ = now + pause_;
}

}  // namespace oasis::notify
