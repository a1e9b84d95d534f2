// The complete example of a workspace document, which every new installation offers, is valid and comes out
// as it went in: `config check`, import, export.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "tests/places.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using nlohmann::json;

json example() {
  std::ifstream file(test::source_folder() + "/tests/fuzz/corpus/document/default-workspace.json");
  return json::parse(file, nullptr, false);
}

Zones all_zones() {
  Zones zones;
  for (const std::string& name : test::system_zone_names()) (void)zones.add(name, test::zone_bytes(name));
  return zones;
}

/// Where a member of `wanted` is missing in `is` or says something else; lists must have the same length.
std::string difference(const json& wanted, const json& is, const std::string& at) {
  if (wanted.is_structured() && wanted.type() == is.type()) {
    if (wanted.is_array() && wanted.size() != is.size()) return at;
    for (const auto& [key, value] : wanted.items()) {
      if (wanted.is_object() && !is.contains(key)) return at + "/" + key;
      const json& other = wanted.is_object() ? is[key] : is[std::stoul(key)];
      std::string found = difference(value, other, at + "/" + key);
      if (!found.empty()) return found;
    }
    return {};
  }
  return wanted == is ? std::string() : at;
}

TEST(ExampleWorkspace, IsValidAndTheSameAfterImportAndExport) {
  const json document = example();
  ASSERT_TRUE(document.is_object()) << "the example is missing";
  const Zones zones = all_zones();
  const auto imported = read_workspace(document, zones);
  ASSERT_TRUE(imported.ok()) << imported.error().front().where << ": " << imported.error().front().what;
  const json exported = write_workspace(*imported);
  EXPECT_EQ(difference(document, exported, ""), "") << "something that the document says is lost or changed";
  const auto again = read_workspace(exported, zones);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, *imported);
  EXPECT_EQ(write_workspace(*again), exported);
}

}  // namespace
}  // namespace oasis
