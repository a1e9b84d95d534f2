// From rows to the state in memory. May not: decide.
#include "server/engine/loading.hpp"

#include <algorithm>
#include <utility>

#include "server/store/accounts.hpp"
#include "server/store/log.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::engine {
namespace {

using store::Failure;
using store::Trouble;

Document prepare(const store::WorkspaceVersion& stored, const Zones& zones) {
  auto document = read_document(stored.document, stored.version, zones);
  if (!document.ok()) {
    const Error& first = document.error().front();
    throw Failure(Trouble::corrupt, "Version " + std::to_string(stored.version) +
                                        " of the workspace document cannot be read: " + first.where + ": " +
                                        first.what);
  }
  return std::move(document).value();
}

void insert_version(State& state, std::shared_ptr<const Policies> policies) {
  const auto place =
      std::lower_bound(state.versions.begin(), state.versions.end(), policies->version(),
                       [](const auto& known, std::uint32_t version) { return known->version() < version; });
  state.versions.insert(place, std::move(policies));
}

}  // namespace

void install_workspace(store::Database& database, const Zones& zones, Instant now) {
  if (store::current_workspace(database)) return;
  const Document first = prepare({1, default_document()}, zones);
  store::Transaction transaction(database);
  store::put_workspace(database, {1, first.text}, now, "a new installation");
  store::append_change(database, now, {0, "", "workspace", "1", false, ""});
  transaction.commit();
}

State load_state(store::Database& database, const Zones& zones) {
  State state;
  for (const store::WorkspaceVersion& stored : store::workspaces_of_open_tickets(database)) {
    state.versions.push_back(prepare(stored, zones).policies);
  }
  for (Person& person : store::all_people(database)) {
    Id user = person.user;
    state.people.emplace(std::move(user), std::move(person));
  }
  state.disabled = store::disabled_people(database);
  state.last_number = store::last_ticket_number(database);
  return state;
}

Document current_document(store::Database& database, const State& state) {
  const auto stored = store::current_workspace(database);
  return {state.versions.back(), stored ? stored->document : ""};
}

void load_versions_of(const Ticket& ticket, store::Database& database, const Zones& zones, State& state) {
  std::vector<std::uint32_t> wanted{ticket.version};
  for (const Run& run : ticket.runs) wanted.push_back(run.version);
  for (const std::uint32_t version : wanted) {
    const auto known = std::find_if(state.versions.begin(), state.versions.end(),
                                    [version](const auto& one) { return one->version() == version; });
    if (known != state.versions.end()) continue;
    if (const auto stored = store::find_workspace(database, version)) {
      insert_version(state, prepare(*stored, zones).policies);
    }
  }
}

}  // namespace oasis::engine
