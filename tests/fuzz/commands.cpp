// The body of POST /api/v1/commands: read, then decided and applied one after the other on a desk with one
// ticket. Whatever is accepted can be applied, and leaves a state that has timers. May not: judge a decision.
#include <nlohmann/json.hpp>
#include <variant>

#include "server/engine/clients.hpp"
#include "server/engine/documents.hpp"
#include "shared/command/decide.hpp"
#include "shared/command/timer.hpp"
#include "shared/event/apply.hpp"
#include "tests/fuzz/fuzzed.hpp"
#include "tests/fuzz/json_mutation.hpp"

using namespace oasis;

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  return test::mutate_json(data, size, max_size, seed);
}

namespace {

constexpr Instant start{1'774'620'000'000};
const Actor admin{Actor::Kind::user, "ann", Role::admin};

void run(State& state, const Command& command, Instant now) {
  const auto events = decide(state, command, admin, now);
  if (!events.ok()) return;
  for (const Event& event : *events) apply(state, event);
  for (const auto& [id, ticket] : state.tickets) timers_of(state, ticket);
}

constexpr const char* document = R"json({
  "name": "Acme", "last_resort": {"user": "ann"}, "default_sla": "standard",
  "users": [{"id": "ann", "name": "Ann", "role": "admin", "contacts": {"email": "ann@acme.example"}}],
  "slas": [{"id": "standard", "targets": {"normal": {"first_response": "1h", "resolution": "24h"}}}],
  "chains": [{"id": "default", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "15m"}]}]})json";

const State& desk() {
  static const State state = [] {
    State fresh;
    const auto read = engine::read_document(document, 1, test::few_zones());
    test::must_hold(read.ok(), "the desk's document is valid");
    fresh.versions.push_back(read->policies);
    const auto request = engine::read_command_request(
        R"({"epoch":"e","client_id":"client-1","commands":[{"mid":1,"name":"create","args":{"ticket":"ticket-1",
            "subject":"Printer","from_name":"Gina","from_email":"gina@globex.example",
            "message":{"id":"message-1","text":"Help"}}}]})");
    test::must_hold(request.ok() && request->commands.front().command.ok(), "the first command is valid");
    run(fresh, *request->commands.front().command, start);
    test::must_hold(fresh.tickets.size() == 1, "the desk has a ticket");
    return fresh;
  }();
  return state;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = engine::read_command_request(test::as_text(data, size));
  if (!request.ok()) return 0;
  State state = desk();
  Instant now = start;
  for (const engine::NumberedCommand& numbered : request->commands) {
    now = now + minutes(7);
    if (numbered.command.ok()) run(state, *numbered.command, now);
  }
  return 0;
}
