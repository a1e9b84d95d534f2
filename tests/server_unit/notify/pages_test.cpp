// A page says what its reader needs on every way out, also where a message is short: which tickets a list holds, that it may
// have come before, what is expected.
#include <gtest/gtest.h>

#include "server/notify/abridged.hpp"
#include "tests/server_unit/notify/leaving.hpp"

namespace oasis::notify {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t letters_in(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct Pages : Leaving {
  /// What Ann gets after a first page when so many tickets follow within a minute: one list.
  Parcel list_of(int tickets) {
    open_ticket("alone", false);
    for (int i = 0; i < tickets; ++i) open_ticket("t" + std::to_string(i), false);
    pass(minutes(2));
    Parcel list;
    for (const Outgoing& row : rows("t0")) {
      if (row.user == "ann") list = parcel_of(row);
    }
    EXPECT_EQ(list.also.size(), static_cast<std::size_t>(tickets - 1));
    return list;
  }
};

struct EachWayOut : Pages, testing::WithParamInterface<const char*> {
  const std::string way = GetParam();

  void expect_names_all(const Parcel& list, const std::string& more) {
    const Said said = said_by(way, list);
    EXPECT_TRUE(has(said.title, more)) << said.title;
    EXPECT_TRUE(has(said.title + said.text, "#" + std::to_string(list.number))) << said.text;
    EXPECT_TRUE(has(said.text, list.answer_url)) << said.text;
    for (const AlsoWaiting& other : list.also) {
      EXPECT_TRUE(has(said.text, "#" + std::to_string(other.ticket.number))) << said.text;
      if (way == "sms") EXPECT_TRUE(has(said.text, "ack " + other.code)) << said.text;
    }
  }
};

TEST_P(EachWayOut, AListOfThreeNamesAll) {
  expect_names_all(list_of(3), "Fire in t0 (normal) and 2 more");
}

TEST_P(EachWayOut, AListOfTwelveNamesAll) {
  expect_names_all(list_of(12), "Fire in t0 (normal) and 11 more");
}

TEST_P(EachWayOut, ALongQuoteHidesNeitherWhatIsExpectedNorThatItMayRepeat) {
  std::string quote;
  while (quote.size() < 1000) quote += "Nothing works & nobody answers. ";
  open_ticket("t", false, quote);
  Parcel page = page_of("t");
  page.row.may_repeat = true;
  const Said said = said_by(way, page);
  EXPECT_TRUE(has(said.text, page.answer_url)) << said.text;
  EXPECT_TRUE(has(said.text, "ack " + page.code)) << said.text;
  if (way == "sms") {
    EXPECT_TRUE(has(said.text, "may repeat")) << said.text;
  } else {
    EXPECT_TRUE(has(said.text, "may have reached you before")) << said.text;
    EXPECT_TRUE(has(said.text, "What is expected:")) << said.text;
    EXPECT_TRUE(has(said.text, "Nothing works")) << said.text;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EachWayOut,
                         testing::Values("sms", "slack_bot", "slack_webhook", "teams", "ntfy", "webhook"),
                         [](const testing::TestParamInfo<const char*>& info) { return std::string(info.param); });

TEST_F(Pages, ATextMessageSaysHowManyItHadNoRoomFor) {
  const Parcel list = list_of(60);
  const std::string text = said_by("sms", list).text;
  EXPECT_LE(letters_in(text), 1500u);
  std::size_t named = 0;
  for (const AlsoWaiting& other : list.also) named += has(text, "ack " + other.code);
  EXPECT_GE(named, 10u);
  EXPECT_TRUE(has(text, "\n" + std::to_string(list.also.size() - named) + " more: https://help.example/inbox/mine"))
      << text;
}

TEST_F(Pages, ALongSubjectLeavesRoomForHowManyMore) {
  Parcel list = list_of(3);
  list.letter.subject.insert(0, 300, 'x');
  const std::string title = said_by("slack_bot", list).title;
  EXPECT_TRUE(has(title, "#2 xxx")) << title;
  EXPECT_TRUE(has(title, "(normal) and 2 more")) << title;
  EXPECT_LE(letters_in(title), 150u);
}

TEST_F(Pages, InSlackAQuoteOfMarksKeepsWithinItsSection) {
  std::string quote;
  while (quote.size() < 980) quote += "<>&\n";
  open_ticket("t", false, quote);
  Escalate asked;
  asked.ticket = "t";
  asked.tier = 2;
  asked.context = EscalationContext{std::string(900, '&'), std::string(900, '<'), "", ""};
  writer->run([&](Turn& turn) { ASSERT_FALSE(turn.run(asked, Actor{Actor::Kind::system, "test", Role::admin})); });
  const std::string text = said_by("slack_bot", page_of("t")).text;
  EXPECT_LE(letters_in(text), 3000u);
  EXPECT_TRUE(has(text, "What is expected:")) << text;
}

TEST(Abridged, FirstTheListThenTheQuoteThenTheMiddle) {
  const std::string page =
      "Ticket\n\nThe customer's last message:\n> one two three\n> four\n\nWhat was tried:\n  much\n\nWhat is expected: "
      "go\n\nAlso waiting for you\n------------------------------\n- #2 B\n  url\n- #3 C\n  url\n";
  EXPECT_EQ(abridged(page, letters_in(page)), page);
  const std::string one_item = abridged(page, letters_in(page) - 1);
  EXPECT_TRUE(has(one_item, "- #2 B\n  url\n…\n")) << one_item;
  EXPECT_FALSE(has(one_item, "#3")) << one_item;
  const std::string without_list = page.substr(0, page.find("\nAlso waiting"));
  const std::size_t all = letters_in(without_list);
  EXPECT_EQ(abridged(page, all), without_list);
  const std::string shorter = abridged(page, all - 10);
  EXPECT_TRUE(has(shorter, "> one two t…\n\nWhat was tried:\n  much\n\nWhat is expected: go\n")) << shorter;
  EXPECT_EQ(letters_in(shorter), all - 10);
  const std::string shortest = abridged(page, 60);
  EXPECT_EQ(letters_in(shortest), 60u) << shortest;
  EXPECT_EQ(shortest.rfind("Ticket\n", 0), 0u) << shortest;
  EXPECT_TRUE(has(shortest, "…")) << shortest;
  EXPECT_TRUE(has(shortest, "What is expected: go\n")) << shortest;
  EXPECT_EQ(abridged("äöüäöü", 4), "ä…öü");
}

}  // namespace
}  // namespace oasis::notify
