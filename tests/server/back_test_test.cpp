// `support-oasis back-test`: past tickets under an edited document.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct BackTest : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
  std::string data = desk.server.data_folder();

  Finished back_test(const std::string& document) {
    return run_command({"back-test", "--data", data, "-"}, document);
  }
};

/// What stands in the line that begins with `name`, from there on, with one space between.
std::string line_of(const std::string& out, const std::string& name) {
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(name, 0) != 0) continue;
    std::istringstream words(line.substr(name.size()));
    std::string before, after;
    words >> before >> after;
    return before + " " + after;
  }
  return "no such line";
}

TEST_F(BackTest, SaysWhatAnEditedDocumentWouldHaveMadeOfThePastTickets) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  desk.import(document.dump());
  desk.open_ticket("t-1");
  desk.open_ticket("t-2");
  document["rules"][0] = {{"id", "at-once"}, {"on", "created"}, {"then", {{{"escalate", {{"chain", "default"}, {"tier", 1}}}}}}};
  const Finished done = back_test(document.dump());
  ASSERT_EQ(done.exit_code, 0) << done.errors;
  EXPECT_EQ(line_of(done.out, "Tickets"), "2 2");
  EXPECT_EQ(line_of(done.out, "Escalations"), "0 2");
  EXPECT_EQ(line_of(done.out, "Steps of tier 1"), "0 2");
  EXPECT_EQ(line_of(done.out, "Messages to Ann Ek").substr(0, 2), "0 ") << "two within a minute are one message";
  EXPECT_EQ(line_of(done.out, "First response, median"), "- -");
}

TEST_F(BackTest, NamesTheFaultOfADocumentByItsPlace) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  document["rules"][0]["for"] = "soon";
  const Finished done = back_test(document.dump());
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_NE(done.errors.find("/rules/0/for: "), std::string::npos) << done.errors;
}

}  // namespace
}  // namespace oasis::test
