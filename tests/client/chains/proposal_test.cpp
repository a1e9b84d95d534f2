// A change that an address proposes: read, written, and made only where it can be.
#include "client/chains/proposal.hpp"

#include <gtest/gtest.h>

#include "tests/client/chains/chains_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(WaitProposalTest, IsInTheAddressAndComesBack) {
  const WaitProposal proposal{"default", 1, minutes(10)};
  EXPECT_EQ(address_of(proposal), "/chains/default?step=1&wait=10");
  EXPECT_EQ(read_wait_proposal(address_of(proposal)), proposal);
}

TEST(WaitProposalTest, WhatCouldNotBeIsNoProposal) {
  for (const char* address : {"/chains/default", "/chains/default?", "/chains/default?step=1", "/chains/default?wait=10",
                              "/chains/default?step=-1&wait=10", "/chains/default?step=1&wait=0",
                              "/chains/default?step=1&wait=10001", "/chains/default?step=1x&wait=10",
                              "/chains/default?step=99999999999999999999&wait=10", "/reports?step=1&wait=10"})
    EXPECT_EQ(read_wait_proposal(address), std::nullopt) << address;
}

TEST(WaitProposalTest, AStepThatIsNotThereLeavesTheChainAsItIs) {
  Chain chain;
  chain.id = "c";
  chain.steps.resize(2);
  EXPECT_EQ(with_wait(chain, {"c", 2, minutes(5)}), chain);
  EXPECT_EQ(with_wait(chain, {"d", 1, minutes(5)}), chain);
  EXPECT_EQ(with_wait(chain, {"c", 1, minutes(5)}).steps[1].wait, minutes(5));
}

TEST(ChainsRoom, AProposalIsMadeInTheDraftAndSavedByNobody) {
  ChainsDesk h;
  h.go("/chains/default?step=0&wait=10");
  EXPECT_EQ(h.platform.location(), "/chains/default");
  EXPECT_TRUE(h.driver.has(Role::button, "Support waits 10 min"));
  EXPECT_TRUE(h.driver.has(Role::heading, "Back-test"));
  EXPECT_TRUE(h.saved.is_null());
  h.driver.click(Role::button, "Undo");
  EXPECT_TRUE(h.driver.has(Role::button, "Support waits 30 min")) << "it is one change, undone like any other";
}

}  // namespace
}  // namespace oasis
