// What a worker of a back-test does: pages of tickets are kept and played under both documents; a document that was
// edited further is tried on the tickets that are there. And the bytes in which it hands over what came of them.
#include "client/simulator/trial.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/outcome.hpp"

namespace oasis {
namespace {

constexpr std::int64_t monday = 1'772'442'000'000;  // 2026-03-02T09:00:00Z
constexpr std::int64_t minute = 60'000;

nlohmann::json document(const char* wait) {
  const std::string text = R"({
    "users": [{"id": "ann", "contacts": {"email": "ann@acme.example"}}, {"id": "bob", "contacts": {"email": "bob@acme.example"}}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": ")" + std::string(wait) + R"("},
                                     {"tier": 2, "notify": [{"user": "bob"}], "wait": "10m"}]}],
    "rules": [{"id": "r", "on": "created", "then": [{"escalate": {"chain": "c"}}]}]})";
  return nlohmann::json::parse(text);
}

std::string told(const char* wait_in_force, const char* wait_edited) {
  return nlohmann::json{{"in_force", document(wait_in_force)}, {"edited", document(wait_edited)}, {"version", 1},
                        {"until", monday + 24 * 60 * minute}}
      .dump();
}

/// `count` tickets from `first` on: each is written by a customer and answered by Ann after twenty minutes.
std::string page(int first, int count, const char* next = "") {
  nlohmann::json tickets = nlohmann::json::array();
  for (int i = first; i < first + count; ++i) {
    tickets.push_back({{"ticket", "T" + std::to_string(i)}, {"number", i},
                       {"given", {{monday + i * minute, "*", "create"}, {20 * minute, "ann", "reply"},
                                  {minute, "ann", "set", {{"status", "resolved"}}}}}});
  }
  return nlohmann::json{{"tickets", tickets}, {"total", 130}, {"next", next}}.dump();
}

TEST(Trial, PlaysWhatItWasGivenUnderBothDocuments) {
  Trial trial;
  ASSERT_FALSE(trial.begin(told("10m", "30m")));
  const auto first = trial.take(page(1, 70, "9:70"));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->next, "9:70");
  EXPECT_EQ(first->total, 130);
  EXPECT_EQ(first->tickets, 70);
  while (trial.test_some()) {}
  ASSERT_TRUE(trial.take(page(71, 60)));
  EXPECT_EQ(trial.tested(), 70);
  while (trial.test_some()) {}
  EXPECT_EQ(trial.tested(), 130);
  EXPECT_EQ(trial.in_force().tickets, 130);
  EXPECT_EQ(trial.in_force().tiers.at(2).count, 130) << "ten minutes are over before Ann answers";
  EXPECT_EQ(trial.edited().tiers.count(2), 0U) << "thirty are not";
  EXPECT_EQ(trial.edited().tiers.at(1).tickets.size(), 130U);
  EXPECT_EQ(trial.edited().first_responses.front().first, minutes(20));
}

TEST(Trial, TriesAnotherEditOnTheTicketsThatAreThere) {
  Trial trial;
  ASSERT_FALSE(trial.begin(told("10m", "30m")));
  ASSERT_TRUE(trial.take(page(1, 60)));
  while (trial.test_some()) {}
  ASSERT_FALSE(trial.begin(told("10m", "5m")));
  EXPECT_EQ(trial.tested(), 0);
  EXPECT_EQ(trial.in_force().tickets, 60) << "known already";
  while (trial.test_some()) {}
  EXPECT_EQ(trial.tested(), 60);
  EXPECT_EQ(trial.in_force().tickets, 60);
  EXPECT_EQ(trial.edited().tiers.at(2).count, 60);
  EXPECT_EQ(trial.edited().tickets, 60);
}

TEST(Trial, SaysWhyADocumentCannotBeUsedAndKeepsNothingOfWhatIsNoPage) {
  Trial trial;
  const auto error = trial.begin(R"({"in_force": {"users": 7}, "edited": {}, "version": 1, "until": 0})");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->where, "/users");
  ASSERT_FALSE(trial.begin(told("10m", "30m")));
  for (const char* body : {"", "[]", R"({"error": {"code": "x"}})", R"({"tickets": [{"ticket": 3}]})"})
    EXPECT_FALSE(trial.take(body)) << body;
  std::string broken = page(1, 2);
  broken.replace(broken.find("\"T2\""), 4, "null");
  EXPECT_FALSE(trial.take(broken));
  EXPECT_FALSE(trial.test_some()) << "the first of its tickets is not kept either";
}

TEST(Outcomes, AddUpAndTravelAsBytes) {
  Trial whole, half, other;
  for (Trial* trial : {&whole, &half, &other}) ASSERT_FALSE(trial->begin(told("10m", "30m")));
  ASSERT_TRUE(whole.take(page(1, 50)) && whole.take(page(51, 50)) && half.take(page(1, 50)) && other.take(page(51, 50)));
  for (Trial* trial : {&whole, &half, &other}) {
    while (trial->test_some()) {}
  }
  Outcome added = half.in_force();
  add_outcome(added, other.in_force());
  EXPECT_EQ(write_outcomes(added, added), write_outcomes(whole.in_force(), whole.in_force()));

  const std::string bytes = write_outcomes(whole.in_force(), whole.edited());
  const auto read = read_outcomes(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(write_outcomes(read->first, read->second), bytes);
  EXPECT_EQ(read->first.pages.at("bob").count, 100);
  EXPECT_EQ(read->second.pages.count("bob"), 0U);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    if (read_outcomes(std::string_view(bytes).substr(0, length))) ADD_FAILURE() << length << " bytes are not all of them";
  }
  EXPECT_FALSE(read_outcomes(bytes + "x"));
}

}  // namespace
}  // namespace oasis
