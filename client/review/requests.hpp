// What the room of reviews asks of the server and tells it. May not: draw.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "client/platform/platform.hpp"
#include "client/replica/question.hpp"
#include "client/review/answer.hpp"

namespace oasis {

/// What a person decides about a finding.
struct ReviewDecision {
  std::string verdict;  ///< "act", "accept", "later"
  std::string words;
  Id owner;
  std::string due;
};

class ReviewRequests {
 public:
  explicit ReviewRequests(platform::Platform& platform) : platform_(platform) {}

  /// Once a frame: asks for the month (empty: the last whole one) when it is another, and every five minutes.
  void tick(const std::string& month);
  void ask_again() { asked_at_.reset(); }

  /// Of the month that is shown; nullptr until it has come.
  const ReviewAnswer* review() const { return review_ && review_of_ == month_ ? &*review_ : nullptr; }
  /// Why it did not come; empty: it did, or is under way.
  std::string why() const { return question_.why(); }

  /// Both: `done` is given why it was refused; empty: it is kept.
  void decide(const Finding& finding, const ReviewDecision& decision, std::function<void(const std::string&)> done);
  void say_done(const ReviewAnswer::Outcome& action, std::function<void(const std::string&)> done);

 private:
  platform::Platform& platform_;
  Question question_;
  std::string month_, review_of_;  ///< as asked
  std::optional<Instant> asked_at_;
  std::optional<ReviewAnswer> review_;
};

}  // namespace oasis
