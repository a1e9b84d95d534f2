// `support-oasis simulate` and `config check` as programs: files, standard input, exit codes
// (docs/scenario.md).
#include "server/cli/simulate.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "server/cli/config_check.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::cli {
namespace {

const std::string valid = R"({"scenario": {"workspace": {"name": "a"}}})";
const std::string empty_result = R"({"timeline":[],"tickets":{},"answers":[]})";
const std::string faulty = R"({"scenario": {"workspace": {"name": 1, "colour": "red"}}})";

struct Simulate : testing::Test {
  TemporaryFolder folder;
  std::ostringstream out, err;

  std::string file(const std::string& name, const std::string& text) {
    const std::string path = folder.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }
  int run(const std::vector<std::string>& files, const std::string& input = "") {
    std::istringstream in(input);
    return run_simulate(files, Zones(), in, out, err);
  }
};

TEST_F(Simulate, PrintsOneLineAFile) {
  EXPECT_EQ(run({file("a.json", valid), file("b.json", valid)}), 0);
  EXPECT_EQ(out.str(), empty_result + "\n" + empty_result + "\n");
  EXPECT_EQ(err.str(), "");
}

TEST_F(Simulate, ADashIsStandardInput) {
  EXPECT_EQ(run({"-"}, valid), 0);
  EXPECT_EQ(out.str(), empty_result + "\n");
}

TEST_F(Simulate, EachFaultIsALineWithItsPointerAndTheCodeIs2) {
  EXPECT_EQ(run({"-"}, faulty), 2);
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(err.str(),
            "/scenario/workspace/name: must be a text\n/scenario/workspace/colour: unknown field\n");
}

TEST_F(Simulate, OfSeveralFilesAllAreTriedAndTheWorstDecides) {
  const std::string bad = file("bad.json", faulty);
  EXPECT_EQ(run({bad, file("good.json", valid)}), 2);
  EXPECT_EQ(out.str(), empty_result + "\n");
  EXPECT_EQ(err.str().rfind(bad + ": /scenario/workspace/name: ", 0), 0u) << err.str();
}

TEST_F(Simulate, AFileThatIsNotThereIsSaidSoAndTheOthersAreTried) {
  EXPECT_EQ(run({"/nowhere/x.json", file("good.json", valid)}), 2);
  EXPECT_EQ(out.str(), empty_result + "\n");
  EXPECT_EQ(err.str().rfind("/nowhere/x.json ", 0), 0u) << err.str();
}

TEST_F(Simulate, WhatIsNoJsonIsSaidSo) {
  EXPECT_EQ(run({"-"}, "{\n\"scenario\": oops}"), 2);
  EXPECT_EQ(err.str(), "is no JSON from line 2, byte 15 on\n");
}

TEST_F(Simulate, AnEmptyInputIsNoJson) {
  EXPECT_EQ(run({"-"}, ""), 2);
  EXPECT_NE(err.str(), "");
}

TEST_F(Simulate, ConfigCheckTakesABareWorkspace) {
  std::istringstream in(R"({"name": "a", "users": [{"id": "ann"}]})");
  EXPECT_EQ(run_config_check({"-"}, Zones(), in, out, err), 0);
  EXPECT_NE(out.str().find("1 users"), std::string::npos);
  std::istringstream wrong(
      R"({"chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"schedule": "tier-9"}], "wait": "1m"}]}]})");
  EXPECT_EQ(run_config_check({"-"}, Zones(), wrong, out, err), 2);
  EXPECT_EQ(err.str(), "/chains/0/steps/0/notify/0/schedule: no schedule \"tier-9\"\n");
}

}  // namespace
}  // namespace oasis::cli
