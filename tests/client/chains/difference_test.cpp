// What is different between two versions of a chain, and the picture of it below the chain.
#include "client/chains/difference.hpp"

#include "tests/client/chains/chains_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

Step step(std::int32_t tier, const char* name, const char* user, Duration wait = minutes(15)) {
  Step one;
  one.tier = tier;
  one.name = name;
  one.notify = {{Target::Kind::user, user}};
  one.wait = wait;
  return one;
}

/// "= Support, ~ Manager [Waits 30 min, before 15 min], + Boss, - Old"
std::string say(const std::vector<Step>& then, const std::vector<Step>& now) {
  Workspace workspace;
  for (const auto& [id, name] : {std::pair{"ann", "Ann"}, std::pair{"bob", "Bob"}}) {
    User& user = workspace.users.emplace_back();
    user.id = id;
    user.name = name;
  }
  Chain before, after;
  before.steps = then;
  after.steps = now;
  std::string all;
  for (const StepDifference& one : difference_of({workspace, before}, {workspace, after}).steps) {
    constexpr const char* signs[] = {"=", "~", "+", "-"};
    all += (all.empty() ? "" : ", ") + std::string(signs[static_cast<int>(one.kind)]) + " " +
           (one.after ? now[*one.after].name : then[*one.before].name);
    for (const std::string& line : one.what) all += " [" + line + "]";
  }
  return all;
}

TEST(ChainDifference, StepsAreAddedRemovedAndChangedWhereTheyAre) {
  const Step support = step(1, "Support", "ann"), manager = step(2, "Manager", "bob"), boss = step(3, "Boss", "bob");
  EXPECT_EQ(say({support, manager}, {support, manager}), "= Support, = Manager");
  EXPECT_EQ(say({support, manager}, {support, manager, boss}), "= Support, = Manager, + Boss");
  EXPECT_EQ(say({support, manager, boss}, {support, boss}), "= Support, - Manager, = Boss");
  EXPECT_EQ(say({support}, {step(1, "Support", "ann", minutes(30))}), "~ Support [Waits 30 min, before 15 min]");
  EXPECT_EQ(say({support}, {step(1, "Support", "bob")}), "~ Support [Tells Bob] [No longer tells Ann]");
  EXPECT_EQ(say({support}, {step(1, "Front desk", "ann")}), "~ Front desk [Called “Front desk”, before “Support”]");
  EXPECT_EQ(say({support}, {boss}), "- Support, + Boss");
  EXPECT_EQ(say({}, {support}), "+ Support");
}

TEST(ChainDifference, TheChainItselfIsComparedToo) {
  const Workspace workspace;
  Chain before, after;
  after.repeat = 2;
  after.ack_timeout = hours(1);
  const ChainDifference difference = difference_of({workspace, before}, {workspace, after});
  EXPECT_EQ(difference.chain, (std::vector<std::string>{"Goes through its steps 3 times, before once",
                                                        "An acknowledgement lapses after 1 h, before never"}));
  EXPECT_FALSE(difference.none());
  EXPECT_TRUE(difference_of({workspace, before}, {workspace, before}).none());
}

TEST(ChainDifference, IsShownBelowTheChain) {
  ChainsDesk h(1440, 2600);
  nlohmann::json older = h.document;
  older["chains"][0]["steps"][0]["wait"] = "99m";
  h.platform.net.answer = [&h, older](const platform::Request& request) -> platform::Response {
    if (request.url == "/api/v1/config/1") return {200, nlohmann::json({{"document", older}}).dump()};
    if (request.method == "GET" && request.url == "/api/v1/config")
      return {200, nlohmann::json({{"version", 2},
                                   {"document", h.document},
                                   {"changes", {{{"version", 2}, {"at", "2026-03-02T10:00:00Z"}, {"by", "ann"}},
                                                {{"version", 1}, {"at", "2026-03-01T10:00:00Z"}, {"by", "ann"}}}}})
                       .dump()};
    return h.answer(request);
  };
  h.go("/chains/default");
  h.driver.click(Role::combobox, "Version");
  const platform::Node* option = nullptr;
  for (const platform::Node& node : h.ui.tree().nodes) {
    const std::string_view name = h.ui.tree().name(node);
    if (node.role == Role::option && name.substr(0, 10) == "Version 1,") option = &node;
  }
  ASSERT_NE(option, nullptr);
  h.driver.click(Role::option, std::string(h.ui.tree().name(*option)));
  EXPECT_TRUE(h.driver.says("before 1 h 39 min"));
  EXPECT_TRUE(h.driver.says("Changed"));
  EXPECT_TRUE(h.driver.says("The same"));
}

}  // namespace
}  // namespace oasis
