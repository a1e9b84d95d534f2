// Answers without signing in: how they are read, and that each works once, for one person, for 24 hours.
#include "server/notify/answers.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "server/engine/people.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/mail_answers.hpp"
#include "server/notify/own_contacts.hpp"
#include "server/notify/parcel.hpp"
#include "server/store/audit.hpp"
#include "server/store/languages.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"
#include "tests/server_unit/notify/answering.hpp"

namespace oasis::notify {
namespace {

TEST(ReadAnswer, AWordAWordWithACodeOrACodeAlone) {
  EXPECT_EQ(read_answer("ack").wish, Wish::acknowledge);
  EXPECT_EQ(read_answer("\n  ACK. \n").wish, Wish::acknowledge);
  EXPECT_EQ(read_answer("esc k7q2m7").wish, Wish::escalate);
  EXPECT_EQ(read_answer("esc k7q2m7").code, "K7Q2M7");
  EXPECT_EQ(read_answer("Close").wish, Wish::close);
  EXPECT_EQ(read_answer("K7Q2M7").wish, Wish::acknowledge);
  EXPECT_TRUE(read_answer("K7Q2M7").only_code);
}

TEST(ReadAnswer, AnythingElseIsATextLikeAnyOther) {
  for (const char* text :
       {"", "Please close the ticket", "I will look into it", "ack this one please", "> ack", "1234"}) {
    EXPECT_FALSE(read_answer(text).wish) << text;
  }
}

TEST(ReadAnswer, TheCodeMayStandInTheQuotedMessage) {
  const Answer answer =
      read_answer("esc\n\nOn Friday Support wrote:\n> Or reply:    ack K7Q2M7   (or esc, or close)\n");
  EXPECT_EQ(answer.wish, Wish::escalate);
  EXPECT_EQ(answer.code, "K7Q2M7");
}

TEST_F(Answering, ALinkWorksOnceForEachThing) {
  const std::string link = link_of(page_of("t-1"), 1);
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::done);
  EXPECT_EQ(ticket("t-1").acknowledged_by, "ann");
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::repeated);
  EXPECT_EQ(by_link(link, Wish::escalate).kind, Answered::Kind::done);
  EXPECT_EQ(page_of("t-1", "bob").ticket, "t-1") << "the next tier is told";
  const store::Outgoing page = page_of("t-1");
  EXPECT_TRUE(page.answered);
  EXPECT_TRUE(page.seen);
  EXPECT_EQ(page.answer, "acknowledge");
}

TEST_F(Answering, AForgedOrExpiredLinkChangesNothing) {
  std::string link = link_of(page_of("t-1"), 1);
  std::string forged = link;
  forged.back() = forged.back() == 'a' ? 'b' : 'a';
  EXPECT_EQ(by_link(forged, Wish::acknowledge).kind, Answered::Kind::forged);
  EXPECT_EQ(by_link("1-bob" + link.substr(5), Wish::acknowledge).kind, Answered::Kind::forged)
      << "another person";
  EXPECT_EQ(by_link("nonsense", Wish::acknowledge).kind, Answered::Kind::forged);
  clock.set(start + hours(24));
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::expired);
  EXPECT_EQ(ticket("t-1").acknowledged_by, "");
}

TEST_F(Answering, NobodyAnswersWithAnAccountThatIsDisabled) {
  const std::string link = link_of(page_of("t-1"), 1);
  const std::string code = links.reply_code(page_of("t-1").key, "t-1");
  disable("ann", true);
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::refused);
  EXPECT_EQ(by_text("ack " + code).what, "Your account is disabled.");
  EXPECT_EQ(ticket("t-1").acknowledged_by, "");
  disable("ann", false);
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::done) << "the link was not used up";
}

TEST_F(Answering, ADisablingThatFailsIsTakenBack) {
  const auto failing = [](Turn& turn) {
    add_or_disable(turn, "ann", true);
    throw store::Failure(store::Trouble::full, "no room");
  };
  EXPECT_THROW(run(failing), store::Failure);
  run([](Turn& turn) { EXPECT_TRUE(turn.state().disabled.empty()); });
}

TEST_F(Answering, ACodeIsGoodForItsTicketAndPersonOnly) {
  const std::string code = links.reply_code(page_of("t-1").key, "t-1");
  ASSERT_EQ(code.size(), 6u);
  EXPECT_EQ(by_text("ack " + code, "bob").kind, Answered::Kind::forged);
  EXPECT_EQ(by_text("ack AAAAAA").kind, Answered::Kind::forged);
  EXPECT_EQ(by_text("ack " + code).kind, Answered::Kind::done);
  EXPECT_EQ(by_text("ack " + code).kind, Answered::Kind::repeated);
  EXPECT_EQ(by_text("close " + code).kind, Answered::Kind::done);
  EXPECT_EQ(ticket("t-1").status, Status::closed);
}

TEST_F(Answering, ACodeExpiresAfterADay) {
  const std::string code = links.reply_code(page_of("t-1").key, "t-1");
  clock.set(start + hours(24));
  EXPECT_EQ(by_text("ack " + code).kind, Answered::Kind::expired);
}

TEST_F(Answering, WithoutACodeATextMessageMeansTheOnlyPageThatIsOut) {
  EXPECT_EQ(by_text("ack").kind, Answered::Kind::done);
  clock.set(start + minutes(2));
  open_ticket("t-2");
  const Answered second = by_text("ack");
  EXPECT_EQ(second.kind, Answered::Kind::refused) << "two tickets: it asks for the code";
  EXPECT_NE(second.what.find("code"), std::string::npos);
}

TEST_F(Answering, AMailAnswersTheMessageThatItRepliesTo) {
  const store::Outgoing page = page_of("t-1");
  Answered answered;
  run([&](Turn& turn) {
    answered = answer_by_reply(turn, links, "bob", read_answer("ack"), {page.message_id}, {"mail"});
  });
  EXPECT_EQ(answered.kind, Answered::Kind::forged) << "the page was not bob's";
  run([&](Turn& turn) {
    answered =
        answer_by_reply(turn, links, "ann", read_answer("ack"), {"other@x.example", page.message_id}, {"mail"});
  });
  EXPECT_EQ(answered.kind, Answered::Kind::done);
}

TEST_F(Answering, AMailIsAnAnswerOnlyFromAColleagueWithACodeOrToThePage) {
  const store::Outgoing page = page_of("t-1");
  IncomingMail mail;
  mail.from.address = "Ann@acme.example";
  mail.text = "ack\n\n> Ticket #1: Fire\n";
  const auto taken = [&] {
    std::optional<MailAnswer> answer;
    run([&](Turn& turn) { answer = answer_by_mail(turn, links, mail); });
    return answer;
  };
  const auto unfounded = taken();
  ASSERT_TRUE(unfounded) << "it is meant as an answer";
  EXPECT_EQ(ticket("t-1").acknowledged_by, "") << "but to nothing of ours: a sender is only claimed";
  mail.references = {page.message_id};
  mail.text = "Thanks";
  EXPECT_FALSE(taken()) << "a word of six letters is a word";
  mail.text = "I am on it";
  EXPECT_FALSE(taken());
  mail.text = "ack";
  mail.from.address = "gina@globex.example";
  EXPECT_FALSE(taken()) << "a customer";
  mail.from.address = "ann@acme.example";
  mail.kind = MailKind::auto_reply;
  EXPECT_FALSE(taken()) << "nobody wrote that";
  mail.kind = MailKind::ordinary;
  EXPECT_TRUE(taken());
  EXPECT_EQ(ticket("t-1").acknowledged_by, "ann");
}

TEST_F(Answering, ARefusedAnswerByMailIsAnsweredToTheColleagueOnly) {
  const store::Outgoing page = page_of("t-1");
  IncomingMail mail;
  mail.from.address = "Ann@acme.example";
  mail.reply_to = MailAddress{"", "eve@elsewhere.example"};
  mail.message_id = "one@acme.example";
  mail.text = "ack " + links.reply_code(page.key, "t-1") + "\n\n> Ticket #1: Fire\n";
  const auto answers_to_mails = [&] {
    std::vector<store::Outgoing> found;
    run([&](Turn& turn) {
      for (store::Outgoing& row : store::outgoing_to(turn.database(), "ann", Instant{}))
        if (row.key.rfind(answer_to_mail, 0) == 0) found.push_back(std::move(row));
    });
    return found;
  };
  const auto take = [&] { run([&](Turn& turn) { EXPECT_TRUE(answer_by_mail(turn, links, mail)); }); };
  take();
  EXPECT_TRUE(answers_to_mails().empty()) << "done";
  mail.message_id = "two@acme.example";
  take();
  ASSERT_EQ(answers_to_mails().size(), 1u);
  const store::Outgoing told = answers_to_mails().front();
  EXPECT_EQ(told.via, "email");
  EXPECT_EQ(told.address, "ann@acme.example");
  EXPECT_EQ(told.subject, "Nothing was changed");
  EXPECT_EQ(told.words, "You wrote: ack " + links.reply_code(page.key, "t-1") + "\nThis was used already.\n");
  const auto policies = writer->policies();
  writer->run_store([&](store::Database& database) {
    const Parcel parcel = make_parcel(told, database, *policies, zones, links, clock.now());
    EXPECT_EQ(parcel.references, (std::vector<std::string>{"two@acme.example"}));
    EXPECT_TRUE(parcel.automatic);
  });

  clock.set(start + hours(24));
  run([](Turn& turn) { store::set_language(turn.database(), "ann", "de"); });
  mail.message_id = "three@acme.example";
  mail.text = "close " + links.reply_code(page.key, "t-1");
  take();
  ASSERT_EQ(answers_to_mails().size(), 2u);
  EXPECT_NE(answers_to_mails().front().words.find("Dieser Code ist abgelaufen"), std::string::npos);
  mail.message_id = "four@acme.example";
  mail.facts.auto_submitted = "auto-generated";
  take();
  EXPECT_EQ(answers_to_mails().size(), 2u) << "a program wrote that";
}

TEST_F(Answering, EachRefusedAnswerIsInTheAuditLogAndTheChainHolds) {
  const store::Outgoing page = page_of("t-1");
  const std::string link = link_of(page, 1);
  const std::string code = links.reply_code(page.key, "t-1");
  std::string forged = link;
  forged.back() = forged.back() == 'a' ? 'b' : 'a';
  by_link(forged, Wish::acknowledge);
  by_text("ack AAAAAA");
  IncomingMail mail;
  mail.from.address = "ann@acme.example";
  mail.text = "ack BBBBBB";
  run([&](Turn& turn) { EXPECT_TRUE(answer_by_mail(turn, links, mail)); });
  mail.text = "Thanks";
  run([&](Turn& turn) { EXPECT_FALSE(answer_by_mail(turn, links, mail)) << "a word, nothing to look into"; });
  EXPECT_EQ(by_text("esc " + code).kind, Answered::Kind::done);
  by_text("esc " + code);
  EXPECT_EQ(by_link(link, Wish::acknowledge).kind, Answered::Kind::done);
  by_link(link, Wish::acknowledge);
  clock.set(start + hours(25));
  by_link(link, Wish::escalate);
  by_text("esc " + code);
  mail.text = "esc " + code;
  run([&](Turn& turn) { answer_by_mail(turn, links, mail); });
  EXPECT_EQ(audited(), (std::vector<std::string>{
                           "192.0.2.7|ticket 1|forged, by link, as ann",
                           "+15550101||forged, by text message, as ann",
                           "ann@acme.example||forged, by mail, as ann",
                           "+15550101|ticket 1|repeated, by text message, as ann",
                           "192.0.2.7|ticket 1|repeated, by link, as ann",
                           "192.0.2.7|ticket 1|expired, by link, as ann",
                           "+15550101|ticket 1|expired, by text message, as ann",
                           "ann@acme.example|ticket 1|expired, by mail, as ann",
                       }));
  run([](Turn& turn) { EXPECT_FALSE(store::check_audit(turn.database()).broken_at) << "the chain holds"; });
}

TEST_F(Answering, WhoSendsRubbishFillsNoDisk) {
  for (int i = 0; i < 100; ++i) by_link("nonsense", Wish::acknowledge);
  const auto rows = audited();
  ASSERT_EQ(rows.size(), 20u);
  EXPECT_NE(rows.back().find("more of this minute are in the log only"), std::string::npos) << rows.back();
  by_text("ack AAAAAA");
  EXPECT_EQ(audited().size(), 21u) << "another address counts by itself";
  clock.set(start + minutes(2));
  by_link("nonsense", Wish::acknowledge);
  EXPECT_EQ(audited().size(), 22u);
}

TEST_F(Answering, LookingAtTheTicketMakesItsMessagesSeen) {
  const std::int64_t id = page_of("t-1").id;
  run([&](Turn& turn) {
    EXPECT_FALSE(has_unseen(turn.database(), "t-1", "ann")) << "it has not left yet";
    claim(turn, id);
    Outcome sent;
    sent.kind = Outcome::Kind::sent;
    record_attempt(turn, id, sent, 0);
    EXPECT_TRUE(has_unseen(turn.database(), "t-1", "ann"));
    EXPECT_EQ(mark_seen(turn, "t-1", "ann"), 1);
  });
  EXPECT_TRUE(page_of("t-1").seen);
}

TEST_F(Answering, ANewAddressIsPutIntoUseOnlyAfterItsCodeCameBack) {
  const auto address = [this] {
    std::string found;
    run([&](Turn& turn) { found = address_of(*current_policies(turn.state())->user("ann"), "ntfy"); });
    return found;
  };
  std::string words;
  run([&](Turn& turn) {
    EXPECT_TRUE(send_code(turn, "ann", {"sms", "12345"})) << "no number";
    EXPECT_TRUE(send_code(turn, "ann", {"ntfy", "secret:twilio"})) << "names of secrets are not for people";
    EXPECT_FALSE(send_code(turn, "ann", {"ntfy", "ann-topic"}));
    const auto rows = store::outgoing_to(turn.database(), "ann", start - hours(1));
    words = rows.front().subject;
    EXPECT_EQ(rows.front().address, "ann-topic");
  });
  EXPECT_EQ(address(), "");
  const std::string code = words.substr(words.size() - 6);
  run([&](Turn& turn) {
    EXPECT_TRUE(take_code(turn, "ann", "ntfy", code == "000000" ? "000001" : "000000"));
    EXPECT_TRUE(take_code(turn, "bob", "ntfy", code)) << "somebody else's";
    EXPECT_FALSE(take_code(turn, "ann", "ntfy", code));
    EXPECT_TRUE(take_code(turn, "ann", "ntfy", code)) << "once";
  });
  EXPECT_EQ(address(), "ann-topic");
}

TEST_F(Answering, ACodeCannotBeGuessed) {
  std::string code;
  run([&](Turn& turn) {
    send_code(turn, "ann", {"ntfy", "ann-topic"});
    const std::string words = store::outgoing_to(turn.database(), "ann", start - hours(1)).front().subject;
    code = words.substr(words.size() - 6);
    for (int i = 0; i < 5; ++i) take_code(turn, "ann", "ntfy", "wrong");
    EXPECT_TRUE(take_code(turn, "ann", "ntfy", code)) << "after five wrong ones the right one does not count";
  });
}

TEST_F(Answering, TheLastAddressStaysAndRulesForgetOneThatGoes) {
  run([&](Turn& turn) {
    EXPECT_FALSE(remove_contact(turn, "ann", "sms"));
    const User* ann = current_policies(turn.state())->user("ann");
    EXPECT_EQ(ann->contacts.size(), 1u);
    EXPECT_FALSE(ann->notify[static_cast<std::size_t>(Urgency::normal)]) << "the usual rules hold again";
    EXPECT_TRUE(remove_contact(turn, "ann", "email"));
  });
}

}  // namespace
}  // namespace oasis::notify
