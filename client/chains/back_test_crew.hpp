// A back-test by workers beside the page (client/platform/workers.hpp): each loads a part of the period's tickets and
// plays them under both documents; the page only adds up what they tell. They keep the tickets, so that a chain that
// was edited further is tested without loading anything again. May not: draw, or test by itself.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/chains/back_test_task.hpp"
#include "client/platform/workers.hpp"
#include "shared/simulate/outcome.hpp"

namespace oasis {

class BackTestCrew {
 public:
  /// Begins at once; there are workers, and they live longer than this.
  static std::shared_ptr<BackTestCrew> begin(platform::Workers& workers, BackTestTask task);
  ~BackTestCrew() { workers_.stop(); }
  BackTestCrew(const BackTestCrew&) = delete;
  BackTestCrew& operator=(const BackTestCrew&) = delete;

  /// Whether the tickets of such a task are here: the same length of time until a few minutes ago, and its words.
  bool has_tickets_of(const BackTestTask& task) const;
  /// Tests the tickets that are here under the documents of `task`.
  void test_again(const BackTestTask& task);
  /// Asks once more for what did not come.
  void try_again();

  std::int64_t tested() const;                                 ///< tickets
  std::optional<std::int64_t> total() const;                   ///< as soon as it is known
  float share() const;                                         ///< of the work that is done, 0 to 1
  const std::string& why() const { return why_; }              ///< why it does not go on; empty: it does
  bool is_broken() const { return broken_; }                   ///< the workers cannot do it
  /// Once all is done: what came of the tickets in force and edited.
  const std::optional<std::pair<Outcome, Outcome>>& result() const { return result_; }

 private:
  struct Member {
    Interval range;       ///< that it loads
    std::string next;     ///< of the range's newest page; empty: it is loaded
    std::string told;     ///< what it works on; empty: it waits for work
    bool failed = false;
    std::int64_t tested = 0;
  };

  BackTestCrew(platform::Workers& workers, BackTestTask task);

  void tell(int which, std::string message);
  void tell_all(const std::string& message);
  std::string begin_message() const;
  void hear(int which, const platform::WorkerMessage& message);
  void give_work(int which);
  void finish_when_all_wait();
  void take_result(int which, std::string_view bytes);

  platform::Workers& workers_;
  BackTestTask task_;
  std::vector<Member> members_;
  std::deque<Interval> ranges_;  ///< that nobody has begun with
  std::size_t range_count_ = 0, ranges_begun_ = 0;
  std::int64_t known_ = 0;  ///< tickets of the ranges begun
  bool loaded_ = false;
  bool finishing_ = false;
  std::size_t finished_ = 0;
  Outcome before_, after_;
  std::optional<std::pair<Outcome, Outcome>> result_;
  std::string why_;
  bool broken_ = false;
};

}  // namespace oasis
