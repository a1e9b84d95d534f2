// Commands at the edge of the API: what is read, what is refused with its place.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;

std::string fault_of(const char* text) {
  const auto command = read_command(json::parse(text));
  return command.ok() ? std::string() : command.error().where + ": " + command.error().what;
}

TEST(Commands, EachIsWrittenAsItWasRead) {
  for (
      const char* text :
      {R"({"name": "create", "args": {"ticket": "T1", "subject": "S", "priority": "low", "from_email": "a@b.example",
            "tags": ["x"], "message": {"id": "m", "text": "hello"}}})",
       R"({"name": "reply", "args": {"ticket": "T1", "message": {"id": "m", "text": "hi",
            "attachments": [{"id": "f", "name": "a.png", "type": "image/png", "bytes": 12}]}}})",
       R"({"name": "note", "args": {"ticket": "T1", "message": {"id": "m", "text": "hi"}}})",
       R"({"name": "customer_reply", "args": {"ticket": "T1", "message": {"id": "m", "text": "hi"}, "opens": "T2"}})",
       R"({"name": "set", "args": {"ticket": "T1", "priority": "urgent", "status": "on-hold", "assignee": "ann"}})",
       R"({"name": "merge", "args": {"ticket": "T1", "into": "T2"}})",
       R"({"name": "acknowledge", "args": {"ticket": "T1"}})",
       R"({"name": "escalate", "args": {"ticket": "T1", "chain": "c", "tier": 2, "reason": "r"}})",
       R"({"name": "escalate", "args": {"ticket": "T1", "context": {"summary": "s", "impact": "i", "tried": "t",
            "expected": "e"}}})",
       R"({"name": "promise", "args": {"ticket": "T1", "due": 1774629000000}})",
       R"({"name": "link", "args": {"ticket": "T1", "to": "T2"}})",
       R"({"name": "link", "args": {"ticket": "T1", "to": "T2", "off": true}})",
       R"({"name": "split", "args": {"ticket": "T1", "opens": "T2", "subject": "S", "message": {"id": "m", "text": "hi"}}})",
       R"({"name": "watch", "args": {"ticket": "T1", "user": "ann"}})",
       R"({"name": "watch", "args": {"ticket": "T1", "off": true}})",
       R"({"name": "reply", "args": {"ticket": "T1", "message": {"id": "m", "text": "hi"}, "promise": 1774629000000}})",
       R"({"name": "rate", "args": {"ticket": "T1", "satisfaction": 5}})"}) {
    const auto command = read_command(json::parse(text));
    ASSERT_TRUE(command.ok()) << text << command.error().where << command.error().what;
    EXPECT_EQ(write_command(*command), json::parse(text));
  }
}

TEST(Commands, AnUnsetFieldIsNotAnEmptyOne) {
  const auto command =
      read_command(json::parse(R"({"name": "set", "args": {"ticket": "T1", "assignee": ""}})"));
  ASSERT_TRUE(command.ok());
  const auto& fields = std::get<SetFields>(*command);
  EXPECT_EQ(fields.assignee, std::optional<Id>(""));
  EXPECT_EQ(fields.team, std::nullopt);
  EXPECT_EQ(write_command(*command),
            json::parse(R"({"name": "set", "args": {"ticket": "T1", "assignee": ""}})"));
}

TEST(Commands, FaultsNameTheirPlace) {
  EXPECT_EQ(fault_of("[]"), ": must be an object");
  EXPECT_EQ(fault_of("{}"), ": \"name\" is missing");
  EXPECT_EQ(fault_of(R"({"name": "explode", "args": {}})"), "/name: no command \"explode\"");
  EXPECT_EQ(fault_of(R"({"name": "reply", "args": {"ticket": "T1"}})"), "/args: \"message\" is missing");
  EXPECT_EQ(fault_of(R"({"name": "rate", "args": {"ticket": "T1", "satisfaction": "5"}})"),
            "/args/satisfaction: must be a whole number");
  EXPECT_EQ(fault_of(R"({"name": "set", "args": {"ticket": "T1", "priority": "panic"}})"),
            "/args/priority: \"panic\" is none of low, normal, high, urgent");
  EXPECT_EQ(fault_of(R"({"name": "acknowledge", "args": {"ticket": "T1", "by": "ann"}})"),
            "/args/by: unknown field");
}

TEST(Commands, BrokenTextIsRefused) {
  json command = {{"name", "acknowledge"}, {"args", {{"ticket", "T\xff"}}}};
  const auto read = read_command(command);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().what, "is not valid UTF-8");
}

}  // namespace
}  // namespace oasis
