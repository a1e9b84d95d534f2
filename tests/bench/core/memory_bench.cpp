// What an open ticket costs in memory. May not: be part of the test suite; figures are for people
// (docs/benchmarks.md).
#include <benchmark/benchmark.h>
#include <malloc.h>

#include <string>

#include "shared/command/decide.hpp"
#include "shared/policy/policies.hpp"
#include "tests/bench/core/help_desk.hpp"
#include "tests/bench/core/zones.hpp"

namespace oasis::bench {
namespace {

constexpr std::size_t tickets = 100'000;
constexpr Instant monday{1'767'600'000'000};

/// A ticket that a customer opened, an agent answered and the customer asked about again. Ids are as the page
/// makes them.
void open_ticket(State& state, std::size_t number) {
  const std::string tail = std::to_string(100'000'000'000 + number);
  const TicketId id = "0198c0de-7000-7000-8000-" + tail;
  Actor customer;
  customer.kind = Actor::Kind::customer;
  Actor agent;
  agent.kind = Actor::Kind::user;
  agent.id = "ann";
  agent.role = Role::agent;
  CreateTicket create;
  create.ticket = id;
  create.subject = "The monthly report cannot be exported any more";
  create.from_name = "Gina Rinehart-Smith";
  create.from_email = "gina@globex.example";
  create.channel = "email";
  create.message = {
      "m1-" + tail, "Since this morning the button turns grey and nothing happens.", {}, {}, false, Mood{}};
  (void)decide_in_place(state, create, customer, monday).ok();
  (void)decide_in_place(state, Reply{id, {"m2-" + tail, "We look into it.", {}, {}, false, {}}}, agent,
                        monday + hours(1))
      .ok();
  CustomerReply reply{id, {"m3-" + tail, "Anything new? We need it by tomorrow.", {}, {}, false, Mood{}}, {}};
  (void)decide_in_place(state, reply, customer, monday + hours(2)).ok();
}

/// The bytes of a string: where it lies in its ticket, and what it has allocated.
std::size_t bytes(const std::string& text) {
  const bool inside = text.capacity() < sizeof(std::string) / 2;
  return sizeof(std::string) +
         (inside ? 0 : malloc_usable_size(const_cast<char*>(text.data())) + sizeof(void*));
}

std::size_t text_bytes(const TicketId& key, const Ticket& ticket) {
  std::size_t sum = bytes(key);
  for (const std::string* text :
       {&ticket.id, &ticket.subject, &ticket.customer, &ticket.contact_name, &ticket.contact_email,
        &ticket.team, &ticket.assignee, &ticket.category, &ticket.channel, &ticket.last_customer_text,
        &ticket.merged_into, &ticket.follows, &ticket.acknowledged_by}) {
    sum += bytes(*text);
  }
  for (const RuleWatch& watch : ticket.watches) sum += bytes(watch.rule);
  return sum;
}

void OpenTicketsInMemory(benchmark::State& run) {
  for (auto _ : run) {
    State state;
    state.versions.push_back(*Policies::prepare(help_desk(zones()), zones(), 1));
    const std::size_t before = mallinfo2().uordblks;
    for (std::size_t i = 0; i < tickets; ++i) open_ticket(state, i);
    const std::size_t all = mallinfo2().uordblks - before;
    std::size_t text = 0;
    for (const auto& [id, ticket] : state.tickets) text += text_bytes(id, ticket);
    run.counters["bytes/ticket"] = static_cast<double>(all) / tickets;
    run.counters["without_text"] = static_cast<double>(all - text) / tickets;
  }
}
BENCHMARK(OpenTicketsInMemory)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace oasis::bench
