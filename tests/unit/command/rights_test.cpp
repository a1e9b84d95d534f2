// Every role × every command × every scope × every ticket: nothing is changed, and nothing told, outside of
// what the person sees. Made from the variant of commands: a command without an Attempts<> here does not
// compile.
#include "shared/command/rights.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

constexpr Instant noon{1'772'452'800'000};
using Ids = std::optional<std::vector<Id>>;

const std::vector<Id> teams{"", "north", "south"};
const std::vector<Id> customers{"", "globex", "initech"};

TicketId name_of(const Id& team, const Id& customer) {
  return "t." + team + "." + customer;
}

std::vector<TicketId> all_tickets() {
  std::vector<TicketId> ids;
  for (const Id& team : teams) {
    for (const Id& customer : customers) ids.push_back(name_of(team, customer));
  }
  return ids;
}

Draft draft() {
  static int made = 0;
  Draft message;
  message.id = "m" + std::to_string(++made);
  message.text = "hello";
  return message;
}

/// All ways to give a command that could touch a ticket: expectation `staff` (agents and above may), and one
/// command for each ticket, other ticket, or field that it may name.
template <typename T>
struct Attempts;

template <typename T>
std::vector<Command> on_each_ticket(T command) {
  std::vector<Command> all;
  for (const TicketId& ticket : all_tickets()) {
    command.ticket = ticket;
    all.push_back(command);
  }
  return all;
}

template <>
struct Attempts<CreateTicket> {
  static constexpr bool staff = true;
  static std::vector<Command> all() {
    std::vector<Command> all;
    for (const Id& team : teams) {
      for (const Id& customer : customers) {
        for (const char* from : {"", "gina@globex.example", "ian@initech.example", "x@elsewhere.example"}) {
          CreateTicket create;
          create.ticket = "new";
          create.team = team;
          create.customer = customer;
          create.from_email = from;
          create.message = draft();
          all.push_back(create);
        }
      }
    }
    return all;
  }
};
template <>
struct Attempts<Reply> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Reply{"", draft()}); }
};
template <>
struct Attempts<WriteNote> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(WriteNote{"", draft()}); }
};
template <>
struct Attempts<CustomerReply> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(CustomerReply{"", draft(), "follow-up"}); }
};
template <>
struct Attempts<SetFields> {
  static constexpr bool staff = true;
  static std::vector<Command> all() {
    std::vector<Command> all;
    for (const Id& customer : customers) {
      for (const Id& team : teams) {
        SetFields fields;
        fields.customer = customer;
        fields.team = team;
        fields.priority = Priority::urgent;
        fields.tags = std::vector<std::string>{"touched"};
        for (Command& command : on_each_ticket(fields)) all.push_back(std::move(command));
      }
    }
    return all;
  }
};
template <>
struct Attempts<Merge> {
  static constexpr bool staff = true;
  static std::vector<Command> all() {
    std::vector<Command> all;
    for (const TicketId& into : all_tickets()) {
      for (Command& command : on_each_ticket(Merge{"", into})) all.push_back(std::move(command));
    }
    return all;
  }
};
template <>
struct Attempts<Acknowledge> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Acknowledge{}); }
};
template <>
struct Attempts<Escalate> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Escalate{"", "", {}, ""}); }
};
template <>
struct Attempts<Rate> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Rate{"", 1, ""}); }
};
template <>
struct Attempts<ApplyChain> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(ApplyChain{"", "main"}); }
};
template <>
struct Attempts<Link> {
  static constexpr bool staff = true;
  static std::vector<Command> all() {
    std::vector<Command> all;
    for (const TicketId& to : all_tickets()) {
      for (Command& command : on_each_ticket(Link{"", to})) all.push_back(std::move(command));
    }
    return all;
  }
};
template <>
struct Attempts<Split> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Split{"", "new", "Another matter", draft()}); }
};
template <>
struct Attempts<Watch> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(Watch{}); }
};
template <>
struct Attempts<PromiseUpdate> {
  static constexpr bool staff = true;
  static std::vector<Command> all() { return on_each_ticket(PromiseUpdate{"", noon + hours(5)}); }
};
template <>
struct Attempts<StepFailed> {
  static constexpr bool staff = false;
  static std::vector<Command> all() { return on_each_ticket(StepFailed{"", "main", 0, 1}); }
};

Workspace workspace_with(Role role, const Scope& scope) {
  Workspace workspace;
  for (const char* id : {"north", "south"}) workspace.teams.push_back({id, id, {}});
  for (const char* id : {"globex", "initech"}) {
    Customer customer;
    customer.id = id;
    customer.domains = {std::string(id) + ".example"};
    workspace.customers.push_back(customer);
  }
  User person;
  person.id = "u";
  person.role = role;
  person.scope = scope;
  person.contacts = {{"email", "u@msp.example"}};
  workspace.users.push_back(person);
  User other;
  other.id = "other";
  other.contacts = {{"email", "other@msp.example"}};
  workspace.users.push_back(other);
  Step step;
  step.notify = {{Target::Kind::user, "other"}, {Target::Kind::user, "u"}};
  step.wait = hours(2);
  Chain chain;
  chain.id = "main";
  chain.steps = {step, step};
  chain.steps.back().tier = 2;
  workspace.chains.push_back(chain);
  return workspace;
}

/// What follows when the server itself gives a command.
std::vector<Event> by_server(const State& state, const Command& command, Instant at) {
  auto decided = decide(state, command, {Actor::Kind::system, "", Role::admin}, at);
  EXPECT_TRUE(decided.ok());
  return decided.ok() ? *decided : std::vector<Event>();
}

void perform(State& state, const Command& command) {
  for (const Event& event : by_server(state, command, noon)) apply(state, event);
}

State state_with(Role role, const Scope& scope) {
  State state;
  state.versions.push_back(Policies::prepare(workspace_with(role, scope), Zones(), 1).value());
  for (const Id& team : teams) {
    for (const Id& customer : customers) {
      CreateTicket create;
      create.ticket = name_of(team, customer);
      create.team = team;
      create.customer = customer;
      create.message = draft();
      perform(state, create);
      perform(state, Escalate{create.ticket, "main", 1, ""});
    }
  }
  return state;
}

/// The tickets that a command names.
std::vector<TicketId> named_by(const Command& command) {
  std::vector<TicketId> ids =
      std::visit([](const auto& one) { return std::vector<TicketId>{one.ticket}; }, command);
  if (const auto* merge = std::get_if<Merge>(&command)) ids.push_back(merge->into);
  if (std::holds_alternative<CreateTicket>(command)) ids.clear();
  return ids;
}

/// What a refusal says, without the name of the ticket.
std::string said(const Refusal& refusal, const TicketId& ticket) {
  std::string text = std::to_string(static_cast<int>(refusal.code)) + refusal.where + refusal.what;
  if (const auto at = text.find(ticket); at != std::string::npos) text.replace(at, ticket.size(), "*");
  return text;
}

void rename(Command& command, const TicketId& from, const TicketId& to) {
  std::visit(
      [&](auto& one) {
        if (one.ticket == from) one.ticket = to;
      },
      command);
  if (auto* merge = std::get_if<Merge>(&command); merge && merge->into == from) merge->into = to;
}

struct Count {
  int tried = 0, done = 0;
};

void expect_only_in_sight(const State& state, const Sight& sight, const Command& command, bool staff,
                          Count& count) {
  const Actor actor{Actor::Kind::user, "u", sight.role};
  const auto decided = decide(state, command, actor, noon + hours(1));
  ++count.tried;
  const bool allowed = staff && sight.role >= Role::agent;
  if (!allowed) {
    ASSERT_FALSE(decided.ok());
    EXPECT_EQ(decided.error().code, Refusal::Code::forbidden);
    return;
  }
  for (const TicketId& id : named_by(command)) {
    if (may_see(sight, state.tickets.at(id))) continue;
    ASSERT_FALSE(decided.ok()) << id;
    Command elsewhere = command;
    rename(elsewhere, id, "no-such-ticket");
    const auto unknown = decide(state, elsewhere, actor, noon + hours(1));
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(said(decided.error(), id), said(unknown.error(), "no-such-ticket")) << "tells that it exists";
    return;
  }
  if (!decided.ok()) return;
  ++count.done;
  State after = state;
  for (const Event& event : *decided) {
    const auto before = state.tickets.find(event.ticket);
    EXPECT_TRUE(before == state.tickets.end() || may_see(sight, before->second)) << event.ticket;
    apply(after, event);
    if (const auto* told = std::get_if<Notified>(&event.fact); told && told->user == "u") {
      EXPECT_TRUE(may_see(sight, after.tickets.at(event.ticket))) << "told of " << event.ticket;
    }
  }
  EXPECT_TRUE(!std::holds_alternative<CreateTicket>(command) || may_see(sight, after.tickets.at("new")));
  if (const auto* set = std::get_if<SetFields>(&command)) {
    const Ticket& ticket = after.tickets.at(set->ticket);
    const bool cleared = ticket.customer.empty();
    EXPECT_TRUE(cleared || may_see_customer(sight, ticket.customer)) << ticket.customer;
  }
}

template <std::size_t I>
void try_all(const State& state, const Sight& sight, std::vector<Count>& counts) {
  using T = std::variant_alternative_t<I, Command>;
  for (const Command& command : Attempts<T>::all()) {
    expect_only_in_sight(state, sight, command, Attempts<T>::staff, counts[I]);
    if (testing::Test::HasFatalFailure()) return;
  }
}

template <std::size_t... I>
void try_every_command(const State& state, const Sight& sight, std::vector<Count>& counts,
                       std::index_sequence<I...>) {
  (try_all<I>(state, sight, counts), ...);
}

TEST(Authorisation, EveryRoleCommandAndScopeChangesOnlyWhatItSees) {
  constexpr std::size_t commands = std::variant_size_v<Command>;
  std::vector<Count> counts(commands);
  const std::vector<Ids> team_lists{{}, Ids{std::vector<Id>{}}, Ids{{"north"}}, Ids{{"north", "south"}}};
  const std::vector<Ids> customer_lists{
      {}, Ids{std::vector<Id>{}}, Ids{{"globex"}}, Ids{{"globex", "initech"}}};
  for (const Role role : {Role::viewer, Role::agent, Role::manager, Role::admin}) {
    for (const Ids& some_teams : team_lists) {
      for (const Ids& some_customers : customer_lists) {
        const State state = state_with(role, {some_teams, some_customers});
        const Sight sight = sight_of(*state.versions.back(), "u");
        SCOPED_TRACE("role " + std::to_string(static_cast<int>(role)));
        try_every_command(state, sight, counts, std::make_index_sequence<commands>());
        if (HasFatalFailure()) return;
      }
    }
  }
  for (std::size_t i = 0; i < commands; ++i) {
    EXPECT_GT(counts[i].tried, 0) << i;
    const bool only_the_server = i == Command(StepFailed{}).index();
    EXPECT_TRUE(counts[i].done > 0 || only_the_server)
        << "command " << i << " was never allowed: the test proves nothing";
  }
}

TEST(Authorisation, SomebodyWhoIsNotInTheDocumentSeesNothing) {
  const State state = state_with(Role::agent, {});
  const auto decided = decide(state, Acknowledge{name_of("north", "globex")},
                              {Actor::Kind::user, "stranger", Role::admin}, noon);
  ASSERT_FALSE(decided.ok());
  EXPECT_EQ(decided.error().code, Refusal::Code::unknown_ticket);
}

TEST(Authorisation, AMergedTicketLeadsNowhereOutside) {
  State state = state_with(Role::agent, {{}, Ids{{"globex"}}});
  const Merge merge{name_of("north", "globex"), name_of("north", "initech")};
  perform(state, merge);
  const CustomerReply reply{name_of("north", "globex"), draft(), ""};
  const auto decided = decide(state, reply, {Actor::Kind::user, "u", Role::agent}, noon);
  ASSERT_FALSE(decided.ok());
  EXPECT_EQ(decided.error().code, Refusal::Code::unknown_ticket);
  EXPECT_EQ(decided.error().what.find("initech"), std::string::npos);
}

TEST(Authorisation, WhoDoesNotSeeATicketIsNotToldOfIt) {
  const State state = state_with(Role::agent, {{}, Ids{{"globex"}}});
  const auto told = [&](const TicketId& ticket) {
    std::set<Id> people;
    for (const Event& event : by_server(state, Escalate{ticket, "main", 2, ""}, noon + hours(1))) {
      if (const auto* fact = std::get_if<Notified>(&event.fact)) people.insert(fact->user);
    }
    return people;
  };
  EXPECT_EQ(told(name_of("north", "globex")), (std::set<Id>{"other", "u"}));
  EXPECT_EQ(told(name_of("north", "initech")), (std::set<Id>{"other"}));
}

TEST(Authorisation, OnlyManagersMarkAnIncidentAsADrill) {
  CreateTicket create;
  EXPECT_TRUE(may_do(Role::agent, create));
  create.drill = true;  // it would count in no report
  EXPECT_FALSE(may_do(Role::agent, create));
  EXPECT_TRUE(may_do(Role::manager, create));
}

}  // namespace
}  // namespace oasis
