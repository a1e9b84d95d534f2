// What an edit would do, as the server's route and the client's editor ask for it.
#include "shared/codec/preview.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr Instant noon{1'772'452'800'000};  // 2026-03-02T12:00:00Z

json document(const char* target) {
  return {{"default_sla", "std"},
          {"slas", {{{"id", "std"}, {"targets", {{"normal", {{"resolution", target}}}}}}}}};
}

State with_a_ticket() {
  State state;
  const Zones zones;
  state.versions.push_back(*Policies::prepare(*read_workspace(document("4h"), zones), zones, 1));
  CreateTicket create;
  create.ticket = "T1";
  for (const Event& event : *decide(state, create, Actor{Actor::Kind::user, "", Role::agent}, noon))
    apply(state, event);
  return state;
}

TEST(Preview, CountsWhatMovesAndWhatWouldBeBreachedAndChangesNothing) {
  const State state = with_a_ticket();
  const auto answer = preview_document(state, document("1h"), Zones(), noon + hours(2));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->dump(), R"({"open_tickets":1,"due_times_moved":1,"breached_now":1,"gaps":[]})");
  EXPECT_EQ(state.versions.size(), 1u);
  EXPECT_EQ(state.tickets, with_a_ticket().tickets);
}

TEST(Preview, TheSameDocumentMovesNothing) {
  const auto answer = preview_document(with_a_ticket(), document("4h"), Zones(), noon + hours(2));
  EXPECT_EQ(answer->dump(), R"({"open_tickets":1,"due_times_moved":0,"breached_now":0,"gaps":[]})");
}

TEST(Preview, NamesTheGapsThatTheEditMakes) {
  json edited = document("4h");
  edited["schedules"] = {{{"id", "empty"}}};
  const auto answer = preview_document(with_a_ticket(), edited, Zones(), noon);
  EXPECT_EQ((*answer)["gaps"].dump(),
            R"([{"schedule":"empty","from":"2026-03-02T12:00:00Z","to":"2026-04-01T12:00:00Z"}])");
}

TEST(Preview, OfADocumentWithAFaultIsItsFaults) {
  const auto answer = preview_document(with_a_ticket(), json{{"default_sla", "gold"}}, Zones(), noon);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error()[0].where, "/default_sla");
}

}  // namespace
}  // namespace oasis
