// Properties of dissatisfaction over generated texts: bytes of any kind, and sentences made of words that
// matter.
#include "shared/policy/dissatisfaction.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace oasis {
namespace {

/// A text of pieces that the reader treats specially, so that random ones meet each other. `quote` is the piece
/// that quotes.
rc::Gen<std::string> message(const std::string& quote = "> quoted") {
  const auto piece = rc::gen::element<std::string>(
      "horrible", "not", "very", "unacceptable", "this is", "cancel my account", "thanks", "THE", "I'm",
      "can't", "\"", "`", "```", "\n", "\n\n", quote, "-- ", "!!", "?!", ".", ",", ":", ":(", "😡",
      "\xff", "\xe2\x80", "é", "这", "fatal:", "http://x", "2026-01-02 x", "der", "406", "'", "escalate me");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& p : pieces) text += p + " ";
                        return text;
                      });
}

void check_sound(const Dissatisfaction& answer) {
  RC_ASSERT(answer.score >= -1.0);
  RC_ASSERT(answer.score <= 1.0);
  RC_ASSERT(answer.dissatisfied == (answer.score <= dissatisfied_at || !answer.phrase.empty()));
  RC_ASSERT(answer.words.size() <= 50u);
  if (!answer.understood) RC_ASSERT(answer.score == 0 && !answer.dissatisfied && answer.words.empty());
}

RC_GTEST_PROP(DissatisfactionProperty, AnyBytesGiveASoundAnswer, (const std::string& bytes)) {
  check_sound(judge_dissatisfaction(bytes));
}

RC_GTEST_PROP(DissatisfactionProperty, AnyMessageGivesASoundAnswer, ()) {
  check_sound(judge_dissatisfaction(*message()));
}

// Quotes of two lines only: a ">" line that stands alone is taken for a quote once the text has another
// (text/fold.hpp), so that the appended one may rightly turn words below "-- " into a signature.
RC_GTEST_PROP(DissatisfactionProperty, AppendingQuotedTextChangesNothing, ()) {
  const std::string text = *message("\n> quoted\n> twice\n");
  const Dissatisfaction before = judge_dissatisfaction(text);
  const Dissatisfaction after =
      judge_dissatisfaction(text + "\n> this is unacceptable, I am leaving\n> horrible der das\n");
  RC_ASSERT(after.score == before.score);
  RC_ASSERT(after.dissatisfied == before.dissatisfied);
  RC_ASSERT(after.understood == before.understood);
  RC_ASSERT(after.phrase == before.phrase);
  RC_ASSERT(after.words == before.words);
}

RC_GTEST_PROP(DissatisfactionProperty, JudgingTwiceGivesTheSame, ()) {
  const std::string text = *message();
  RC_ASSERT(judge_dissatisfaction(text).score == judge_dissatisfaction(text).score);
}

TEST(DissatisfactionProperty, AMegabyteOfAnythingIsJudged) {
  for (const char* piece : {"a", "\"", "`", ">", "!", "'", "horrible ", "\n", "\xff", "😡", "i we i we not ",
                            "```\n", ":", "> a\n"}) {
    std::string text;
    while (text.size() < (1u << 20)) text += piece;
    const Dissatisfaction answer = judge_dissatisfaction(text);
    EXPECT_GE(answer.score, -1) << piece;
    EXPECT_LE(answer.score, 1) << piece;
  }
}

}  // namespace
}  // namespace oasis
