// The rules of server/notify/compose.hpp.
#include "server/notify/compose.hpp"

#include <gtest/gtest.h>

#include "server/mail/parse.hpp"
#include "server/notify/text_html.hpp"
#include "shared/text/fold.hpp"

namespace {

using namespace oasis;

OutgoingMail reply() {
  OutgoingMail mail;
  mail.message_id = "t1042.4@mail.oasis.example";
  mail.in_reply_to = "a1@globex.example";
  mail.references = {"t1042.1@mail.oasis.example", "a1@globex.example"};
  mail.from = {"Ann Müller", "support@oasis.example"};
  mail.reply_to = MailAddress{"", "support+t1042-abcdefghijklmnop@oasis.example"};
  mail.to = {{"Gina", "gina@globex.example"}};
  mail.ticket = 1042;
  mail.subject = "Der Lüfter läuft";
  mail.text = "Hallo Gina,\n\nläuft er?\nhttps://oasis.example/t/1042.\n\n> alt & <b>fett</b>\n";
  mail.origin = "mail.oasis.example";
  mail.date = Instant{1'709'540'100'000};
  return mail;
}

std::string composed(const OutgoingMail& mail) {
  auto bytes = compose_mail(mail);
  EXPECT_TRUE(bytes.ok()) << (bytes.ok() ? "" : bytes.error().what);
  return bytes.ok() ? *bytes : std::string();
}

TEST(ComposeMail, is_read_back_as_it_was_meant) {
  const auto mail = parse_mail(composed(reply()));
  ASSERT_TRUE(mail.ok());
  EXPECT_EQ(mail->message_id, "t1042.4@mail.oasis.example");
  EXPECT_EQ(mail->in_reply_to, "a1@globex.example");
  EXPECT_EQ(mail->references, reply().references);
  EXPECT_EQ(mail->from, reply().from);
  EXPECT_EQ(mail->reply_to->address, reply().reply_to->address);
  EXPECT_EQ(mail->to, reply().to);
  EXPECT_EQ(mail->subject, "[#1042] Der Lüfter läuft");
  EXPECT_EQ(mail->date, reply().date);
  EXPECT_EQ(mail->facts.oasis_origin, "mail.oasis.example");
  EXPECT_EQ(mail->facts.auto_submitted, "");
  EXPECT_EQ(mail->text, "Hallo Gina,\n\nläuft er?\nhttps://oasis.example/t/1042.\n\n> alt & <b>fett</b>");
}

TEST(ComposeMail, is_ascii_with_crlf_and_short_lines) {
  OutgoingMail mail = reply();
  mail.text = std::string(5000, 'x') + "\n.\n..\nFrom here\n" + std::string(3000, ' ') + "é";
  for (int i = 0; i < 100; ++i)
    mail.references.push_back("long-reference-number-" + std::to_string(i) + "@globex.example");
  const std::string bytes = composed(mail);
  std::size_t length = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_LT(static_cast<unsigned char>(bytes[i]), 0x80);
    EXPECT_TRUE(bytes[i] != '\n' || bytes[i - 1] == '\r');
    length = bytes[i] == '\n' ? 0 : length + 1;
    ASSERT_LE(length, 998u);
  }
  EXPECT_EQ(bytes.substr(bytes.size() - 2), "\r\n");
}

TEST(ComposeMail, files_come_back_as_they_were) {
  OutgoingMail mail = reply();
  std::string all_bytes;
  for (int i = 0; i < 5000; ++i) all_bytes += static_cast<char>(i);
  mail.files = {{"Übersicht für März \"neu\".pdf", "application/pdf", all_bytes},
                {std::string(140, 'n') + ".txt", "text/plain", "grün\n--=_oasis\nFrom here\n.\n"},
                {"", "message/rfc822", "Subject: x\n\ny"},
                {"b\r\nBcc: victim@example.com", "image/png\r\nBcc: victim@example.com", ""}};
  const std::string bytes = composed(mail);
  EXPECT_EQ(bytes.find("\nBcc"), std::string::npos);
  EXPECT_NE(bytes.find("filename*"), std::string::npos) << "RFC 2231";
  for (std::size_t i = 0, length = 0; i < bytes.size(); ++i) {
    ASSERT_LT(static_cast<unsigned char>(bytes[i]), 0x80);
    length = bytes[i] == '\n' ? 0 : length + 1;
    ASSERT_LE(length, 998u);
  }
  const auto read = parse_mail(bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text, parse_mail(composed(reply()))->text);
  ASSERT_EQ(read->attachments.size(), 4u);
  EXPECT_EQ(read->attachments[0].filename, "Übersicht für März _neu_.pdf");
  EXPECT_EQ(read->attachments[0].content_type, "application/pdf");
  EXPECT_EQ(read->attachments[0].bytes, all_bytes);
  EXPECT_FALSE(read->attachments[0].in_line);
  EXPECT_EQ(read->attachments[1].bytes, mail.files[1].bytes);
  EXPECT_EQ(read->attachments[1].content_type, "text/plain");
  EXPECT_EQ(read->attachments[2].filename, "file");
  EXPECT_EQ(read->attachments[2].content_type, "application/octet-stream");
  EXPECT_EQ(read->attachments[2].bytes, mail.files[2].bytes);
  EXPECT_EQ(read->attachments[3].content_type, "application/octet-stream");
  EXPECT_EQ(composed(mail), composed(mail));
}

TEST(ComposeMail, each_part_is_in_the_charset_that_its_html_names) {
  OutgoingMail mail = reply();
  mail.text = "Viele Grüße";  // would fit into a charset of one byte
  const std::string bytes = composed(mail);
  for (const char* part : {"Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8",
                           "Viele Gr=C3=BC=C3=9Fe"})
    EXPECT_NE(bytes.find(part), std::string::npos) << part << "\n" << bytes;
}

TEST(ComposeMail, the_same_message_gives_the_same_bytes) {
  EXPECT_EQ(composed(reply()), composed(reply()));
}

TEST(ComposeMail, automatic_mail_says_so) {
  OutgoingMail mail = reply();
  mail.automatic = true;
  EXPECT_NE(composed(mail).find("\r\nAuto-Submitted: auto-replied\r\n"), std::string::npos);
  mail.in_reply_to.clear();
  EXPECT_NE(composed(mail).find("\r\nAuto-Submitted: auto-generated\r\n"), std::string::npos);
}

TEST(ComposeMail, no_text_field_can_add_a_header) {
  OutgoingMail mail = reply();
  const std::string evil = "x\r\nBcc: victim@example.com\r\n\r\nbody";
  mail.subject = mail.from.name = mail.to[0].name = mail.origin = evil;
  const std::string bytes = composed(mail);
  EXPECT_EQ(bytes.find("\nBcc"), std::string::npos);
  const auto read = parse_mail(bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->to.size(), 1u);
  EXPECT_EQ(read->text.substr(0, 5), "Hallo");
}

TEST(ComposeMail, addresses_and_ids_that_do_not_fit_are_refused_by_place) {
  const auto where = [](const OutgoingMail& mail) {
    const auto bytes = compose_mail(mail);
    return bytes.ok() ? std::string("taken") : bytes.error().where;
  };
  OutgoingMail mail = reply();
  mail.to.push_back({"", "a@b.example\r\nBcc: x@y.example"});
  EXPECT_EQ(where(mail), "/to/1");
  mail = reply();
  mail.to.clear();
  EXPECT_EQ(where(mail), "/to");
  mail = reply();
  mail.message_id = "a@b>\r\nBcc: <x@y";
  EXPECT_EQ(where(mail), "/message_id");
  mail = reply();
  mail.from.address = "nobody";
  EXPECT_EQ(where(mail), "/from");
  mail = reply();
  mail.reply_to->address = "x";
  EXPECT_EQ(where(mail), "/reply_to");
  mail = reply();
  mail.cc = {{"", "x"}};
  EXPECT_EQ(where(mail), "/cc/0");
}

TEST(ComposeMail, ids_of_others_that_do_not_fit_are_left_out) {
  OutgoingMail mail = reply();
  mail.in_reply_to = "broken id";
  mail.references = {"t1042.1@mail.oasis.example", "bad\r\nBcc: x@y", "a1@globex.example"};
  const auto read = parse_mail(composed(mail));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->in_reply_to, "");
  EXPECT_EQ(read->references, (std::vector<std::string>{"t1042.1@mail.oasis.example", "a1@globex.example"}));
}

TEST(ComposeMail, the_marker_makes_an_answer_foldable) {
  OutgoingMail mail = reply();
  mail.reply_marker = true;
  const auto read = parse_mail(composed(mail));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text.substr(0, reply_marker.size()), reply_marker);
  EXPECT_EQ(written_text("Yes.\n\nOn 4 March Ann wrote:\n" + read->text), "Yes.");
}

TEST(ComposeMail, the_marker_and_the_page_are_in_the_language_of_the_text) {
  OutgoingMail mail = reply();
  mail.reply_marker = true;
  mail.language = "de-AT";
  const std::string whole = composed(mail);
  EXPECT_NE(whole.find("<html lang=3D\"de-AT\">"), std::string::npos) << whole;
  const auto read = parse_mail(whole);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text.substr(0, reply_marker_german.size()), reply_marker_german);
  EXPECT_EQ(written_text("Ja.\n\n" + read->text), "Ja.");
  EXPECT_EQ(text_as_html("x", "de\" onload=\"y").find("lang="), std::string::npos);
}

TEST(ComposeMail, text_with_a_nul_is_sent_without_it) {
  OutgoingMail mail = reply();
  mail.text = std::string("a\0b", 3);
  const auto read = parse_mail(composed(mail));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text, "ab");
}

TEST(TextAsHtml, everything_is_escaped) {
  const std::string html = text_as_html("<script>alert('x')</script> & \"q\" https://a.example/\"onclick=x");
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;alert(&#39;x&#39;)"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"https://a.example/\">https://a.example/</a>&quot;onclick"),
            std::string::npos);
}

TEST(TextAsHtml, paragraphs_lines_and_quotes_are_kept) {
  const std::string html = text_as_html("a\nb\n\nc\n> d\n>> e\nf");
  EXPECT_NE(html.find("<p>a<br>\nb</p>\n<p>c</p>\n<blockquote"), std::string::npos);
  EXPECT_NE(html.find("<p>d</p>\n<blockquote"), std::string::npos);
  EXPECT_NE(html.find("<p>e</p>\n</blockquote>\n</blockquote>\n<p>f</p>"), std::string::npos);
}

TEST(TextAsHtml, headings_lists_and_signatures_become_what_they_mean) {
  const std::string html = text_as_html("Hello\n\nDue (1)\n-----\n- #1 Fire\n  now\n  https://a.example/1\n- two\n\n-- \nAnn");
  EXPECT_NE(html.find("<p>Hello</p>\n<h2 "), std::string::npos) << html;
  EXPECT_NE(html.find(">Due (1)</h2>"), std::string::npos) << html;
  EXPECT_EQ(html.find("-----"), std::string::npos);
  EXPECT_NE(html.find("<a href=\"https://a.example/1\">#1 Fire</a><br>\nnow</li>\n<li"), std::string::npos) << html;
  EXPECT_NE(html.find(">two</li>\n</ul>\n<p style=\"font-size:.92em;opacity:.75\">Ann</p>"), std::string::npos) << html;
}

TEST(TextAsHtml, a_line_within_a_paragraph_is_no_heading_and_quoted_lists_stay) {
  const std::string html = text_as_html("a\nb\n---\n> - x\n>   https://a.example/1");
  EXPECT_EQ(html.find("<h2"), std::string::npos) << html;
  EXPECT_EQ(html.find("<ul"), std::string::npos) << html;
}

TEST(TextAsHtml, columns_made_with_blanks_stay) {
  EXPECT_NE(text_as_html("one    two").find("one&nbsp;&nbsp;&nbsp; two"), std::string::npos) << text_as_html("one    two");
}

TEST(TextAsHtml, a_name_in_front_of_a_column_is_bold_instead) {
  const std::string html = text_as_html("Who:       Ann <x>\n  Tried:     https://a.example/1\nsee: this");
  EXPECT_NE(html.find("<b>Who:</b> Ann &lt;x&gt;<br>"), std::string::npos) << html;
  EXPECT_NE(html.find("<b>Tried:</b> <a href=\"https://a.example/1\">"), std::string::npos) << html;
  EXPECT_NE(html.find("see: this"), std::string::npos) << html;
}

TEST(TextAsHtml, only_web_addresses_become_links) {
  EXPECT_EQ(text_as_html("javascript:alert(1) http:// httpx").find("<a "), std::string::npos);
  EXPECT_NE(text_as_html("see (https://a.example/x?y=1&z=2).")
                .find("<a href=\"https://a.example/x?y=1&amp;z=2\">https://a.example/x?y=1&amp;z=2</a>)."),
            std::string::npos);
}

}  // namespace
