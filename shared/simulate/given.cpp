// See given.hpp.
#include "shared/simulate/given.hpp"

#include <utility>

namespace oasis {
namespace {

/// Makes a command of a fact; monostate-like nullopt where nobody gave one.
class Giving {
 public:
  Giving(const Event& event, Words words) : event_(event), words_(words) {}

  std::optional<Command> operator()(const Created& fact) const {
    CreateTicket create;
    create.ticket = event_.ticket;
    create.subject = words_ == Words::keep ? fact.subject : std::string();
    create.priority = fact.priority;
    create.customer = fact.customer;
    create.category = fact.category;
    create.channel = fact.channel;
    create.tags = fact.tags;
    create.team = fact.team;
    create.message = draft_of(fact.message);
    create.message.mood = Mood{fact.sentiment, fact.dissatisfied, {}};
    return create;
  }
  std::optional<Command> operator()(const Replied& fact) const {
    if (!by_user() || fact.message.automatic) return std::nullopt;
    Reply reply;
    reply.ticket = event_.ticket;
    reply.message = draft_of(fact.message);
    return reply;
  }
  std::optional<Command> operator()(const Noted& fact) const {
    if (!by_user() || fact.message.automatic) return std::nullopt;
    WriteNote note;
    note.ticket = event_.ticket;
    note.message = draft_of(fact.message);
    return note;
  }
  std::optional<Command> operator()(const CustomerReplied& fact) const {
    CustomerReply reply;
    reply.ticket = event_.ticket;
    reply.message = draft_of(fact.message);
    reply.message.mood = Mood{fact.sentiment, fact.dissatisfied, {}};
    return reply;
  }
  std::optional<Command> operator()(const Changed& fact) const {
    if (!by_user() || event_.cause) return std::nullopt;
    SetFields set;
    set.ticket = event_.ticket;
    set.priority = fact.priority;
    set.status = fact.status;
    set.assignee = fact.assignee;
    set.team = fact.team;
    set.tags = fact.tags;
    set.customer = fact.customer;
    set.category = fact.category;
    const bool any = set.priority || set.status || set.assignee || set.team || set.tags || set.customer || set.category;
    return any ? std::optional<Command>(std::move(set)) : std::nullopt;
  }
  std::optional<Command> operator()(const Resolved&) const { return moved_to(Status::resolved); }
  std::optional<Command> operator()(const Closed&) const { return moved_to(Status::closed); }
  std::optional<Command> operator()(const Reopened&) const { return moved_to(Status::open); }
  std::optional<Command> operator()(const Merged&) const {
    SetFields end;
    end.ticket = event_.ticket;
    end.status = Status::resolved;
    return end;
  }
  std::optional<Command> operator()(const Rated& fact) const {
    return Rate{event_.ticket, fact.satisfaction, ""};
  }
  std::optional<Command> operator()(const Acknowledged&) const {
    if (!by_user() || event_.cause) return std::nullopt;
    return Acknowledge{event_.ticket};
  }
  std::optional<Command> operator()(const Escalated& fact) const { return escalation(fact); }
  std::optional<Command> operator()(const StepSkipped& fact) const {
    return fact.starts_run ? escalation(fact) : std::nullopt;
  }
  std::optional<Command> operator()(const Promised& fact) const {
    if (!by_user() || !fact.by_hand) return std::nullopt;
    return PromiseUpdate{event_.ticket, fact.due};
  }
  template <typename Other>
  std::optional<Command> operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  bool by_user() const { return event_.by.kind == Actor::Kind::user; }

  /// By hand; a rule, the end of a resolution or a customer's reply moves it by itself.
  std::optional<Command> moved_to(Status status) const {
    if (!by_user() || event_.cause) return std::nullopt;
    SetFields set;
    set.ticket = event_.ticket;
    set.status = status;
    return set;
  }

  Draft draft_of(const Message& message) const {
    Draft draft;
    draft.id = message.id;
    if (words_ == Words::keep && !message.internal) draft.text = message.text;
    draft.automatic = message.automatic;
    return draft;
  }

  template <typename Step>
  std::optional<Command> escalation(const Step& fact) const {
    if (!by_user()) return std::nullopt;
    Escalate escalate;
    escalate.ticket = event_.ticket;
    escalate.chain = fact.chain;
    escalate.tier = fact.tier;
    return escalate;
  }

  const Event& event_;
  const Words words_;
};

}  // namespace

std::optional<ScenarioEvent> given_by(const Event& event, Words words) {
  auto command = std::visit(Giving(event, words), event.fact);
  if (!command) return std::nullopt;
  const bool by_user = event.by.kind == Actor::Kind::user;
  const bool customers = std::holds_alternative<CustomerReply>(*command) || std::holds_alternative<Rate>(*command);
  return ScenarioEvent{event.at, by_user ? event.by.id : Id(), customers || !by_user, *std::move(command)};
}

}  // namespace oasis
