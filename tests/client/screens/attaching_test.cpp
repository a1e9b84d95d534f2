// Files on their way to a message, and those that messages brought.
// May not: send anything to a server.
#include "client/screens/attaching.hpp"

#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;

struct Attaching : DeskHarness {
  Attaching() {
    open_ticket("t1", "Printer on fire");
    open_ticket("t2", "Smoke in the same room");
    platform.screen = {1440, 900, 1};
    go("/tickets/1");
  }
  void upload(std::uint32_t number, const std::string& place, int status, int percent, const std::string& body = "") {
    platform.pending.uploads.push_back({number, place, "plan.png", status, percent, body});
    platform.wake();
    driver.settle();
  }
  /// A message of the customer's with these files.
  void arrive(std::vector<Attachment> files) {
    CustomerReply reply;
    reply.ticket = "t1";
    reply.message.id = "with-files";
    reply.message.text = "See here";
    reply.message.attachments = std::move(files);
    happen(reply, {Actor::Kind::customer, "", oasis::Role::viewer});
    driver.settle();
  }
};

constexpr const char* taken = R"({"id":"f1","name":"plan.png","type":"image/png","bytes":83000})";

TEST(Attaching, AFileBelongsToTheDraftThatItWasGivenForWhateverIsOpenWhenItArrives) {
  Attaching h;
  EXPECT_EQ(h.platform.files_are_for, "reply/t1");
  h.upload(1, "reply/t1", -1, 0);
  h.go("/tickets/2");
  EXPECT_EQ(h.platform.files_are_for, "reply/t2");
  h.upload(1, "reply/t1", 200, 100, taken);
  EXPECT_TRUE(h.drafts.files["reply/t2"].attached.empty()) << "another customer would have got it";
  ASSERT_EQ(h.drafts.files["reply/t1"].attached.size(), 1u);
  EXPECT_TRUE(h.drafts.files["reply/t1"].uploading.empty());
}

TEST(Attaching, AFileThatArrivesWhileAnotherRoomIsOpenIsKept) {
  Attaching h;
  h.upload(1, "reply/t1", -1, 0);
  h.go("/customers");
  EXPECT_EQ(h.platform.files_go_to, "") << "nothing is taken where nothing can be attached";
  h.upload(1, "reply/t1", 200, 100, taken);
  EXPECT_EQ(h.drafts.files["reply/t1"].attached.size(), 1u);
}

TEST(Attaching, WhereNothingCanBeWrittenNoFileIsTaken) {
  Attaching h;
  EXPECT_EQ(h.platform.files_are_for, "reply/t1");
  h.go("/tickets/99");
  EXPECT_EQ(h.platform.files_go_to, "") << "not even for the ticket before";
  h.go("/tickets/1");
  EXPECT_EQ(h.platform.files_are_for, "reply/t1");
  h.replica.me.role = oasis::Role::viewer;
  h.draw_frame();
  EXPECT_EQ(h.platform.files_go_to, "");
}

TEST(Attaching, WhileAFileIsOnItsWayItsShareIsSaidAndNothingIsSentWithoutIt) {
  Attaching h;
  h.driver.fill(Role::multiline, "Reply to the customer", "Here is the plan");
  h.upload(1, "reply/t1", -1, 37);
  EXPECT_TRUE(h.driver.says("Uploading, 37 %"));
  h.driver.press("ctrl+Enter");
  EXPECT_TRUE(h.replies.empty());
  h.upload(1, "reply/t1", 200, 100, taken);
  EXPECT_TRUE(h.driver.says("PNG · 81 KB"));
  h.driver.click(Role::button, "Send reply");
  ASSERT_EQ(h.replies.size(), 1u);
  EXPECT_EQ(h.replies[0].message.attachments.size(), 1u);
}

TEST(Attaching, AnUploadCanBeStoppedAndAFileTakenOff) {
  Attaching h;
  h.upload(1, "reply/t1", -1, 5);
  h.driver.click(Role::button, "Stop uploading plan.png");
  EXPECT_EQ(h.platform.stopped_uploads, std::vector<std::uint32_t>{1});
  h.upload(2, "reply/t1", 200, 100, taken);
  h.driver.click(Role::button, "Remove file plan.png");
  EXPECT_TRUE(h.drafts.files["reply/t1"].attached.empty());
}

TEST(Attaching, WhatWasNotTakenSaysWhy) {
  Attaching h;
  h.upload(1, "reply/t1", 0, 0);
  EXPECT_TRUE(h.driver.says("plan.png was not attached: there is no connection"));
  h.upload(2, "reply/t1", 413, 100, "<html>a proxy's page</html>");
  EXPECT_TRUE(h.driver.says("plan.png was not attached: it is larger than 20 MB"));
  h.upload(3, "reply/t1", 422, 100, R"({"error":{"message":"The file is empty."}})");
  EXPECT_TRUE(h.driver.says("plan.png was not attached: The file is empty."));
}

TEST(Attaching, PicturesOfAMessageAreShownAndOpenWhole) {
  Attaching h;
  h.arrive({{"p1", "error.png", "image/png", 5000, false}, {"d1", "bill.pdf", "application/pdf", 2'000'000, false}});
  ASSERT_EQ(h.platform.album.waiting.size(), 1u) << "only the picture is fetched";
  EXPECT_EQ(h.platform.album.waiting[0].url, "/api/v1/attachments/p1/picture");
  EXPECT_TRUE(h.driver.has(Role::link, "bill.pdf (PDF · 1.9 MB)"));
  h.driver.click(Role::button, "Show picture error.png");
  EXPECT_EQ(h.platform.album.shown, std::vector<std::string>{"/api/v1/attachments/p1/picture"});
}

TEST(Attaching, WhatMayCarryAScriptAndWhatIsHugeAreNotFetchedToBeShown) {
  Attaching h;
  h.arrive({{"s1", "logo.svg", "image/svg+xml", 900, false}, {"b1", "scan.png", "image/png", 15'000'000, false}});
  EXPECT_TRUE(h.platform.album.waiting.empty());
  EXPECT_TRUE(h.driver.has(Role::link, "logo.svg (File · 900 B)"));
  EXPECT_TRUE(h.driver.has(Role::link, "scan.png (PNG · 14.3 MB)"));
}

TEST(Attaching, OfATextTheFirstLinesAreShownAndAllOfItWhenAskedFor) {
  Attaching h;
  std::string text;
  for (int i = 1; i <= 9; ++i) text += "line " + std::to_string(i) + "\r\n";
  h.platform.net.answer = [&](const platform::Request& asked) {
    return asked.url == "/api/v1/attachments/l1" ? platform::Response{200, text} : platform::Response{404};
  };
  h.arrive({{"l1", "gateway.log", "text/plain", 72, false}, {"x1", "page.html", "text/html", 72, false}});
  EXPECT_TRUE(h.driver.says("line 6"));
  EXPECT_FALSE(h.driver.says("line 7"));
  h.driver.click(Role::button, "Show all of gateway.log");
  EXPECT_TRUE(h.driver.says("line 9"));
  h.driver.click(Role::button, "Show less of gateway.log");
  EXPECT_FALSE(h.driver.says("line 7"));
}

TEST(Attaching, OfOneLongLineOnlyTheBeginningIsShownAndNoLetterIsCut) {
  Attaching h;
  std::string text = "a";
  for (int i = 0; i < 400; ++i) text += "\u00e4";  // two bytes each: the cut would be within one
  h.platform.net.answer = [&](const platform::Request&) { return platform::Response{200, text + "\xff end"}; };
  h.arrive({{"l1", "one.txt", "text/plain", 900, false}});
  EXPECT_FALSE(h.driver.says(" end"));
  h.driver.click(Role::button, "Show all of one.txt");
  EXPECT_TRUE(h.driver.says("\ufffd end"));
}

TEST(Attaching, ATextThatWaitsForItsMessageSaysHowItBegins) {
  Attaching h;
  h.platform.net.answer = [&](const platform::Request&) { return platform::Response{200, "\n  Dear all,\r\nsee below"}; };
  h.upload(1, "reply/t1", 200, 100, R"({"id":"f1","name":"mail.txt","type":"text/plain","bytes":24})");
  EXPECT_TRUE(h.driver.says("Text · 24 B · Dear all,"));
  EXPECT_FALSE(h.driver.says("see below"));
}

}  // namespace
}  // namespace oasis
