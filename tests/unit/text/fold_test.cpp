// The rules of shared/text/fold.hpp. One letter stands for each line: w written, q quoted and open, Q quoted
// and closed, S signature.
#include "shared/text/fold.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

std::string folded(const std::string& text) {
  std::string letters;
  for (const auto& range : oasis::fold(text)) {
    const auto lines = std::count(text.begin() + static_cast<long>(range.from),
                                  text.begin() + static_cast<long>(range.to), '\n') +
                       (range.to == text.size() && text.back() != '\n' ? 1 : 0);
    const char quoted = range.shown ? 'q' : 'Q';
    const char letter = range.kind == oasis::FoldKind::written  ? 'w'
                        : range.kind == oasis::FoldKind::quoted ? quoted
                                                                : 'S';
    letters.append(static_cast<std::size_t>(lines), letter);
  }
  return letters;
}

TEST(Fold, an_empty_text_has_no_ranges) {
  EXPECT_TRUE(oasis::fold("").empty());
}

TEST(Fold, plain_text_is_written) {
  EXPECT_EQ(folded("Hello,\n\nit broke.\nAnn"), "wwww");
}

TEST(Fold, ranges_cover_the_whole_text_without_gaps) {
  const std::string text =
      "Yes.\n\nOn 3 May 2024 at 10:00, Bob <bob@example.com> wrote:\n> No?\n\nReally.\n-- \nAnn\n";
  std::size_t at = 0;
  for (const auto& range : oasis::fold(text)) {
    EXPECT_EQ(range.from, at);
    EXPECT_LT(range.from, range.to);
    at = range.to;
  }
  EXPECT_EQ(at, text.size());
}

TEST(Fold, a_quote_goes_with_the_line_that_introduces_it) {
  EXPECT_EQ(
      folded("Thanks\n\nOn Mon, 3 May 2024 at 10:00, Bob <bob@example.com> wrote:\n\n> It works\n> now\n"),
      "wQQQQQ");
}

TEST(Fold, an_introduction_may_be_wrapped) {
  EXPECT_EQ(
      folded(
          "Thanks\nOn Mon, 3 May 2024 at 10:00, Robert the Builder\n<bob@example.com>\nwrote:\n> It works\n"),
      "wQQQQ");
}

TEST(Fold, the_introduction_begins_at_the_nearest_first_word) {
  EXPECT_EQ(folded("On 3 hosts it fails.\nOn Mon, 3 May 2024 at 10:00, Bob wrote:\n> ok\n"), "wQQ");
}

struct Form {
  const char* language;
  const char* line;
};

class FoldLanguages : public testing::TestWithParam<Form> {};

TEST_P(FoldLanguages, introduces_a_quote) {
  const std::string line = GetParam().line;
  EXPECT_EQ(folded("ok\n" + line + "\n> a\n"), "wQQ");
}

TEST_P(FoldLanguages, introduces_a_quote_without_marks_when_it_names_an_address_or_a_time) {
  const std::string line = GetParam().line;
  EXPECT_EQ(folded("ok\n" + line + "\na\nb\n"), "wQQQ");
}

INSTANTIATE_TEST_SUITE_P(
    Forms, FoldLanguages,
    testing::Values(
        Form{"English", "On Fri, May 3, 2024 at 2:05 PM Bob <bob@example.com> wrote:"},
        Form{"German", "Am 03.05.24 um 14:05 schrieb Bob Okafor:"},
        Form{"GermanGmail", "Bob Okafor <bob@example.com> schrieb am Fr., 3. Mai 2024, 14:05:"},
        Form{"French", "Le ven. 3 mai 2024 à 14:05, Bob <bob@example.com> a écrit :"},
        Form{"Spanish", "El vie, 3 may 2024 a las 14:05, Bob (<bob@example.com>) escribió:"},
        Form{"Italian", "Il giorno ven 3 mag 2024 alle ore 14:05 Bob <bob@example.com> ha scritto:"},
        Form{"Dutch", "Op vr 3 mei 2024 om 14:05 schreef Bob <bob@example.com>:"},
        Form{"Portuguese", "Em sex., 3 de mai. de 2024 às 14:05, Bob <bob@example.com> escreveu:"},
        Form{"Polish", "W dniu 3.05.2024 o 14:05, Bob pisze:"},
        Form{"PolishGmail", "pt., 3 maj 2024 o 14:05 Bob <bob@example.com> napisał(a):"},
        Form{"Swedish", "Den fre 3 maj 2024 kl 14:05 skrev Bob <bob@example.com>:"},
        Form{"Danish", "Den fre. 3. maj 2024 kl. 14.05 skrev Bob <bob@example.com>:"},
        Form{"Russian", "пт, 3 мая 2024 г. в 14:05, Bob <bob@example.com> пишет:"},
        Form{"Chinese", "Bob <bob@example.com> 于2024年5月3日周五 14:05写道："},
        Form{"Japanese", "2024年5月3日(金) 14:05 Bob <bob@example.com>のメール:"}),
    [](const testing::TestParamInfo<Form>& info) { return info.param.language; });

class FoldHeaders : public testing::TestWithParam<Form> {};

TEST_P(FoldHeaders, quote_everything_below) {
  EXPECT_EQ(folded(std::string("ok\n\n") + GetParam().line + "\n\nolder\n").find_first_not_of("w"), 1u);
  EXPECT_EQ(folded(std::string("ok\n") + GetParam().line + "\n\nolder\n").substr(0, 3), "wQQ");
}

INSTANTIATE_TEST_SUITE_P(
    Outlook, FoldHeaders,
    testing::Values(Form{"English", "From: Bob\nSent: Friday\nTo: Ann\nSubject: x"},
                    Form{"Bold", "*From:* Bob\n*Sent:* Friday\n*To:* Ann\n*Subject:* x"},
                    Form{"German", "Von: Bob\nGesendet: Freitag\nAn: Ann\nBetreff: x"},
                    Form{"French", "De : Bob\nEnvoyé : vendredi\nÀ : Ann\nObjet : x"},
                    Form{"Spanish", "De: Bob\nEnviado el: viernes\nPara: Ann\nAsunto: x"},
                    Form{"Portuguese", "De: Bob\nEnviada em: sexta\nPara: Ann\nAssunto: x"},
                    Form{"Italian", "Da: Bob\nInviato: venerdì\nA: Ann\nOggetto: x"},
                    Form{"Dutch", "Van: Bob\nVerzonden: vrijdag\nAan: Ann\nOnderwerp: x"},
                    Form{"Polish", "Od: Bob\nWysłano: piątek\nDo: Ann\nTemat: x"},
                    Form{"Swedish", "Från: Bob\nSkickat: fredag\nTill: Ann\nÄmne: x"},
                    Form{"Danish", "Fra: Bob\nSendt: fredag\nTil: Ann\nEmne: x"},
                    Form{"Russian", "От: Bob\nОтправлено: пятница\nКому: Ann\nТема: x"},
                    Form{"Chinese", "发件人: Bob\n发送时间: 5月3日\n收件人: Ann\n主题: x"},
                    Form{"Japanese", "差出人: Bob\n送信日時: 5月3日\n宛先: Ann\n件名: x"}),
    [](const testing::TestParamInfo<Form>& info) { return info.param.language; });

TEST(Fold, a_journey_is_no_header_block) {
  EXPECT_EQ(folded("Please book\nFrom: Berlin\nTo: Paris\nDate: 3 May"), "wwww");
}

TEST(Fold, a_header_block_may_begin_with_the_date) {
  EXPECT_EQ(folded("ok\nDate: Friday\nSubject: x\nFrom: Bob\nTo: Ann\n\nolder"), "wQQQQQQ");
}

TEST(Fold, an_introduction_may_break_before_the_address) {
  EXPECT_EQ(folded("Привет\n02.04.2012 14:20 пользователь Bob <\nbob@example.com> написал:\n\n> x"), "wQQQQ");
  EXPECT_EQ(folded("It broke at 14:05\nBob wrote:\n> x"), "wQQ");
}

TEST(Fold, a_line_above_the_header_block_goes_with_it) {
  EXPECT_EQ(
      folded("ok\n\n________________________________\nFrom: Bob\nSent: Friday\nTo: Ann\nSubject: x\n\nolder"),
      "wQQQQQQQQ");
}

TEST(Fold, an_original_message_divider_quotes_the_rest) {
  EXPECT_EQ(folded("ok\n-----Original Message-----\nolder"), "wQQ");
  EXPECT_EQ(folded("ok\n-------- Ursprüngliche Nachricht --------\nolder"), "wQQ");
}

TEST(Fold, our_marker_quotes_the_rest_with_the_line_that_introduces_it) {
  const std::string marker(oasis::reply_marker);
  EXPECT_EQ(folded("ok\n\nOn 3 May Bob wrote:\n" + marker + "\nolder"), "wQQQQ");
  EXPECT_EQ(folded("ok\n> " + marker + "\n> older"), "wQQ");
  EXPECT_EQ(folded("ja\n\n" + std::string(oasis::reply_marker_german) + "\nolder"), "wQQQ");
}

TEST(Fold, a_passed_on_message_is_shown) {
  EXPECT_EQ(folded("see below\n\n---------- Forwarded message ---------\nFrom: Bob\nDate: Friday\nSubject: "
                   "x\nTo: Ann\n\nthe fault"),
            "wwwwwwwww");
  EXPECT_EQ(folded("see below\n\nBegin forwarded message:\n\n> From: Bob\n> the fault"), "wwwwww");
}

TEST(Fold, a_forward_inside_an_older_message_stays_quoted) {
  EXPECT_EQ(folded("ok\n-----Original Message-----\nfyi\n---------- Forwarded message ---------\nx"),
            "wQQQQ");
}

TEST(Fold, a_short_quote_above_an_answer_stays_open) {
  EXPECT_EQ(folded("On 3 May 2024 at 10:00, Bob wrote:\n> Is it up?\n\nNo.\n\n> Since when?\n\nNoon."),
            "qqwwqqww");
}

TEST(Fold, a_long_quote_above_an_answer_is_closed) {
  std::string quote;
  for (int i = 0; i < 9; ++i) quote += "> line\n";
  EXPECT_EQ(folded(quote + "No."), "QQQQQQQQQw");
}

TEST(Fold, a_single_line_with_an_angle_is_text_without_other_signs_of_a_quote) {
  EXPECT_EQ(folded("I typed\n> SELECT 1\nand it hung"), "www");
}

TEST(Fold, a_colon_alone_introduces_nothing) {
  EXPECT_EQ(folded("On your host you can run:\n\n  ls\n\nThanks"), "wwwww");
  EXPECT_EQ(folded("On 3 May Bob wrote:\nthat it hangs. What now?"), "ww");
}

TEST(Fold, a_signature_goes_from_the_dashes_to_the_end_or_the_quote) {
  EXPECT_EQ(folded("ok\n-- \nAnn\nGlobex"), "wSSS");
  EXPECT_EQ(folded("ok\n--\nAnn\n\nOn 3 May 2024 at 10:00, Bob wrote:\n> x"), "wSSQQQ");
}

TEST(Fold, a_long_text_below_dashes_is_no_signature) {
  std::string text = "ok\n--\n";
  for (int i = 0; i < 16; ++i) text += "more\n";
  EXPECT_EQ(folded(text), std::string(18, 'w'));
}

TEST(Fold, what_a_phone_adds_is_signature_only_at_the_end) {
  EXPECT_EQ(folded("ok\n\nSent from my iPhone"), "wSS");
  EXPECT_EQ(folded("ok\nVon meinem iPhone gesendet\n\nAm 03.05.24 um 14:05 schrieb Bob:\n> x"), "wSQQQ");
  EXPECT_EQ(folded("Sent from my iPhone it fails\nbut from the desk it works"), "ww");
}

TEST(Fold, what_a_carrier_adds_between_dividing_lines_is_signature) {
  EXPECT_EQ(folded("ok\n\n--------\nSent via Bell.\nEnvoyé par le service de messagerie texte de Bell Mobilité.\n--------\n"), "wSSSSS");
  EXPECT_EQ(folded("the list:\n--------\n"), "ww") << "a line alone is the writer's";
  EXPECT_EQ(folded("--------\nsee above\n--------\nSent from my iPhone"), "wwSS");
}

TEST(Fold, a_card_below_a_closing_is_a_signature) {
  EXPECT_EQ(folded("It works.\n\nBest regards,\nAnn Ek\nAcme GmbH | Support\n+49 30 123456\n"), "wSSSSS");
  EXPECT_EQ(folded("Geht wieder.\n\nMit freundlichen Grüßen\n\nAnn Ek\nann@acme.example\n"), "wSSSSS");
  EXPECT_EQ(folded("Merci\nCordialement,\nAnn Ek\nChef de projet\nAcme\n"), "wSSSS");
  EXPECT_EQ(folded("Works.\n\nThanks!\nAnn Ek\nwww.acme.example\n\n> a\n> b\n"), "wSSSSQQQ");
}

TEST(Fold, the_foot_of_a_mailing_list_is_a_signature) {
  const std::string foot =
      "_______________________________________________\nusers mailing list\nusers@lists.example\n"
      "http://lists.example/users\n";
  EXPECT_EQ(folded("How?\n\nAnn\n\n" + foot), "wwwSSSSS");
  EXPECT_EQ(folded("Two parts:\n____________________\nThe second part has words only.\n"), "www");
}

TEST(Fold, a_name_below_a_closing_stays_and_so_does_what_is_said_there) {
  EXPECT_EQ(folded("It works.\n\nBest regards,\nAnn Ek\n"), "wwww");
  EXPECT_EQ(folded("It works.\nThanks,\nAnn\nPS: call me at +49 30 123456\n"), "wwww");
  EXPECT_EQ(folded("It works.\nThanks,\nAnn Ek\n+49 30 123456\nCan you call me?\n"), "wwwww");
  EXPECT_EQ(folded("It works.\nThanks\nThe other three machines still fail with the error 4711234 since the update.\nAnn\nBob\n"), "wwwww");
  EXPECT_EQ(folded("Best regards,\nAnn Ek\nAcme\n+49 30 123456\n"), "wwww") << "nothing else is said";
  EXPECT_EQ(folded("Thanks\nfor the help.\nWe saw order 123456.\n"), "www");
}

TEST(Fold, a_message_with_nothing_new_is_shown_whole) {
  EXPECT_EQ(folded("On 3 May 2024 at 10:00, Bob wrote:\n> x\n"), "ww");
  EXPECT_EQ(folded("From: Bob\nSent: Friday\nTo: Ann\nSubject: x\n\nthe fault"), "wwwwww");
}

TEST(Fold, written_text_is_what_is_new) {
  EXPECT_EQ(oasis::written_text("Thanks!\n\nOn 3 May 2024 at 10:00, Bob wrote:\n> x\n"), "Thanks!");
}

TEST(Fold, an_empty_line_stands_where_something_was_folded_away) {
  EXPECT_EQ(oasis::written_text("I can't.\n> a\n> b\nUnacceptable\n"), "I can't.\n\nUnacceptable");
}

TEST(Fold, a_hostile_text_is_folded_in_one_pass) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += ":\n--\n";
  EXPECT_EQ(oasis::fold(text).size(), 2u);
}

}  // namespace
