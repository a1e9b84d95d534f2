// What a reply takes along by mail, and what its customer is told of files that no mail takes.
#include "server/notify/enclosed.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/mail/parse.hpp"
#include "server/notify/email.hpp"
#include "server/notify/parcel.hpp"
#include "tests/server_unit/notify/delivering.hpp"

namespace oasis::notify {
namespace {

struct Enclosing : Delivering {
  /// The answer of bob's with these files, as it leaves.
  Parcel answer_with(std::vector<Attachment> files) {
    phone("t", "web");
    Reply reply;
    reply.ticket = "t";
    reply.message.id = "r";
    reply.message.text = "See the file";
    reply.message.attachments = std::move(files);
    Parcel parcel;
    writer->run([&](Turn& turn) {
      ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::user, "bob", Role::agent}).has_value());
      for (const Attachment& file : reply.message.attachments)
        store::put_attachment(turn.database(), {file.id, "t", file.name, file.type, "bytes of " + file.id});
    });
    const Outgoing row = rows("t").back();
    const auto policies = writer->policies();
    writer->run_store([&](store::Database& database) {
      parcel = make_parcel(row, database, *policies, zones, links, clock.now());
    });
    return parcel;
  }
};

TEST_F(Enclosing, AReplyTakesItsFilesAlong) {
  const Parcel parcel = answer_with({{"f1", "plan.pdf", "application/pdf", 11}});
  EXPECT_TRUE(parcel.to_customer);
  ASSERT_EQ(parcel.files.size(), 1u);
  EXPECT_EQ(parcel.files[0].name, "plan.pdf");
  EXPECT_EQ(parcel.files[0].type, "application/pdf");
  EXPECT_EQ(parcel.files[0].bytes, "bytes of f1");
  EXPECT_EQ(parcel.letter.text.find("Too large"), std::string::npos);

  EmailSettings settings;
  settings.from = {"Acme", "support@acme.example"};
  ASSERT_EQ(folder_channel(settings, folder.path() + "/out")(parcel).kind, Outcome::Kind::sent);
  const auto entry = *std::filesystem::directory_iterator(folder.path() + "/out");
  std::ifstream written(entry.path(), std::ios::binary);
  const auto mail = parse_mail(std::string{std::istreambuf_iterator<char>(written), {}});
  ASSERT_TRUE(mail.ok());
  EXPECT_EQ(mail->to[0].address, "gina@globex.example");
  EXPECT_NE(mail->text.find("See the file"), std::string::npos);
  ASSERT_EQ(mail->attachments.size(), 1u);
  EXPECT_EQ(mail->attachments[0].filename, "plan.pdf");
  EXPECT_EQ(mail->attachments[0].bytes, "bytes of f1");
}

TEST_F(Enclosing, WhatNoMailTakesIsNamedWithTheLinkToIt) {
  const Parcel parcel = answer_with({{"f1", "small.txt", "text/plain", 11},
                                     {"f2", "huge.zip", "application/zip", most_enclosed - 5},
                                     {"f3", "last.txt", "text/plain", 11}});
  ASSERT_EQ(parcel.files.size(), 2u);
  EXPECT_EQ(parcel.files[1].name, "last.txt");
  const std::string link = links.customer_url(1, "t") + "/files/f2";
  EXPECT_NE(parcel.letter.text.find("Too large for a mail, but on the page of your ticket:\n- huge.zip\n  " +
                                    link + "\n"),
            std::string::npos)
      << parcel.letter.text;
}

}  // namespace
}  // namespace oasis::notify
