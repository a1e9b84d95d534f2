// Which playbook is for which ticket and whom (docs/semantics.md, "Playbooks").
#include "shared/policy/playbooks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace oasis {
namespace {

Playbook playbook(Id id, std::vector<std::int32_t> tiers = {}, std::vector<std::string> categories = {}) {
  Playbook one;
  one.id = std::move(id);
  one.tiers = std::move(tiers);
  one.categories = std::move(categories);
  return one;
}

std::string ids(const std::vector<const Playbook*>& found) {
  std::string all;
  for (const Playbook* one : found) all += (all.empty() ? "" : " ") + one->id;
  return all;
}

Ticket at_tier(std::int32_t tier, std::string category = "") {
  Ticket ticket;
  ticket.category = std::move(category);
  if (tier > 0) {
    Run run;
    run.highest_tier = tier;
    ticket.runs.push_back(run);
  }
  return ticket;
}

User person(Id id, Role role = Role::agent) {
  User user;
  user.id = std::move(id);
  user.role = role;
  return user;
}

Step step(std::int32_t tier, Target::Kind kind, Id id) {
  Step one;
  one.tier = tier;
  one.notify.push_back({kind, std::move(id)});
  return one;
}

TEST(PlaybooksBesideATicket, ThoseForItsTierAndCategoryTheNarrowOnesFirst) {
  Workspace workspace;
  workspace.playbooks = {playbook("all"), playbook("tier-3", {3}), playbook("outage", {}, {"Outage"}),
                         playbook("outage-3", {3, 4}, {"outage"}), playbook("bills", {}, {"billing"})};
  EXPECT_EQ(ids(playbooks_for(workspace, at_tier(3, "outage"))), "outage-3 outage tier-3 all");
  EXPECT_EQ(ids(playbooks_for(workspace, at_tier(3))), "tier-3 all");
  EXPECT_EQ(ids(playbooks_for(workspace, at_tier(2, "billing"))), "bills all");
}

TEST(PlaybooksBesideATicket, WhatWasNotEscalatedIsAtTheFirstTier) {
  Workspace workspace;
  workspace.playbooks = {playbook("first", {1}), playbook("second", {2})};
  EXPECT_EQ(ids(playbooks_for(workspace, at_tier(0))), "first");
}

TEST(TiersOfAPerson, AreThoseOfStepsThatNameThemTheirTeamOrTheirSchedule) {
  Workspace workspace;
  workspace.teams = {{"support", "Support", {"ann"}}};
  Schedule nights;
  nights.id = "nights";
  nights.layers.emplace_back().rotation.people = {"bob", "ann"};
  workspace.schedules = {nights};
  Chain chain;
  chain.steps = {step(1, Target::Kind::team, "support"), step(2, Target::Kind::schedule, "nights"),
                 step(3, Target::Kind::user, "olga")};
  chain.steps[2].backup.push_back({Target::Kind::user, "bob"});
  workspace.chains = {chain};
  EXPECT_EQ(tiers_of(workspace, person("ann")), (std::set<std::int32_t>{1, 2}));
  EXPECT_EQ(tiers_of(workspace, person("bob")), (std::set<std::int32_t>{2, 3}));
  EXPECT_EQ(tiers_of(workspace, person("olga")), (std::set<std::int32_t>{3}));
  EXPECT_TRUE(tiers_of(workspace, person("vera")).empty());

  workspace.playbooks = {playbook("all"), playbook("executives", {4}), playbook("managers", {3, 4})};
  EXPECT_EQ(ids(playbooks_to_know(workspace, person("olga"))), "all managers");
  EXPECT_EQ(ids(playbooks_to_know(workspace, person("ann"))), "all");
  EXPECT_EQ(ids(playbooks_to_know(workspace, person("olga", Role::viewer))), "");
}

TEST(Quiz, CountsRightAnswersInTheirPlaces) {
  Playbook one = playbook("one");
  one.quiz = {{"a?", {"x", "y"}, 1}, {"b?", {"x", "y"}, 0}};
  EXPECT_EQ(right_answers(one, {1, 0}), 2);
  EXPECT_EQ(right_answers(one, {0, 0, 0}), 1);
  EXPECT_EQ(right_answers(one, {}), 0);
}

}  // namespace
}  // namespace oasis
