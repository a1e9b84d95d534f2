// The rules of server/mail/html_text.hpp.
#include "server/mail/html_text.hpp"

#include <gtest/gtest.h>

#include "server/mail/flowed.hpp"

namespace {

using oasis::html_to_text;

TEST(HtmlText, blocks_begin_lines_and_paragraphs_stand_apart) {
  EXPECT_EQ(html_to_text("<div>a</div><div>b<br>c</div><p>d</p><p>e</p>"), "a\nb\nc\n\nd\n\ne");
}

TEST(HtmlText, an_empty_div_with_a_break_is_an_empty_line) {
  EXPECT_EQ(html_to_text("<div>a</div><div><br></div><div>b</div>"), "a\n\nb");
}

TEST(HtmlText, white_space_collapses_outside_pre) {
  EXPECT_EQ(html_to_text("a \n\t b<pre>c  d\n e</pre>"), "a b\n\nc  d\n e");
}

TEST(HtmlText, scripts_styles_comments_and_hidden_parts_are_dropped) {
  EXPECT_EQ(html_to_text("a<script>x('</b>')</script><style>p{}</style><!-- <b>c</b> --><div style='DISPLAY "
                         ": none'>d</div>e"),
            "a\ne");
}

TEST(HtmlText, references_are_resolved_and_unknown_ones_kept) {
  EXPECT_EQ(html_to_text("&lt;b&gt; &eacute;&#233;&#xE9; &#150; &nosuch; &amp &"), "<b> ééé – &nosuch; & &");
}

TEST(HtmlText, links_show_their_address_unless_they_are_it) {
  EXPECT_EQ(html_to_text("<a href='https://a.example/x'>here</a>"), "here <https://a.example/x>");
  EXPECT_EQ(html_to_text("<a href='https://a.example/'>a.example</a>"), "a.example");
  EXPECT_EQ(html_to_text("<a href='mailto:bob@a.example'>bob@a.example</a>"), "bob@a.example");
}

TEST(HtmlText, links_that_run_or_carry_something_lose_their_address) {
  EXPECT_EQ(html_to_text("<a href='javascript:alert(1)'>a</a> <a href='data:text/html,x'>b</a>"), "a b");
}

TEST(HtmlText, nested_lists_are_indented_and_numbered) {
  EXPECT_EQ(html_to_text("<ul><li>a<ol><li><p>b</p></li><li>c</li></ol></li><li>d</li></ul>"),
            "- a\n  1. b\n  2. c\n- d");
}

TEST(HtmlText, quotes_are_marked_as_in_plain_mail) {
  EXPECT_EQ(html_to_text("a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e"),
            "a\n\n> b\n> c\n>\n> > d\n\ne");
}

TEST(HtmlText, an_indent_of_web_mail_is_no_quote) {
  EXPECT_EQ(html_to_text("a<blockquote style='margin: 0 0 0 40px; border: none;'>b</blockquote>"), "a\n\nb");
}

TEST(HtmlText, cells_of_a_row_are_set_apart) {
  EXPECT_EQ(
      html_to_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td><td>d</td></tr></table>"),
      "a | b\nc | d");
}

TEST(HtmlText, no_mark_up_survives_broken_input) {
  for (const char* broken : {"a<", "a<b", "a<b x=\"", "a<!--", "a<!-- x", "a</", "a<script>", "a<b x='>c"})
    EXPECT_EQ(html_to_text(broken).find("script"), std::string::npos) << broken;
  EXPECT_EQ(html_to_text("1 < 2 <b>x"), "1 < 2 x");
}

TEST(HtmlText, hostile_input_takes_one_pass) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<!--<blockquote><ul><a href='";
  EXPECT_LT(html_to_text(html).size(), html.size());
  std::string attributes;
  for (int i = 0; i < 100'000; ++i) attributes += "<a \"='";
  EXPECT_LE(html_to_text(attributes).size(), attributes.size());
}

TEST(Flowed, soft_line_ends_join_within_one_quote_depth) {
  EXPECT_EQ(oasis::unflow("a \nb\n> c \n> d\n>> e \nf\n", false), "a b\n> c d\n>> e \nf\n");
}

TEST(Flowed, stuffing_goes_and_the_signature_line_stays) {
  EXPECT_EQ(oasis::unflow(" >x\nend \n-- \nAnn\n", false), ">x\nend \n-- \nAnn\n");
  EXPECT_EQ(oasis::unflow("a \nb\n", true), "ab\n");
}

}  // namespace
