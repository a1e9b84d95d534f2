// See drill.hpp.
#include "shared/report/drill.hpp"

#include <algorithm>

namespace oasis {
namespace {

constexpr std::int32_t for_no_acknowledgement = 40;
constexpr std::int32_t for_a_missed_step = 15;
constexpr std::int32_t for_a_gap = 10;
constexpr std::int32_t for_a_failed_channel = 10;

template <typename T>
void add_once(std::vector<T>& list, T item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

/// Folds the events of a drill's ticket.
class Scoring {
 public:
  explicit Scoring(DrillScore& score) : score_(score) {}

  void add(const Event& event) {
    now_ = event.at;
    by_itself_ = event.by.kind == Actor::Kind::system && !event.cause;
    std::visit(*this, event.fact);
  }

  void operator()(const Escalated& fact) {
    leave_unanswered(fact.chain);
    unanswered_.push_back({fact.chain, fact.step, fact.round, "nobody acknowledged"});
    const auto known = std::find_if(score_.tiers.begin(), score_.tiers.end(),
                                    [&](const DrillScore::Tier& tier) { return tier.tier == fact.tier; });
    if (known == score_.tiers.end()) score_.tiers.push_back({fact.tier, now_, {}});
    latest_tier_ = fact.tier;
  }
  void operator()(const StepSkipped& fact) {
    // A step whose messages all failed was told before; it is missed once, for this reason.
    drop_unanswered([&](const DrillScore::MissedStep& step) {
      return step.chain == fact.chain && step.step == fact.step && step.round == fact.round;
    });
    leave_unanswered(fact.chain);
    score_.missed.push_back({fact.chain, fact.step, fact.round, fact.reason});
  }
  void operator()(const ChainExhausted& fact) { miss_unanswered(fact.chain); }
  void operator()(const Acknowledged&) {
    score_.acknowledged = true;
    unanswered_.clear();
    for (DrillScore::Tier& tier : score_.tiers) {
      if (tier.tier == latest_tier_ && !tier.acknowledged_after) tier.acknowledged_after = now_ - tier.told;
    }
  }
  void operator()(const ScheduleGap& fact) { add_once(score_.gaps, fact.schedule); }
  void operator()(const Suppressed& fact) {
    const bool unreachable = fact.why == "no working contact" || fact.why == "has no way to be told";
    if (unreachable) add_once(score_.failed, FailedDelivery{fact.user, fact.via});
  }
  template <typename OtherFact>
  void operator()(const OtherFact&) {}

 private:
  /// A run that moves on by itself was not answered; in one that jumps ahead the step was not given the time.
  void leave_unanswered(const Id& chain) {
    if (by_itself_) return miss_unanswered(chain);
    drop_unanswered([&](const DrillScore::MissedStep& step) { return step.chain == chain; });
  }

  void miss_unanswered(const Id& chain) {
    for (const DrillScore::MissedStep& step : unanswered_) {
      if (step.chain == chain) score_.missed.push_back(step);
    }
    drop_unanswered([&](const DrillScore::MissedStep& step) { return step.chain == chain; });
  }

  template <typename Unwanted>
  void drop_unanswered(Unwanted&& unwanted) {
    unanswered_.erase(std::remove_if(unanswered_.begin(), unanswered_.end(), unwanted), unanswered_.end());
  }

  DrillScore& score_;
  Instant now_;
  bool by_itself_ = false;
  std::int32_t latest_tier_ = 0;
  std::vector<DrillScore::MissedStep> unanswered_;
};

}  // namespace

DrillScore score_drill(const std::vector<const Event*>& events, const std::vector<FailedDelivery>& failed,
                       Instant at) {
  DrillScore score;
  for (const FailedDelivery& delivery : failed) add_once(score.failed, delivery);
  Scoring scoring(score);
  for (const Event* event : events) {
    if (event->at <= at) scoring.add(*event);
  }
  const auto count = [](const auto& list) { return static_cast<std::int32_t>(list.size()); };
  std::int32_t lost = for_a_missed_step * count(score.missed) + for_a_gap * count(score.gaps) +
                      for_a_failed_channel * count(score.failed);
  if (!score.acknowledged) lost += for_no_acknowledgement;
  score.score = std::max(0, 100 - lost);
  return score;
}

}  // namespace oasis
