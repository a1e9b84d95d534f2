// The steps of a review, what its summary says, and where findings and causes lead.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "client/incident/answer.hpp"
#include "client/review/answer.hpp"
#include "client/review/place.hpp"
#include "client/review/summary.hpp"

namespace oasis {
namespace {

using nlohmann::json;

const char* const october = R"({"month": "2026-10", "zone": "UTC",
  "findings": [
    {"kind": "nobody_answered", "what": "An escalation ended without anybody answering.", "evidence": "1 of 4 escalations.",
     "action": "Add a round.", "place": "", "subject": "", "now": {"counted": 1, "ground": 4}, "before": {"counted": 0, "ground": 2},
     "unit": "escalations", "tickets": [{"number": 7, "subject": "Fire"}], "more_tickets": 0},
    {"kind": "of_a_newer_server", "what": "?"},
    {"kind": "load_uneven", "what": "Ann gets most of the pages.", "evidence": "9 of 10.", "action": "Share.", "place": "schedules",
     "subject": "ann", "now": {"counted": 9, "ground": 10}, "before": {"counted": 0, "ground": 0}, "unit": "pages"}],
  "open": [{"month": "2026-09", "kind": "load_uneven", "subject": "bob", "verdict": "act", "words": "Share", "then": {"counted": 8, "ground": 9},
            "now": {"counted": 2, "ground": 10}, "unit": "pages", "done": null}],
  "overdue": [{"number": 3, "subject": "Flood", "what": "Buy pumps", "owner": "ann", "due": "2026-10-05"}],
  "outcomes": [{"month": "2026-10", "kind": "nobody_answered", "subject": "", "verdict": "act", "words": "Add a round", "owner": "ann",
                "due": "2026-11-15", "by": "ann", "at": 1790000000000, "done": null}],
  "months": [{"month": "2026-09", "act": 1, "accept": 0, "later": 0, "done": 0}]})";

TEST(ReviewAnswer, WalksFromWhatIsOpenOverEachFindingToTheSummary) {
  const auto review = read_review(json::parse(october));
  ASSERT_TRUE(review);
  ASSERT_EQ(review->findings.size(), 2u) << "a kind that is not known here is left out";
  using Kind = ReviewStep::Kind;
  EXPECT_EQ(steps_of(*review), (std::vector<ReviewStep>{{Kind::open_action, 0}, {Kind::overdue, 0}, {Kind::finding, 0},
                                                        {Kind::finding, 1}, {Kind::summary, 0}}));
  EXPECT_EQ(say_tally(review->open[0].now, review->open[0].unit), "2 of 10 pages");
  EXPECT_EQ(steps_of({}), (std::vector<ReviewStep>{{Kind::summary, 0}}));
}

TEST(ReviewAnswer, ASummarySaysWhatWasDecidedAndWhatWasNot) {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  ann.name = "Ann Ek";
  workspace.users = {ann};
  const std::string text = review_text(*read_review(json::parse(october)), workspace);
  EXPECT_NE(text.find("Review of October 2026\n"), std::string::npos) << text;
  EXPECT_NE(text.find("1 of 4 escalations.\n  Act: Add a round · Ann Ek · by 2026-11-15\n"), std::string::npos) << text;
  EXPECT_NE(text.find("9 of 10.\n  Not decided\n"), std::string::npos) << text;
}

TEST(ReviewAnswer, WhatIsNoReviewIsNone) {
  for (const char* text : {"{}", "[]", R"({"month": "soon"})", R"({"error": {"code": "not_allowed"}})"})
    EXPECT_FALSE(read_review(json::parse(text))) << text;
}

TEST(EditorPlace, EachPlaceOpensItsEditor) {
  const Workspace workspace;
  EXPECT_EQ(editor_of("chains/c", workspace).address, "/chains/c");
  EXPECT_EQ(editor_of("customers/c", workspace).address, "/customers/c");
  EXPECT_EQ(editor_of("rules/r", workspace).address, "/settings/rules/r");
  EXPECT_EQ(editor_of("rules", workspace).address, "/settings/rules");
  EXPECT_EQ(editor_of("slas", workspace).address, "/settings/levels");
  EXPECT_EQ(editor_of("schedules", workspace).address, "/oncall");
  EXPECT_EQ(editor_of("oncall/s", workspace).address, "/oncall/s");
  EXPECT_EQ(editor_of("people/p", workspace).address, "/settings/people/p");
  EXPECT_EQ(editor_of("", workspace).address, "");
  EXPECT_EQ(editor_of("elsewhere/x", workspace).address, "");
}

TEST(IncidentAnswer, IsReadWithItsFactsAndWhatPeopleWrote) {
  const json answer = json::parse(R"({"ticket": "t", "number": 4, "subject": "Fire", "revision": 2, "by": "ann", "at": 1790000000000,
    "sent": null, "state": "draft", "may_write": true,
    "facts": {"escalated": 1790000000000, "reason": "no answer", "highest_tier": 2, "acknowledged": 1790000060000,
              "told": [{"user": "ann", "tier": 1, "at": 1790000000000, "times": 2, "acknowledged_after": 60000}],
              "breaches": [{"clock": "first_response", "due": 1790000030000}]},
    "page": {"summary": "It burned.", "causes": [], "actions": [{"what": "Buy pumps", "owner": "ann", "due": "2026-11-01", "done": true}]},
    "timeline": [{"at": 1790000000000, "what": "the customer wrote for the first time"}],
    "suggested": [{"kind": "began_late", "what": "Late.", "evidence": "At nine.", "place": "rules"}],
    "involved": [{"user": "ann", "mail": true}], "templates": [{"id": "post-mortem", "name": "Post-mortem"}]})");
  const auto incident = read_incident(answer);
  ASSERT_TRUE(incident);
  EXPECT_EQ(incident->revision, 2);
  EXPECT_EQ(incident->told[0].acknowledged_after, seconds(60));
  EXPECT_EQ(incident->page.actions[0], (IncidentPage::Action{"Buy pumps", "ann", "2026-11-01", true}));
  EXPECT_EQ(incident->suggested[0].place, "rules");
  EXPECT_FALSE(incident->ended);
  EXPECT_FALSE(read_incident(json::parse(R"({"error": {"code": "not_found"}})")));
}

}  // namespace
}  // namespace oasis
