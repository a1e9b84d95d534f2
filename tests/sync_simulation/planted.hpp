// The bugs that plant.py writes into copies of the sources, for this program only: at most one is awake at a
// time. The simulation must find each.
#pragma once

#include <array>
#include <string_view>

namespace oasis::test {

enum class Bug {
  none,
  answer_before_commit,
  timer_outside_transaction,
  memory_kept_after_failed_commit,
  mid_check_missing,
  done_again_after_result_expiry,
  stale_timers_stay,
  restore_without_new_epoch,
  applied_across_a_gap,
  dropped_at_http_answer,
  nothing_given_again_after_restore,
  scope_drop_skipped,
  sight_change_forgotten,
  rows_kept_until_the_snapshot,
  note_leaked,
  last,
};

inline Bug awake_bug = Bug::none;

inline bool planted(Bug bug) {
  return awake_bug == bug;
}

}  // namespace oasis::test
