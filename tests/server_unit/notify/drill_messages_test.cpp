// "Subject and text begin with DRILL": on every way that a message can leave, before the number of its ticket as well.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/notify/email.hpp"
#include "tests/server_unit/notify/leaving.hpp"

namespace oasis::notify {
namespace {

/// A ticket of a drill (or a real one) that Ann is paged for.
struct DrillMessages : Leaving {};

bool begins_with_drill(const std::string& text) {
  return text.rfind("DRILL ", 0) == 0;
}

TEST_F(DrillMessages, OnEveryWayOut) {
  open_ticket("t", true);
  const Parcel parcel = page_of("t");
  EXPECT_TRUE(begins_with_drill(parcel.letter.subject)) << parcel.letter.subject;
  EXPECT_TRUE(begins_with_drill(parcel.letter.text)) << parcel.letter.text;

  for (const char* way : {"sms", "slack_bot", "slack_webhook", "teams", "ntfy", "webhook"}) {
    const Said said = said_by(way, parcel);
    EXPECT_TRUE(begins_with_drill(said.title)) << way << ": " << said.title;
    EXPECT_TRUE(begins_with_drill(said.text)) << way << ": " << said.text;
  }
  EXPECT_EQ(said_by("ntfy", parcel).title, "DRILL #1 Fire in t (normal)");
  EXPECT_TRUE(begins_with_drill(nlohmann::json::parse(leave_by("slack_bot", parcel).body)["text"]));
}

TEST_F(DrillMessages, AlsoWhereOneMayComeTwice) {
  open_ticket("t", true);
  Parcel page = page_of("t");
  Outgoing announced;
  announced.subject = announced.words = "DRILL is announced";
  Parcel words = parcel_of(announced);
  for (Parcel* parcel : {&page, &words}) {
    parcel->row.may_repeat = true;
    const std::string text = text_of(*parcel);
    EXPECT_TRUE(begins_with_drill(text)) << text;
    EXPECT_NE(text.find("may have reached you before"), std::string::npos) << text;
  }
}

TEST_F(DrillMessages, ByMailBeforeTheTicketsTag) {
  open_ticket("t", true);
  EmailSettings settings;
  settings.from = {"", "support@acme.example"};
  const std::string to = folder.path() + "/mails";
  folder_channel(settings, to)(page_of("t"));
  std::ostringstream mail;
  for (const auto& file : std::filesystem::directory_iterator(to)) mail << std::ifstream(file.path()).rdbuf();
  EXPECT_NE(mail.str().find("\r\nSubject: DRILL [#1] Fire in t (normal)\r\n"), std::string::npos) << mail.str();
  EXPECT_NE(mail.str().find("\r\n\r\nDRILL "), std::string::npos) << mail.str();
}

TEST_F(DrillMessages, ARealOneDoesNotSayIt) {
  open_ticket("t", false);
  const Parcel parcel = page_of("t");
  EXPECT_EQ(title_of(parcel, 200), "#1 Fire in t (normal)");
  EXPECT_EQ((parcel.letter.subject + parcel.letter.text).find("DRILL"), std::string::npos);
}

TEST_F(DrillMessages, AListSaysWhichOfItsTicketsAreReal) {
  open_ticket("alone", false);  // told at once; what follows within a minute is collected
  open_ticket("drilled", true);
  open_ticket("real", false);
  pass(minutes(2));
  std::optional<Outgoing> list;
  for (const Outgoing& row : rows("drilled")) {
    if (row.user == "ann") list = row;
  }
  ASSERT_TRUE(list);
  const Parcel parcel = parcel_of(*list);
  EXPECT_EQ(parcel.letter.subject, "DRILL and 1 real: Fire in drilled (normal) and 1 more");
  EXPECT_NE(parcel.letter.text.find("\n- #3 Fire in real"), std::string::npos) << parcel.letter.text;
}

}  // namespace
}  // namespace oasis::notify
