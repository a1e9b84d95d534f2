// The rules of server/mail/thread.hpp, reply_address.hpp and subject.hpp.
#include "server/mail/thread.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "server/mail/reply_address.hpp"
#include "server/mail/subject.hpp"

namespace {

using namespace oasis;

const std::string key = "0123456789abcdef0123456789abcdef";

/// Tickets 1042 (Gina's) and 7 (Bob's); Globex owns globex.example.
struct Directory : MailDirectory {
  std::map<std::string, std::int64_t, std::less<>> messages{{"t1042.1@mail.oasis.example", 1042},
                                                            {"t7.1@mail.oasis.example", 7}};
  std::set<std::string, std::less<>> incoming{"seen@globex.example"};
  int recent = 0;

  std::optional<std::int64_t> ticket_of_message(std::string_view id) const override {
    const auto found = messages.find(id);
    return found == messages.end() ? std::nullopt : std::optional(found->second);
  }
  bool has_incoming(std::string_view id) const override { return incoming.count(id) > 0; }
  bool has_ticket(std::int64_t number) const override { return number == 1042 || number == 7; }
  bool is_participant(std::int64_t number, std::string_view address) const override {
    return (number == 1042 && address == "gina@globex.example") ||
           (number == 7 && address == "bob@example.com");
  }
  std::optional<std::string> contact_with(std::string_view address) const override {
    return address == "gina@globex.example" ? std::optional<std::string>("gina") : std::nullopt;
  }
  std::optional<std::string> customer_of_contact(std::string_view id) const override {
    return id == "gina" ? std::optional<std::string>("globex") : std::nullopt;
  }
  std::optional<std::string> customer_with_domain(std::string_view domain) const override {
    return domain == "globex.example" ? std::optional<std::string>("globex") : std::nullopt;
  }
  int mails_in_last_hour(std::string_view) const override { return recent; }
};

RoutingPolicy policy() {
  return {"mail.oasis.example", {"support@oasis.example"}, key, 60, {"mx.oasis.example"}};
}

IncomingMail mail_from(const std::string& address) {
  IncomingMail mail;
  mail.from.address = address;
  mail.message_id = "new@globex.example";
  mail.to = {{"", "support@oasis.example"}};
  mail.subject = "Help";
  return mail;
}

struct RouteMail : testing::Test {
  Directory directory;
  IncomingMail mail = mail_from("Gina@Globex.example");
  MailRouting route() const { return route_mail(mail, directory, policy()); }
};

TEST_F(RouteMail, a_new_mail_opens_a_ticket_for_its_contact_and_customer) {
  const auto routing = route();
  EXPECT_EQ(routing.action, MailAction::open_ticket);
  EXPECT_EQ(routing.contact, "gina");
  EXPECT_EQ(routing.customer, "globex");
  EXPECT_TRUE(routing.may_answer);
}

TEST_F(RouteMail, an_unknown_sender_belongs_to_the_customer_of_the_domain) {
  mail.from.address = "new.person@GLOBEX.example";
  EXPECT_EQ(route().contact, std::nullopt);
  EXPECT_EQ(route().customer, "globex");
}

TEST_F(RouteMail, an_answer_is_found_by_in_reply_to) {
  mail.in_reply_to = "t1042.1@mail.oasis.example";
  const auto routing = route();
  EXPECT_EQ(routing.action, MailAction::add_reply);
  EXPECT_EQ(routing.ticket, 1042);
  EXPECT_EQ(routing.found_by, FoundBy::message_id);
  EXPECT_TRUE(routing.may_reopen);
}

TEST_F(RouteMail, an_answer_is_found_by_any_reference) {
  mail.in_reply_to = "unknown@globex.example";
  mail.references = {"t1042.1@mail.oasis.example", "unknown@globex.example"};
  EXPECT_EQ(route().ticket, 1042);
}

TEST_F(RouteMail, an_answer_is_found_by_the_tag_in_its_subject) {
  mail.subject = "AW: [#1042] Printer";
  mail.facts.authentication_results = {"mx.oasis.example; dmarc=pass header.from=globex.example"};
  EXPECT_EQ(route().ticket, 1042);
  EXPECT_EQ(route().found_by, FoundBy::subject_tag);
}

TEST_F(RouteMail, a_tag_and_a_from_that_nobody_vouches_for_open_a_new_ticket_that_follows) {
  mail.subject = "AW: [#1042] Printer";
  for (const char* result : {"", "mx.evil.example; dmarc=pass header.from=globex.example",
                             "mx.oasis.example; dmarc=fail header.from=globex.example"}) {
    mail.facts.authentication_results = {result};
    EXPECT_EQ(route().action, MailAction::open_ticket) << result;
    EXPECT_EQ(route().follows, 1042) << result;
  }
}

TEST_F(RouteMail, a_stranger_who_is_vouched_for_is_still_not_on_the_ticket) {
  mail.from.address = "stranger@elsewhere.example";
  mail.subject = "AW: [#1042] Printer";
  mail.facts.authentication_results = {"mx.oasis.example; dmarc=pass header.from=elsewhere.example"};
  EXPECT_EQ(route().action, MailAction::open_ticket);
  EXPECT_EQ(route().follows, 0);
}

TEST_F(RouteMail, an_answer_is_found_by_its_signed_address_wherever_it_stands) {
  mail.delivered_to = {reply_address("support@oasis.example", 1042, key)};
  EXPECT_EQ(route().found_by, FoundBy::reply_address);
}

TEST_F(RouteMail, a_signed_address_lets_in_whom_it_was_given_to) {
  mail.from.address = "colleague@elsewhere.example";
  mail.to = {{"", reply_address("support@oasis.example", 1042, key)}};
  EXPECT_EQ(route().action, MailAction::add_reply);
  EXPECT_TRUE(route().new_participant);
}

TEST_F(RouteMail, a_forged_address_lets_nobody_in) {
  mail.from.address = "stranger@elsewhere.example";
  std::string forged = reply_address("support@oasis.example", 7, key);
  forged.replace(forged.find("+t7-"), 4, "+t1042-");
  mail.to = {{"", forged}};
  EXPECT_EQ(route().action, MailAction::open_ticket);
}

TEST_F(RouteMail, a_stranger_with_a_tag_or_reference_opens_a_new_ticket) {
  mail.from.address = "stranger@elsewhere.example";
  mail.subject = "Re: [#1042] Printer";
  EXPECT_EQ(route().action, MailAction::open_ticket);
  mail.in_reply_to = "t1042.1@mail.oasis.example";
  EXPECT_EQ(route().action, MailAction::open_ticket);
  EXPECT_NE(route().why.find("1042"), std::string::npos);
}

TEST_F(RouteMail, an_unknown_ticket_in_the_subject_opens_a_new_one) {
  mail.subject = "[#999] x";
  EXPECT_EQ(route().action, MailAction::open_ticket);
}

TEST_F(RouteMail, our_own_mail_is_refused) {
  mail.facts.oasis_origin = "mail.oasis.example";
  EXPECT_EQ(route().action, MailAction::refuse);
  mail = mail_from("gina@globex.example");
  mail.message_id = "t9.9@Mail.Oasis.Example";
  EXPECT_EQ(route().action, MailAction::refuse);
  mail = mail_from("Support@oasis.example");
  EXPECT_EQ(route().action, MailAction::refuse);
  mail = mail_from(reply_address("support@oasis.example", 7, key));
  EXPECT_EQ(route().action, MailAction::refuse);
}

TEST_F(RouteMail, a_mail_that_came_before_is_refused) {
  mail.message_id = "seen@globex.example";
  EXPECT_EQ(route().action, MailAction::refuse);
}

TEST_F(RouteMail, an_automatic_answer_is_recorded_and_sets_nothing_off) {
  mail.kind = MailKind::auto_reply;
  mail.in_reply_to = "t1042.1@mail.oasis.example";
  const auto routing = route();
  EXPECT_EQ(routing.action, MailAction::record);
  EXPECT_EQ(routing.ticket, 1042);
  EXPECT_FALSE(routing.may_answer);
  EXPECT_FALSE(routing.may_reopen);
}

TEST_F(RouteMail, an_automatic_answer_to_nothing_opens_no_ticket) {
  mail.kind = MailKind::auto_reply;
  EXPECT_EQ(route().action, MailAction::hold);
}

TEST_F(RouteMail, a_bounce_is_recorded_by_the_message_it_returns) {
  mail = mail_from("MAILER-DAEMON@mx.example");
  mail.kind = MailKind::bounce;
  mail.bounce = BounceReport{"gina@globex.example", "5.1.1", "", "t1042.1@mail.oasis.example", true};
  EXPECT_EQ(route().action, MailAction::record);
  EXPECT_EQ(route().ticket, 1042);
}

TEST_F(RouteMail, mail_of_programs_opens_tickets_but_gets_no_answer) {
  mail.facts.auto_submitted = "auto-generated";
  EXPECT_EQ(route().action, MailAction::open_ticket);
  EXPECT_FALSE(route().may_answer);
}

TEST_F(RouteMail, a_sender_over_the_limit_is_held) {
  directory.recent = 59;
  EXPECT_EQ(route().action, MailAction::open_ticket);
  directory.recent = 60;
  EXPECT_EQ(route().action, MailAction::hold);
}

TEST(ReplyAddress, is_read_back_in_any_case) {
  const std::string address = reply_address("support@oasis.example", 1042, key);
  EXPECT_EQ(address.substr(0, 14), "support+t1042-");
  std::string upper = address;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  for (const std::string& written : {address, upper}) {
    const auto token = read_reply_address(written, key);
    ASSERT_TRUE(token);
    EXPECT_EQ(token->number, 1042);
    EXPECT_TRUE(token->genuine);
  }
}

TEST(ReplyAddress, another_key_number_or_length_is_not_genuine) {
  const std::string address = reply_address("support@oasis.example", 1042, key);
  EXPECT_FALSE(read_reply_address(address, key + "x")->genuine);
  std::string cut = address;
  cut.erase(cut.find('@') - 1, 1);
  EXPECT_FALSE(read_reply_address(cut, key)->genuine);
}

TEST(ReplyAddress, other_addresses_have_no_token) {
  for (const char* other : {"support@oasis.example", "support+tag@oasis.example", "support+t-x@o.example",
                            "support+t99999999999999999999-a@o.example", "", "+t"})
    EXPECT_FALSE(read_reply_address(other, key)) << other;
}

TEST(Subject, the_first_number_in_brackets_is_the_ticket) {
  EXPECT_EQ(ticket_number_in("Re: [Acme] [#1042] x [#7]"), 1042);
  for (const char* none :
       {"#1042", "[#]", "[#x]", "[#-1]", "[#0]", "[#12", "[# 12]", "[#99999999999999999999]"})
    EXPECT_EQ(ticket_number_in(none), std::nullopt) << none;
}

TEST(Subject, prefixes_and_tags_are_no_title) {
  EXPECT_EQ(bare_subject("Re: AW: [#1042] Fwd: Re[2]: Printer: on fire"), "Printer: on fire");
  EXPECT_EQ(bare_subject("回复：打印机"), "打印机");
  EXPECT_EQ(bare_subject("Re:"), "");
  EXPECT_EQ(bare_subject("Request: help"), "Request: help");
}

}  // namespace
