// See clocks.hpp.
#include "client/screens/clocks.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"

namespace oasis {
namespace {

bool is_shown(const Clock& clock, bool with_decided) {
  switch (clock.phase) {
    case Clock::Phase::off:
      return false;
    case Clock::Phase::running:
      return clock.due.has_value();
    case Clock::Phase::paused:
      return true;
    case Clock::Phase::met:
    case Clock::Phase::ended:
      return with_decided;
  }
  return false;
}

/// A warning colour from three quarters of the target on.
ui::ClockState state_of(const Clock& clock, Instant now) {
  switch (clock.phase) {
    case Clock::Phase::paused:
      return ui::ClockState::paused;
    case Clock::Phase::met:
      return ui::ClockState::met;
    case Clock::Phase::ended:
      return clock.breached ? ui::ClockState::breached : ui::ClockState::met;
    default:
      break;
  }
  if (clock.breached || (clock.due && *clock.due <= now)) return ui::ClockState::breached;
  if (clock.due && clock.target && (*clock.due - now).ms * 4 < clock.target->ms)
    return ui::ClockState::warning;
  return ui::ClockState::calm;
}

std::int64_t order_of(const Clock& clock) {
  if (clock.phase == Clock::Phase::running && clock.due) return clock.due->ms;
  return clock.phase == Clock::Phase::paused ? end_of_time.ms : end_of_time.ms + 1;
}

}  // namespace

void say_clocks(const Ticket& ticket, Instant now, bool with_decided, ClockWords& words) {
  words.count = 0;
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (is_shown(ticket.clocks[i], with_decided))
      words.kinds[static_cast<std::size_t>(words.count++)] = static_cast<ClockKind>(i);
  }
  std::stable_sort(words.kinds.begin(), words.kinds.begin() + words.count,
                   [&ticket](ClockKind a, ClockKind b) {
                     return order_of(ticket.clocks[static_cast<std::size_t>(a)]) <
                            order_of(ticket.clocks[static_cast<std::size_t>(b)]);
                   });
  for (std::size_t i = 0; i < static_cast<std::size_t>(words.count); ++i) {
    const Clock& clock = ticket.clocks[static_cast<std::size_t>(words.kinds[i])];
    words.left[i] = wording::say_clock(clock, now);
    words.texts[i] = {state_of(clock, now), wording::name_of(words.kinds[i]), words.left[i]};
  }
}

Duration until_words_change(const Ticket& ticket, Instant now) {
  Duration soonest = minutes(60);
  for (const Clock& clock : ticket.clocks) {
    if (clock.phase != Clock::Phase::running || !clock.due) continue;
    const std::int64_t away = clock.due->ms - now.ms;
    const std::int64_t step = (away < 0 ? -away : away) < 600'000 ? 1000 : 60'000;
    // The words change when the distance crosses a multiple of the step; counting down it does so from above.
    const std::int64_t rest = away > 0 ? (away % step == 0 ? step : away % step) : step - (-away % step);
    soonest = std::min(soonest, milliseconds(rest));
  }
  return soonest;
}

}  // namespace oasis
