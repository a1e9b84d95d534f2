// Which of many intervals hold an instant, and when that changes next.
// May not: know what the intervals are for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "shared/time/instant.hpp"

namespace oasis {

/// Intervals found by the instants in them; empty ones hold none. Immutable after building.
class IntervalIndex {
 public:
  IntervalIndex() = default;

  explicit IntervalIndex(const std::vector<Interval>& intervals) {
    for (std::uint32_t i = 0; i < intervals.size(); ++i) {
      if (intervals[i].from < intervals[i].to) entries_.push_back({intervals[i], {}, i});
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return a.interval.from != b.interval.from ? a.interval.from < b.interval.from : a.number < b.number;
    });
    Instant latest = entries_.empty() ? Instant{} : entries_.front().interval.to;
    for (Entry& entry : entries_) {
      latest = std::max(latest, entry.interval.to);
      entry.latest_end = latest;
    }
  }

  /// Replaces `found` by the numbers of the intervals that hold `t`, ascending. O(log n) and the number of
  /// intervals that began after the oldest one that still runs.
  void find(Instant t, std::vector<std::uint32_t>& found) const {
    found.clear();
    auto entry = std::upper_bound(entries_.begin(), entries_.end(), t,
                                  [](Instant at, const Entry& e) { return at < e.interval.from; });
    while (entry != entries_.begin() && (--entry)->latest_end > t) {
      if (entry->interval.to > t) found.push_back(entry->number);
    }
    std::sort(found.begin(), found.end());
  }

 private:
  struct Entry {
    Interval interval;
    Instant latest_end;  // of this interval and all before it
    std::uint32_t number;
  };

  std::vector<Entry> entries_;
};

}  // namespace oasis
