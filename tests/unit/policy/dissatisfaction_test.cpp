// The rules of dissatisfaction, one at a time. How well they do on real messages:
// dissatisfaction_labelled_test.
#include "shared/policy/dissatisfaction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace oasis {
namespace {

double score(std::string_view text) {
  return judge_dissatisfaction(text).score;
}
bool dissatisfied(std::string_view text) {
  return judge_dissatisfaction(text).dissatisfied;
}
bool understood(std::string_view text) {
  return judge_dissatisfaction(text).understood;
}

bool has_word(const Dissatisfaction& answer, std::string_view text) {
  return std::any_of(answer.words.begin(), answer.words.end(),
                     [&](const WeighedWord& w) { return w.text == text; });
}

TEST(Dissatisfaction, UnacceptableMeansDissatisfied) {
  const Dissatisfaction answer = judge_dissatisfaction("Still broken, this is unacceptable");
  EXPECT_TRUE(answer.dissatisfied);
  EXPECT_LE(answer.score, dissatisfied_at);
  EXPECT_EQ(answer.phrase, "this is unacceptable");
  EXPECT_TRUE(has_word(answer, "unacceptable"));
}

TEST(Dissatisfaction, APlainQuestionIsNearZero) {
  for (const char* text :
       {"How do I add a user?", "Could you please help me with the import? Thanks in advance!",
        "Dear support, I hope you are well. Where is my invoice? Kind regards, Ann"}) {
    EXPECT_NEAR(score(text), 0, 0.15) << text;
    EXPECT_FALSE(dissatisfied(text)) << text;
  }
}

TEST(Dissatisfaction, PraiseIsPositive) {
  EXPECT_GT(score("Great work, thank you, I love it!"), 0.3);
  EXPECT_FALSE(dissatisfied("Great work, thank you, I love it!"));
}

TEST(Dissatisfaction, NothingSaidIsNeutralAndUnderstood) {
  for (const char* text : {"", " \n\n", "12345", "> only a quote", "-- \nsignature"}) {
    const Dissatisfaction answer = judge_dissatisfaction(text);
    EXPECT_EQ(answer.score, 0) << text;
    EXPECT_FALSE(answer.dissatisfied) << text;
    EXPECT_TRUE(answer.understood) << text;
    EXPECT_TRUE(answer.words.empty()) << text;
  }
}

TEST(Dissatisfaction, APoliteCustomerWhoLeavesIsDissatisfied) {
  const Dissatisfaction answer =
      judge_dissatisfaction("Thank you for all. We would like to cancel our subscription.");
  EXPECT_TRUE(answer.dissatisfied);
  EXPECT_EQ(answer.phrase, "cancel our subscription");
}

TEST(Dissatisfaction, LeavingForWhomAndALostCustomerAreLeaving) {
  for (const char* text : {"I am leaving you for another provider.", "We will leave for one of your competitors.",
                           "You have just lost a customer.", "I'd like this ticket escalated to a manager."})
    EXPECT_TRUE(dissatisfied(text)) << text;
  EXPECT_FALSE(dissatisfied("You lost a customer record in the import."));
  EXPECT_FALSE(dissatisfied("I leave the ticket with you for another day."));
}

TEST(Dissatisfaction, EachKindOfPhraseAloneIsEnough) {
  for (const char* text :
       {"I am leaving.", "Please escalate this.", "I want to speak to your manager.", "This is unacceptable.",
        "We will take legal action.", "I demand a full refund.", "I'm going to post this on every forum."}) {
    EXPECT_TRUE(dissatisfied(text)) << text;
    EXPECT_NE(judge_dissatisfaction(text).phrase, "") << text;
  }
}

TEST(Dissatisfaction, AQuestionAboutTheProductIsNoPhrase) {
  EXPECT_FALSE(dissatisfied("How can I escalate this to tier two?"));
  EXPECT_FALSE(dissatisfied("What happens if I cancel my subscription in May?"));
  EXPECT_TRUE(dissatisfied("How do I cancel my subscription?"));
}

TEST(Dissatisfaction, ANegatedPhraseIsNoPhrase) {
  EXPECT_TRUE(dissatisfied("We want to cancel our contract."));
  EXPECT_FALSE(dissatisfied("We do not want to cancel our contract."));
  EXPECT_FALSE(dissatisfied("No need to escalate this."));
}

TEST(Dissatisfaction, AnHttpStatusIsNoPhrase) {
  EXPECT_TRUE(dissatisfied("That is simply not acceptable."));
  EXPECT_FALSE(dissatisfied("The server says 406 not acceptable to every request."));
}

TEST(Dissatisfaction, NegationTurnsAWord) {
  EXPECT_LT(score("It is horrible."), -0.1);
  EXPECT_GT(score("It is not horrible."), 0);
  EXPECT_GT(score("I am happy."), 0.1);
  EXPECT_LT(score("I am not happy."), 0);
}

TEST(Dissatisfaction, NegationEndsWithItsClause) {
  EXPECT_LT(score("No, it is horrible."), -0.1);
}

TEST(Dissatisfaction, DegreesStrengthenAndWeaken) {
  const double plain = score("The search is horrible.");
  EXPECT_LT(score("The search is extremely horrible."), plain);
  EXPECT_GT(score("The search is slightly horrible."), plain);
}

TEST(Dissatisfaction, CapitalsStrengthen) {
  EXPECT_LT(score("The search is HORRIBLE."), score("The search is horrible."));
  EXPECT_LT(score("THE SEARCH IS HORRIBLE."), score("The search is horrible."));
  EXPECT_NEAR(score("NEED NEW LAPTOP FOR ROOM 204 PLEASE"), 0, 0.01);
}

TEST(Dissatisfaction, RepeatedPunctuationStrengthens) {
  EXPECT_LT(score("The search is horrible!!!"), score("The search is horrible!"));
  EXPECT_LT(score("The search is horrible?!"), score("The search is horrible."));
}

TEST(Dissatisfaction, RepeatedLettersAreOne) {
  EXPECT_EQ(score("sooooo horrible"), score("so horrible"));
}

TEST(Dissatisfaction, AWordCountsTwiceAtMost) {
  EXPECT_LT(score("horrible horrible"), score("horrible"));
  EXPECT_EQ(score("horrible horrible horrible"), score("horrible horrible"));
}

TEST(Dissatisfaction, EmojiCount) {
  EXPECT_LT(score("My order 😡"), -0.2);
  EXPECT_GT(score("My order 😍"), 0.1);
  EXPECT_LT(score("My order :-("), 0);
}

TEST(Dissatisfaction, TechnicalWordsDoNotCount) {
  for (const char* text : {"How do I kill the process?", "The dead letter queue is full.",
                           "It is on the critical path.", "Abort the upload, please.",
                           "The slave lost its master.", "We see a broken pipe when the child process died.",
                           "fatal: refusing to merge unrelated histories, terrible horrible useless"}) {
    EXPECT_GT(score(text), -0.2) << text;
    EXPECT_FALSE(dissatisfied(text)) << text;
  }
}

TEST(Dissatisfaction, CodeLogsTracesAddressesAndQuotationsDoNotCount) {
  const std::string angry = "horrible terrible awful useless";
  const double neutral = score("Here it is.");
  EXPECT_LT(score("Here it is. " + angry), dissatisfied_at) << "the control: the words themselves count";
  EXPECT_EQ(score("Here it is.\n```\n" + angry + "\n```\n"), neutral);
  EXPECT_EQ(score("Here it is. `" + angry + "`"), neutral);
  EXPECT_EQ(score("Here it is.\n2026-02-03T04:05:06Z ERROR " + angry), neutral);
  EXPECT_EQ(score("Here it is.\n    at com.acme." + angry + "(Main.java:5)"), neutral);
  EXPECT_EQ(score("Here it is. It says \"" + angry + "\" at the end."),
            score("Here it is. It says at the end."));
  EXPECT_EQ(score("Here it is. https://example.com/horrible?terrible=awful"), neutral);
}

TEST(Dissatisfaction, AMessageThatIsOneQuotationCounts) {
  EXPECT_TRUE(dissatisfied("\"Still broken, this is unacceptable\""));
}

TEST(Dissatisfaction, ANegationDoesNotReachOverAQuotation) {
  EXPECT_GT(score("can't\nunacceptable"), 0);
  EXPECT_LT(score("can't\n> quoted\nunacceptable"), 0);
  EXPECT_LT(score("can't\n> quoted\nunacceptable\n> one\n> two\n"), 0);
}

TEST(Dissatisfaction, QuotedLinesAndTheSignatureDoNotCount) {
  EXPECT_FALSE(dissatisfied("Fine, thanks.\n> This is unacceptable!\n"));
  EXPECT_FALSE(dissatisfied("Fine, thanks.\n-- \nThis is unacceptable!\n"));
  EXPECT_TRUE(dissatisfied("> How are you?\nThis is unacceptable!\n"));
}

TEST(Dissatisfaction, OtherLanguagesAreFlaggedNotGuessed) {
  for (const char* text :
       {"Das ist inakzeptabel, ich kündige!", "C'est inacceptable, je résilie mon contrat.",
        "Esto es inaceptable, quiero cancelar.", "这是不可接受的", "これは受け入れられません",
        "هذا غير مقبول", "Это неприемлемо"}) {
    const Dissatisfaction answer = judge_dissatisfaction(text);
    EXPECT_FALSE(answer.understood) << text;
    EXPECT_FALSE(answer.dissatisfied) << text;
    EXPECT_EQ(answer.score, 0) << text;
    EXPECT_TRUE(answer.words.empty()) << text;
  }
}

TEST(Dissatisfaction, EnglishWithForeignNamesIsUnderstood) {
  EXPECT_TRUE(understood("Please ask Jörg Müller in the München office about the invoice."));
  EXPECT_TRUE(understood("thx"));
}

TEST(Dissatisfaction, ContractionsAreSpelledOut) {
  EXPECT_TRUE(dissatisfied("I'm leaving."));
  EXPECT_TRUE(dissatisfied("I’m leaving."));
  EXPECT_TRUE(dissatisfied("im leaving"));
}

TEST(Dissatisfaction, OneHarshWordInALongMessageIsNotEnough) {
  std::string text = "This button is horrible and useless.";
  const double alone = score(text);
  for (int i = 0; i < 20; ++i) text += " The list shows all orders of the customer by date and number.";
  EXPECT_GT(score(text), alone / 2);
}

TEST(Dissatisfaction, BrokenUtf8IsSkipped) {
  EXPECT_TRUE(dissatisfied("This is \xff\xc3 unacceptable \xf0\x9f"));
  EXPECT_EQ(score("\xe2\x80"), 0);
}

TEST(Dissatisfaction, OnlyTheFirstTwoThousandWordsCount) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "the ";
  EXPECT_FALSE(dissatisfied(text + "unacceptable. This is unacceptable."));
  EXPECT_TRUE(dissatisfied("This is unacceptable. " + text));
}

TEST(Dissatisfaction, AtMostFiftyWordsAreKept) {
  std::string text;
  for (int i = 0; i < 500; ++i)
    text +=
        "horrible terrible awful hate idiot liar stupid angry scam lousy crap dumb rude "
        "livid furious outraged absurd insane useless worst fiasco travesty disgrace shit fuck wtf bullshit ";
  EXPECT_EQ(judge_dissatisfaction(text).words.size(), 50u);
}

}  // namespace
}  // namespace oasis
