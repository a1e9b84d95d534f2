// Where lines break. On the null platform a Latin letter is 0.5 em wide, an ideograph 1 em.
// May not: draw.
#include "client/ui/wrap.hpp"

#include <gtest/gtest.h>

#include <string>

#include "client/platform/null/null_platform.hpp"

namespace oasis::ui {
namespace {

struct Wrapping {
  platform::NullText painter;
  platform::RunCache runs{painter};
  platform::Font font{10};  // letters of 5 pixels

  std::vector<std::string> lines(std::string_view text, float width) {
    std::vector<std::string> result;
    for (const Line& line : wrap(text, font, width, runs)) {
      result.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return result;
  }
};

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksBetweenWordsAndDropsTheSpacesThere) {
  EXPECT_EQ(Wrapping().lines("nobody can sign in", 50), (Lines{"nobody can", "sign in"}));
  EXPECT_EQ(Wrapping().lines("nobody   can", 40), (Lines{"nobody", "can"}));
}

TEST(Wrap, KeepsBlankLinesAndTheEmptyText) {
  EXPECT_EQ(Wrapping().lines("a\n\nb", 100), (Lines{"a", "", "b"}));
  EXPECT_EQ(Wrapping().lines("", 100), (Lines{""}));
  EXPECT_EQ(Wrapping().lines("a\n", 100), (Lines{"a", ""}));
}

TEST(Wrap, BreaksAWordOnlyWhenItIsWiderThanTheLine) {
  EXPECT_EQ(Wrapping().lines("at abcdefghij", 25), (Lines{"at", "abcde", "fghij"}));
}

TEST(Wrap, BreaksBetweenIdeographsButNotBeforeTheirPunctuation) {
  EXPECT_EQ(Wrapping().lines("客户反馈", 20), (Lines{"客户", "反馈"}));
  EXPECT_EQ(Wrapping().lines("客户反。馈", 30), (Lines{"客户", "反。馈"}));
}

TEST(Wrap, EndsForEveryWidthAndLosesNoLetter) {
  const std::string text =
      "Hello 客户, visit https://example.org/a/very/long/path 👩‍💻 now\n\nنعم \xff\xc3";
  for (float width = -5; width < 300; width += 1.5f) {
    std::string without_spaces, wanted;
    for (const std::string& line : Wrapping().lines(text, width)) without_spaces += line;
    for (const char c : text) {
      if (c != ' ' && c != '\n') wanted += c;
    }
    without_spaces.erase(std::remove(without_spaces.begin(), without_spaces.end(), ' '),
                         without_spaces.end());
    ASSERT_EQ(without_spaces, wanted) << width;
  }
}

TEST(Fitting, LeavesRoomForTheEllipsis) {
  Wrapping w;
  EXPECT_EQ(fitting_length("abcdef", w.font, 30, w.runs), 6u);
  EXPECT_EQ(fitting_length("abcdef", w.font, 25, w.runs), 3u);  // the ellipsis is 10 wide
  EXPECT_EQ(fitting_length("abcdef", w.font, 5, w.runs), 0u);
}

TEST(Direction, IsThatOfTheFirstStrongCharacter) {
  EXPECT_TRUE(is_right_to_left("العميل"));
  EXPECT_TRUE(is_right_to_left("12 – שלום"));
  EXPECT_FALSE(is_right_to_left("SUP-42 العميل"));
  EXPECT_FALSE(is_right_to_left("Ünï"));
  EXPECT_FALSE(is_right_to_left("42"));
}

}  // namespace
}  // namespace oasis::ui
