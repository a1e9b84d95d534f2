// What is typed into the search, as a query for the index, and the sentence around what was found.
#include "server/store/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>

#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

TEST(Search, EveryWordMustOccurAndTheLastMayBeABeginning) {
  EXPECT_EQ(search_expression("printer fire"), "\"printer\" AND \"fire\"*");
  EXPECT_EQ(search_expression("printer fire "), "\"printer\" AND \"fire\"");
  EXPECT_EQ(search_expression("printer fi"), "\"printer\" AND \"fi\"") << "two letters begin too many words";
  EXPECT_EQ(search_expression("\"on fire\" printer"), "\"on fire\" AND \"printer\"*");
  EXPECT_EQ(search_expression("printer \"on fi"), "\"printer\" AND \"on fi\"")
      << "a quote that nobody closed";
}

TEST(Search, NothingThatIsTypedIsAnOperator) {
  EXPECT_EQ(search_expression("a OR b* "), "\"a\" AND \"OR\" AND \"b*\"");
  EXPECT_EQ(search_expression("text:x ^y "), "\"text:x\" AND \"^y\"");
  EXPECT_EQ(search_expression("x\"y\"z "), "\"x\" AND \"y\" AND \"z\"");
}

TEST(Search, WhatHoldsNoWordIsLeftOut) {
  for (const char* nothing : {"", "   ", "\"\"", "!!! --", "\"  \""})
    EXPECT_EQ(search_expression(nothing), "") << nothing;
  EXPECT_EQ(search_expression("printer !! "), "\"printer\"");
  EXPECT_EQ(
      search_expression("1 2 3 4 5 6 7 8 9 10 11 "),
      "\"1\" AND \"2\" AND \"3\" AND \"4\" AND \"5\" AND \"6\" AND \"7\" AND \"8\" AND \"9\" AND \"10\"");
}

TEST(Search, ASnippetBeginsALittleBeforeTheWord) {
  EXPECT_EQ(snippet_of("The printer\n burns.", "PRINTER"), "The printer burns.");
  EXPECT_EQ(snippet_of(std::string(100, 'x') + " Straße und Zebra", "zebra"), "…Straße und Zebra");
  EXPECT_EQ(snippet_of("", "x"), "");
  EXPECT_EQ(snippet_of("nothing of it", "x"), "nothing of it");
}

struct IndexedWords : testing::Test {
  TemporaryFolder folder;
  Database db = Database::open(folder.path() + "/test.db", Access::read_write);

  explicit IndexedWords(std::span<const Migration> steps = migrations()) {
    migrate(db, steps);
    put_workspace(db, {1, "{}"}, Instant{1}, "test");
  }
  void write(const std::string& id, const std::string& subject, const std::string& text) {
    Ticket ticket;
    ticket.id = id;
    ticket.number = ++numbers;
    ticket.version = 1;
    ticket.subject = subject;
    put_ticket(db, ticket);
    if (text.empty()) return;
    Created created;
    created.message.id = id + "-m";
    created.message.ticket = id;
    created.message.text = text;
    put_event(db, Event(id, 0, Instant{1}, Actor{}, std::nullopt, created));
  }
  std::vector<std::string> found(std::string_view word) {
    std::vector<std::string> places;
    search(db, search_expression(word), 10, [&](const Found& place) {
      places.push_back(place.ticket + "/" + place.message);
      return true;
    });
    return places;
  }
  std::int64_t numbers = 0;
};

std::span<const Migration> steps_before(std::string_view name) {
  const auto step = std::find_if(migrations().begin(), migrations().end(), [&](const Migration& one) { return one.name == name; });
  return {migrations().begin(), step};
}

/// A database of a version that indexed each row's words at once.
struct WordsOfAnOlderVersion : IndexedWords {
  WordsOfAnOlderVersion() : IndexedWords(steps_before("words indexed once a commit")) {}
};

using Places = std::vector<std::string>;

TEST_F(IndexedWords, AllThatCameAreFoundTheNewestFirst) {
  write("a", "Printer", "burns ");
  write("b", "Burns", "printer too ");
  index_words(db);
  EXPECT_EQ(found("printer "), (Places{"b/b-m", "a/"}));
  EXPECT_EQ(found("burns "), (Places{"b/", "a/a-m"}));
  write("c", "Printer again", "");
  index_words(db);
  index_words(db);
  EXPECT_EQ(found("printer "), (Places{"c/", "b/b-m", "a/"}));
}

TEST_F(IndexedWords, AreThoseOfTheTextAsItIs) {
  write("a", "Printer", "burns");
  Ticket renamed = *find_ticket(db, "a");
  renamed.subject = "Scanner";
  put_ticket(db, renamed);  // before its words were taken
  index_words(db);
  EXPECT_EQ(found("printer "), Places{});
  EXPECT_EQ(found("scanner "), Places{"a/"});
  EXPECT_EQ(found("burns "), Places{"a/a-m"}) << "what came after it is there, too";
  renamed.subject = "Copier";
  put_ticket(db, renamed);  // and after
  EXPECT_EQ(found("scanner "), Places{});
  EXPECT_EQ(found("copier "), Places{"a/"});
}

TEST_F(IndexedWords, WhatWasTakenBackOrDeletedIsNotFound) {
  Transaction transaction(db);
  {
    const Savepoint savepoint(db);
    write("a", "Printer", "burns");
  }
  write("b", "Printer", "burns");
  db.run("DELETE FROM message WHERE id = 'b-m'");
  write("c", "Printer", "burns");
  index_words(db);
  transaction.commit();
  EXPECT_EQ(found("burns "), Places{"c/c-m"});
  db.run("DELETE FROM message WHERE id = 'c-m'");
  EXPECT_EQ(found("burns "), Places{});
  EXPECT_EQ(found("printer "), (Places{"c/", "b/"}));
}

TEST_F(WordsOfAnOlderVersion, AreFoundAfterTheUpdateEachOnceBesideNewOnes) {
  write("a", "Printer", "burns");
  EXPECT_EQ(found("burns "), Places{"a/a-m"});
  EXPECT_GT(migrate(db, migrations()), 0);
  index_words(db);
  write("b", "Printer", "burns");
  EXPECT_EQ(found("burns "), Places{"a/a-m"}) << "not before the commit";
  index_words(db);
  EXPECT_EQ(found("burns "), (Places{"b/b-m", "a/a-m"}));
  EXPECT_EQ(found("printer "), (Places{"b/", "a/"}));
}

}  // namespace
}  // namespace oasis::store
