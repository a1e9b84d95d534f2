// Room 7: playbooks are read and their questions answered, drills are held and scored, and a ticket shows what to read.
#include <nlohmann/json.hpp>

#include "client/training/drills.hpp"
#include "client/training/scoreboard.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using platform::Request;
using platform::Response;
using platform::Role;

const Actor bob{Actor::Kind::user, "bob", oasis::Role::agent};

/// A server that has two playbooks and a drill, and judges as it is told.
struct TrainingDesk : DeskHarness {
  TrainingDesk() {
    Workspace workspace = replica.confirmed.versions.back()->workspace();
    workspace.playbooks = {
        {"calm", "Calming an angry customer", "Somebody is angry", {}, {}, "## How\nListen **first**.\n\n> I am sorry.",
         {{"What comes first?", {"Explain", "Listen"}, 1}}},
        {"brief", "Briefing an executive", "", {4}, {}, "Four lines.", {}}};
    Drill drill;
    drill.id = "fire";
    drill.name = "The printer burns";
    drill.chain = "default";
    drill.subject = "Smoke";
    workspace.drills = {drill};
    replica.confirmed.versions = {*Policies::prepare(workspace, zones, 1)};
    platform.screen = {1440, 2000, 1};
    platform.net.answer = [this](const Request& request) { return answer(request); };
  }

  Response answer(const Request& request) {
    if (request.url == "/api/v1/training") return {200, training.dump()};
    if (request.url == "/api/v1/drills") return {200, drills.dump()};
    if (request.method == "POST") posted.push_back(request.url + " " + request.body);
    if (request.url == "/api/v1/training/calm") return {200, quiz.dump()};
    if (request.url == "/api/v1/drills/fire") return {hold_status, hold_status == 200 ? running.dump() : refusal};
    return {200, "{}"};
  }

  json training = {
      {"playbooks", {{{"playbook", "calm"}, {"to_know", true}, {"read", nullptr}, {"right", 0}, {"asked", 1}, {"known", false}},
                     {{"playbook", "brief"}, {"to_know", false}, {"read", nullptr}, {"right", 0}, {"asked", 0}, {"known", false}}}},
      {"teams", {{{"team", "support"}, {"playbook", "calm"}, {"to_know", 2}, {"unread", {"bob"}}}}}};
  json quiz = {{"right", 0}, {"asked", 1}, {"wrong", {0}}};
  json drills = {{"drills", {{{"id", "fire"}, {"name", "x"}, {"next", nullptr}}}}, {"held", json::array()}};
  json running = {
      {"drills", json::array()},
      {"held",
       {{{"drill", "fire"}, {"ticket", "t9"}, {"number", 9}, {"from", 1'000'000}, {"to", 9'000'000}, {"over", false},
         {"result",
          {{"score", 75},
           {"acknowledged", false},
           {"tiers", {{{"tier", 1}, {"told", "2026-03-02T09:00:00Z"}, {"acknowledged_after", nullptr}},
                      {{"tier", 2}, {"told", "2026-03-02T09:30:00Z"}, {"acknowledged_after", "2m"}}}},
           {"missed_steps", {{{"chain", "default"}, {"step", 0}, {"round", 1}, {"why", "nobody acknowledged"}}}},
           {"gaps", json::array()},
           {"failed_channels", {{{"user", "bob"}, {"via", "sms"}}}}}}}}}};
  int hold_status = 200;
  std::string refusal = R"({"error": {"message": "Not all who take part are at work now."}})";
  std::vector<std::string> posted;
};

TEST(TrainingRoom, APlaybookIsReadAndItsQuestionsAnswered) {
  TrainingDesk h;
  h.go("/training");
  EXPECT_TRUE(h.driver.says("There is one playbook that is yours to know"));
  EXPECT_TRUE(h.driver.says("For others"));
  EXPECT_TRUE(h.driver.says("Bob Okafor has 1 to read"));
  h.driver.click(Role::link, "Calming an angry customer");
  EXPECT_TRUE(h.driver.says("Listen first."));
  EXPECT_TRUE(h.driver.says("I am sorry."));
  h.driver.click(Role::option, "Explain");
  h.driver.click(Role::button, "Check my answers");
  EXPECT_EQ(h.posted, (std::vector<std::string>{R"(/api/v1/training/calm {"answers":[0]})"}));
  EXPECT_TRUE(h.driver.says("Not that one"));
  h.quiz = {{"right", 1}, {"asked", 1}, {"wrong", json::array()}};
  h.driver.click(Role::option, "Listen");
  h.driver.click(Role::button, "Check my answers");
  EXPECT_TRUE(h.driver.says("All right. Kept: you know this playbook"));
}

TEST(TrainingRoom, APlaybookIsOpenedByKeyboard) {
  TrainingDesk h;
  h.go("/training");
  h.platform.pending.focused = h.driver.find(Role::link, "Calming an angry customer")->id;
  h.driver.press("Enter");
  EXPECT_TRUE(h.driver.says("Listen first."));
}

TEST(TrainingRoom, QuestionsThatAreAddedMeanwhileAreAskedFromTheBeginning) {
  TrainingDesk h;
  h.go("/training/playbooks/calm");
  h.driver.click(Role::option, "Explain");
  Workspace workspace = h.replica.confirmed.versions.back()->workspace();
  workspace.playbooks[0].quiz.push_back({"And then?", {"Wait", "Act"}, 1});
  h.replica.confirmed.versions = {*Policies::prepare(workspace, h.zones, 2)};
  h.platform.wake();
  h.driver.settle();
  h.driver.click(Role::option, "Explain");
  h.driver.click(Role::option, "Act");
  h.driver.click(Role::button, "Check my answers");
  EXPECT_EQ(h.posted, (std::vector<std::string>{R"(/api/v1/training/calm {"answers":[0,1]})"}));
}

TEST(TrainingRoom, WithoutQuestionsOneSaysThatItWasRead) {
  TrainingDesk h;
  h.go("/training/playbooks/brief");
  EXPECT_TRUE(h.driver.says("Tier 4"));
  h.driver.click(Role::button, "I have read this");
  EXPECT_EQ(h.posted, (std::vector<std::string>{R"(/api/v1/training/brief {"answers":[]})"}));
}

TEST(TrainingRoom, ADrillIsPlayedDryThenHeldAndShowsItsLessons) {
  TrainingDesk h;
  h.go("/training/drills");
  EXPECT_TRUE(h.driver.says("Every quarter"));
  h.driver.click(Role::button, "Dry run");
  EXPECT_TRUE(h.driver.says("Tier 1: Ann Ek by e-mail"));
  EXPECT_TRUE(h.posted.empty()) << "nobody is told by a dry run";
  h.driver.click(Role::button, "Hold it now…");
  h.hold_status = 409;
  h.driver.click(Role::button, "Hold it");
  EXPECT_TRUE(h.driver.says("Not all who take part are at work now."));
  h.hold_status = 200;
  h.drills = h.running;
  h.driver.click(Role::button, "Hold it");
  EXPECT_TRUE(h.driver.says("Tier 1"));
  EXPECT_TRUE(h.driver.says("acknowledged after 2 min"));
  EXPECT_TRUE(h.driver.says("75"));
  EXPECT_TRUE(h.driver.says("was missed: nobody acknowledged"));
  EXPECT_TRUE(h.driver.says("Bob Okafor was not reached by SMS"));
}

TEST(TrainingRoom, ATicketShowsThePlaybooksForItsTier) {
  TrainingDesk h;
  h.open_ticket("t1", "Printer on fire");
  h.platform.screen = {1440, 1400, 1};
  h.go("/tickets/1");
  EXPECT_FALSE(h.driver.has(Role::button, "Briefing an executive")) << "that is for tier 4";
  h.driver.click(Role::button, "Calming an angry customer");
  EXPECT_TRUE(h.driver.says("Listen first."));
  h.driver.click(Role::button, "Close");
  EXPECT_FALSE(h.shell.ticket.playbook.open);
}

TEST(Lessons, NameWhatIsToBeMendedAndWhere) {
  TrainingDesk h;
  const Workspace& workspace = h.replica.confirmed.versions.back()->workspace();
  HeldDrill held;
  held.score.missed = {{"default", 1, 2, "nobody on call"}};
  held.score.gaps = {"tier-1"};
  held.score.failed = {{"bob", "sms"}, {"ann", ""}};
  std::vector<std::string> all;
  for (const Lesson& lesson : lessons_of(workspace, held)) all.push_back(lesson.words + " -> " + lesson.address);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_NE(all[0].find(", round 2 was missed: nobody on call -> /chains/default"), std::string::npos) << all[0];
  EXPECT_NE(all[1].find("-> /oncall/tier-1"), std::string::npos) << all[1];
  EXPECT_EQ(all[2], "Bob Okafor was not reached by SMS -> /settings/people/bob");
  EXPECT_EQ(all[3], "Ann Ek was not reached -> /settings/people/ann");
  EXPECT_TRUE(lessons_of(workspace, HeldDrill{}).empty());
}

TEST(DrillsOfATeam, AreThoseWhoseChainMayReachOneOfIt) {
  TrainingDesk h;
  const Workspace& workspace = h.replica.confirmed.versions.back()->workspace();
  EXPECT_TRUE(concerns_team(workspace, "default", {"x", "X", {"ann"}}));
  EXPECT_FALSE(concerns_team(workspace, "default", {"x", "X", {"nobody"}}));
  EXPECT_FALSE(concerns_team(workspace, "other", {"x", "X", {"ann"}}));
}

}  // namespace
}  // namespace oasis
