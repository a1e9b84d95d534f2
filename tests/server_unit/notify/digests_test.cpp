// Digests on a virtual clock: when they leave, what they say, in whose words; none that says nothing.
#include "server/notify/digests.hpp"

#include <gtest/gtest.h>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/notify/parcel.hpp"
#include "server/store/languages.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

using engine::Turn;

Instant at(const char* text) {
  const auto instant = parse_instant(text);
  EXPECT_TRUE(instant.ok()) << text;
  return instant.ok() ? *instant : Instant{};
}

// Ann reads in Berlin, in German, every day at 08:00; Bob in New York on Mondays at 09:00; Cleo has the
// usual.
constexpr const char* document = R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "zone": "Europe/Berlin", "contacts": {"email": "ann@acme.example"},
     "notify": {"low": [{"digest": "daily", "at": "08:00"}]}},
    {"id": "bob", "name": "Bob", "zone": "America/New_York", "contacts": {"email": "bob@acme.example"},
     "notify": {"low": [{"digest": "weekly", "day": "mon", "at": "09:00"}]}},
    {"id": "cleo", "name": "Cleo", "contacts": {"email": "cleo@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "teams": [{"id": "support", "name": "Support", "members": ["ann", "bob"]}],
  "customers": [{"id": "globex", "name": "Globex", "domains": ["globex.example"]}],
  "slas": [{"id": "standard", "targets": {"normal": {"resolution": "26h"}}}],
  "chains": [{"id": "default", "steps": [{"tier": 1, "notify": [{"user": "olga"}], "wait": "30m"}]}],
  "rules": [{"id": "news", "on": "created", "if": {"tag": "news"}, "then": [{"notify": {"user": "cleo", "urgency": "low"}}]},
            {"id": "news-ann", "on": "created", "if": {"tag": "for-ann"}, "then": [{"notify": {"user": "ann", "urgency": "low"}}]}]
})json";

struct Digests : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{at("2026-03-26T12:00:00Z")};  // a Thursday
  engine::Links links{"https://help.example", "key"};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override { start(document); }
  void start(const char* adopted) {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.jobs["digests"] = [this](Turn& turn) { return queue_digests(turn, links); };
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database),
                                              clock, hooks);
    if (adopted) adopt(adopted);
    writer->run([](Turn& turn) { store::set_language(turn.database(), "ann", "de-at"); });
    writer->act_on_time();
    settle();
  }
  void adopt(const std::string& text) {
    writer->run([&](Turn& turn) {
      const auto faults = turn.adopt_document(text, engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  void settle() {
    for (int i = 0; i < 3; ++i) writer->run([](Turn&) {});
  }
  void go_to(const char* text) {
    clock.set(at(text));
    settle();
  }
  void create(const TicketId& id, const std::string& subject, const std::vector<std::string>& tags = {}) {
    CreateTicket create;
    create.ticket = id;
    create.subject = subject;
    create.from_email = "gina@globex.example";
    create.from_name = "Gina Roth";
    create.team = "support";
    create.tags = tags;
    create.message.id = id + "-first";
    create.message.text = "help";
    run(create, Actor{Actor::Kind::customer, "", Role::viewer});
  }
  void run(const Command& command, const Actor& by) {
    writer->run([&](Turn& turn) {
      const auto refusal = turn.run(command, by);
      ASSERT_FALSE(refusal.has_value()) << refusal->what;
    });
  }
  void assign(const TicketId& id, const Id& user) {
    SetFields set;
    set.ticket = id;
    set.assignee = user;
    run(set, Actor{Actor::Kind::user, "olga", Role::admin});
  }
  /// What was queued for a person as a digest, oldest first, as it leaves.
  std::vector<Parcel> digests(const Id& user) {
    std::vector<Parcel> all;
    const auto policies = writer->policies();
    writer->run_store([&](store::Database& database) {
      for (const store::Outgoing& row : store::outgoing_to(database, user, Instant{})) {
        if (row.key.compare(0, 7, "digest/") != 0) continue;
        all.insert(all.begin(), make_parcel(row, database, *policies, zones, links, clock.now()));
      }
    });
    return all;
  }
};

bool says(const Parcel& parcel, const std::string& words) {
  return parcel.letter.text.find(words) != std::string::npos;
}

TEST_F(Digests, ADailyOneLeavesAtTheReadersLocalTimeAndSaysWhatMattersInTheirWords) {
  create("t", "Exports fail");
  assign("t", "ann");
  run(Escalate{"t", "default", std::nullopt, "the customer is stuck"},
      Actor{Actor::Kind::user, "bob", Role::agent});
  go_to("2026-03-27T06:59:00Z");
  EXPECT_TRUE(digests("ann").empty()) << "07:59 in Berlin";
  go_to("2026-03-27T07:00:00Z");
  const auto sent = digests("ann");
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].row.address, "ann@acme.example");
  EXPECT_EQ(sent[0].letter.subject, "Acme: 1 wartet auf Sie, 1 wird fällig, 1 eskaliert, 1 mit Neuem");
  for (const char* part : {"Guten Tag Ann", "Stand Fr, 27. März, 08:00 (Europe/Berlin)", "Wartet auf Sie (1)",
                           "- #1 Exports fail\n", "Globex, normal; unbeantwortet seit Do, 26. März, 13:00",
                           "https://help.example", "Als Nächstes fällig (1)", "Lösung bis Fr, 27. März, 15:00",
                           "Eskaliert (1)", "auf Stufe 1, Do, 26. März, 13:00", "Was sich geändert hat (1)",
                           "zugewiesen an Ann", "eskaliert auf Stufe 1", "/notifications"})
    EXPECT_TRUE(says(sent[0], part)) << part << "\n" << sent[0].letter.text;
  EXPECT_FALSE(says(sent[0], "{{")) << sent[0].letter.text;
}

TEST_F(Digests, OverTheChangeOfTheClocksItStaysAtEight) {
  create("t", "Exports fail");
  assign("t", "ann");
  go_to("2026-03-28T07:00:00Z");
  ASSERT_EQ(digests("ann").size(), 1u);
  go_to("2026-03-29T05:59:00Z");
  EXPECT_EQ(digests("ann").size(), 1u);
  go_to("2026-03-29T06:00:00Z");
  EXPECT_EQ(digests("ann").size(), 2u) << "08:00 is 06:00 UTC now";
}

TEST_F(Digests, AWeeklyOneLooksBackAWeekAndComesOnItsDay) {
  create("t", "Exports fail");
  go_to("2026-03-27T13:00:00Z");
  go_to("2026-03-30T12:59:00Z");
  EXPECT_TRUE(digests("bob").empty());
  go_to("2026-03-30T13:00:00Z");
  const auto sent = digests("bob");
  ASSERT_EQ(sent.size(), 1u) << "Monday 09:00 in New York";
  EXPECT_TRUE(says(sent[0], "as of Mon 30 Mar, 09:00 (America/New_York)")) << sent[0].letter.text;
  EXPECT_TRUE(says(sent[0], "What changed (1)")) << "Thursday is within the week";
  EXPECT_TRUE(says(sent[0], "resolution overdue since Fri 27 Mar, 10:00")) << sent[0].letter.text;
  go_to("2026-04-05T13:00:00Z");
  EXPECT_EQ(digests("bob").size(), 1u);
}

TEST_F(Digests, OneThatSaysNothingIsNotSent) {
  go_to("2026-03-27T07:00:00Z");
  go_to("2026-03-30T13:00:00Z");
  for (const char* user : {"ann", "bob", "cleo", "olga"}) EXPECT_TRUE(digests(user).empty()) << user;
}

TEST_F(Digests, WhatOneDidOneselfIsNoNews) {
  create("t", "Exports fail");
  go_to("2026-03-27T07:00:00Z");
  ASSERT_EQ(digests("ann").size(), 1u);
  go_to("2026-03-27T07:30:00Z");
  SetFields set;
  set.ticket = "t";
  set.status = Status::on_hold;
  run(set, Actor{Actor::Kind::user, "ann", Role::agent});
  run(Acknowledge{"t"}, Actor{Actor::Kind::user, "bob", Role::agent});
  go_to("2026-03-28T07:00:00Z");
  const auto sent = digests("ann");
  ASSERT_EQ(sent.size(), 2u);
  EXPECT_TRUE(says(sent[1], "angenommen von Bob")) << sent[1].letter.text;
  EXPECT_FALSE(says(sent[1], "zurückgestellt")) << sent[1].letter.text;
}

TEST_F(Digests, WhatColleaguesFinishedIsNews) {
  create("t", "Exports fail");
  SetFields set;
  set.ticket = "t";
  set.status = Status::resolved;
  run(set, Actor{Actor::Kind::user, "bob", Role::agent});
  go_to("2026-03-27T07:00:00Z");
  const auto sent = digests("ann");
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_TRUE(says(sent[0], "gelöst von Bob")) << sent[0].letter.text;
  EXPECT_EQ(sent[0].letter.subject, "Acme: 1 mit Neuem");
}

TEST_F(Digests, LowNewsOfWhoHasNoRulesOfTheirOwnComesAtNineInTheWorkspacesZone) {
  create("t", "A quiet question", {"news"});
  go_to("2026-03-27T08:59:00Z");
  EXPECT_TRUE(digests("cleo").empty());
  go_to("2026-03-27T09:00:00Z");
  const auto sent = digests("cleo");
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_TRUE(says(sent[0], "#1 A quiet question")) << sent[0].letter.text;
}

TEST_F(Digests, CollectedNewsAndTheDigestThatWasAskedForAreOneMailAlsoIfItIsLate) {
  create("t", "A quiet question", {"for-ann"});
  go_to("2026-03-27T07:00:03Z");
  EXPECT_EQ(digests("ann").size(), 1u);
  go_to("2026-03-27T07:30:00Z");
  EXPECT_EQ(digests("ann").size(), 1u);
}

TEST_F(Digests, OneThatCameDueWhileNoServerRanIsSentOnceAtTheStart) {
  create("t", "Exports fail");
  writer.reset();
  clock.set(at("2026-03-29T12:00:00Z"));
  start(nullptr);
  EXPECT_EQ(digests("ann").size(), 1u) << "three mornings, one mail";
  writer.reset();
  start(nullptr);
  EXPECT_EQ(digests("ann").size(), 1u);
}

TEST_F(Digests, TheWorkspacesOwnTemplateIsUsedInTheReadersLanguage) {
  std::string own = document;
  own.insert(own.rfind('}'),
             R"json(, "templates": [{"id": "digest", "name": "D", "subject": "News for {{user.name}}",
    "text": "{{if digest.waiting}}You have {{digest.waiting.count}}.{{else}}Nobody waits.{{end}}\n{{digest.changed}}",
    "language": {"de": {"text": "Neues: {{digest.summary}}"}}}])json");
  adopt(own);
  create("t", "Exports fail");
  go_to("2026-03-27T07:00:00Z");
  go_to("2026-03-30T13:00:00Z");
  ASSERT_FALSE(digests("ann").empty());
  EXPECT_EQ(digests("ann")[0].letter.subject, "News for Ann");
  EXPECT_EQ(digests("ann")[0].letter.text, "Neues: 1 wird fällig, 1 mit Neuem");
  ASSERT_EQ(digests("bob").size(), 1u);
  EXPECT_TRUE(says(digests("bob")[0], "Nobody waits.\n- #1 Exports fail")) << digests("bob")[0].letter.text;
}

}  // namespace
}  // namespace oasis::notify
