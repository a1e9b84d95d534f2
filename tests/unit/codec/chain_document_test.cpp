// The chains of a two_chains that is being edited: half of one can be read, what was not touched is not
// rewritten.
#include "shared/codec/chain_document.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace oasis {
namespace {

using nlohmann::json;

const json two_chains = json::parse(R"({"name": "Acme", "chains": [
  {"id": "a", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "90m"}]},
  {"id": "b", "steps": [{"tier": 1, "notify": [], "wait": "soon", "colour": "red"}]}]})");

TEST(ChainDocument, ReadsWhatCanBeRead) {
  const auto chains = read_chains(two_chains);
  ASSERT_EQ(chains.size(), 2u);
  EXPECT_EQ(chains[0].steps[0].wait, minutes(90));
  EXPECT_EQ(chains[0].steps[0].notify[0].id, "ann");
  EXPECT_EQ(chains[1].steps.size(), 1u);
  EXPECT_TRUE(read_chains(json::parse(R"({"chains": "none"})")).empty());
  EXPECT_TRUE(read_chains(json()).empty());
}

TEST(ChainDocument, WritesOnlyWhatWasChanged) {
  auto chains = read_chains(two_chains);
  chains[1].steps[0].notify = {{Target::Kind::team, "support"}};
  json changed = two_chains;
  write_chains(changed, chains);
  EXPECT_EQ(changed["chains"][0], two_chains["chains"][0]) << "90m is not 1h30m";
  EXPECT_EQ(changed["chains"][1]["steps"][0]["notify"], json::parse(R"([{"team": "support"}])"));
  EXPECT_EQ(changed["name"], "Acme");
  EXPECT_EQ(read_chains(changed), chains);
  chains.erase(chains.begin());
  write_chains(changed, chains);
  EXPECT_EQ(changed["chains"].size(), 1u);
}

}  // namespace
}  // namespace oasis
