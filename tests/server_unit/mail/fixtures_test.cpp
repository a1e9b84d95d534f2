// Every mail in tests/fixtures/mail is read and folded as the file beside it says. The mails were written for
// this project in the manner of the programs their names say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/mail/html_text.hpp"
#include "shared/text/utf8.hpp"
#include "tests/places.hpp"
#include "tests/server_unit/mail/rendered.hpp"

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> fixture_names() {
  std::vector<std::string> names;
  for (const auto& file : files_in(fs::path(oasis::test::source_folder()) / "tests/fixtures/mail"))
    if (file.extension() == ".eml") names.push_back(file.stem().string());
  return names;
}

class MailFixture : public testing::TestWithParam<std::string> {};

TEST_P(MailFixture, is_read_and_folded_as_expected) {
  const fs::path base = fs::path(oasis::test::source_folder()) / "tests/fixtures/mail" / GetParam();
  const std::string expected = content_of(base.string() + ".expected");
  const auto mail = oasis::parse_mail(content_of(base.string() + ".eml"));
  EXPECT_EQ(mail.ok() ? oasis_test::rendered(*mail) : "error: " + mail.error().what + "\n", expected);
}

INSTANTIATE_TEST_SUITE_P(All, MailFixture, testing::ValuesIn(fixture_names()),
                         [](const testing::TestParamInfo<std::string>& info) { return info.param; });

TEST(MailFixtures, are_there) {
  EXPECT_GE(fixture_names().size(), 60u);
}

/// Text a person can read: valid, without control characters, and hardly any replacement characters.
void expect_readable(const std::string& text, const fs::path& file) {
  EXPECT_TRUE(oasis::valid_utf8(text)) << file;
  EXPECT_EQ(text, oasis::readable_text(text)) << file;
  std::size_t replaced = 0;
  for (std::size_t at = 0; at < text.size();) replaced += oasis::next_code_point(text, at) == 0xFFFD ? 1 : 0;
  if (replaced * 20 > text.size())
    std::cout << "  hardly readable: " << file << " (" << replaced << " faults)\n";
}

/// Whether it begins as a mail does: with headers ("From: …"), maybe behind a line of an mbox.
bool has_headers(std::string_view raw) {
  if (raw.substr(0, 5) == "From ") return true;
  const std::string_view first = raw.substr(0, raw.find_first_of(":\n \t"));
  return !first.empty() && first.size() < raw.size() && raw[first.size()] == ':';
}

/// OASIS_EXTRA_MAIL_READ names a folder: what was made of each mail is written there, to be looked at.
void keep_rendering(const fs::path& file, const fs::path& base, const std::string& rendering) {
  const char* folder = std::getenv("OASIS_EXTRA_MAIL_READ");
  if (!folder) return;
  std::string name = fs::relative(file, base).string();
  std::replace(name.begin(), name.end(), '/', '~');
  std::ofstream(fs::path(folder) / name, std::ios::binary) << rendering;
}

/// OASIS_EXTRA_MAIL names a folder of real mails that are no part of the project: mails, and texts and HTML of
/// mails without their headers.
TEST(ExtraMail, is_read_without_a_crash_and_readable) {
  const char* folder = std::getenv("OASIS_EXTRA_MAIL");
  if (!folder) GTEST_SKIP() << "skipped: OASIS_EXTRA_MAIL names no folder";
  int read = 0, refused = 0, texts = 0;
  for (const auto& file : files_in(folder)) {
    const std::string raw = content_of(file);
    const bool html = file.extension() == ".html";
    if (html || !has_headers(raw)) {
      const std::string whole = oasis::repair_utf8(raw);
      const std::string text = html ? oasis::html_to_text(whole) : oasis::readable_text(whole);
      expect_readable(text, file);
      keep_rendering(file, folder, oasis_test::rendered_text(text));
      ++texts;
      continue;
    }
    const auto mail = oasis::parse_mail(raw);
    if (!mail.ok()) {
      EXPECT_FALSE(mail.error().what.empty());
      std::cout << "  refused: " << file.filename() << ": " << mail.error().what << "\n";
      ++refused;
      continue;
    }
    ++read;
    expect_readable(mail->text, file);
    EXPECT_TRUE(oasis::valid_utf8(oasis_test::rendered(*mail))) << file;
    keep_rendering(file, folder, oasis_test::rendered(*mail));
  }
  std::cout << "  " << read << " mails and " << texts << " texts read, " << refused << " refused\n";
}

}  // namespace
