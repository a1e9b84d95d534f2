// Commands of browsers and scripts with their numbers: each is done once, in order, and its result is kept
// (docs/sync.md, "commands"). May not: know HTTP; decide what a command leads to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/engine/turn.hpp"
#include "shared/command/command.hpp"
#include "shared/result.hpp"

namespace oasis::engine {

struct NumberedCommand {
  std::int64_t mid = 0;
  /// What was asked for, or why it could not be read: such a one is recorded as refused, so that it does not
  /// block those behind it.
  Result<Command> command = Error{};
};

struct CommandRequest {
  std::string epoch;
  std::string client_id;
  std::int64_t version;  ///< of the form that the commands are written in; ours if it was not said
  std::vector<NumberedCommand> commands;  ///< mids in order without holes
};

constexpr std::size_t commands_at_once = 100;

/// Reads the body of a request. The error names the place in it.
Result<CommandRequest> read_command_request(std::string_view body);

/// All commands were done now or before; one JSON object each.
struct Done {
  std::vector<std::string> results;
};
/// Nothing was done.
struct MidGap {
  std::int64_t expected = 0;
};
struct OtherEpoch {};
struct OtherPersonsClient {};
using CommandAnswer = std::variant<Done, MidGap, OtherEpoch, OtherPersonsClient>;

/// Does what `user` asks for. Throws store::Failure.
CommandAnswer run_commands(Turn& turn, const CommandRequest& request, const Id& user);

}  // namespace oasis::engine
