// What is typed into the search, as a query for the index, and the sentence around what was found.
#include "server/store/search.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace oasis::store
