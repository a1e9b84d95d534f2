// What the room of training asks of the server: who has read which playbook, how drills are planned and went, and what
// there is to begin with. The document itself comes through the log. May not: draw, judge an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "shared/model/words.hpp"
#include "shared/report/drill.hpp"

namespace oasis {

/// How the reader stands with one playbook.
struct ReadingState {
  Id playbook;
  bool to_know = false;  ///< it is for them
  std::optional<Instant> read;
  bool known = false;  ///< read, and every question answered rightly
};
/// How a team stands with one, for those who answer for the set-up.
struct TeamCoverage {
  Id team, playbook;
  int to_know = 0;
  std::vector<Id> unread;
};
struct PlannedDrill {
  Id drill;
  std::optional<Instant> next;
};
struct HeldDrill {
  Id drill;
  TicketId ticket;
  std::int64_t number = 0;  ///< of the ticket; 0: it is gone
  Instant from, to;
  bool over = false;
  DrillScore score;
};
struct QuizResult {
  int right = 0, asked = 0;
  std::vector<std::size_t> wrong;  ///< questions
};

class TrainingRequests {
 public:
  explicit TrainingRequests(platform::Platform& platform);
  ~TrainingRequests();

  /// Once a frame while the room is shown: asks for playbooks when the document is another, for drills (if
  /// `with_drills`) every half minute, every two seconds while one is held.
  void tick(std::uint32_t document, bool with_drills);

  bool has_answered() const { return answered_; }
  bool has_failed() const { return failed_; }
  const std::vector<ReadingState>& readings() const { return readings_; }
  const ReadingState* reading_of(const Id& playbook) const;
  const std::vector<TeamCoverage>& coverage() const { return coverage_; }
  const std::vector<PlannedDrill>& planned() const { return planned_; }
  const std::vector<HeldDrill>& held() const { return held_; }
  bool is_held_now() const;

  /// `done` is given why it was refused; empty: it is kept, and `result` says how it went.
  void answer(const Id& playbook, const std::vector<int>& answers,
              std::function<void(const std::string& why, const QuizResult& result)> done);
  void hold(const Id& drill, bool outside_hours, std::function<void(const std::string& why)> done);
  /// Playbooks and drills to begin with, as documents write them; null until they have come.
  const nlohmann::json& starters();

 private:
  void ask_training();
  void ask_drills();
  void take_drills(const nlohmann::json& answer);

  platform::Platform& platform_;
  std::vector<ReadingState> readings_;
  std::vector<TeamCoverage> coverage_;
  std::vector<PlannedDrill> planned_;
  std::vector<HeldDrill> held_;
  std::unique_ptr<nlohmann::json> starters_;
  bool answered_ = false, failed_ = false;
  std::uint32_t document_ = 0;
  std::optional<Instant> training_at_, drills_at_, starters_at_;  ///< when they were asked for
};

}  // namespace oasis
