// The rules of server/mail/parse.hpp and kind.hpp that a limit or one header decides; whole mails:
// fixtures_test.cpp.
#include "server/mail/parse.hpp"

#include <gtest/gtest.h>

#include "server/mail/kind.hpp"
#include "shared/text/utf8.hpp"

namespace {

using oasis::MailKind;
using oasis::MailAddress;
using oasis::parse_mail;

const std::string head = "From: Gina <gina@globex.example>\r\nSubject: x\r\n";

std::string parts(int count) {
  std::string mail = head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < count; ++i)
    mail += "--b\r\nContent-Type: text/plain\r\n\r\npart " + std::to_string(i) + "\r\n";
  return mail + "--b--\r\n";
}

TEST(ParseMail, empty_input_is_refused_with_the_reason) {
  for (const char* empty : {"", "\r\n \n"}) {
    const auto mail = parse_mail(empty);
    ASSERT_FALSE(mail.ok());
    EXPECT_NE(mail.error().what.find("empty"), std::string::npos);
  }
}

TEST(ParseMail, a_mail_over_the_limit_is_refused_with_both_sizes) {
  oasis::MailLimits limits;
  limits.bytes = 40;
  const auto mail = parse_mail(head + "\r\nbody", limits);
  ASSERT_FALSE(mail.ok());
  EXPECT_NE(mail.error().what.find("40"), std::string::npos);
}

TEST(ParseMail, a_header_section_over_the_limit_is_refused) {
  EXPECT_FALSE(parse_mail("From: a@b.example\r\nX: " + std::string(2u << 20, 'x') + "\r\n\r\nbody").ok());
}

TEST(ParseMail, too_many_parts_are_left_out_with_a_remark) {
  oasis::MailLimits limits;
  limits.parts = 10;
  const auto mail = parse_mail(parts(50), limits);
  ASSERT_TRUE(mail.ok());
  EXPECT_NE(mail->text.find("part 3"), std::string::npos);
  EXPECT_EQ(mail->text.find("part 30"), std::string::npos);
  EXPECT_EQ(mail->remarks.size(), 1u);
}

TEST(ParseMail, parts_nested_too_deep_are_left_out_with_a_remark) {
  std::string mail = head;
  for (int i = 0; i < 3000; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  const auto read = parse_mail(mail + "\r\ndeep");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->remarks.size(), 1u);
}

TEST(ParseMail, a_text_over_the_limit_is_cut_with_a_remark) {
  oasis::MailLimits limits;
  limits.text_bytes = 100;
  const auto mail = parse_mail(head + "\r\n" + std::string(500, 'a'), limits);
  ASSERT_TRUE(mail.ok());
  EXPECT_EQ(mail->text.size(), 100u);
  EXPECT_EQ(mail->remarks.size(), 1u);
}

TEST(ParseMail, of_many_references_the_first_and_the_newest_stay) {
  std::string references = "References:";
  for (int i = 0; i < 100; ++i) references += "\r\n <r" + std::to_string(i) + "@x.example>";
  const auto mail = parse_mail(head + references + "\r\n\r\nbody");
  ASSERT_TRUE(mail.ok());
  ASSERT_EQ(mail->references.size(), 50u);
  EXPECT_EQ(mail->references.front(), "r0@x.example");
  EXPECT_EQ(mail->references[1], "r51@x.example");
  EXPECT_EQ(mail->references.back(), "r99@x.example");
}

TEST(ParseMail, any_bytes_are_safe) {
  std::string bytes = head + "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n";
  for (int i = 0; i < 5000; ++i) bytes += static_cast<char>(i * 7919 >> 3);
  for (std::size_t cut = 0; cut < bytes.size(); cut += 97) {
    const auto mail = parse_mail(std::string_view(bytes).substr(cut));
    EXPECT_TRUE(!mail.ok() || oasis::valid_utf8(mail->text + mail->subject + mail->from.name));
  }
}

MailKind kind_with(const std::string& headers) {
  const auto mail = parse_mail(head + headers + "\r\nbody");
  EXPECT_TRUE(mail.ok());
  return mail.ok() ? mail->kind : MailKind::ordinary;
}

TEST(ParseMail, an_address_without_brackets_behind_a_name_is_still_an_address) {
  const auto from = [](const std::string& header) {
    const auto mail = parse_mail("From: " + header + "\r\nSubject: x\r\n\r\nHello\r\n");
    return mail.ok() ? mail.value().from : MailAddress{"refused", ""};
  };
  EXPECT_EQ(from("Big Bug bb@bug.example"), (MailAddress{"Big Bug", "bb@bug.example"}));
  EXPECT_EQ(from("Bob [sales] <bob@example.com"), (MailAddress{"Bob [sales]", "bob@example.com"}));
  EXPECT_EQ(from("nobody at all"), (MailAddress{"refused", ""}));
}

TEST(MailKind, headers_of_automatic_answers_are_known) {
  EXPECT_EQ(kind_with(""), MailKind::ordinary);
  EXPECT_EQ(kind_with("Auto-Submitted: no\r\n"), MailKind::ordinary);
  EXPECT_EQ(kind_with("Auto-Submitted: auto-replied\r\n"), MailKind::auto_reply);
  EXPECT_EQ(kind_with("X-Autoreply: yes\r\n"), MailKind::auto_reply);
  EXPECT_EQ(kind_with("Precedence: auto_reply\r\n"), MailKind::auto_reply);
  EXPECT_EQ(kind_with("Auto-Submitted: auto-generated\r\nIn-Reply-To: <a@b>\r\n"), MailKind::auto_reply);
  EXPECT_EQ(kind_with("Auto-Submitted: auto-generated\r\n"), MailKind::ordinary);
}

TEST(MailKind, nothing_automatic_is_answered) {
  for (const char* header : {"Auto-Submitted: auto-generated\r\n", "Precedence: bulk\r\n",
                             "Return-Path: <>\r\n", "List-Id: <a.b>\r\n"}) {
    const auto mail = parse_mail(head + header + "\r\nbody");
    ASSERT_TRUE(mail.ok());
    EXPECT_TRUE(oasis::never_answer(*mail)) << header;
  }
  const auto written = parse_mail(head + "\r\nbody");
  ASSERT_TRUE(written.ok());
  EXPECT_FALSE(oasis::never_answer(*written));
  const auto nobody = parse_mail("From: Shop <No-Reply@shop.example>\r\nSubject: s\r\n\r\nbody");
  ASSERT_TRUE(nobody.ok());
  EXPECT_TRUE(oasis::never_answer(*nobody));
  const auto form = parse_mail("From: noreply@us.example\r\nReply-To: gina@globex.example\r\nSubject: s\r\n\r\nbody");
  ASSERT_TRUE(form.ok());
  EXPECT_FALSE(oasis::never_answer(*form)) << "a form on our page, written by a person";
}

TEST(MailAddress, only_addresses_that_can_be_written_to_count) {
  for (const char* good : {"a@b.example", "a+b=c@b-c.example", "o'neil@b.example"})
    EXPECT_TRUE(oasis::is_mail_address(good)) << good;
  for (const char* bad : {"", "a", "a@", "@b", "a b@c", "a@b\r\nBcc: x@y", "a@b c", "a@.b", "a@b..c", "<a@b>",
                          "a@b@c", "ä@b.example"})
    EXPECT_FALSE(oasis::is_mail_address(bad)) << bad;
}

}  // namespace
