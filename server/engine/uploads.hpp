// Files that came before their message (POST /api/v1/attachments) and the command that brings it.
// May not: decide about the command.
#pragma once

#include <optional>

#include "server/engine/turn.hpp"
#include "shared/command/command.hpp"

namespace oasis::engine {

/// Fills in what is known of the files that a command of `user` names: name, type and size are those of the
/// upload, whatever the command says. A file that this user has not sent is refused.
std::optional<Refusal> name_uploads(Turn& turn, Command& command, const Id& user);
/// After the command was done: its files belong to the ticket of its message.
void attach_uploads(Turn& turn, const Command& command);

}  // namespace oasis::engine
