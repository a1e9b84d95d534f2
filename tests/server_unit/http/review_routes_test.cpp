// /api/v1/reviews and the pages after incidents: who reads and writes them, what is kept, what leaves, and that an
// action comes back in the next review.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "server/http/review.hpp"
#include "server/store/audit.hpp"
#include "server/store/outbox.hpp"
#include "server/store/reviews.hpp"
#include "shared/report/review.hpp"
#include "shared/time/civil.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct ReviewRoutes : WholeServer {
  void SetUp() override {
    json all = document();
    all["users"][0]["contacts"] = {{"email", "olga@example.org"}};
    all["schedules"] = {{{"id", "nights"}}};
    all["chains"].push_back(
        {{"id", "empty"}, {"steps", {{{"tier", 1}, {"notify", {{{"schedule", "nights"}}}}, {"wait", "1h"}}}}});
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(all.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  void escalate(const TicketId& ticket, const Id& chain) {
    app.writer.run([&](engine::Turn& turn) {
      Escalate command;
      command.ticket = ticket;
      command.chain = chain;
      const auto refusal = turn.run(command, {Actor::Kind::user, "agent-0", Role::agent});
      ASSERT_FALSE(refusal) << refusal->what;
    });
  }
  WholeAnswer post(const Someone& who, const std::string& path, const json& body) {
    return ask({{"Cookie", who.cookie}}, "POST", path, body.dump(), "application/json");
  }
  json get(const std::string& path) { return json::parse(ask(olga(), "GET", path).text); }
  const Someone& olga() const { return people.front(); }
  const Someone& person(const Id& id) const {
    return *std::find_if(people.begin(), people.end(), [&](const Someone& one) { return one.id == id; });
  }
  std::string month(int after = 0) const {
    ReviewMonth month = month_of(app.auth.now().ms / days(1).ms);
    for (; after < 0; ++after) month = month_before(month);
    return to_text(month);
  }
  std::string audit() {
    std::string lines;
    app.read([&](store::Database& reading) {
      store::each_audit_line(reading, 0, 1000, [&](std::int64_t, const std::string& line) { lines += line + "\n"; });
    });
    return lines;
  }
  const std::string page = "/api/v1/tickets/t.north.globex/incident";
};

TEST_F(ReviewRoutes, AFindingIsDecidedAndKeptByWhomAndWhen) {
  for (const char* ticket : {"t.north.globex", "t.north.initech"}) escalate(ticket, "empty");
  preview_of.clear();
  const std::string here = "/api/v1/reviews/" + month();
  const json decision = {{"kind", "nobody_answered"}, {"subject", ""}, {"verdict", "act"}, {"words", "Fill the nights"},
                         {"owner", "olga"}, {"due", "2020-01-15"}};
  const WholeAnswer kept = post(olga(), here, decision);
  ASSERT_EQ(kept.status, 200) << kept.text;
  const json review = json::parse(kept.text);
  ASSERT_EQ(review["outcomes"].size(), 1u);
  EXPECT_EQ(review["outcomes"][0]["by"], "olga");
  EXPECT_EQ(review["outcomes"][0]["then"], (json{{"counted", 2}, {"ground", 2}}));
  const auto finding = std::find_if(review["findings"].begin(), review["findings"].end(),
                                    [](const json& one) { return one["kind"] == "nobody_answered"; });
  ASSERT_NE(finding, review["findings"].end());
  EXPECT_EQ((*finding)["tickets"].size(), 2u);
  EXPECT_EQ((*finding)["before"]["counted"], 0);
  EXPECT_NE(audit().find("\"review_decided\""), std::string::npos);
  EXPECT_NE(ask(olga(), "GET", "/reviews/" + month()).text.find("Act: Fill the nights — Olga, by 2020-01-15"), std::string::npos);

  json later = decision;
  later["verdict"] = "later";
  later["words"] = later["owner"] = later["due"] = "";
  ASSERT_EQ(post(olga(), here, later).status, 200);
  const json again = json::parse(post(olga(), here, later).text);
  EXPECT_EQ(again["outcomes"].size(), 1u) << "the latest counts";
  EXPECT_EQ(post(olga(), here + "/done", {{"kind", "nobody_answered"}, {"subject", ""}, {"done", true}}).status, 404)
      << "it is no action any more";
}

TEST_F(ReviewRoutes, AnOpenActionComesBackWithTheSameFigureThenAndNow) {
  escalate("t.north.globex", "empty");
  app.writer.run([&](engine::Turn& turn) {
    store::ReviewOutcome old;
    old.month = month(-2);
    old.kind = "nobody_answered";
    old.what = "5 escalations ended without anybody answering.";
    old.counted = 5;
    old.ground = 9;
    old.verdict = "act";
    old.words = "Fill the nights";
    store::put_outcome(turn.database(), old);
  });
  json answer = json::parse(post(olga(), "/api/v1/reviews/" + month(), {{"kind", "none"}}).text);
  EXPECT_EQ(answer["error"]["code"], "not_found");
  const WholeAnswer printed = ask(olga(), "GET", "/reviews/" + month());
  EXPECT_NE(printed.text.find("5 of 9 escalations; now 1 of 1 escalations."), std::string::npos) << printed.text;
  ASSERT_EQ(post(olga(), "/api/v1/reviews/" + month(-2) + "/done",
                 {{"kind", "nobody_answered"}, {"subject", ""}, {"done", true}}).status, 200);
  EXPECT_EQ(ask(olga(), "GET", "/reviews/" + month()).text.find("5 of 9"), std::string::npos) << "it is done";
}

TEST_F(ReviewRoutes, WhatIsNoDecisionIsRefusedWithItsPlace) {
  escalate("t.north.globex", "empty");
  const std::string here = "/api/v1/reviews/" + month();
  const json good = {{"kind", "nobody_answered"}, {"subject", ""}, {"verdict", "act"}, {"words", "x"}};
  for (const auto& [key, value] : std::map<std::string, json>{{"verdict", "maybe"}, {"words", ""}, {"owner", "nobody"},
                                                              {"due", "soon"}, {"words", std::string(2001, 'x')}}) {
    json bad = good;
    bad[key] = value;
    const WholeAnswer refused = post(olga(), here, bad);
    EXPECT_EQ(refused.status, 422) << key;
    EXPECT_EQ(json::parse(refused.text)["error"]["where"], "/" + key);
  }
  for (const char* month : {"2026-13", "last", "2999-01"})
    EXPECT_EQ(post(olga(), std::string("/api/v1/reviews/") + month, good).status, 422) << month;
}

TEST_F(ReviewRoutes, AReviewIsForManagers) {
  for (const Someone& who : people) {
    const bool theirs = who.sight.role >= Role::manager;
    EXPECT_EQ(ask(who, "GET", "/api/v1/reviews").status, theirs ? 200 : 403) << who.id;
    EXPECT_EQ(ask(who, "GET", "/reviews/" + month()).status, theirs ? 200 : 403) << who.id;
    EXPECT_EQ(post(who, "/api/v1/reviews/" + month() + "/done", {{"kind", "x"}, {"done", true}}).status, theirs ? 404 : 403)
        << who.id;
  }
}

TEST_F(ReviewRoutes, AReviewIsOfWhatItsManagerSeesAndDecidedForThat) {
  for (const store::TicketRow& ticket : tickets) escalate(ticket.id, "empty");
  preview_of.clear();
  std::map<std::string, std::string> decided;  // by scope
  for (const Someone& who : people) {
    if (who.sight.role < Role::manager) continue;
    const auto seen = std::count_if(tickets.begin(), tickets.end(), [&who](const store::TicketRow& ticket) {
      return may_see(who.sight, ticket.team, ticket.customer);
    });
    const std::string here = "/api/v1/reviews/" + month(), words = "Decided by " + who.id;
    const WholeAnswer kept = post(who, here, {{"kind", "nobody_answered"}, {"subject", ""}, {"verdict", "act"}, {"words", words}});
    EXPECT_EQ(kept.status, seen > 0 ? 200 : 404) << who.id << " " << kept.text;
    decided[review_scope(who.sight)] = words;
    expect_nothing_hidden(who, kept.text, here);
    expect_nothing_hidden(who, ask(who, "GET", "/reviews/" + month()).text, "the page to print");
    if (kept.status != 200) continue;
    const json review = json::parse(kept.text);
    ASSERT_EQ(review["outcomes"].size(), 1u) << who.id << " is told what others decided of other tickets";
    EXPECT_EQ(review["outcomes"][0]["words"], words);
    EXPECT_EQ(review["outcomes"][0]["then"], (json{{"counted", seen}, {"ground", seen}})) << who.id;
    for (const json& finding : review["findings"])
      EXPECT_TRUE(sees_settings(who.sight) || !finding["kind"].get<std::string>().starts_with("rule_")) << who.id;
  }
  ASSERT_GT(decided.size(), 3u) << "managers of several scopes were asked";
  for (const Someone& who : people) {
    const auto words = decided.find(review_scope(who.sight));
    if (who.sight.role < Role::manager || words == decided.end()) continue;
    const std::string text = ask(who, "GET", "/reviews/" + month()).text;
    const bool sees = words->first != "customers:";  // of no customers there is nothing to decide
    for (const auto& [scope, others] : decided)
      EXPECT_EQ(text.find("Act: " + others + "</li>") != std::string::npos, sees && others == words->second) << who.id << " " << others;
  }
}

TEST_F(ReviewRoutes, OnlyWhoSharesItsScopeSaysThatAnActionIsDone) {
  store::ReviewOutcome old;
  old.scope = "teams:north";
  old.month = month(-1);
  old.kind = "nobody_answered";
  old.what = "An escalation ended without anybody answering.";
  old.verdict = "act";
  old.words = "Fill the nights";
  old.by = "olga";
  app.writer.run([&](engine::Turn& turn) { store::put_outcome(turn.database(), old); });
  const json done = {{"kind", "nobody_answered"}, {"subject", ""}, {"done", true}};
  bool asked = false;
  for (const Someone& who : people) {
    if (who.sight.role < Role::manager) continue;
    const bool theirs = review_scope(who.sight) == old.scope;
    asked = asked || theirs;
    const std::string page = ask(who, "GET", "/reviews/" + month()).text;
    EXPECT_EQ(page.find("Fill the nights") != std::string::npos, theirs) << who.id;
    EXPECT_EQ(post(who, "/api/v1/reviews/" + old.month + "/done", done).status, theirs ? 200 : 404) << who.id;
  }
  EXPECT_TRUE(asked) << "somebody has that scope";
}

TEST_F(ReviewRoutes, AnIncidentIsReadByWhoSeesTheTicketAndWrittenByAgents) {
  EXPECT_EQ(ask(olga(), "GET", page).status, 404) << "it never was escalated";
  escalate("t.north.globex", "main");
  for (const Someone& who : people) {
    const bool sees = may_see(who.sight, "north", "globex"), writes = who.sight.role >= Role::agent;
    EXPECT_EQ(ask(who, "GET", page).status, sees ? 200 : 404) << who.id;
    EXPECT_EQ(ask(who, "GET", "/incidents/t.north.globex").status, sees ? 200 : 404) << who.id;
    const int stale = post(who, page, {{"revision", 7}}).status;
    EXPECT_EQ(stale, !writes ? 403 : sees ? 409 : 404) << who.id;
  }
  const json incident = get(page);
  ASSERT_EQ(incident["facts"]["told"].size(), 1u) << incident;
  EXPECT_EQ(incident["facts"]["told"][0]["user"], "olga");
  EXPECT_EQ(incident["state"], "draft");
  EXPECT_FALSE(incident["timeline"].empty());
  EXPECT_EQ(incident["templates"].size(), 2u) << "ours, and the one that says facts";
  EXPECT_EQ(incident["templates"].front()["id"], "post-mortem");
}

TEST_F(ReviewRoutes, AnIncidentIsWrittenOnTheNewestRevisionOnly) {
  escalate("t.north.globex", "empty");
  const json suggested = get(page)["suggested"];
  ASSERT_FALSE(suggested.empty());
  EXPECT_EQ(suggested[0]["kind"], "nobody_on_call");
  json body = {{"revision", 0}, {"summary", "The nights had nobody."},
               {"causes", {{{"what", "Nobody was on call"}, {"evidence", "At night"}}}},
               {"actions", {{{"what", "Fill the nights"}, {"owner", "olga"}, {"due", "2020-01-15"}}}}};
  const WholeAnswer kept = post(olga(), page, body);
  ASSERT_EQ(kept.status, 200) << kept.text;
  EXPECT_EQ(json::parse(kept.text)["revision"], 1);
  EXPECT_EQ(json::parse(kept.text)["page"]["actions"][0]["done"], false);
  EXPECT_EQ(post(olga(), page, body).status, 409) << "somebody was faster";
  body["revision"] = 1;
  body["actions"][0]["owner"] = "nobody";
  EXPECT_EQ(json::parse(post(olga(), page, body).text)["error"]["where"], "/actions/0/owner");
  body["actions"][0] = {{"what", ""}};
  EXPECT_EQ(json::parse(post(olga(), page, body).text)["error"]["where"], "/actions/0/what");

  const WholeAnswer review = ask(olga(), "GET", "/reviews/" + month());
  EXPECT_NE(review.text.find("due 2020-01-15"), std::string::npos) << "an overdue action appears in the review";
}

TEST_F(ReviewRoutes, ItIsSentByTemplateToThoseInvolvedWhoSeeTheTicket) {
  escalate("t.north.globex", "main");
  EXPECT_EQ(post(olga(), page + "/send", {{"revision", 0}, {"to", {"olga"}}}).status, 409) << "nothing is written yet";
  ASSERT_EQ(post(olga(), page, {{"revision", 0}, {"summary", "A <b>gap</b>."},
                                {"actions", {{{"what", "Fill the nights"}, {"owner", "olga"}, {"due", "2020-01-15"}}}}}).status, 200);
  const json letter = get(page + "/letter");
  EXPECT_NE(letter["text"].get<std::string>().find("- Fill the nights (Olga, by 2020-01-15)"), std::string::npos) << letter;
  EXPECT_NE(letter["text"].get<std::string>().find("A <b>gap</b>."), std::string::npos);
  EXPECT_NE(ask(olga(), "GET", "/incidents/t.north.globex").text.find("A &lt;b&gt;gap&lt;/b&gt;."), std::string::npos);
  for (const json& to : {json::array(), json{"nobody"}, json{"agent-0"}, json{7}})
    EXPECT_EQ(post(olga(), page + "/send", {{"revision", 1}, {"to", to}}).status, 422) << to;
  EXPECT_EQ(post(olga(), page + "/send", {{"revision", 1}, {"to", {"olga"}}, {"template", "none"}}).status, 422);
  const WholeAnswer sent = post(olga(), page + "/send", {{"revision", 1}, {"to", {"olga", "olga"}}});
  ASSERT_EQ(sent.status, 200) << sent.text;
  EXPECT_EQ(json::parse(sent.text)["state"], "sent");
  int letters = 0;
  app.read([&](store::Database& reading) {
    for (const store::Outgoing& one : store::outgoing_to(reading, "olga", Instant{0})) {
      if (one.key.rfind("incident/", 0) != 0) continue;
      ++letters;
      EXPECT_EQ(one.address, "olga@example.org");
      EXPECT_NE(one.words.find("/incident\n"), std::string::npos) << one.words;
    }
  });
  EXPECT_EQ(letters, 1);
  EXPECT_NE(audit().find("\"incident_sent\""), std::string::npos);
}

}  // namespace
}  // namespace oasis::http
