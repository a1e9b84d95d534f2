// From rows to the state in memory, at the start and when an old ticket is needed. May not: decide.
#pragma once

#include "server/engine/documents.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/state.hpp"
#include "shared/time/zone.hpp"

namespace oasis::engine {

/// Gives a database without a document the default one. Throws store::Failure.
void install_workspace(store::Database& database, const Zones& zones, Instant now);

/// What a server starts with: the versions of the document that open tickets live by, people, and whose account is disabled. Tickets
/// come when a command or a due time needs them (Turn::fetch). There must be a document. Throws
/// store::Failure.
State load_state(store::Database& database, const Zones& zones);

/// The document in force. `state` must have been loaded.
Document current_document(store::Database& database, const State& state);

/// Adds the versions that `ticket` and its runs live by, if `state` lacks them. Throws store::Failure.
void load_versions_of(const Ticket& ticket, store::Database& database, const Zones& zones, State& state);

}  // namespace oasis::engine
