// What `support-oasis channel` does, run by the server, or by the command itself when no server runs. May
// not: print.
#pragma once

#include "server/cli/control.hpp"
#include "server/engine/clock.hpp"
#include "server/http/notify_services.hpp"
#include "server/notify/outbox.hpp"

namespace oasis::cli {

/// Adds channel.test ({"kind","address"}: sends one test message now, past the outbox; answers
/// {"sent","detail"}) and channel.status (answers {"counts","providers"}). All must outlive the actions.
void add_channel_actions(Actions& actions, const http::NotifyServices& services,
                         const notify::Channels& channels, engine::Clock& clock);

}  // namespace oasis::cli
