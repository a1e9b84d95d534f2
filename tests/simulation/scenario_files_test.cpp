// Runs every file of tests/scenarios. Each shows one rule of docs/semantics.md:
//   {"shows": "the rule in one sentence", "scenario": {…}, "expect": {…}}
// `expect` is compared with the result of `simulate` and may leave out what it does not care about:
//   objects   every member given must match; {"absent": true} wants the member to be missing
//   timeline  with "only": ["event", …] entries of these kinds must be exactly the ones listed, else those
//   listed must
//             come in this order, others may stand between
//   other lists must match as a whole
// "faults": ["/pointer: what", …] instead of `expect`: the file must be refused with exactly these lines.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "shared/codec/rows.hpp"
#include "shared/codec/scenario.hpp"
#include "shared/simulate/run.hpp"
#include "tests/places.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const fs::path scenario_folder = fs::path(oasis::test::source_folder()) / "tests" / "scenarios";

const Zones& all_zones() {
  static const Zones zones = [] {
    Zones all;
    for (const std::string& name : test::system_zone_names()) (void)all.add(name, test::zone_bytes(name));
    return all;
  }();
  return zones;
}

std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(scenario_folder)) {
    if (entry.path().extension() == ".json")
      files.push_back(entry.path().lexically_relative(scenario_folder).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

json read_file(const std::string& name) {
  std::ifstream file(scenario_folder / name);
  return json::parse(file, nullptr, false);
}

/// Where and how `is` differs from `wanted`; nothing if it matches.
std::string difference(const json& wanted, const json& is, const std::string& at);

std::string difference_of_objects(const json& wanted, const json& is, const std::string& at) {
  for (const auto& [key, value] : wanted.items()) {
    const bool must_be_absent = value.is_object() && value.contains("absent");
    if (must_be_absent && is.contains(key)) return at + "/" + key + " is there";
    if (must_be_absent) continue;
    if (!is.contains(key)) return at + "/" + key + " is missing";
    std::string why = difference(value, is[key], at + "/" + key);
    if (!why.empty()) return why;
  }
  return {};
}

std::string difference(const json& wanted, const json& is, const std::string& at) {
  if (wanted.is_object() && is.is_object()) return difference_of_objects(wanted, is, at);
  if (wanted.is_array() && is.is_array() && wanted.size() == is.size()) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      std::string why = difference(wanted[i], is[i], at + "/" + std::to_string(i));
      if (!why.empty()) return why;
    }
    return {};
  }
  return wanted == is ? std::string() : at + " is " + is.dump() + ", not " + wanted.dump();
}

std::string difference_of_timeline(const json& wanted, const json& timeline, const json* only) {
  json entries = json::array();
  for (const json& entry : timeline) {
    const bool counts =
        only == nullptr || std::find(only->begin(), only->end(), entry["event"]) != only->end();
    if (counts) entries.push_back(entry);
  }
  if (only != nullptr) return difference(wanted, entries, "timeline");
  std::size_t next = 0;
  for (const json& entry : wanted) {
    while (next < entries.size() && !difference(entry, entries[next], "").empty()) ++next;
    if (next++ == entries.size()) return "timeline has no (further) " + entry.dump();
  }
  return {};
}

std::string difference_of_result(const json& expect, const json& result) {
  for (const auto& [key, value] : expect.items()) {
    if (key == "only") continue;
    const json* only = expect.contains("only") ? &expect["only"] : nullptr;
    std::string why = key == "timeline" ? difference_of_timeline(value, result[key], only)
                                        : difference(value, result[key], key);
    if (!why.empty()) return why;
  }
  return {};
}

/// A readable timeline for whoever has to find out what went wrong.
std::string in_lines(const json& result) {
  std::string lines;
  for (const json& entry : result["timeline"]) lines += "  " + entry.dump() + "\n";
  return lines + "  tickets " + result["tickets"].dump() + "\n  answers " + result["answers"].dump() + "\n";
}

class ScenarioFile : public ::testing::TestWithParam<std::string> {};

TEST_P(ScenarioFile, ShowsItsRule) {
  const json file = read_file(GetParam());
  ASSERT_TRUE(file.is_object()) << "is no JSON object";
  for (const auto& [key, value] : file.items()) {
    const std::set<std::string> known = {"shows", "scenario", "expect", "faults"};
    ASSERT_TRUE(known.count(key)) << key << " is no member of a scenario file";
  }
  ASSERT_TRUE(file.contains("shows") && file["shows"].is_string() && file.contains("scenario"));
  ASSERT_NE(file.contains("expect"), file.contains("faults")) << "wants either expect or faults";

  const std::string text = json{{"scenario", file["scenario"]}}.dump();
  const auto result = simulate_text(text, all_zones());
  if (file.contains("faults")) {
    ASSERT_FALSE(result.ok()) << file["shows"];
    std::vector<std::string> faults;
    for (const Error& error : result.error()) faults.push_back(error.where + ": " + error.what);
    EXPECT_EQ(faults, file["faults"].get<std::vector<std::string>>()) << file["shows"];
    return;
  }
  std::string faults;
  if (!result.ok()) {
    for (const Error& error : result.error()) faults += error.where + ": " + error.what + "\n";
  }
  ASSERT_TRUE(result.ok()) << file["shows"] << "\n" << faults;
  const json printed = json::parse(*result);
  EXPECT_EQ(difference_of_result(file["expect"], printed), "") << file["shows"] << "\n" << in_lines(printed);
  EXPECT_EQ(*simulate_text(text, all_zones()), *result) << "two runs print different bytes";
}

/// A back-test lets tickets go that are finished: nothing else may come out for that.
TEST_P(ScenarioFile, HappensTheSameInABackTest) {
  const json file = read_file(GetParam());
  const auto scenario = read_scenario(json{{"scenario", file["scenario"]}}, all_zones());
  const auto simulated =
      scenario.ok() ? run_scenario(*scenario, all_zones()) : Result<SimulationResult>(Error{});
  ASSERT_NE(simulated.ok(), file.contains("faults"));
  if (!simulated.ok()) return;
  std::vector<std::string> kept, heard;
  for (const auto& entry : simulated->timeline) {
    if (const auto* event = std::get_if<Event>(&entry)) kept.push_back(write_event(*event).dump());
  }
  const auto tested = back_test(*scenario, all_zones(),
                                [&](const Event& event) { heard.push_back(write_event(event).dump()); });
  ASSERT_TRUE(tested.ok());
  EXPECT_EQ(heard, kept) << file["shows"];
  for (const auto& [id, ticket] : simulated->state.tickets) {
    const auto left = tested->state.tickets.find(id);
    if (left == tested->state.tickets.end()) {
      EXPECT_TRUE(is_finished(ticket.status)) << id;
    } else {
      EXPECT_EQ(left->second, ticket) << id;
    }
  }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, ScenarioFile, ::testing::ValuesIn(scenario_files()), test_name);

}  // namespace
}  // namespace oasis
