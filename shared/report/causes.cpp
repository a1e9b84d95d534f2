// See causes.hpp.
#include "shared/report/causes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <variant>

#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"

namespace oasis {
namespace {

using Cause = ProbableCause::Kind;

constexpr std::array<std::string_view, 10> kind_words{
    "nobody_on_call", "step_reached_nobody", "channel_failed", "nobody_answered", "ack_lapsed",
    "wait_beyond_level", "began_late", "quiet_hours", "promise_broken", "reopened"};
constexpr const char* nobody_on_call = "nobody on call";  // policy/chains, in StepSkipped
constexpr Duration no_matter = minutes(1);  // a message that waits less was bundled, not held back

std::string tier_words(std::int32_t tier) {
  return "Tier " + std::to_string(tier);
}

std::string channel_words(const std::string& via) {
  return via.empty() ? "by any channel" : "by " + via;
}

/// Reads a ticket's events one after the other and notes what may have contributed.
class Search {
 public:
  Search(const std::vector<Event>& events, const Policies& policies) : events_(events), policies_(policies) {}

  std::vector<ProbableCause> found(const std::vector<FailedDelivery>& failed) {
    for (const FailedDelivery& one : failed) fail(one.user, one.via, "Its channel did not take the message.");
    for (const Event& event : events_) {
      now_ = event.at;
      std::visit(*this, event.fact);
    }
    std::stable_sort(causes_.begin(), causes_.end(),
                     [](const ProbableCause& a, const ProbableCause& b) { return a.kind < b.kind; });
    return std::move(causes_);
  }

  void operator()(const ScheduleGap& fact) {
    note(Cause::nobody_on_call, "Nobody was on call in " + schedule_name(fact.schedule) + ".",
         "Asked at " + when(now_) + ".", "oncall/" + fact.schedule);
  }
  void operator()(const StepSkipped& fact) {
    if (fact.reason == nobody_on_call) {
      note(Cause::nobody_on_call, tier_words(fact.tier) + " reached nobody: nobody was on call.",
           "At " + when(now_) + ".", "chains/" + fact.chain);
    } else {
      note(Cause::step_reached_nobody, tier_words(fact.tier) + " reached nobody: " + fact.reason + ".",
           "At " + when(now_) + ".", "chains/" + fact.chain);
    }
    begin();
  }
  void operator()(const Suppressed& fact) {
    const bool unreachable = fact.why == "no working contact" || fact.why == "has no way to be told";
    if (unreachable) fail(fact.user, fact.via, "At " + when(now_) + ": " + fact.why + ".");
  }
  void operator()(const ChainExhausted& fact) {
    note(Cause::nobody_answered, "The escalation ended without anybody answering.",
         "Ended at " + when(now_) + (fact.reason.empty() ? "" : ": " + fact.reason) + ".", "chains/" + fact.chain);
    waiting_.reset();
  }
  void operator()(const AckLapsed& fact) {
    note(Cause::ack_lapsed, name_of(policies_, fact.user) + " took it in hand, and the time for that ran out.",
         "Lapsed at " + when(now_) + ".", "chains/" + fact.chain);
  }
  void operator()(const Escalated& fact) {
    if (fact.late.ms > 0) {
      note(Cause::began_late, tier_words(fact.tier) + " was asked later than the chain says.",
           "By " + duration_words(fact.late) + ", at " + when(now_) + ": the server did not run or was behind.", "");
    }
    begin();
    waiting_ = Waiting{fact, now_};
  }
  void operator()(const Acknowledged&) { waiting_.reset(); }
  void operator()(const Resolved&) { waiting_.reset(); }
  void operator()(const RunEnded&) { waiting_.reset(); }
  void operator()(const SlaBreached& fact) {
    if (waiting_) compare_wait(fact);
    if (!first_breach_) first_breach_ = fact;
    if (begun_ && fact.due <= *begun_) begin_after(fact);
  }
  void operator()(const Held& fact) {
    if (!fact.message.page || fact.message.bundled || fact.message.due - now_ <= no_matter) return;
    note(Cause::quiet_hours, "The message to " + name_of(policies_, fact.user) + " was held back.",
         "From " + when(now_) + " until " + when(fact.message.due) + ".", "people/" + fact.user);
  }
  void operator()(const PromiseBroken& fact) {
    note(Cause::promise_broken, "An update that was promised did not go out.", "Due at " + when(fact.due) + ".", "");
  }
  void operator()(const Reopened& fact) {
    note(Cause::reopened, "It was resolved, and opened again.",
         "At " + when(now_) + (fact.times > 1 ? ", time " + std::to_string(fact.times) : "") + ".", "");
  }
  template <typename OtherFact>
  void operator()(const OtherFact&) {}

 private:
  /// The step whose answer is waited for.
  struct Waiting {
    Escalated step;
    Instant since;
  };

  std::string when(Instant at) const { return local_words(policies_.zone(), at); }
  std::string schedule_name(const Id& id) const { return name_of(policies_.schedule(id), id); }

  void note(Cause kind, std::string what, std::string evidence, std::string place) {
    const bool known = std::any_of(causes_.begin(), causes_.end(), [&](const ProbableCause& one) {
      return one.kind == kind && one.place == place && one.what == what;
    });
    if (!known) causes_.push_back({kind, std::move(what), std::move(evidence), std::move(place)});
  }

  void fail(const Id& user, const std::string& via, std::string evidence) {
    note(Cause::channel_failed, name_of(policies_, user) + " could not be reached " + channel_words(via) + ".",
         std::move(evidence), "people/" + user);
  }

  /// The first step of the first run.
  void begin() {
    if (begun_) return;
    begun_ = now_;
    if (first_breach_) begin_after(*first_breach_);
  }

  void begin_after(const SlaBreached& breach) {
    if (told_of_beginning_) return;
    told_of_beginning_ = true;
    note(Cause::began_late,
         "The escalation began when the " + std::string(in_a_sentence(breach.clock)) + " was overdue already.",
         "Due at " + when(breach.due) + ", begun at " + when(*begun_) + ".", "rules");
  }

  void compare_wait(const SlaBreached& breach) {
    const Chain* chain = policies_.chain(waiting_->step.chain);
    const auto step = static_cast<std::size_t>(waiting_->step.step);
    if (chain == nullptr || waiting_->step.step < 0 || step >= chain->steps.size()) return;
    const Duration wait = chain->steps[step].wait;
    const Calendar& counted_by = policies_.calendar_or_always(chain->steps[step].calendar);
    const auto next = chain->steps[step].calendar.empty() ? std::optional(waiting_->since + wait)
                                                          : counted_by.deadline(waiting_->since, wait);
    if (waiting_->since >= breach.due || (next && *next <= breach.due)) return;
    note(Cause::wait_beyond_level,
         tier_words(waiting_->step.tier) + " had longer to answer than the " +
             std::string(in_a_sentence(breach.clock)) + " left.",
         "Asked at " + when(waiting_->since) + " with " + duration_words(wait) + " to answer; due at " +
             when(breach.due) + ".",
         "chains/" + waiting_->step.chain);
  }

  const std::vector<Event>& events_;
  const Policies& policies_;
  std::vector<ProbableCause> causes_;
  Instant now_;
  std::optional<Instant> begun_;
  std::optional<SlaBreached> first_breach_;
  std::optional<Waiting> waiting_;
  bool told_of_beginning_ = false;
};

}  // namespace

std::string_view word(ProbableCause::Kind kind) {
  return kind_words[static_cast<std::size_t>(kind)];
}

std::vector<ProbableCause> causes_of(const std::vector<Event>& events, const std::vector<FailedDelivery>& failed,
                             const Policies& policies) {
  return Search(events, policies).found(failed);
}

}  // namespace oasis
