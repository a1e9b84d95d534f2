// What can be asked of the inbox, as it is typed and as links carry it.
#include "client/screens/inbox_query.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

using Field = FilterTerm::Field;

TEST(InboxQuery, AnAddressHoldsWhatIsNotAsUsual) {
  EXPECT_EQ(address_of({View::mine, "", Sort::next_due, Grouping::none}), "/inbox/mine");
  EXPECT_EQ(address_of({View::due_soon, "tag:vip printer", Sort::newest, Grouping::team}),
            "/inbox/due-soon?sort=newest&group=team&q=tag:vip printer");
}

TEST(InboxQuery, AnAddressLeadsBackToItsQuery) {
  for (const InboxQuery& query : {InboxQuery{View::all, "", Sort::next_due, Grouping::none},
                                  {View::escalated, "a&b=c?d#e", Sort::updated, Grouping::tier},
                                  {View::finished, "köln 東京", Sort::oldest, Grouping::none}}) {
    EXPECT_EQ(read_address(address_of(query)), query) << address_of(query);
  }
}

TEST(InboxQuery, WhatAnAddressDoesNotKnowIsAsUsual) {
  EXPECT_EQ(read_address("/inbox/nonsense?sort=strange&group=&what"), InboxQuery{});
  EXPECT_EQ(read_address("/elsewhere"), InboxQuery{});
  EXPECT_EQ(read_address("/inbox/mine?q=").filter, "");
}

TEST(Filter, ReadsWordsKeysQuotesAndNegation) {
  const auto terms = read_filter("Printer priority:urgent -tag:\"very important\" -alarm");
  ASSERT_EQ(terms.size(), 4u);
  EXPECT_EQ(terms[0], (FilterTerm{Field::word, "printer", true}));
  EXPECT_EQ(terms[1], (FilterTerm{Field::priority, "urgent", true}));
  EXPECT_EQ(terms[2], (FilterTerm{Field::tag, "very important", false}));
  EXPECT_EQ(terms[3], (FilterTerm{Field::word, "alarm", false}));
}

TEST(Filter, AKeyThatIsNotKnownIsAWordAndOneWithoutAValueAsksNothing) {
  EXPECT_EQ(read_filter("http://x").front(), (FilterTerm{Field::word, "http://x", true}));
  EXPECT_TRUE(read_filter("priority:").empty());
  EXPECT_TRUE(read_filter("   ").empty());
}

TEST(Filter, FindsPartsOfWordsWithoutCase) {
  EXPECT_TRUE(contains_folded("Cannot PRINT", "print"));
  EXPECT_TRUE(contains_folded("anything", ""));
  EXPECT_FALSE(contains_folded("pri", "print"));
}

TEST(SavedViews, AreReadAsTheyWereWritten) {
  const std::vector<SavedView> views = {{"VIP, breached", "/inbox/all?q=tag:vip is:breached"},
                                        {"Ours", "/inbox/my-teams"}};
  EXPECT_EQ(read_saved_views(write_saved_views(views)), views);
  EXPECT_TRUE(read_saved_views("no tab\n\t/without-a-name\n").empty());
}

}  // namespace
}  // namespace oasis
