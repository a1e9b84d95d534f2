// See measures.hpp.
#include "shared/report/measures.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace oasis {
namespace {

using Kind = Measure::Kind;

/// A run that nobody has answered yet.
struct OpenRun {
  Id chain;
  Instant began;
  std::int32_t tier = 0;
  std::optional<Instant> told = std::nullopt;  ///< since when its present step has it; unset: no step has
};

class Folding {
 public:
  Folding(const Calendar& calendar, std::vector<Measure>& measures)
      : calendar_(calendar), measures_(measures) {}

  void add(const Event& event) {
    event_ = &event;
    if (event.by.kind == Actor::Kind::user) find_rules_useful();
    std::visit(*this, event.fact);
  }

  void operator()(const Created& fact) {
    ticket_.priority = fact.priority;
    ticket_.customer = fact.customer;
    ticket_.team = fact.team;
    ticket_.category = fact.category;
    ticket_.channel = fact.channel;
    created_ = event_->at;
    const bool customer_waits = fact.message.author.kind == Actor::Kind::customer && !fact.message.automatic;
    if (customer_waits) waiting_since_ = event_->at;
    add(Kind::created);
    if (fact.dissatisfied) add(Kind::dissatisfied);
  }
  void operator()(const Replied& fact) {
    const bool by_agent = fact.message.author.kind == Actor::Kind::user && !fact.message.automatic;
    if (!by_agent) return;
    const Kind kind = responded_ ? Kind::next_response : Kind::first_response;
    const std::optional<Instant> since = responded_ ? waiting_since_ : created_;
    if (since) timed(kind, *since).who = fact.message.author.id;
    responded_ = true;
    waiting_since_.reset();
  }
  void operator()(const CustomerReplied& fact) {
    if (!waiting_since_) waiting_since_ = event_->at;
    if (fact.dissatisfied) add(Kind::dissatisfied);
  }
  void operator()(const Changed& fact) {
    if (fact.priority) ticket_.priority = *fact.priority;
    if (fact.customer) ticket_.customer = *fact.customer;
    if (fact.team) ticket_.team = *fact.team;
    if (fact.category) ticket_.category = *fact.category;
    if (fact.status && is_finished(*fact.status)) finish();
  }
  void operator()(const Resolved&) { finish(); }
  void operator()(const Closed&) { finish(); }
  void operator()(const Reopened& fact) {
    if (finished_) {
      rested_ += event_->at - *finished_;
      rested_open_ += calendar_.open_time(*finished_, event_->at);
    }
    finished_.reset();
    add(Kind::reopened).number = fact.times;
  }
  void operator()(const SlaMet& fact) {
    Measure& measure = add(Kind::met);
    measure.number = static_cast<std::int32_t>(fact.clock);
    measure.value = measure.open = fact.spent;
  }
  void operator()(const SlaBreached& fact) {
    Measure& measure = add(Kind::breached);
    measure.number = static_cast<std::int32_t>(fact.clock);
    measure.at = fact.due;
  }
  void operator()(const RuleFired& fact) {
    unfollowed_rules_.push_back(measures_.size());
    add(Kind::rule).what = fact.rule;
  }
  void operator()(const Rated& fact) { add(Kind::rated).number = fact.satisfaction; }
  void operator()(const Escalated& fact) {
    leave(fact.chain, fact.starts_run ? stay_end::ended : stay_end::next);
    begin_run(fact.chain, fact.starts_run, fact.reason, fact.tier);
    add_step(Kind::step, fact.chain, fact.tier, fact.step, fact.round);
    for (OpenRun& run : runs_) {
      if (run.chain == fact.chain) run.told = event_->at;
    }
  }
  void operator()(const StepSkipped& fact) {
    leave(fact.chain, fact.starts_run ? stay_end::ended : stay_end::next);
    begin_run(fact.chain, fact.starts_run, fact.run_reason, fact.tier);
    add_step(Kind::skipped, fact.chain, fact.tier, fact.step, fact.round);
  }
  void operator()(const Acknowledged&) {
    for (OpenRun& run : runs_) {
      leave(run, stay_end::answered);
      Measure& measure = timed(Kind::answered, run.began);
      measure.what = run.chain;
      measure.number = run.tier;
      measure.who = event_->by.id;
    }
    runs_.clear();
  }
  void operator()(const AckLapsed& fact) {
    // The step it stopped at fires again: the time to the next acknowledgement counts from here.
    runs_.push_back({fact.chain, event_->at, 0});
  }
  void operator()(const ChainExhausted& fact) {
    leave(fact.chain, stay_end::exhausted);
    add(Kind::exhausted).what = fact.chain;
    end_run(fact.chain);
  }
  void operator()(const RunEnded& fact) {
    leave(fact.chain, stay_end::ended);
    end_run(fact.chain);
  }
  void operator()(const Notified& fact) {
    Measure& measure = add(fact.page ? Kind::paged : Kind::told);
    measure.who = fact.user;
    measure.what = fact.via;
  }
  template <typename OtherFact>
  void operator()(const OtherFact&) {}

 private:
  Measure& add(Kind kind) {
    Measure measure = ticket_;
    measure.kind = kind;
    measure.at = event_->at;
    measures_.push_back(std::move(measure));
    return measures_.back();
  }

  Measure& timed(Kind kind, Instant since) {
    Measure& measure = add(kind);
    measure.value = event_->at - since;
    measure.open = calendar_.open_time(since, event_->at);
    return measure;
  }

  void finish() {
    if (finished_) return;
    finished_ = event_->at;
    Measure& measure = timed(Kind::resolved, created_);
    measure.value -= rested_;
    measure.open -= rested_open_;
    if (event_->by.kind == Actor::Kind::user) measure.who = event_->by.id;
  }

  void begin_run(const Id& chain, bool starts, const std::string& reason, std::int32_t tier) {
    if (starts) {
      end_run(chain);
      runs_.push_back({chain, event_->at, tier});
      Measure& measure = add(Kind::escalated);
      measure.what = chain;
      measure.number = tier;
      measure.detail = reason;
    }
    for (OpenRun& run : runs_) {
      if (run.chain == chain) run.tier = tier;
    }
  }

  void add_step(Kind kind, const Id& chain, std::int32_t tier, std::int32_t step, std::int32_t round) {
    Measure& measure = add(kind);
    measure.what = chain;
    measure.number = tier;
    measure.detail = std::to_string(step) + "/" + std::to_string(round);
  }

  /// The step that has the run now has it no longer.
  void leave(OpenRun& run, const char* how) {
    if (!run.told) return;
    Measure& measure = timed(Kind::waited, *std::exchange(run.told, std::nullopt));
    measure.what = run.chain;
    measure.number = run.tier;
    measure.detail = how;
  }
  void leave(const Id& chain, const char* how) {
    for (OpenRun& run : runs_) {
      if (run.chain == chain) leave(run, how);
    }
  }

  /// Somebody of ours does something: what fired shortly before was of use.
  void find_rules_useful() {
    for (const std::size_t fired : unfollowed_rules_) {
      if (event_->at - measures_[fired].at <= rule_followed_within) measures_[fired].number = 1;
    }
    unfollowed_rules_.clear();
  }

  void end_run(const Id& chain) {
    runs_.erase(
        std::remove_if(runs_.begin(), runs_.end(), [&](const OpenRun& run) { return run.chain == chain; }),
        runs_.end());
  }

  const Calendar& calendar_;
  std::vector<Measure>& measures_;
  const Event* event_ = nullptr;
  Measure ticket_;  // what each measure begins as: the ticket as it is now
  Instant created_;
  bool responded_ = false;
  std::optional<Instant> waiting_since_;
  std::optional<Instant> finished_;
  Duration rested_;
  Duration rested_open_;
  std::vector<OpenRun> runs_;
  std::vector<std::size_t> unfollowed_rules_;  // indices into measures_
};

bool is_drill(const Event& event) {
  const auto* created = std::get_if<Created>(&event.fact);
  return created != nullptr && created->drill;
}

}  // namespace

std::vector<Measure> measures_of(const std::vector<const Event*>& events, const Calendar& calendar) {
  std::vector<Measure> measures;
  if (events.empty() || is_drill(*events.front())) return measures;
  Folding folding(calendar, measures);
  for (const Event* event : events) folding.add(*event);
  return measures;
}

}  // namespace oasis
