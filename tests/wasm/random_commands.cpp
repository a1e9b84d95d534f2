// See random_commands.hpp.
#include "tests/wasm/random_commands.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "shared/codec/rows.hpp"
#include "shared/policy/policies.hpp"
#include "shared/simulate/clockwork.hpp"
#include "shared/text/sha256.hpp"
#include "tests/bench/core/help_desk.hpp"
#include "tests/chance.hpp"

namespace oasis::test {
namespace {

const std::array<const char*, 6> texts = {"",
                                          "It works again, thank you!",
                                          "This is unacceptable, I want my money back 😡",
                                          "The whole system is down. Wann geht es weiter?",
                                          "> you wrote\n> kill the process\nDid that.",
                                          "Ça ne marche pas \xE2\x80\xA6 ελληνικά, 日本語"};
const std::array<const char*, 5> customers = {"", "acme", "globex", "initech", "nobody"};
const std::array<const char*, 8> people = {"ann", "bob", "cid", "dora", "eve", "finn", "gus", "olga"};

class Play {
 public:
  Play(std::uint64_t seed, const Zones& zones) : chance_(seed) {
    clockwork_.state.versions.push_back(*Policies::prepare(bench::help_desk(zones), zones, 1));
  }

  void give_one() {
    now_ = now_ + milliseconds(chance_.below(chance_.once_in(20) ? days(1).ms : minutes(20).ms));
    while (const auto due = clockwork_.next_due()) {
      std::vector<Event> events;
      if (*due >= now_ || !clockwork_.fire_next(*due, *due, events)) break;
      add(events);
    }
    const Command command = some_command();
    Actor actor;
    const bool by_customer =
        std::holds_alternative<CustomerReply>(command) || std::holds_alternative<Rate>(command);
    actor.kind = by_customer ? Actor::Kind::customer : Actor::Kind::user;
    if (!by_customer) actor.id = chance_.one_of(people);
    actor.role = Role::agent;
    const auto events = clockwork_.give(command, actor, now_);
    if (events.ok()) {
      add(*events);
    } else {
      digest_ = sha256_hex(digest_ + events.error().where + events.error().what);
    }
  }

  std::string hash() const {
    std::vector<std::string> rows;
    for (const auto& [id, ticket] : clockwork_.state.tickets) rows.push_back(write_ticket(ticket).dump());
    for (const auto& [id, person] : clockwork_.state.people) rows.push_back(write_person(person).dump());
    std::sort(rows.begin(), rows.end());
    std::string all = digest_;
    for (const std::string& row : rows) all += sha256_hex(row);
    return sha256_hex(all);
  }

 private:
  void add(const std::vector<Event>& events) {
    for (const Event& event : events) digest_ = sha256_hex(digest_ + write_event(event).dump());
  }

  TicketId some_ticket() {
    // Mostly young ones: they have clocks and escalations that run.
    const std::int64_t back = chance_.once_in(10) ? chance_.below(created_ + 1) : chance_.below(40);
    return "T" + std::to_string(std::max<std::int64_t>(1, created_ - back));
  }

  Draft draft() {
    Draft draft;
    draft.id = "m" + std::to_string(++messages_);
    draft.text = chance_.one_of(texts);
    draft.automatic = chance_.once_in(20);
    return draft;
  }

  CreateTicket create() {
    CreateTicket create;
    create.ticket = "T" + std::to_string(++created_);
    create.subject = "Something";
    create.priority = static_cast<Priority>(chance_.below(4));
    create.customer = chance_.one_of(customers);
    create.from_email = "gina@acme.example";
    create.message = draft();
    return create;
  }

  SetFields set() {
    SetFields fields;
    fields.ticket = some_ticket();
    if (chance_.once_in(2)) fields.status = static_cast<Status>(chance_.below(6));
    if (chance_.once_in(3)) fields.priority = static_cast<Priority>(chance_.below(4));
    if (chance_.once_in(4)) fields.customer = chance_.one_of(customers);
    if (chance_.once_in(6)) fields.assignee = chance_.one_of(people);
    if (chance_.once_in(9)) fields.tags = {"a", chance_.one_of(customers)};
    return fields;
  }

  Command some_command() {
    switch (chance_.below(16)) {
      case 0:
      case 1:
      case 2:
        return create();
      case 3:
      case 4:
      case 5:
        return Reply{some_ticket(), draft()};
      case 6:
        return WriteNote{some_ticket(), draft()};
      case 7:
      case 8:
      case 9: {
        Draft message = draft();
        TicketId opens = "F" + message.id;
        return CustomerReply{some_ticket(), std::move(message), std::move(opens)};
      }
      case 10:
        return Acknowledge{some_ticket()};
      case 11:
        return Escalate{some_ticket(), {}, {}, {}};
      case 12:
        return Rate{some_ticket(), static_cast<std::int32_t>(chance_.below(6)), chance_.one_of(texts)};
      case 13:
        return Merge{some_ticket(), some_ticket()};
      default:
        return set();
    }
  }

  Chance chance_;
  Clockwork clockwork_;
  Instant now_{1'735'689'600'000};  // 2025-01-01T00:00:00Z
  std::int64_t created_ = 0;
  std::int64_t messages_ = 0;
  std::string digest_;
};

}  // namespace

std::string hash_of_random_commands(std::uint64_t count, std::uint64_t seed, const Zones& zones) {
  Play play(seed, zones);
  for (std::uint64_t i = 0; i < count; ++i) play.give_one();
  return play.hash();
}

}  // namespace oasis::test
