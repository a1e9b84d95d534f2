// See cascade.hpp.
#include "shared/command/cascade.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "shared/command/changes.hpp"
#include "shared/command/clock_facts.hpp"
#include "shared/command/escalation.hpp"
#include "shared/command/telling.hpp"
#include "shared/policy/chains.hpp"
#include "shared/policy/template_values.hpp"

namespace oasis {
namespace {

/// One ticket's cascade. "Rules run in document order against the state as the rules before left it; all that
/// match fire; what they cause comes after all actions of the rule at hand."
class Cascade {
 public:
  Cascade(Turn& turn, const TicketId& ticket) : turn_(turn), id_(turn.ticket(ticket)->id) {}

  void run(const std::vector<Cause>& causes, int depth) {
    if (causes.size() == 1) {  // nearly always: nothing to put in order
      for (const Rule* rule : rules_on(causes.front()))
        if (!answer(*rule, causes.front(), depth)) return;
      return;
    }
    for (const auto& [rule, cause] : answers_to(causes))
      if (!answer(*rule, *cause, depth)) return;
  }

 private:
  const Ticket& ticket() { return *turn_.ticket(id_); }

  /// The document cannot change within a turn.
  const std::vector<const Rule*>& rules_on(const Cause& cause) {
    return turn_.policies(ticket()).rules_on(cause.trigger);
  }

  /// A message that reopens and is angry, a change that raises and breaches: whatever the triggers, the rules of
  /// the document (one vector) come in its order, one that answers to several causes in theirs.
  std::vector<std::pair<const Rule*, const Cause*>> answers_to(const std::vector<Cause>& causes) {
    std::vector<std::pair<const Rule*, const Cause*>> answers;
    for (const Cause& cause : causes)
      for (const Rule* rule : rules_on(cause)) answers.emplace_back(rule, &cause);
    std::stable_sort(answers.begin(), answers.end(),
                     [](const auto& a, const auto& b) { return std::less<>()(a.first, b.first); });
    return answers;
  }

  /// The rule and what it causes, if it applies; false where the cascade ends.
  bool answer(const Rule& rule, const Cause& cause, int depth) {
    if (looped_ && depth > 1) return false;
    if (!rule_applies(rule, cause, ticket(), turn_.policies(ticket()), turn_.now())) return true;
    if (depth > deepest_rule || fired_ >= most_rules_a_turn) {
      turn_.record(id_, by_system("rules"), cause.event, RuleLoop{rule.id});
      looped_ = true;
      return false;
    }
    ++fired_;
    const std::vector<Cause> caused = fire(rule, cause);
    run(caused, depth + 1);
    return true;
  }

  std::vector<Cause> fire(const Rule& rule, const Cause& cause) {
    std::vector<Cause> caused;
    const Actor by = by_system("rule " + rule.id);
    const std::uint32_t number = turn_.record(id_, by, cause.event, RuleFired{rule.id});
    for (const RuleAction& action : rule.then) {
      switch (action.kind) {
        case RuleAction::Kind::escalate:
          escalate(turn_, id_, action.chain, action.tier, by.id, by, number);
          break;
        case RuleAction::Kind::set:
          change_fields(turn_, fields_of(action), by, number, caused);
          break;
        case RuleAction::Kind::notify:
          notify(action, by, number);
          break;
        case RuleAction::Kind::reply:
          write(action, by, number, false);
          break;
        case RuleAction::Kind::note:
          write(action, by, number, true);
          break;
        case RuleAction::Kind::webhook:
          turn_.record(id_, by, number, WebhookCalled{action.subject});
          break;
      }
    }
    return caused;
  }

  SetFields fields_of(const RuleAction& action) const {
    SetFields fields;
    fields.ticket = id_;
    fields.priority = action.priority;
    fields.status = action.status;
    fields.team = action.team;
    fields.assignee = action.assignee;
    fields.tags = action.tags;
    return fields;
  }

  void notify(const RuleAction& action, const Actor& by, std::uint32_t number) {
    const Reach reach = resolve_targets(ticket(), {action.target}, turn_.current(),
                                        turn_.policies(ticket()), turn_.disabled(), turn_.now(),
                                        action.urgency);
    for (const Id& gap : reach.gaps) turn_.record(id_, by, number, ScheduleGap{gap});
    for (const Candidate& missed : reach.missed) {
      turn_.record(id_, by, number, Suppressed{missed.user, "", missed.why, 0, false});
    }
    for (const Candidate& person : reach.people) {
      tell(turn_, id_, *turn_.user(person.user), action.urgency, by.id + ", " + person.why, number);
    }
  }

  /// An automatic reply or note; its id follows from the event that caused it, so a repetition is the same
  /// message.
  void write(const RuleAction& action, const Actor& by, std::uint32_t number, bool internal) {
    const Template* text = turn_.policies(ticket()).text_template(action.subject);
    if (text == nullptr) return;
    Message message;
    message.id = id_ + "-" + std::to_string(ticket().events);
    message.ticket = id_;
    message.at = turn_.now();
    message.author = by;
    message.author_name = turn_.policies(ticket()).workspace().name;
    message.internal = internal;
    message.automatic = true;
    message.text = letter_from(*text, ticket(), turn_.policies(ticket()), nullptr).text;
    if (internal) {
      turn_.record(id_, by, number, Noted{std::move(message)});
    } else {
      turn_.record(id_, by, number, Replied{std::move(message)});
    }
  }

  Turn& turn_;
  const TicketId& id_;  // the ticket's own: it stays where it is within the turn
  int fired_ = 0;
  bool looped_ = false;
};

}  // namespace

void run_rules(Turn& turn, const TicketId& ticket, const std::vector<Cause>& causes) {
  if (causes.empty()) return;
  Cascade(turn, ticket).run(causes, 1);
}

}  // namespace oasis
