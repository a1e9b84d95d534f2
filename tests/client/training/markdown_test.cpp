// The Markdown of playbooks: blocks of one level, bold.
#include "client/training/markdown.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

std::string outline(std::string_view text) {
  constexpr const char* names[] = {"h", "p", "-", "1", ">"};
  std::string all;
  for (const MarkdownBlock& block : read_markdown(text)) {
    all += names[static_cast<int>(block.kind)];
    if (block.kind == MarkdownBlock::Kind::numbered) all += std::to_string(block.number);
    all += "[" + block.text + "]";
  }
  return all;
}

std::string bold_in(std::string_view text) {
  std::string all;
  for (const MarkdownSpan& span : spans_of(text)) all += (span.bold ? "<" : "") + std::string(span.text) + (span.bold ? ">" : "");
  return all;
}

TEST(Markdown, LinesOfAParagraphAreJoinedAndBlocksAreTold) {
  EXPECT_EQ(outline("## When\nYou have decided\nthat it goes on.\n\nAnother.\n"),
            "h[When]p[You have decided that it goes on.]p[Another.]");
  EXPECT_EQ(outline("1. One\n2. Two\n   goes on\n\n- a\n- b"), "11[One]12[Two goes on]-[a]-[b]");
  EXPECT_EQ(outline("> Say this\n> and that\n\n> Then this"), ">[Say this and that]>[Then this]");
}

TEST(Markdown, WhatIsNoMarkIsText) {
  EXPECT_EQ(outline("#hash 1.2 -x >y\r\n\r\n12 o'clock"), "p[#hash 1.2 -x >y]p[12 o'clock]");
  EXPECT_EQ(outline(""), "");
  EXPECT_EQ(outline("\n \n"), "");
  EXPECT_EQ(outline("####"), "p[####]");
}

TEST(Markdown, BoldNeedsBothOfItsMarks) {
  EXPECT_EQ(bold_in("**Summary.** One sentence"), "<Summary.> One sentence");
  EXPECT_EQ(bold_in("a **b** c **d**"), "a <b> c <d>");
  EXPECT_EQ(bold_in("2 ** 3"), "2 ** 3");
  EXPECT_EQ(bold_in("****x"), "x");
  EXPECT_EQ(bold_in(""), "");
}

}  // namespace
}  // namespace oasis
