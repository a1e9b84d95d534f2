// The numbers of a browser's commands (docs/sync.md, "commands"): from 1, without holes, and never so great
// that the next one could not be told.
#include "server/engine/clients.hpp"

#include <gtest/gtest.h>

namespace oasis::engine {
namespace {

/// A request whose commands, all unknown, have these mids.
Result<CommandRequest> request_with(const std::vector<std::string>& mids) {
  std::string commands;
  for (const std::string& mid : mids) {
    commands += (commands.empty() ? "" : ",") + (R"({"mid":)" + mid + R"(,"name":"create","args":{}})");
  }
  return read_command_request(R"({"epoch":"e","client_id":"client-1","commands":[)" + commands + "]}");
}

std::string place_of_error(const std::vector<std::string>& mids) {
  const auto request = request_with(mids);
  return request.ok() ? "none" : request.error().where;
}

TEST(MidsOfCommands, FollowEachOtherWithoutHoles) {
  EXPECT_EQ(place_of_error({"7", "8"}), "none");
  EXPECT_EQ(place_of_error({"7", "9"}), "/commands/1/mid");
  EXPECT_EQ(place_of_error({"7", "7"}), "/commands/1/mid");
}

TEST(MidsOfCommands, BeginWithOne) {
  EXPECT_EQ(place_of_error({"1"}), "none");
  EXPECT_EQ(place_of_error({"0"}), "/commands/0/mid");
  EXPECT_EQ(place_of_error({"-9223372036854775808"}), "/commands/0/mid");
  EXPECT_EQ(place_of_error({"1.5"}), "/commands/0/mid");
}

TEST(MidsOfCommands, AreNumbersThatABrowserCountsExactly) {
  EXPECT_EQ(place_of_error({"9007199254740991"}), "none");
  EXPECT_EQ(place_of_error({"9007199254740992"}), "/commands/0/mid");
  EXPECT_EQ(place_of_error({"9223372036854775807", "1"}), "/commands/0/mid");
  EXPECT_EQ(place_of_error({"18446744073709551615"}), "/commands/0/mid");
}

}  // namespace
}  // namespace oasis::engine
