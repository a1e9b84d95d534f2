// A circuit breaker: when a provider fails again and again it is left alone for a while, then asked with one
// message. May not: read a clock, send, know what is behind it.
#pragma once

#include <optional>

#include "shared/time/instant.hpp"

namespace oasis::notify {

class Breaker {
 public:
  /// After so many failures in a row it opens.
  static constexpr int failures_allowed = 5;
  /// How long it stays open the first time; each failed probe doubles that.
  static constexpr Duration first_pause = seconds(30);
  static constexpr Duration longest_pause = minutes(10);

  enum class State {
    closed,    ///< all is well
    open,      ///< nothing is sent before probe_at()
    half_open  ///< one message at a time is tried
  };
  State state(Instant now) const;
  /// How many messages may be under way at once: nothing is said for closed.
  std::optional<int> most_under_way(Instant now) const;
  std::optional<Instant> probe_at() const { return probe_at_; }
  int failures() const { return failures_; }

  /// What became of a message, as far as the provider is concerned. A failure of one that was begun before the
  /// breaker opened says nothing about the provider now: only one begun at probe_at() or later is a probe.
  void succeeded();
  void failed(Instant begun, Instant now);

 private:
  int failures_ = 0;
  Duration pause_ = first_pause;
  std::optional<Instant> probe_at_;  ///< set while open or half open
};

}  // namespace oasis::notify
