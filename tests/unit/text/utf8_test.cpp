// The rules of shared/text/utf8.hpp.
#include "shared/text/utf8.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Utf8, well_formed_text_is_valid) {
  EXPECT_TRUE(oasis::valid_utf8("aä€😀"));
}

TEST(Utf8, overlong_surrogate_cut_and_stray_bytes_are_not) {
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"})
    EXPECT_FALSE(oasis::valid_utf8(bad));
}

TEST(Utf8, repair_replaces_each_faulty_part_once) {
  EXPECT_EQ(oasis::repair_utf8("a\xE2\x82z"), "a\uFFFDz");
  EXPECT_EQ(oasis::repair_utf8("\xFF\xFE"), "\uFFFD\uFFFD");
  EXPECT_EQ(oasis::repair_utf8("aä€😀"), "aä€😀");
}

TEST(Utf8, surrogates_and_points_beyond_unicode_become_the_replacement) {
  std::string out;
  oasis::append_code_point(out, 0xD800);
  oasis::append_code_point(out, 0x110000);
  EXPECT_EQ(out, "\uFFFD\uFFFD");
}

TEST(Utf8, cutting_never_splits_a_code_point) {
  EXPECT_EQ(oasis::cut_to("äöü", 3), "äöü");
  EXPECT_EQ(oasis::cut_to("äöü", 2), "ä…");
}

TEST(Utf8, readable_text_has_tidy_lines) {
  EXPECT_EQ(oasis::readable_text("\r\n\r\na  \r\nb\rc\n\n\n\n\nd\n\n"), "a\nb\nc\n\n\nd");
}

TEST(Utf8, readable_text_keeps_the_space_of_a_signature_line) {
  EXPECT_EQ(oasis::readable_text("a\n-- \nb"), "a\n-- \nb");
}

TEST(Utf8, readable_text_drops_what_hides_or_reorders) {
  EXPECT_EQ(oasis::readable_text(std::string_view("a\0b\x1B[2J\uFEFF\u202Ec", 14)), "ab[2Jc");
}

TEST(Utf8, one_line_collapses_white_space) {
  EXPECT_EQ(oasis::one_line("  a\r\n\tb\u00A0 c ", 100), "a b c");
  EXPECT_EQ(oasis::one_line("abcdef", 4), "abc…");
}

TEST(Utf8, ascii_case_is_ignored_and_other_case_is_not) {
  EXPECT_TRUE(oasis::same_ignoring_case("Re", "rE"));
  EXPECT_FALSE(oasis::same_ignoring_case("Ä", "ä"));
  EXPECT_EQ(oasis::lower_ascii("ÄBC"), "Äbc");
}

}  // namespace
