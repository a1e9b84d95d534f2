// See decide.hpp.
#include "shared/command/decide.hpp"

#include <algorithm>
#include <utility>

#include "shared/command/attention.hpp"
#include "shared/command/cascade.hpp"
#include "shared/command/changes.hpp"
#include "shared/command/clock_facts.hpp"
#include "shared/command/escalation.hpp"
#include "shared/command/limits.hpp"
#include "shared/command/promises.hpp"
#include "shared/command/rights.hpp"
#include "shared/command/ties.hpp"
#include "shared/command/turn.hpp"
#include "shared/policy/chains.hpp"
#include "shared/policy/dissatisfaction.hpp"
#include "shared/policy/promises.hpp"
#include "shared/policy/sight.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

using Code = Refusal::Code;

constexpr std::size_t longest_id = 64;

Refusal refused(Code code, std::string where, std::string what) {
  return {code, std::move(where), std::move(what)};
}

/// Carries out one command on a turn. `refusal` is set before anything is recorded, or not at all.
class Decision {
 public:
  explicit Decision(Turn& turn) : turn_(turn), actor_(turn.actor()), sight_(sight_of_actor()) {}

  std::optional<Refusal> refusal;

  void operator()(const CreateTicket& command) {
    if (command.ticket.empty() || command.ticket.size() > longest_id)
      return refuse(Code::invalid, "/ticket", "needs 1 to 64 bytes");
    if (turn_.ticket(command.ticket) != nullptr)
      return refuse(Code::conflict, "/ticket", "there is such a ticket already");
    if (!fits(command.subject, "/subject") || !fits(command.tags) || !fits(command.message)) return;
    if (!command.customer.empty() && !knows_customer(command.customer)) {
      return refuse(Code::invalid, "/customer", "no customer \"" + command.customer + "\"");
    }
    if (!command.team.empty() && turn_.current().team(command.team) == nullptr) {
      return refuse(Code::invalid, "/team", "no team \"" + command.team + "\"");
    }
    const Id customer = customer_of(command);
    if (!may_see_customer(sight_, customer))
      return refuse(Code::invalid, "/customer", "name one of your customers");
    if (!may_see(sight_, command.team, customer))
      return refuse(Code::invalid, "/team", "name one of your teams");
    const Ticket* followed = command.follows.empty() ? nullptr : turn_.ticket(command.follows);
    if (!command.follows.empty() && (followed == nullptr || !may_see(sight_, *followed)))
      return refuse(Code::unknown_ticket, "/follows", "no such ticket");
    create(command, customer, command.follows);
  }

  void operator()(const Reply& command) {
    if (!known(command.ticket) || !fits(command.message)) return;
    const Ticket& ticket = *turn_.ticket(command.ticket);
    if (!unmerged(ticket)) return;
    const bool automatic = command.message.automatic || actor_.kind == Actor::Kind::system;
    if (command.promise && automatic)
      return refuse(Code::invalid, "/promise", "an automatic reply promises nothing");
    if (command.promise && !can_promise(ticket, *command.promise, "/promise")) return;
    const Rare<Promise> promise = ticket.promise;
    const std::uint32_t number =
        record_with_clocks(turn_, ticket.id, actor_, std::nullopt,
                           Replied{message_of(ticket.id, command.message, false)}, causes_);
    if (!automatic) {
      if (ticket.status == Status::fresh) become(ticket.id, Status::open, number);
      if (has_waiting_run(ticket)) turn_.record(ticket.id, actor_, number, Acknowledged{});
      if (auto broken = settle_promise(turn_, ticket.id, promise, number))
        causes_.push_back(*std::move(broken));
      if (command.promise) {
        promise_by_hand(turn_, ticket.id, *command.promise, number);
      } else {
        promise_by_cadence(turn_, ticket.id, number);
      }
      tell_watchers(turn_, ticket.id, name_of_author(ticket.id) + " replied", number);
    }
    finish(ticket.id);
  }

  void operator()(const WriteNote& command) {
    if (!known(command.ticket) || !fits(command.message)) return;
    const std::uint32_t number = turn_.record(command.ticket, actor_, std::nullopt,
                                              Noted{message_of(command.ticket, command.message, true)});
    if (!command.message.automatic && actor_.kind == Actor::Kind::user) {
      const std::vector<Id> mentioned = tell_mentioned(turn_, command.ticket, command.message.text, number);
      tell_watchers(turn_, command.ticket, name_of_author(command.ticket) + " wrote a note", number, true,
                    mentioned);
    }
    finish(command.ticket);
  }

  void operator()(const CustomerReply& command) {
    if (!known(command.ticket) || !fits(command.message)) return;
    const Ticket* ticket = &survivor_of(turn_, command.ticket);
    if (!may_see(sight_, *ticket)) return unknown(command.ticket, "/ticket");
    if (!may_speak_as_customer(*ticket)) return;
    if (ticket->status == Status::closed && ticket->merged_into.empty()) return follow_up(command, *ticket);
    Mood judged;
    const Mood& mood = mood_of(command.message, judged);
    CustomerReplied fact;
    fact.message = message_of(ticket->id, command.message, false);
    set_mood(fact, mood);
    const Actor by = customer_actor();
    const std::uint32_t number =
        record_with_clocks(turn_, ticket->id, by, std::nullopt, std::move(fact), causes_);
    add_cause(Trigger::customer_replied, number, command.message.text);
    if (ticket->status == Status::resolved) {
      const std::uint32_t reopened =
          record_with_clocks(turn_, ticket->id, by, number, Reopened{ticket->reopened_times + 1}, causes_);
      add_cause(Trigger::reopened, reopened, command.message.text);
    } else if (ticket->status == Status::pending) {
      become(ticket->id, Status::open, number);
    }
    if (mood.dissatisfied) add_cause(Trigger::dissatisfied, number, command.message.text);
    if (!command.message.automatic) tell_watchers(turn_, ticket->id, "the customer wrote", number);
    finish(ticket->id);
  }

  void operator()(const SetFields& command) {
    if (!known(command.ticket) || !fits(command)) return;
    if (!unmerged(*turn_.ticket(command.ticket))) return;
    const std::uint32_t first = turn_.ticket(command.ticket)->events;
    const bool was_finished = is_finished(turn_.ticket(command.ticket)->status);
    if (change_fields(turn_, command, actor_, std::nullopt, causes_) && actor_.kind == Actor::Kind::user) {
      Cause updated;
      updated.trigger = Trigger::updated;
      updated.event = first;
      causes_.insert(causes_.begin(), std::move(updated));
    }
    if (const bool finished = is_finished(turn_.ticket(command.ticket)->status); finished != was_finished)
      tell_watchers(turn_, command.ticket, finished ? "it was resolved" : "it was reopened", first);
    finish(command.ticket);
  }

  void operator()(const Merge& command) {
    if (!known(command.ticket)) return;
    if (!known(command.into, "/into")) return;
    if (command.into == command.ticket)
      return refuse(Code::invalid, "/into", "a ticket cannot be merged into itself");
    if (!unmerged(*turn_.ticket(command.ticket))) return;
    if (!turn_.ticket(command.into)->merged_into.empty()) {
      return refuse(Code::conflict, "/into",
                    "that ticket was merged into " + turn_.ticket(command.into)->merged_into);
    }
    const std::uint32_t number =
        record_with_clocks(turn_, command.ticket, actor_, std::nullopt, Merged{command.into}, causes_);
    end_runs(turn_, command.ticket, "merged", number);
  }

  void operator()(const Acknowledge& command) {
    if (!known(command.ticket) || !unmerged(*turn_.ticket(command.ticket))) return;
    turn_.record(command.ticket, actor_, std::nullopt, Acknowledged{});
  }

  void operator()(const Escalate& command) {
    if (!known(command.ticket) || !unmerged(*turn_.ticket(command.ticket))) return;
    const Ticket& ticket = *turn_.ticket(command.ticket);
    const Policies& policies = turn_.policies(ticket);
    const auto& chains = policies.workspace().chains;
    if (command.chain.empty() && chains.empty())
      return refuse(Code::invalid, "/chain", "the workspace has no chain");
    const Id chain_id = command.chain.empty() ? chains.front().id : command.chain;
    const Chain* chain =
        policies.chain(chain_id) != nullptr ? policies.chain(chain_id) : turn_.current().chain(chain_id);
    if (chain == nullptr) return refuse(Code::invalid, "/chain", "no chain \"" + chain_id + "\"");
    if (!fits(command.reason, "/reason") || !fits(command.context)) return;
    std::optional<std::uint32_t> cause;
    if (!(command.context == EscalationContext{}))
      cause = turn_.record(ticket.id, actor_, std::nullopt, ContextGiven{command.context});
    std::optional<std::int32_t> tier = command.tier;
    if (!tier) tier = next_tier(ticket, *chain);
    if (!tier) return;
    const std::string by =
        actor_.kind == Actor::Kind::user && !actor_.id.empty() ? "by " + actor_.id : "by hand";
    const std::string reason = command.reason.empty() ? by : command.reason;
    escalate(turn_, ticket.id, chain_id, tier, reason, actor_, cause);
  }

  void operator()(const Rate& command) {
    if (!known(command.ticket)) return;
    const Ticket& ticket = survivor_of(turn_, command.ticket);
    if (!may_see(sight_, ticket)) return unknown(command.ticket, "/ticket");
    if (!may_speak_as_customer(ticket)) return;
    if (command.satisfaction < 1 || command.satisfaction > 5)
      return refuse(Code::invalid, "/satisfaction", "must be 1 to 5");
    if (!fits(command.comment, "/comment", longest_message)) return;
    const std::uint32_t number =
        turn_.record(ticket.id, customer_actor(), std::nullopt, Rated{command.satisfaction, command.comment});
    Cause rated;
    rated.trigger = Trigger::rated;
    rated.event = number;
    rated.satisfaction = command.satisfaction;
    causes_.push_back(rated);
    // "Dissatisfied: … or a rating of 1 or 2."
    if (command.satisfaction <= 2) add_cause(Trigger::dissatisfied, number, command.comment);
    finish(ticket.id);
  }

  void operator()(const ApplyChain& command) {
    if (!known(command.ticket)) return;
    const Run* run = active_run(*turn_.ticket(command.ticket), command.chain);
    if (run == nullptr)
      return refuse(Code::conflict, "/chain", "no escalation runs along \"" + command.chain + "\"");
    if (turn_.current().chain(command.chain) == nullptr) {
      return refuse(Code::invalid, "/chain", "the newest document has no chain \"" + command.chain + "\"");
    }
    const std::uint32_t newest = turn_.current().version();
    if (run->version == newest) return;
    turn_.record(command.ticket, actor_, std::nullopt, RunMoved{command.chain, newest});
  }

  void operator()(const PromiseUpdate& command) {
    if (!known(command.ticket) || !unmerged(*turn_.ticket(command.ticket))) return;
    if (!can_promise(*turn_.ticket(command.ticket), command.due, "/due")) return;
    promise_by_hand(turn_, command.ticket, command.due, std::nullopt);
  }

  void operator()(const Link& command) {
    if (known(command.ticket) && known(command.to, "/to")) refusal = link(turn_, command);
  }

  void operator()(const Split& command) {
    if (!known(command.ticket) || !fits(command.subject, "/subject") || !fits(command.message)) return;
    if (!has_room_for_link(*turn_.ticket(command.ticket)))
      return refuse(Code::too_large, "/ticket", "has 100 links already");
    if (!command.message.attachments.empty())
      return refuse(Code::invalid, "/message/attachments", "stay with the first ticket");
    if (command.opens.empty() || command.opens.size() > longest_id)
      return refuse(Code::invalid, "/opens", "needs 1 to 64 bytes");
    if (turn_.ticket(command.opens) != nullptr)
      return refuse(Code::conflict, "/opens", "there is such a ticket already");
    CreateTicket next = next_of(turn_, *turn_.ticket(command.ticket), command.message);
    next.ticket = command.opens;
    if (!command.subject.empty()) next.subject = command.subject;
    split_ = true;
    create(next, customer_of(next), TicketId{});
    record_link(turn_, command.ticket, command.opens, false, true);
  }

  void operator()(const Watch& command) {
    if (known(command.ticket)) refusal = watch(turn_, command);
  }

  void operator()(const StepFailed& command) {
    if (!known(command.ticket)) return;
    const auto& runs = turn_.ticket(command.ticket)->runs;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run& run = runs[i];
      const bool is_meant = run.chain == command.chain && run.phase == Run::Phase::waiting &&
                            run.step == command.step && run.round == command.round;
      if (is_meant) return fail_step(turn_, command.ticket, i);
    }
  }

 private:
  void refuse(Code code, std::string where, std::string what) {
    refusal = refused(code, std::move(where), std::move(what));
  }

  // ---- who may
  Sight sight_of_actor() const {
    if (actor_.kind == Actor::Kind::user && !actor_.id.empty()) {
      Sight sight = sight_of(turn_.current(), actor_.id);
      sight.role = actor_.role;
      return sight;
    }
    return {
        true, Role::admin, {}};  // the server, a customer (see may_speak_as_customer), staff who is not named
  }

  /// "What lies outside of a person's scope does not exist for them."
  bool known(const TicketId& id, const char* where = "/ticket") {
    const Ticket* ticket = turn_.ticket(id);
    if (ticket != nullptr && may_see(sight_, *ticket)) return true;
    unknown(id, where);
    return false;
  }
  void unknown(const TicketId& id, const char* where) {
    refuse(Code::unknown_ticket, where, "no ticket \"" + cut_to(repair_utf8(id), 80) + "\"");
  }
  bool knows_customer(const Id& id) const {
    return turn_.current().customer(id) != nullptr && may_see_customer(sight_, id);
  }

  /// A customer's actor with an id (an address or a ticket's id, as their link was signed for) may speak on
  /// that ticket only. Staff may record what a customer said on the phone.
  bool may_speak_as_customer(const Ticket& ticket) {
    if (actor_.kind != Actor::Kind::customer || actor_.id.empty()) return true;
    if (actor_.id == ticket.id || same_ignoring_case(actor_.id, ticket.contact_email)) return true;
    refuse(Code::forbidden, "", "this ticket belongs to somebody else");
    return false;
  }

  bool unmerged(const Ticket& ticket) {
    if (ticket.merged_into.empty()) return true;
    refuse(Code::conflict, "/ticket", "was merged into " + ticket.merged_into);
    return false;
  }

  // ---- what fits
  template <typename... Limited>
  bool fits(const Limited&... limited) {
    refusal = too_large(limited...);
    return !refusal;
  }
  /// A promise is about the future of a ticket that is still worked on.
  bool can_promise(const Ticket& ticket, Instant due, const char* where) {
    if (is_finished(ticket.status)) {
      refuse(Code::conflict, where, "the ticket is finished: nothing more is due");
      return false;
    }
    if (due > turn_.now() && due - turn_.now() <= longest_promise) return true;
    refuse(Code::invalid, where, "must be in the future, within a year");
    return false;
  }
  bool fits(const SetFields& command) {
    const auto unknown = [&](const char* where, const char* kind, const Id& id) {
      refuse(Code::invalid, where, std::string("no ") + kind + " \"" + id + "\"");
      return false;
    };
    const Policies& now = turn_.current();
    if (command.assignee && !command.assignee->empty() && now.user(*command.assignee) == nullptr) {
      return unknown("/assignee", "user", *command.assignee);
    }
    if (command.team && !command.team->empty() && now.team(*command.team) == nullptr)
      return unknown("/team", "team", *command.team);
    if (command.customer && !command.customer->empty() && !knows_customer(*command.customer)) {
      return unknown("/customer", "customer", *command.customer);
    }
    refusal = too_large(command);
    return !refusal;
  }

  // ---- what follows
  Actor customer_actor() const {
    if (actor_.kind == Actor::Kind::system) return actor_;
    return {Actor::Kind::customer, {}, Role::viewer};
  }

  std::string name_of_author(const TicketId& ticket_id) {
    if (actor_.kind == Actor::Kind::user) {
      const User* user = turn_.user(actor_.id);
      return user == nullptr ? actor_.id : user->name;
    }
    const Ticket* ticket = turn_.ticket(ticket_id);
    return ticket == nullptr ? std::string() : ticket->contact_name;
  }

  Message message_of(const TicketId& ticket, const Draft& draft, bool internal) {
    Message message;
    message.id = draft.id;
    message.ticket = ticket;
    message.at = turn_.now();
    message.author = actor_;
    message.author_name = name_of_author(ticket);
    message.internal = internal;
    message.automatic = draft.automatic;
    message.text = draft.text;
    message.attachments = draft.attachments;
    message.mail_id = draft.mail_id;
    return message;
  }

  /// What is known of the message, else what its text says, which goes into `room`.
  static const Mood& mood_of(const Draft& draft, Mood& room) {
    if (draft.mood) return *draft.mood;
    const Dissatisfaction judged = judge_dissatisfaction(draft.text);
    room = {judged.score, judged.dissatisfied, {}};
    for (const WeighedWord& word : judged.words) room.words.push_back(word.text);
    return room;
  }

  template <typename FactWithMood>
  static void set_mood(FactWithMood& fact, const Mood& mood) {
    fact.sentiment = mood.score;
    fact.dissatisfied = mood.dissatisfied;
    fact.words = mood.words;
  }

  void add_cause(Trigger trigger, std::uint32_t event, std::string_view text) {
    Cause cause;
    cause.trigger = trigger;
    cause.event = event;
    cause.text = text;
    causes_.push_back(std::move(cause));
  }

  void become(const TicketId& id, Status status, std::uint32_t cause) {
    Changed change;
    change.status = status;
    record_with_clocks(turn_, id, actor_, cause, std::move(change), causes_);
  }

  static bool has_waiting_run(const Ticket& ticket) {
    return std::any_of(ticket.runs.begin(), ticket.runs.end(),
                       [](const Run& run) { return run.phase == Run::Phase::waiting; });
  }

  /// The one that is named, else the one whose address wrote.
  Id customer_of(const CreateTicket& command) const {
    if (!command.customer.empty() || command.from_email.empty()) return command.customer;
    const Customer* customer = turn_.current().customer_of_email(command.from_email);
    return customer == nullptr ? Id() : customer->id;
  }

  void create(const CreateTicket& command, const Id& customer, const TicketId& follows) {
    const Policies& policies = turn_.current();
    Created fact;
    fact.subject = command.subject;
    fact.priority = command.priority;
    fact.customer = customer;
    fact.contact_name = command.from_name;
    fact.contact_email = command.from_email;
    fact.category = command.category;
    fact.channel = command.channel;
    fact.tags = command.tags;
    fact.team = command.team;
    fact.version = policies.version();
    fact.number = turn_.state().last_number + 1;
    fact.follows = follows;
    fact.drill = command.drill;
    fact.message = message_of(command.ticket, command.message, false);
    if (actor_.kind != Actor::Kind::user || split_) fact.message.author_name = command.from_name;
    if (split_) fact.message.author = customer_actor();
    const bool by_customer = actor_.kind != Actor::Kind::user;
    Mood judged;
    const Mood& mood = by_customer ? mood_of(command.message, judged) : judged;
    set_mood(fact, mood);
    const std::uint32_t number =
        record_with_clocks(turn_, command.ticket, actor_, std::nullopt, std::move(fact), causes_);
    add_cause(Trigger::created, number, command.message.text);
    if (mood.dissatisfied) add_cause(Trigger::dissatisfied, number, command.message.text);
    finish(command.ticket);
  }

  /// "On a closed ticket it opens a new one linked to it."
  void follow_up(const CustomerReply& command, const Ticket& closed) {
    CreateTicket next = next_of(turn_, closed, command.message);
    next.ticket = command.opens.empty() ? command.message.id : command.opens;
    if (next.ticket.empty() || next.ticket.size() > longest_id || turn_.ticket(next.ticket) != nullptr) {
      return refuse(Code::invalid, "/opens", "the ticket is closed: name a new one to open");
    }
    create(next, customer_of(next), closed.id);
  }

  void finish(const TicketId& ticket) { run_rules(turn_, ticket, causes_); }

  Turn& turn_;
  const Actor& actor_;
  const Sight sight_;
  std::vector<Cause> causes_;
  bool split_ = false;  ///< the new ticket's message is one that the customer wrote before
};

Result<std::vector<Event>, Refusal> carry_out(Turn& turn, const Command& command) {
  if (turn.state().versions.empty()) return refused(Code::conflict, "", "there is no workspace yet");
  if (!may_do(turn.actor(), command)) return why_not(turn.actor(), command);
  Decision decision(turn);
  std::visit(decision, command);
  if (decision.refusal) return *std::move(decision.refusal);
  return turn.take();
}

}  // namespace

Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                           Instant now) {
  Turn turn(state, actor, now);
  return carry_out(turn, command);
}

Result<std::vector<Event>, Refusal> decide_in_place(State& state, const Command& command, const Actor& actor,
                                                    Instant now, std::vector<Event> room) {
  Turn turn(state, actor, now, std::move(room));
  return carry_out(turn, command);
}

}  // namespace oasis
